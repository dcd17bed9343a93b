"""Runs the settings window until it is closed.

Place in the flow: `sotto settings edit`, which the tray's menu starts as a process of its own
(`app.settings_window.opening`).
"""

from app.assembly import load_settings
from app.managed import load_managed
from app.overlay.application import application
from app.overlay.binding import check_binding
from app.paths import paths
from app.settings_window.opening import SideProgram
from app.settings_window.window import SettingsWindow
from app.translation.language import use_language
from app.window_loop import ended_by_ctrl_c
from app.window_style import use_drawn_style
from speech.devices import list_inputs
from speech.engine_choice import installed_models
from speech.errors import SpeechError


def run_settings_window() -> None:
    """Show the window and wait. Raises SettingsError when the file cannot be read."""
    check_binding()
    settings = load_settings()
    qt = application()
    use_language(qt, settings.interface.language)
    use_drawn_style(qt)
    qt.setQuitOnLastWindowClosed(True)
    window = SettingsWindow(paths().settings_file, settings, load_managed(), suggestions)
    wizard = SideProgram(qt)
    window.setup_asked.connect(wizard.open_wizard)
    window.show()
    with ended_by_ctrl_c(window):
        qt.exec()


def suggestions(key: str) -> list[str]:
    """Return what this machine offers for a text setting; empty where anything goes, or where nothing was found."""
    if key == "listening.model":
        return [folder.name for folder in installed_models(paths().models)]
    if key == "listening.microphone":
        try:
            return list(dict.fromkeys(device.name for device in list_inputs()))
        except SpeechError:  # the field is then a plain text
            return []
    return []
