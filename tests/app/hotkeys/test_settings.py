"""Which hotkeys a settings object may hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from app.hotkeys.chords import HotkeyError, parse_chord
from app.hotkeys.settings import HotkeySettings

NAMES = sorted(HotkeySettings.__dataclass_fields__)


@given(st.sampled_from(NAMES), st.text(max_size=40) | st.sampled_from(["", "  ", "Ctrl+F9", "win + 1", "Blah+++", "P"]))
def test_a_setting_takes_what_the_parser_reads_and_nothing_else(name: str, text: str) -> None:
    """Every key is checked as the settings are made; an empty text takes no key."""
    try:
        parse_chord(text)
        fine = True
    except HotkeyError:
        fine = not text.strip()
    if fine:
        assert getattr(HotkeySettings(**{name: text}), name) == text
    else:
        with pytest.raises(ValidationError, match="“"):
            HotkeySettings(**{name: text})


def test_a_long_text_is_no_hotkey() -> None:
    """Forty letters are enough for any chord."""
    with pytest.raises(ValidationError, match="at most 40"):
        HotkeySettings(pause="Ctrl+" * 10 + "P")
