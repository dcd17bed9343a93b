"""Global hotkeys on macOS: RegisterEventHotKey of Carbon's HIToolbox through ctypes.

Place in the flow: `app.hotkeys.opening` makes one on macOS. Needs no permission to watch the keyboard, unlike event taps:
the system tells only of the chords that were registered. The handler runs in the main thread's own event loop, which is
Qt's. Written after CarbonEvents.h and Events.h; not verified on a Mac.
"""

import ctypes
import ctypes.util
import sys
from collections.abc import Mapping
from typing import Any, Final

from PySide6.QtCore import QObject

from app.calls.requests import DeskAction
from app.hotkeys.base import Hotkeys
from app.hotkeys.chords import Chord, HotkeyError, Modifier, taken
from app.translation.words import translate

_SIGNATURE: Final = int.from_bytes(b"Sott", "big")
_EVENT_CLASS_KEYBOARD: Final = int.from_bytes(b"keyb", "big")
_EVENT_HOT_KEY_PRESSED: Final = 5
_PARAMETER_DIRECT_OBJECT: Final = int.from_bytes(b"----", "big")
_TYPE_HOT_KEY_ID: Final = int.from_bytes(b"hkid", "big")
_MODIFIERS: Final = {Modifier.META: 1 << 8, Modifier.SHIFT: 1 << 9, Modifier.ALT: 1 << 11, Modifier.CTRL: 1 << 12}
"""Events.h: cmdKey, shiftKey, optionKey, controlKey; the Windows key of other systems is Command."""
_LETTERS: Final = "ASDFHGZXCV\0BQWERYT"
"""Events.h: the virtual codes of an ANSI keyboard go by the place of the key, 0x00 … 0x11; 0x0A is another key."""
_OTHERS: Final = {
    "O": 0x1F, "U": 0x20, "I": 0x22, "P": 0x23, "L": 0x25, "J": 0x26, "K": 0x28, "N": 0x2D, "M": 0x2E,
    "1": 0x12, "2": 0x13, "3": 0x14, "4": 0x15, "6": 0x16, "5": 0x17, "9": 0x19, "7": 0x1A, "8": 0x1C, "0": 0x1D,
    "F1": 0x7A, "F2": 0x78, "F3": 0x63, "F4": 0x76, "F5": 0x60, "F6": 0x61, "F7": 0x62, "F8": 0x64, "F9": 0x65,
    "F10": 0x6D, "F11": 0x67, "F12": 0x6F,
}  # fmt: skip


class _HotKeyId(ctypes.Structure):
    """EventHotKeyID."""

    _fields_ = (("signature", ctypes.c_uint32), ("number", ctypes.c_uint32))


class _EventType(ctypes.Structure):
    """EventTypeSpec."""

    _fields_ = (("event_class", ctypes.c_uint32), ("kind", ctypes.c_uint32))


_Handler: Final = ctypes.CFUNCTYPE(ctypes.c_int32, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)


def key_code(key: str) -> int:
    """Return macOS' code of a key (kVK_ANSI_A is 0x00, kVK_F1 0x7A)."""
    return _OTHERS[key] if key in _OTHERS else _LETTERS.index(key)


def modifier_bits(modifiers: Modifier) -> int:
    """Return Carbon's bits of what is held."""
    return sum(bit for modifier, bit in _MODIFIERS.items() if modifier in modifiers)


class MacHotkeys(Hotkeys):
    """Registered with the application's event target: create, bind and close it in the GUI thread."""

    def __init__(self, parent: QObject, carbon: Any = None) -> None:
        """Listen for presses. `carbon`: the library, for tests. Raises HotkeyError when the system has none."""
        super().__init__(parent)
        self._carbon: Any = carbon or _carbon()
        self._bound: dict[int, tuple[DeskAction, ctypes.c_void_p]] = {}
        self._target = ctypes.c_void_p(self._carbon.GetApplicationEventTarget())
        self._handler = _Handler(self._on_event)  # held: the system calls it for as long as this lives
        self._installed = ctypes.c_void_p()
        wanted = _EventType(_EVENT_CLASS_KEYBOARD, _EVENT_HOT_KEY_PRESSED)
        self._carbon.InstallEventHandler(
            self._target, self._handler, ctypes.c_ulong(1), ctypes.byref(wanted), None, ctypes.byref(self._installed)
        )

    def bind(self, chords: Mapping[DeskAction, Chord]) -> list[HotkeyError]:
        """Register the chords; return those that belong to another program."""
        self._give_back()
        problems: list[HotkeyError] = []
        for number, (action, chord) in enumerate(chords.items(), start=1):
            reference = ctypes.c_void_p()
            status = self._carbon.RegisterEventHotKey(
                ctypes.c_uint32(key_code(chord.key)), ctypes.c_uint32(modifier_bits(chord.modifiers)),
                _HotKeyId(_SIGNATURE, number), self._target, ctypes.c_uint32(0), ctypes.byref(reference),
            )  # fmt: skip
            if status == 0:
                self._bound[number] = (action, reference)
            else:
                problems.append(taken(chord))
        return problems

    def close(self) -> None:
        """Give all keys back."""
        self._give_back()
        self._carbon.RemoveEventHandler(self._installed)

    def on_hotkey(self, number: int) -> None:
        """Tell that a chord was pressed."""
        if number in self._bound:
            self.pressed.emit(self._bound[number][0])

    def _on_event(self, _call: int | None, event: int | None, _data: int | None) -> int:
        found = _HotKeyId()
        status = self._carbon.GetEventParameter(
            ctypes.c_void_p(event), ctypes.c_uint32(_PARAMETER_DIRECT_OBJECT), ctypes.c_uint32(_TYPE_HOT_KEY_ID), None,
            ctypes.c_ulong(ctypes.sizeof(found)), None, ctypes.byref(found),
        )  # fmt: skip
        if status == 0 and found.signature == _SIGNATURE:
            self.on_hotkey(int(found.number))
        return 0

    def _give_back(self) -> None:
        for _action, reference in self._bound.values():
            self._carbon.UnregisterEventHotKey(reference)
        self._bound.clear()


def _carbon() -> Any:
    name = ctypes.util.find_library("Carbon") if sys.platform == "darwin" else None
    if name is None:
        raise HotkeyError(
            translate("Problems", "This system gives no hotkeys."),
            translate("Problems", "Bind “sotto toggle” to a key instead."),
        )
    carbon = ctypes.CDLL(name)
    carbon.GetApplicationEventTarget.restype = ctypes.c_void_p
    return carbon
