"""How hotkeys are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.hotkeys.chords import _KEYS, Chord, HotkeyError, Modifier, parse_chord

CHORDS = st.builds(Chord, st.integers(2, 15).map(Modifier), st.sampled_from(sorted(_KEYS)))


@given(CHORDS)
def test_what_is_written_is_read(chord: Chord) -> None:
    """Every chord reads back from its own text, in any case and with blanks."""
    assert parse_chord(str(chord)) == chord
    assert parse_chord(f" {str(chord).lower().replace('+', ' + ')} ") == chord


def test_other_names_of_the_same_keys() -> None:
    """Control, Option, Super and Win are other names for keys."""
    assert parse_chord("Control+Option+F5") == Chord(Modifier.CTRL | Modifier.ALT, "F5")
    assert parse_chord("win+1") == parse_chord("Super+1") == Chord(Modifier.META, "1")


@pytest.mark.parametrize("text", ["P", "Shift+P", "", "Ctrl+", "Ctrl+PgUp", "Hyper+P", "Ctrl+F13", "Ctrl+ß", "++"])
def test_what_would_hinder_typing_or_is_no_chord_is_refused(text: str) -> None:
    """A key that typing needs, and anything that is no chord, is refused naming the text."""
    with pytest.raises(HotkeyError, match="“"):
        parse_chord(text)


@given(st.text(max_size=30))
def test_any_text_is_a_chord_or_refused(text: str) -> None:
    """Whatever stands in the settings, it is a chord with a held key or one sentence."""
    try:
        chord = parse_chord(text)
    except HotkeyError:
        return
    assert chord.modifiers & (Modifier.CTRL | Modifier.ALT | Modifier.META)
