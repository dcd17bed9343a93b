"""Runs the wizard until it is finished or closed.

Place in the flow: `sotto wizard`, and `sotto run` at the first start.
"""

from PySide6.QtWidgets import QDialog

from app.assembly import load_settings
from app.managed import load_managed
from app.overlay.application import application
from app.overlay.binding import check_binding
from app.paths import paths
from app.translation.language import use_language
from app.window_style import use_drawn_style
from app.wizard.draft import Draft
from app.wizard.machine import Machine
from app.wizard.window import WizardWindow


def run_wizard() -> bool:
    """Ask everything; return whether the user agreed. Raises SettingsError when the settings cannot be read."""
    check_binding()
    draft = Draft(load_settings(), load_managed())
    qt = application()
    use_language(qt, draft.settings.interface.language)
    use_drawn_style(qt)
    window = WizardWindow(draft, Machine(), paths().settings_file, paths().set_up_record)
    return window.exec() == QDialog.DialogCode.Accepted
