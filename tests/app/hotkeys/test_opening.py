"""Opening hotkeys as the settings say: what cannot be had is told, never fatal."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Mapping

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app import notify
from app.calls.requests import DeskAction
from app.hotkeys import opening
from app.hotkeys.base import Hotkeys
from app.hotkeys.chords import Chord, HotkeyError
from app.hotkeys.settings import HotkeySettings


class _Keys(Hotkeys):
    """Takes every key but those with F9."""

    bound: Mapping[DeskAction, Chord]

    def bind(self, chords: Mapping[DeskAction, Chord]) -> list[HotkeyError]:
        self.bound = chords
        return [HotkeyError(f"{chord} is taken.") for chord in chords.values() if chord.key == "F9"]


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Give what the user was told; the system's hotkeys are made up."""
    messages: list[str] = []
    notify.door.attach(lambda message: messages.append(message.text))
    monkeypatch.setattr(opening, "_of_this_system", _Keys)
    return messages


def test_every_action_has_a_key(qtbot: QtBot, told: list[str]) -> None:
    """The defaults bind all that can be done with a cue or the overlay, each to a key of its own."""
    owner = QObject()
    keys = opening.open_hotkeys(HotkeySettings(), owner)
    assert isinstance(keys, _Keys)
    assert set(keys.bound) == set(DeskAction) - {DeskAction.SHOW, DeskAction.STATUS, DeskAction.TOKEN}
    assert len(set(keys.bound.values())) == len(keys.bound)
    assert told == []


def test_an_empty_text_takes_no_key(qtbot: QtBot, told: list[str]) -> None:
    """With all of them empty nothing is opened at all."""
    none = dict.fromkeys(HotkeySettings.__dataclass_fields__, " ")
    assert opening.open_hotkeys(HotkeySettings(**none), QObject()) is None


def test_problems_are_told_and_the_rest_works(qtbot: QtBot, told: list[str]) -> None:
    """A chord that is taken is told; the others are bound."""
    owner = QObject()
    keys = opening.open_hotkeys(HotkeySettings(wrong="Ctrl+F9"), owner)
    assert isinstance(keys, _Keys)
    assert told == ["Ctrl+F9 is taken."]
    assert DeskAction.TOGGLE_SHOWN in keys.bound


def test_a_system_without_hotkeys_is_told(qtbot: QtBot, told: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """When the system has none the reason is told and the program goes on."""

    def none(_parent: QObject) -> Hotkeys:
        raise HotkeyError("No session bus to ask for hotkeys.")

    monkeypatch.setattr(opening, "_of_this_system", none)
    assert opening.open_hotkeys(HotkeySettings(), QObject()) is None
    assert told == ["No session bus to ask for hotkeys."]


def test_keys_of_two_actions_stay_with_the_first(qtbot: QtBot, told: list[str]) -> None:
    """Both are named, nobody else is blamed for it, and the first one works."""
    owner = QObject()
    keys = opening.open_hotkeys(HotkeySettings(show="Ctrl+Alt+Shift+P"), owner)
    assert isinstance(keys, _Keys)
    assert len(told) == 1
    assert "“Pause coaching, or go on” and for “Show or hide the overlay”" in told[0]
    assert str(keys.bound[DeskAction.PAUSE]) == "Ctrl+Alt+Shift+P"
    assert DeskAction.TOGGLE_SHOWN not in keys.bound
