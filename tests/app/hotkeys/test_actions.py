"""What each hotkey does, and two settings with the same keys."""

from dataclasses import asdict

import pytest

from app.calls.requests import DeskAction
from app.hotkeys.actions import ACTIONS, TEXTS, chords_of, shared, shared_problem
from app.hotkeys.settings import HotkeySettings


def test_every_setting_is_an_action_with_words() -> None:
    """No hotkey is without a name for people."""
    assert list(ACTIONS) == list(HotkeySettings.__dataclass_fields__)
    assert set(TEXTS) == set(ACTIONS.values()) <= set(DeskAction)


def test_the_defaults_share_nothing() -> None:
    """Each of them has keys of its own."""
    assert list(shared(asdict(HotkeySettings()))) == []


@pytest.mark.parametrize("same", ["Ctrl+Alt+Shift+P", "shift+alt+control+p", " Ctrl + Shift + Option + P "])
def test_the_same_keys_are_the_same_however_they_are_written(same: str) -> None:
    """Order, case and other names of a key make no difference."""
    assert list(shared(asdict(HotkeySettings(why=same)))) == [("pause", "why")]


def test_of_three_each_later_one_is_told() -> None:
    """The first has the keys, the others are told beside it."""
    wanted = asdict(HotkeySettings(wrong="Ctrl+F9", show="Ctrl+F9", more="Ctrl+F9"))
    assert list(shared(wanted)) == [("wrong", "show"), ("wrong", "more")]


def test_no_keys_are_no_shared_keys() -> None:
    """Empty texts, and texts that are half typed, are left alone."""
    wanted = asdict(HotkeySettings(pause="", wrong=" ")) | {"show": "Ctrl+", "more": "Ctrl+"}
    assert list(shared(wanted)) == []
    assert {"pause", "wrong", "show", "more"}.isdisjoint(chords_of(wanted))


@pytest.mark.parametrize(("kept", "mend"), [(True, "It does the first"), (False, "Choose another.")])
def test_both_actions_are_named(kept: bool, mend: str) -> None:
    """The sentence says which keys, and what both of them do."""
    wanted = asdict(HotkeySettings(wrong="ctrl+alt+shift+p"))
    problem = shared_problem(wanted, "pause", "wrong", kept=kept)
    assert problem.message == (
        "The hotkey Ctrl+Alt+Shift+P is set twice: for “Pause coaching, or go on” and for “This cue is wrong”."
    )
    assert problem.mend.startswith(mend)
