"""A settings text is checked to the last key, and a mistake is one sentence."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from app.errors import SettingsError
from app.settings import Settings, setting_infos, value_of
from app.settings_check import build, check, is_table, leaves, place, read_table

_FILE = Path("settings.toml")


def _refused(text: str) -> SettingsError:
    with pytest.raises(SettingsError) as caught:
        check(text, _FILE)
    assert "\n" not in str(caught.value)
    return caught.value


def test_an_empty_text_is_all_defaults() -> None:
    """So is one of comments."""
    assert check("", _FILE) == check("# nothing\n", _FILE) == Settings()


@pytest.mark.parametrize(
    ("text", "said", "mend"),
    [
        ("[vad]\nmin_silense_s = 1.0\n", "line 2: there is no setting vad.min_silense_s.", "vad.min_silence_s"),
        ("[sound]\nx = 1\n", "there is no setting sound", ""),
        ("[coaching.cues]\nzzz = 1\n", "there is no setting coaching.cues.zzz", "There are: "),
        ('[vad]\n"odd key" = 1\n', "there is no setting vad.'odd key'", ""),
        ("[listening]\nengine = 'fast'\n", "listening.engine cannot be 'fast'.", "auto, vosk or moonshine"),
        ("\n\n[coaching.pace]\nslow_wpm = 20\n", "line 4: coaching.pace.slow_wpm cannot be 20.", "40"),
        ("vad = 3\n", "line 1: vad must be a table.", "[vad]"),
        ("coaching.pace = []\n", "coaching.pace must be a table.", "[coaching.pace]"),
    ],
)
def test_a_mistake_names_its_place_and_what_is_allowed(text: str, said: str, mend: str) -> None:
    """File, line and key in the sentence; the nearest name, the range or the right form beside it."""
    error = _refused(text)
    assert said in error.message
    assert error.message.startswith("settings.toml")
    assert mend in error.mend
    assert error.mend


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[hotkeys]\npause = "Blah+++"\n', "line 2: hotkeys.pause: “Blah+++” is no hotkey: "),
        ('[hotkeys]\nshow = "Shift+P"\n', "line 2: hotkeys.show: “Shift+P” would take a key away from typing."),
        ('[hotkeys]\nshow = "Ctrl+\\n"\n', "line 2: hotkeys.show: “Ctrl+ ” is no hotkey: "),
        ('[coaching.agenda]\nitems = "offer (survey"\n', "line 2: coaching.agenda.items: "),
    ],
)
def test_what_a_setting_checks_itself_is_told_in_its_own_words(text: str, said: str) -> None:
    """A hotkey and an agenda say what cannot be read and how to write it, not that they are texts."""
    told = str(_refused(text))
    assert said in told
    assert "a text in quotes" not in told


def test_a_text_that_is_no_toml_is_named() -> None:
    """With what to do when nothing helps."""
    with pytest.raises(SettingsError, match=r"settings\.toml is not valid TOML") as caught:
        read_table("[vad\n", _FILE)
    assert "delete the file" in caught.value.mend


def test_a_table_for_machines_is_checked_as_the_text_is() -> None:
    """Built from tables alone it is the same, and wrong values are refused there too."""
    text = "[vad]\nmin_silence_s = 0.5\n"
    assert build(read_table(text, _FILE)) == check(text, _FILE)
    with pytest.raises(ValidationError):
        build({"vad": {"min_silence_s": 99.0}})


def test_leaves_are_settings_not_tables() -> None:
    """Dotted keys, in the order of the text."""
    table = read_table("[coaching.pace]\nfast_wpm = 200\nslow_wpm = 100\n[vad]\nmin_silence_s = 0.5\n[rules]\n", _FILE)
    assert list(leaves(table)) == [
        ("coaching.pace.fast_wpm", 200), ("coaching.pace.slow_wpm", 100), ("vad.min_silence_s", 0.5),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("key", "answer"),
    [
        ("vad", True),
        ("coaching", True),
        ("coaching.pace", True),
        ("vad.min_silence_s", False),
        ("va", False),
        ("", False),
    ],
)
def test_a_group_is_told_from_a_setting(key: str, *, answer: bool) -> None:
    """By its whole name."""
    assert is_table(key) is answer


def test_a_key_that_is_not_in_the_text_has_the_files_name_alone() -> None:
    """Rather than a wrong line."""
    assert place("[vad]\nmin_silence_s = 0.5\n", _FILE, ("vad", "min_silence_s")) == "settings.toml, line 2"
    assert place("", _FILE, ("vad", "min_silence_s")) == "settings.toml"


@given(st.sampled_from([info.key for info in setting_infos()]))
def test_every_default_written_down_is_the_default(key: str) -> None:
    """Any setting can be written with the value that it has, and changes nothing."""
    value = value_of(Settings(), key)
    *groups, name = key.split(".")
    written = str(value).lower() if isinstance(value, bool) else repr(str(value)) if isinstance(value, str) else value
    assert check(f"[{'.'.join(groups)}]\n{name} = {written}\n", _FILE) == Settings()


@given(
    st.sampled_from([info.key for info in setting_infos()]),
    st.sampled_from(["[]", "{}", "nan", "-inf", "''", "1979-05-27", "true", "-1", "1e308", "'\\u0007'", "[[1]]"]),
)
def test_any_value_is_taken_or_refused_by_name(key: str, value: str) -> None:
    """For every setting and every kind of value: settings, or one sentence that names the key."""
    *groups, name = key.split(".")
    try:
        check(f"[{'.'.join(groups)}]\n{name} = {value}\n", _FILE)
    except SettingsError as error:
        assert key in error.message  # noqa: PT017  (nothing else may come)
        assert "\n" not in str(error)  # noqa: PT017
