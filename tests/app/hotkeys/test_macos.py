"""What can be said of macOS' hotkeys on any system: the codes, and what is asked of Carbon."""

import ctypes
import sys
from typing import Any

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.calls.requests import DeskAction
from app.hotkeys.chords import _KEYS, HotkeyError, Modifier, parse_chord
from app.hotkeys.macos import _SIGNATURE, MacHotkeys, _HotKeyId, key_code, modifier_bits


class _Carbon:
    """Plays Carbon: the chord of F9 belongs to another program."""

    def __init__(self) -> None:
        self.registered: dict[int, tuple[int, int]] = {}
        self.given_back: list[int | None] = []
        self.removed = 0
        self.pressed = _HotKeyId(_SIGNATURE, 0)
        self.handler: Any = None

    def GetApplicationEventTarget(self) -> int:  # noqa: N802  Carbon's names
        return 1

    def InstallEventHandler(self, target: Any, handler: Any, *rest: Any) -> int:  # noqa: N802
        self.handler = handler
        return 0

    def RemoveEventHandler(self, installed: Any) -> int:  # noqa: N802
        self.removed += 1
        return 0

    def RegisterEventHotKey(self, code: Any, bits: Any, name: Any, *rest: Any) -> int:  # noqa: N802
        if code.value == key_code("F9"):
            return -9878
        self.registered[name.number] = (code.value, bits.value)
        rest[-1]._obj.value = 1000 + name.number
        return 0

    def UnregisterEventHotKey(self, reference: Any) -> int:  # noqa: N802
        self.given_back.append(reference.value)
        return 0

    def GetEventParameter(self, *arguments: Any) -> int:  # noqa: N802
        found = arguments[-1]._obj
        found.signature, found.number = self.pressed.signature, self.pressed.number
        return 0

    def press(self, number: int, signature: int = _SIGNATURE) -> None:
        self.pressed = _HotKeyId(signature, number)
        assert self.handler(None, 1, None) == 0


def test_every_key_has_a_code_of_its_own() -> None:
    """Letters, digits and F1 to F12, as Events.h says."""
    codes = {key: key_code(key) for key in _KEYS}
    assert len(set(codes.values())) == len(_KEYS) == 48
    known = {"A": 0x00, "S": 0x01, "Z": 0x06, "B": 0x0B, "T": 0x11, "P": 0x23, "0": 0x1D, "F1": 0x7A, "F12": 0x6F}
    assert {key: codes[key] for key in known} == known


def test_modifiers_have_their_bits() -> None:
    """cmdKey, shiftKey, optionKey and controlKey."""
    assert modifier_bits(Modifier.META) == 0x0100
    assert modifier_bits(Modifier.CTRL | Modifier.ALT | Modifier.SHIFT) == 0x1000 | 0x0800 | 0x0200


def test_chords_are_registered_and_presses_told(qtbot: QtBot) -> None:
    """A press comes as its action; one of another program or an unknown number tells nothing."""
    carbon, owner = _Carbon(), QObject()
    keys = MacHotkeys(owner, carbon)
    told: list[DeskAction] = []
    keys.pressed.connect(told.append)
    assert keys.bind({DeskAction.PAUSE: parse_chord("Ctrl+Alt+Shift+P"), DeskAction.WRONG: parse_chord("Meta+W")}) == []
    assert carbon.registered == {1: (0x23, 0x1A00), 2: (0x0D, 0x0100)}
    carbon.press(2)
    carbon.press(1, signature=7)
    carbon.press(9)
    assert told == [DeskAction.WRONG]
    keys.close()
    assert (carbon.given_back, carbon.removed) == ([1001, 1002], 1)


def test_a_chord_of_another_program_is_told(qtbot: QtBot) -> None:
    """The rest works; binding anew gives the old keys back first."""
    carbon, owner = _Carbon(), QObject()
    keys = MacHotkeys(owner, carbon)
    (problem,) = keys.bind({DeskAction.PAUSE: parse_chord("Ctrl+F9"), DeskAction.WRONG: parse_chord("Ctrl+F8")})
    assert "Ctrl+F9" in problem.message
    keys.bind({})
    assert carbon.given_back == [1002]


@pytest.mark.skipif(sys.platform == "darwin", reason="there it is")
def test_elsewhere_there_is_no_carbon(qtbot: QtBot) -> None:
    """Said with what to do instead."""
    with pytest.raises(HotkeyError, match="sotto toggle"):
        MacHotkeys(QObject())


def test_the_structures_have_the_size_that_carbon_expects() -> None:
    """Two 32-bit numbers."""
    assert ctypes.sizeof(_HotKeyId) == 8
