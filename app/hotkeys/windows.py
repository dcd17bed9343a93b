"""Global hotkeys on Windows: RegisterHotKey through ctypes; WM_HOTKEY comes to the GUI thread's own message queue.

Place in the flow: `app.hotkeys.opening` makes one on Windows. Written after Microsoft's documentation of RegisterHotKey;
not verified on a Windows machine.
"""

import ctypes
import sys
from collections.abc import Mapping
from typing import Any, Final

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication, QObject

from app.calls.requests import DeskAction
from app.hotkeys.base import Hotkeys
from app.hotkeys.chords import Chord, HotkeyError, Modifier, taken

_WM_HOTKEY: Final = 0x0312
_MOD_NOREPEAT: Final = 0x4000
_MODIFIERS: Final = {Modifier.ALT: 1, Modifier.CTRL: 2, Modifier.SHIFT: 4, Modifier.META: 8}
_F1: Final = 0x70
_MESSAGE: Final = b"windows_generic_MSG"


def virtual_key(key: str) -> int:
    """Return Windows' code of a key: letters and digits are their ASCII code, F1 is 0x70."""
    return ord(key) if len(key) == 1 else _F1 + int(key[1:]) - 1


def modifier_bits(modifiers: Modifier) -> int:
    """Return Windows' bits of what is held, and that holding the key down tells nothing more."""
    return _MOD_NOREPEAT | sum(bit for modifier, bit in _MODIFIERS.items() if modifier in modifiers)


class _Message(ctypes.Structure):
    """MSG of winuser.h."""

    _fields_ = (
        ("window", ctypes.c_void_p),
        ("message", ctypes.c_uint),
        ("wide", ctypes.c_size_t),
        ("long", ctypes.c_ssize_t),
        ("time", ctypes.c_uint32),
        ("x", ctypes.c_int32),
        ("y", ctypes.c_int32),
    )


class WindowsHotkeys(Hotkeys):
    """Registered to the GUI thread: create, bind and close it there."""

    def __init__(self, parent: QObject) -> None:
        """Take no key yet."""
        super().__init__(parent)
        self._user32: Any = None
        if sys.platform == "win32":
            self._user32 = ctypes.WinDLL("user32", use_last_error=True)
        self._bound: dict[int, DeskAction] = {}
        self._filter: QAbstractNativeEventFilter = _Filter(self)
        application = QCoreApplication.instance()
        if application is not None:
            application.installNativeEventFilter(self._filter)

    def bind(self, chords: Mapping[DeskAction, Chord]) -> list[HotkeyError]:
        """Register the chords; return those that belong to another program."""
        self._give_back()
        problems: list[HotkeyError] = []
        for number, (action, chord) in enumerate(chords.items(), start=1):
            if self._user32.RegisterHotKey(None, number, modifier_bits(chord.modifiers), virtual_key(chord.key)):
                self._bound[number] = action
            else:
                problems.append(taken(chord))
        return problems

    def close(self) -> None:
        """Give all keys back."""
        self._give_back()
        application = QCoreApplication.instance()
        if application is not None:
            application.removeNativeEventFilter(self._filter)

    def on_hotkey(self, number: int) -> None:
        """Tell that a chord was pressed."""
        if number in self._bound:
            self.pressed.emit(self._bound[number])

    def _give_back(self) -> None:
        for number in self._bound:
            self._user32.UnregisterHotKey(None, number)
        self._bound.clear()


class _Filter(QAbstractNativeEventFilter):
    """Picks WM_HOTKEY out of the thread's messages."""

    def __init__(self, owner: WindowsHotkeys) -> None:
        super().__init__()
        self._owner = owner

    def nativeEventFilter(  # noqa: N802  Qt's name
        self, kind: QByteArray | bytes | bytearray | memoryview, message: int
    ) -> Any:
        if QByteArray(kind).data() == _MESSAGE:
            found = _Message.from_address(int(message))
            if found.message == _WM_HOTKEY:
                self._owner.on_hotkey(int(found.wide))
        return False, 0
