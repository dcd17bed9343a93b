"""Gives the global hotkeys of this system, bound as the settings say.

Place in the flow: the resident program opens them at its start; what cannot be had is told, never fatal.
"""

import os
import sys

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from app import notify
from app.calls.requests import DeskAction
from app.hotkeys.base import Hotkeys
from app.hotkeys.chords import HotkeyError, parse_chord
from app.hotkeys.settings import HotkeySettings


def open_hotkeys(settings: HotkeySettings, parent: QObject) -> Hotkeys | None:
    """Return bound hotkeys, None where there are none; problems are told through `app.notify`."""
    wanted = {
        DeskAction.PAUSE: settings.pause, DeskAction.WRONG: settings.wrong, DeskAction.TOGGLE_SHOWN: settings.show,
        DeskAction.GOT_IT: settings.got_it, DeskAction.SNOOZE: settings.snooze, DeskAction.WHY: settings.why,
        DeskAction.MORE: settings.more, DeskAction.KEYS: settings.keys,
    }  # fmt: skip
    chords = {action: parse_chord(text) for action, text in wanted.items() if text.strip()}
    if not chords:
        return None
    try:
        hotkeys = _of_this_system(parent)
    except HotkeyError as error:
        notify.warn(error.message, error.mend)
        return None
    for problem in [] if hotkeys is None else hotkeys.bind(chords):
        notify.warn(problem.message, problem.mend)
    return hotkeys


def _of_this_system(parent: QObject) -> Hotkeys | None:
    if sys.platform == "win32":
        from app.hotkeys.windows import WindowsHotkeys  # noqa: PLC0415  exists on that system only

        return WindowsHotkeys(parent)
    if sys.platform == "darwin":
        from app.hotkeys.macos import MacHotkeys  # noqa: PLC0415  exists on that system only

        return MacHotkeys(parent)
    if sys.platform != "linux":
        return None
    if os.environ.get("WAYLAND_DISPLAY"):
        from app.hotkeys.wayland import PortalHotkeys  # noqa: PLC0415  needs a session bus

        return PortalHotkeys(parent)
    if QGuiApplication.platformName() == "xcb":
        from app.hotkeys.x11 import X11Hotkeys  # noqa: PLC0415  needs an X server

        return X11Hotkeys(parent)
    return None
