"""Wrong usage of the command line: one line, in Sotto's own words."""

import io
import sys
from pathlib import Path

import pytest
import typer

from app.__main__ import main

pytestmark = pytest.mark.usefixtures("_hooks")

WRONG = {
    "report x --format xyz": "--format cannot be “xyz”: choose html, pdf, csv or json.",
    "report x --as boss": "--as cannot be “boss”: choose agent or supervisor.",
    "report": "Name one session, or a week with --week.",
    "report --week": "--week needs a value.",
    "report a b c": "This is more than the command takes: b c.",
    "report --help=3": "Option '--help' does not take a value.",
    "sessions list --limit many": "--limit cannot be “many”: it takes a whole number from 1 to 100,000.",
    "sessions list --offset 99999999999999999999": "--offset cannot be “99999999999999999999”: it takes a whole number",
    "sessions list --since tomorrow": "--since cannot be “tomorrow”: write the day as YYYY-MM-DD.",
    "sessions list --origin moon": "--origin cannot be “moon”: choose local, imported or generated.",
    "sessions purge --days 3000000 --yes": "--days cannot be “3000000”: it takes a whole number from 0 to 36,500.",
    "sessions purge --most 99999999999999999999 --yes": "--most cannot be “99999999999999999999”: it takes a whole number",
    "sessions delete": "ID is missing.",
    "sessions generate": "--count is missing.",
    "sessions import --watch . --every 0": "--every cannot be “0”: it takes a number from 0.1 to 3,600.",
    "sessions export": "ID: name the sessions, or say --all.",
    "analyze x.wav --agent-channel -1": "--agent-channel cannot be “-1”: it takes a whole number from 0 on.",
    "toggle dance": "ACTION cannot be “dance”: choose pause, show, wrong,",
    "team member add x --role boss": "--role cannot be “boss”: choose agent, supervisor or both.",
    "models install x --own": "--own needs --from FILE.zip.",
    "bench --seconds 3": "There is no option --seconds",
    "run --nope": "There is no option --nope.",
    "repot": "No such command 'repot'. Did you mean 'report'?",
}


@pytest.mark.parametrize("line", WRONG)
def test_wrong_usage_is_one_sentence(line: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What is wrong with which option, and what it takes; exit code 2, nothing on standard output, no frame."""
    assert main(line.split()) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith(f"error: {WRONG[line]}")
    assert said.err.count("\n") == 1
    assert not [word for word in ("Value error", "Input should", "Usage:", "─") if word in said.err]


def test_the_line_names_the_help_of_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    """Whoever wants to know more finds the command's own help, not that of all of Sotto."""
    main(["sessions", "list", "--limit", "0"])
    assert capsys.readouterr().err.endswith("`sotto sessions list --help` shows what there is.\n")


def test_a_value_does_not_act_on_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    """Signs that a terminal would obey are shown as what they are."""
    main(["report", "x", "--format", "\x1b[2J"])
    assert "\x1b" not in capsys.readouterr().err


def test_a_group_without_a_command_shows_its_help(capsys: pytest.CaptureFixture[str]) -> None:
    """The commands are listed, and the exit code is that of wrong usage."""
    assert main(["sessions"]) == 2
    said = capsys.readouterr()
    assert "purge" in said.out + said.err
    assert "error: " not in said.err


@pytest.mark.parametrize("line", ["sessions purge", "sessions key restore"])
def test_a_question_that_nobody_answers_is_told(
    line: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A script without a terminal learns that nothing was done."""
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    assert main(line.split()) == 1
    assert capsys.readouterr().err.splitlines()[-1].startswith("error: The question was not answered")


def test_ctrl_c_at_a_question_is_ctrl_c(monkeypatch: pytest.MonkeyPatch) -> None:
    """It ends the command as everywhere else, and is no missing answer."""

    def interrupted(*_: object, **__: object) -> bool:
        try:
            raise KeyboardInterrupt  # noqa: TRY301  as the library's own question does it
        except KeyboardInterrupt:
            raise typer.Abort from None

    monkeypatch.setattr(typer, "confirm", interrupted)
    assert main(["sessions", "purge"]) == 130


@pytest.mark.parametrize(
    ("line", "code"),
    [("rules new ours --output -", 0), ("sessions export --all --output -", 1), ("settings show --json -", 0)],
)
def test_a_hyphen_is_never_a_file(
    line: str, code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """- is standard output where something can be printed, and refused where not."""
    monkeypatch.chdir(tmp_path)
    assert main(line.split()) == code
    assert list(tmp_path.iterdir()) == []
    said = capsys.readouterr()
    assert bool(said.out) == (code == 0)
    assert ("is not printed" in said.err) == (code == 1)


def test_json_of_settings_reaches_its_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that is named is written, as with every other command."""
    target = tmp_path / "settings.json"
    assert main(["settings", "show", "--json", str(target)]) == 0
    assert "vad.min_silence_s" in target.read_text(encoding="utf-8")
    assert capsys.readouterr().out == ""


def test_the_same_sessions_are_not_generated_twice(capsys: pytest.CaptureFixture[str]) -> None:
    """The second time says that they are there."""
    line = ["sessions", "generate", "--count", "3", "--seed", "4", "--agents", "2", "--until", "2026-03-04"]
    assert (main(line), main(line)) == (0, 0)
    assert capsys.readouterr().err.splitlines() == [
        "Generated 3 sessions.", "Generated 0 sessions. 3 sessions of this plan had been generated before."
    ]  # fmt: skip
