"""`sotto settings`: shown, changed and found, with every mistake in one sentence and the file kept."""

import json
from pathlib import Path

import pytest

from app.__main__ import main
from app.cli import settings as settings_command
from app.settings import Settings, setting_infos

pytestmark = pytest.mark.usefixtures("_hooks")
OWN = """# my settings
[vad]
min_silence_s = 0.5  # I pause a lot
"""


@pytest.fixture
def file(home: Path) -> Path:
    """Return the settings file, with a comment and one value."""
    target = home / "config" / "settings.toml"
    target.parent.mkdir(parents=True)
    target.write_text(OWN)
    return target


def values(capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    """Return all settings as a program reads them."""
    assert main(["settings", "show", "--json", "-"]) == 0
    shown: dict[str, object] = json.loads(capsys.readouterr().out)
    return shown


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """Run a command that fails; return its one line on standard error."""
    assert main(["settings", *arguments]) == 1
    said = capsys.readouterr()
    assert (said.out, said.err.count("\n")) == ("", 1)
    return said.err


def test_programs_see_every_setting(capsys: pytest.CaptureFixture[str]) -> None:
    """Also those that are nowhere written down, with what holds."""
    assert set(values(capsys)) == {info.key for info in setting_infos()}
    assert values(capsys) == {info.key: info.default for info in setting_infos()}


def test_people_see_what_they_changed(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each setting has a line with its value, what is allowed and what it is for."""
    assert file.exists()
    assert main(["settings", "show"]) == 0
    shown = capsys.readouterr().out
    for info in setting_infos():
        assert info.key in shown
    line = next(one for one in shown.splitlines() if one.startswith("vad.min_silence_s "))
    assert " 0.5 " in line
    assert "0.1 to 3.0 s" in line


def test_a_change_keeps_comments_and_the_rest(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Whoever writes the file by hand finds it as it was."""
    assert main(["settings", "set", "store.keep_days", "30"]) == 0
    assert "store.keep_days is now 30" in capsys.readouterr().err
    assert file.read_text().startswith(OWN)
    assert (values(capsys)["store.keep_days"], values(capsys)["vad.min_silence_s"]) == (30, 0.5)


@pytest.mark.parametrize(
    ("key", "value", "sentence"),
    [
        ("vad.min_silense_s", "1", "vad.min_silence_s"),
        ("vad", "1", "vad"),
        ("", "1", "setting"),
        ("vad.min_silence_s", "long", "0.1 to 3.0 s"),
        ("vad.min_silence_s", "-1", "0.1 to 3.0 s"),
        ("vad.min_silence_s", "nan", "0.1 to 3.0 s"),
        ("store.release", "never", "acknowledged"),
        ("store.keep_days", "1.5", "store.keep_days"),
        ("team.port", "70000", "team.port"),
        ("hotkeys.pause", "Blah+++", "hotkeys.pause: “Blah+++” is no hotkey"),
        ("hotkeys.pause", "P", "Write it like Ctrl+Alt+Shift+P."),
    ],
)
def test_a_mistake_changes_nothing(
    key: str, value: str, sentence: str, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The sentence names the setting and what is allowed; the file is as it was, byte by byte."""
    assert sentence in refused(capsys, "set", "--", key, value)
    assert file.read_text() == OWN


def test_what_the_company_fixed_is_not_changed(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is told who decided, and shown as such."""
    managed = tmp_path / "managed.toml"
    managed.write_text("[store]\nkeep_days = 30\n")
    monkeypatch.setenv("SOTTO_MANAGED", str(managed))
    assert "store.keep_days" in refused(capsys, "set", "store.keep_days", "90")
    assert file.read_text() == OWN
    assert values(capsys)["store.keep_days"] == 30


def test_the_place_is_told_whether_it_is_there_or_not(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Alone on standard output, so that an editor can be opened with it; looking makes no file."""
    assert main(["settings", "path"]) == 0
    assert capsys.readouterr().out == f"{home / 'config' / 'settings.toml'}\n"
    assert not (home / "config" / "settings.toml").exists()


def test_another_file_can_be_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """--config stands before the command and holds for reading and writing."""
    monkeypatch.setenv("SOTTO_CONFIG", "")
    other = tmp_path / "other.toml"
    other.write_text("[store]\nkeep_days = 7\n")
    assert main(["--config", str(other), "settings", "set", "store.keep_days", "8"]) == 0
    assert other.read_text() == "[store]\nkeep_days = 8\n"
    assert main(["--config", str(other), "settings", "path"]) == 0
    assert capsys.readouterr().out == f"{other}\n"


def test_a_line_that_is_no_toml_is_named(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Neither shown nor written over: what a person typed is not thrown away."""
    file.write_text(OWN + "\n[store\nkeep_days = 3\n")
    for arguments in (("show",), ("set", "store.keep_days", "5")):
        said = refused(capsys, *arguments)
        assert str(file) in said
        assert "line 5" in said
    assert file.read_text() == OWN + "\n[store\nkeep_days = 3\n"


def test_values_are_read_before_they_are_shown(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is printed is what Sotto works with, not what stands in the file."""
    monkeypatch.setattr(settings_command, "load_settings", Settings)
    assert values(capsys)["vad.min_silence_s"] == Settings().vad.min_silence_s
