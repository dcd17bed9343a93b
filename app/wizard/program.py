"""Runs the wizard until it is finished or closed.

Place in the flow: `sotto wizard`, and `sotto run` at the first start.
"""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QDialog

from app.assembly import load_settings
from app.calls.errors import CallError
from app.calls.requests import DeskAction, Request
from app.managed import load_managed
from app.overlay.application import application
from app.overlay.binding import check_binding
from app.paths import paths
from app.single_instance import AlreadyRunningError, InstanceServer, setup_name
from app.translation.language import use_language
from app.window_loop import ended_by_ctrl_c
from app.window_style import use_drawn_style
from app.wizard.draft import Draft
from app.wizard.first_run import show_open_set_up
from app.wizard.machine import Machine
from app.wizard.window import WizardWindow


def run_wizard() -> bool:
    """Ask everything; return whether the user agreed.

    Raises SettingsError when the settings cannot be read, SetUpOpenError when the questions are on the screen already.
    """
    check_binding()
    draft = Draft(load_settings(), load_managed())
    qt = application()
    show_open_set_up()
    use_language(qt, draft.settings.interface.language)
    use_drawn_style(qt)
    window = WizardWindow(draft, Machine(), paths().settings_file, paths().set_up_record)
    server = InstanceServer(answering(window), window)
    try:
        server.claim(setup_name())
    except AlreadyRunningError:  # another was opened in this very moment
        show_open_set_up()
    try:
        with ended_by_ctrl_c(window):
            return window.exec() == QDialog.DialogCode.Accepted
    finally:
        server.close()


def answering(window: WizardWindow) -> Callable[[Request], dict[str, Any]]:
    """Return what answers those who ask while the set-up is open: it comes to the front, and does nothing else."""

    def answer(request: Request) -> dict[str, Any]:
        if request.wish is not DeskAction.SHOW:
            raise CallError("Sotto is not running yet: its set-up is still open.", "Finish the set-up, then try again.")
        window.showNormal()
        window.raise_()
        window.activateWindow()
        return {"state": "set-up"}

    return answer
