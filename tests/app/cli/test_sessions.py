"""`sotto sessions`, as a user meets it."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from app.cli.main import app
from app.settings import Settings
from app.store.errors import NoSuchSessionError
from app.store.records import Role
from app.store.workstation import workstation_file
from app.storing import open_sessions

GENERATE = ("sessions", "generate", "--count", "12", "--seed", "4", "--agents", "3", "--until", "2026-03-04")


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Return a function that runs a command in this process and returns its standard output."""
    runner = CliRunner()

    def run(*arguments: object, code: int = 0, answer: str | None = None) -> str:
        result = runner.invoke(app, [str(argument) for argument in arguments], input=answer, catch_exceptions=code != 1)
        assert result.exit_code == code, (result.output, result.exception)
        return result.stdout

    return run


def listed(call: Callable[..., str], *arguments: str) -> list[dict[str, Any]]:
    """Return the sessions that the list gives to programs."""
    sessions: list[dict[str, Any]] = json.loads(call("sessions", "list", "--json", "-", *arguments))["sessions"]
    return sessions


def test_an_empty_store_lists_nothing(call: Callable[..., str]) -> None:
    """Before the first call the list is empty, for people and programs."""
    assert listed(call) == []
    assert "No session is kept" in call("sessions", "list")


def test_generated_sessions_are_listed_filtered_and_shown(call: Callable[..., str]) -> None:
    """The list has an id for each; filters narrow it; a few letters of the id show one."""
    call(*GENERATE)
    sessions = listed(call)
    assert len(sessions) == 12
    assert all(session["origin"] == "generated" for session in sessions)
    agent = sessions[0]["agent"]
    assert {session["agent"] for session in listed(call, "--agent", agent)} == {agent}
    assert len(listed(call, "--limit", "5", "--offset", "10")) == 2
    assert "12" in call("sessions", "list", "--limit", "3")
    shown = call("sessions", "show", sessions[0]["id"][:20])
    assert sessions[0]["reference"] in shown
    assert f"{sessions[0]['agent']} · {sessions[0]['team']}" in shown
    assert f"score {sessions[0]['score']:g} of 100" in shown
    document = json.loads(call("sessions", "show", sessions[0]["id"], "--json", "-"))
    assert document["session"]["id"] == sessions[0]["id"]
    assert document["call"]["score"]["total"] == sessions[0]["score"]


def test_deleting_asks(call: Callable[..., str]) -> None:
    """Without --yes nothing goes unless the user says so."""
    call(*GENERATE)
    first = listed(call)[0]["id"]
    call("sessions", "delete", first, answer="n\n")
    assert len(listed(call)) == 12
    call("sessions", "delete", first, "--yes")
    assert len(listed(call)) == 11


def test_the_company_may_forbid_deleting(sotto: Callable[..., Any], tmp_path: Path) -> None:
    """Where the policy says so the agent cannot delete, with one line saying why."""
    managed = tmp_path / "managed.toml"
    managed.write_text('[store]\nagent_may_delete = false\nencryption = "off"\n')
    ended = sotto("sessions", "delete", "0123456789", "--yes", SOTTO_MANAGED=str(managed))
    assert ended.returncode == 1
    assert ended.stderr.count("\n") == 1
    assert "does not allow deleting" in ended.stderr


def test_a_hold_keeps_a_session_from_the_purge(call: Callable[..., str]) -> None:
    """Purging takes what is too much, but not what is held."""
    call(*GENERATE)
    oldest = listed(call, "--sort", "started", "--ascending")[0]["id"]
    call("sessions", "hold", oldest)
    call("sessions", "purge", "--most", "2", "--yes")
    left = [session["id"] for session in listed(call)]
    assert len(left) == 3
    assert oldest in left
    call("sessions", "hold", oldest, "--lift")
    call("sessions", "purge", "--most", "2", "--yes")
    assert len(listed(call)) == 2


def test_export_and_import(call: Callable[..., str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All sessions go into a file and a folder; another home takes them over, once."""
    call(*GENERATE)
    file, folder = tmp_path / "all.sotto", tmp_path / "shared"
    folder.mkdir()
    call("sessions", "export", "--all", "--output", file)
    one = listed(call)[0]["id"]
    call("sessions", "export", one, "--folder", folder)
    assert [path.name for path in folder.iterdir()] == [f"{one}.sotto"]
    monkeypatch.setenv("SOTTO_HOME", str(tmp_path / "another"))
    call("sessions", "import", folder)
    assert [session["id"] for session in listed(call)] == [one]
    call("sessions", "import", file)
    call("sessions", "import", file)
    assert len(listed(call)) == 12


@pytest.mark.parametrize(
    "arguments",
    [("export", "--all"), ("export", "--output", "x.sotto"), ("export", "abcdef", "--all", "-o", "x"), ("import",),
     ("generate",), ("generate", "--count", "0"), ("list", "--since", "yesterday"), ("list", "--sort", "luck")],
)  # fmt: skip
def test_wrong_usage(call: Callable[..., str], arguments: tuple[str, ...]) -> None:
    """What cannot be meant is wrong usage, exit code 2."""
    call("sessions", *arguments, code=2)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("show", "0123456789"), "There is no session 0123456789."),
        (("delete", "zzz", "--yes"), "There is no session zzz."),
        (("import", "missing.sotto"), "There is no missing.sotto."),
        (("export", "--all", "-o", "no/such/place.sotto"), "There is no folder no/such"),
        (("key", "restore", "--from", "LICENSE"), "This is no recovery key"),
    ],
)
def test_what_cannot_be_done_is_one_line(sotto: Callable[..., Any], arguments: tuple[str, ...], sentence: str) -> None:
    """Exit code 1 and one line that says what is wrong."""
    ended = sotto("sessions", *arguments)
    assert ended.returncode == 1
    assert sentence in ended.stderr
    assert ended.stderr.count("\n") == 1
    assert ended.stdout == ""


def test_a_broken_file_is_one_line(sotto: Callable[..., Any]) -> None:
    """When the sessions' file is something else, the command says so and leaves it as it is."""
    file = workstation_file()
    file.parent.mkdir(parents=True)
    file.write_text("not a database " * 500)
    ended = sotto("sessions", "list")
    assert ended.returncode == 1
    assert str(file) in ended.stderr
    assert ended.stderr.count("\n") == 1
    assert file.read_text().startswith("not a database")


def test_encryption_without_a_key_store_fails_closed(sotto: Callable[..., Any], tmp_path: Path) -> None:
    """On a managed machine whose key store does not work nothing is kept in the clear."""
    managed = tmp_path / "managed.toml"
    managed.write_text("[store]\nkeep_days = 30\n")
    ended = sotto(
        "sessions", "list", SOTTO_MANAGED=str(managed), PYTHON_KEYRING_BACKEND="keyring.backends.fail.Keyring"
    )
    assert ended.returncode == 1
    assert "key store" in ended.stderr
    assert not workstation_file().exists()
    status = sotto("sessions", "key", "status")
    assert "not encrypted" in status.stdout


def test_recovered_calls_are_told(call: Callable[..., str], capsys: pytest.CaptureFixture[str]) -> None:
    """Opening the sessions after a crash finishes what was open, and nothing when there was no crash."""
    call(*GENERATE)
    with open_sessions(Settings()) as store:
        assert store.count() == 12
    assert os.environ["SOTTO_HOME"] in str(workstation_file())
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("day", ["0001-01-01", "1969-12-31", "1970-01-01", "9999-12-31"])
def test_any_day_can_be_asked_for(call: Callable[..., str], day: str) -> None:
    """Days that no clock of a call ever showed narrow the list like any other."""
    call(*GENERATE)
    since, until = len(listed(call, "--since", day)), len(listed(call, "--until", day))
    assert (since, until) == ((0, 12) if day > "2026" else (12, 0))


@pytest.mark.parametrize("day", ["0001-01-01", "1969-12-31", "1979-12-31"])
def test_no_session_is_made_up_before_there_were_ids(call: Callable[..., str], day: str) -> None:
    """Wrong usage, rather than a crash in the middle of writing."""
    call("sessions", "generate", "--count", "1", "--until", day, code=2)


def test_an_empty_id_deletes_nothing(call: Callable[..., str]) -> None:
    """`sotto sessions delete "$ID" --yes` with a variable that nobody set."""
    call("sessions", "generate", "--count", "1", "--until", "2026-03-04")
    with open_sessions(Settings()) as store, store.writing() as connection:
        connection.exec_driver_sql("UPDATE session SET reference = ''")
    for nothing in ("", "  ", "-"):
        with pytest.raises(NoSuchSessionError):
            call("sessions", "delete", "--yes", "--", nothing, code=1)
    assert len(listed(call)) == 1


def test_one_wrong_id_deletes_none(call: Callable[..., str]) -> None:
    """All that were named go, or none."""
    call(*GENERATE)
    with pytest.raises(NoSuchSessionError):
        call("sessions", "delete", listed(call)[0]["id"], "zzz", "--yes", code=1)
    assert len(listed(call)) == 12


def test_a_note_cannot_act_on_the_terminal(call: Callable[..., str]) -> None:
    """Signs that move the cursor or change the window's title, out of somebody else's bundle, are shown as signs."""
    call("sessions", "generate", "--count", "1", "--until", "2026-03-04")
    (session,) = listed(call)
    with open_sessions(Settings()) as store:
        store.annotate(store.find(session["id"]), Role.SUPERVISOR, "sam\x1b]0;owned\x07", "look\x1b[2J\x9b1m here")
        with store.writing() as connection:
            connection.exec_driver_sql("UPDATE session SET agent = 'anna\x1b[8m', reference = 'x\x1b[31m'")
    for shown in (call("sessions", "show", session["id"]), call("sessions", "list")):
        assert not {"\x1b", "\x07", "\x9b"} & set(shown)
    assert "here" in call("sessions", "show", session["id"])
