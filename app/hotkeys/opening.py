"""Gives the global hotkeys of this system, bound as the settings say.

Place in the flow: the resident program opens them at its start; what cannot be had is told, never fatal.
"""

import os
import sys
from dataclasses import asdict

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from app import notify
from app.hotkeys.actions import ACTIONS, chords_of, shared, shared_problem
from app.hotkeys.base import Hotkeys
from app.hotkeys.chords import HotkeyError
from app.hotkeys.settings import HotkeySettings


def open_hotkeys(settings: HotkeySettings, parent: QObject) -> Hotkeys | None:
    """Return bound hotkeys, None where there are none; problems are told through `app.notify`.

    A chord that two settings name stays with the first.
    """
    wanted = asdict(settings)
    chords = chords_of(wanted)
    for keeper, other in shared(wanted):
        del chords[other]
        problem = shared_problem(wanted, keeper, other, kept=True)
        notify.warn(problem.message, problem.mend)
    if not chords:
        return None
    try:
        hotkeys = _of_this_system(parent)
    except HotkeyError as error:
        notify.warn(error.message, error.mend)
        return None
    for problem in [] if hotkeys is None else hotkeys.bind({ACTIONS[name]: chord for name, chord in chords.items()}):
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
