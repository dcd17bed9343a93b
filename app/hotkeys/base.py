"""What every system's global hotkeys offer. No Qt beyond signals.

Place in the flow: `app.hotkeys.open_hotkeys` gives the right one; the resident program connects `pressed`.
"""

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal

from app.calls.requests import DeskAction
from app.hotkeys.chords import Chord, HotkeyError


class Hotkeys(QObject):
    """Global hotkeys of one system. Lives in the GUI thread."""

    pressed = Signal(object)
    """`DeskAction`, once for each press however long it is held."""

    def bind(self, chords: Mapping[DeskAction, Chord]) -> list[HotkeyError]:
        """Listen for these chords instead of any before; return what could not be had."""
        raise NotImplementedError

    def close(self) -> None:
        """Give all keys back."""
        raise NotImplementedError
