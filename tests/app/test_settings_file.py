"""The settings file: what is read, refused and written."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import SettingsError
from app.settings import Settings, setting_infos, value_of
from app.settings_file import change, load, parse

FILE = Path("settings.toml")


def outcome(text: str) -> Settings | str:
    """Return the settings that a text holds, or the sentence that refuses it."""
    try:
        return parse(text, FILE)
    except SettingsError as error:
        return str(error)


def refusal(text: str) -> str:
    """Return the sentence that refuses a text."""
    with pytest.raises(SettingsError) as caught:
        parse(text, FILE)
    return str(caught.value)


def test_no_file_means_defaults(tmp_path: Path) -> None:
    """Without a settings file the defaults hold."""
    assert load(tmp_path / "none.toml") == Settings()


def test_a_named_file_must_exist(tmp_path: Path) -> None:
    """A settings file that the user named and that is not there is an error."""
    with pytest.raises(SettingsError, match=r"There is no settings file .*none\.toml"):
        load(tmp_path / "none.toml", must_exist=True)


def test_values_are_read() -> None:
    """What the file says holds, the rest keeps its default."""
    settings = parse('[vad]\nmin_silence_s = 0.5\n\n[listening]\nengine = "vosk"\n', FILE)
    assert settings.vad.min_silence_s == 0.5
    assert settings.listening.engine == "vosk"
    assert settings.gate == Settings().gate


def test_broken_toml_names_the_line() -> None:
    """A file that is no TOML says where."""
    assert "at line 2" in refusal("[vad]\nmin_silence_s = = 3\n")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "[vad]\n# a comment\nmin_silence_s = 9.0\n",
            ("settings.toml, line 3", "vad.min_silence_s", "9.0", "0.1 to 3.0 s"),
        ),
        ('[vad]\nmin_silence_s = "long"\n', ("line 2", "vad.min_silence_s", "'long'", "0.1 to 3.0 s")),
        ('[listening]\nengine = "whisper"\n', ("line 2", "listening.engine", "whisper", "auto, vosk or moonshine")),
        ("[vad]\nmin_silense_s = 1.0\n", ("line 2", "vad.min_silense_s", "Did you mean vad.min_silence_s?")),
        ("[listning]\n", ("line 1", "listning", "Did you mean listening?")),
        ("vad = 3\n", ("line 1", "vad must be a table", "[vad]")),
        ("[vad]\nqqqqqq = 1\n", ("line 2", "vad.qqqqqq", "There are: start_threshold")),
    ],
)
def test_mistakes_are_named(text: str, parts: tuple[str, ...]) -> None:
    """A mistake is one sentence with file, line and key, and says what is allowed."""
    message = refusal(text)
    assert "\n" not in message
    for part in parts:
        assert part in message


def test_wrong_encoding(tmp_path: Path) -> None:
    """A file in another encoding is named, not half read."""
    file = tmp_path / "settings.toml"
    file.write_bytes(b'[listening]\nmicrophone = "K\xf6nig"\n')
    with pytest.raises(SettingsError, match="not UTF-8"):
        load(file)


def test_change_keeps_comments(tmp_path: Path) -> None:
    """Setting one value leaves the rest of the file as the user wrote it."""
    file = tmp_path / "settings.toml"
    file.write_text("# mine\n[vad]\n# careful\nmin_silence_s = 0.4  # seconds\n", encoding="utf-8")
    assert change(file, "vad.min_silence_s", "0.6").vad.min_silence_s == 0.6
    text = file.read_text(encoding="utf-8")
    assert "# mine" in text
    assert "# careful" in text
    assert "min_silence_s = 0.6" in text


def test_change_makes_file_and_table(tmp_path: Path) -> None:
    """The first change makes the file, in a folder that was not there."""
    file = tmp_path / "new" / "settings.toml"
    change(file, "listening.microphone", "Headset 2")
    assert load(file).listening.microphone == "Headset 2"


def test_change_takes_words_as_text(tmp_path: Path) -> None:
    """A text setting needs no quotes, even when it looks like a number."""
    file = tmp_path / "settings.toml"
    change(file, "listening.microphone", "42")
    assert load(file).listening.microphone == "42"


@pytest.mark.parametrize(
    ("key", "value", "sentence"),
    [
        ("vad.min_silence_s", "99", "vad.min_silence_s cannot be 99. Allowed: 0.1 to 3.0 s."),
        (
            "supervision.max_restarts",
            "1.5",
            "supervision.max_restarts cannot be 1.5. Allowed: 0 to 20, a whole number.",
        ),
        ("overlay", "true", "overlay is a group of settings, not one. Name one of them, such as overlay.theme."),
        ("", "3", "There is no setting “”. `sotto settings show` lists them all."),
    ],
)
def test_a_typed_value_names_no_place_in_a_file(tmp_path: Path, key: str, value: str, sentence: str) -> None:
    """What was typed just now stands in no file: the sentence names the setting alone."""
    with pytest.raises(SettingsError) as caught:
        change(tmp_path / "settings.toml", key, value)
    assert str(caught.value) == sentence


def test_a_mistake_of_the_file_is_told_with_its_line(tmp_path: Path) -> None:
    """A value that stands in the file already is named with its line, also when another is typed."""
    file = tmp_path / "settings.toml"
    file.write_text("[vad]\nmin_silence_s = 99\n", encoding="utf-8")
    with pytest.raises(SettingsError, match="line 2"):
        change(file, "vad.min_speech_s", "7")


def test_a_bad_change_leaves_the_file(tmp_path: Path) -> None:
    """A value that is not allowed is refused, and the file stays as it was."""
    file = tmp_path / "settings.toml"
    change(file, "vad.min_silence_s", "0.6")
    before = file.read_bytes()
    with pytest.raises(SettingsError, match=r"0\.1 to 3\.0 s"):
        change(file, "vad.min_silence_s", "60")
    with pytest.raises(SettingsError, match=r"Did you mean vad\.min_silence_s"):
        change(file, "vad.min_silences", "0.5")
    assert file.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["settings.toml"]


@given(st.text(max_size=200))
def test_any_text_gives_settings_or_one_sentence(text: str) -> None:
    """No settings file, however broken, brings anything but settings or one SettingsError in one line."""
    found = outcome(text)
    assert isinstance(found, Settings) or "\n" not in found


@given(
    st.sampled_from([info.key for info in setting_infos()]),
    st.one_of(st.floats(), st.integers(), st.text(max_size=10), st.booleans()),
)
def test_any_value_is_taken_or_refused_with_its_key(key: str, value: float | str) -> None:
    """Every key with every kind of value either holds afterwards or is refused by name."""
    group, name = key.rsplit(".", 1)
    written = f'"{value.encode("unicode_escape").decode()}"' if isinstance(value, str) else str(value).lower()
    found = outcome(f"[{group}]\n{name} = {written}\n")
    if isinstance(found, Settings):
        assert value_of(found, key) is not None
    else:
        assert key in found or "not valid TOML" in found


def test_a_hotkey_of_another_action_is_refused(tmp_path: Path) -> None:
    """Both actions are named and the file stays; a file that holds such a pair loads, and other settings can be changed."""
    file = tmp_path / "settings.toml"
    file.write_text('[hotkeys]\nwhy = "Ctrl+F8"\n', encoding="utf-8")
    with pytest.raises(SettingsError, match=r"“Pause coaching, or go on” and for “Why this cue”"):
        change(file, "hotkeys.why", "Ctrl+Alt+Shift+P")
    assert load(file).hotkeys.why == "Ctrl+F8"
    file.write_text('[hotkeys]\nwhy = "Ctrl+F8"\nmore = "Ctrl+F8"\n', encoding="utf-8")
    assert change(file, "overlay.theme", "light").overlay.theme == "light"
