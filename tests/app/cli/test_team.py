"""`sotto team`: what who runs the server and who uses it get to read."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from app import notify
from app.assembly import load_settings
from app.cli.main import app
from app.errors import AppError
from app.storing import open_sessions
from app.team.errors import NoServerError, TeamError, UnreachableError
from tests.app.store.conftest import MakeSession, make_session, rulebook, summary
from tests.app.team.conftest import Team, administrator, founded, opened, team, workstation

__all__ = ["administrator", "founded", "make_session", "opened", "rulebook", "summary", "team", "workstation"]


def sotto(*arguments: str, said: str = "") -> Result:
    """Run a command in this process."""
    return CliRunner().invoke(app, ["team", *arguments], input=said)


def settings(home: Path, team: Team, login: str, agent: str = "anna", **more: object) -> None:
    """Write the settings of a workstation."""
    file = home / "config" / "settings.toml"
    file.parent.mkdir(parents=True, exist_ok=True)
    lines = {
        "server": team.server.host,
        "port": team.server.port,
        "database": team.server.database,
        "login": login,
    } | more
    table = "\n".join(f"{name} = {json.dumps(value)}" for name, value in lines.items())
    file.write_text(f'[team]\n{table}\n[store]\nagent = "{agent}"\n')


def test_without_a_server_each_says_how_to_name_one() -> None:
    """No traceback, no guess."""
    for command in ("status", "sync", "login", "init"):
        result = sotto(command)
        assert result.exit_code == 1
        assert isinstance(result.exception, NoServerError)


def test_nobody_types_a_password_for_a_server_that_is_not_there() -> None:
    """The missing server is told before the question."""
    result = sotto("member", "add", "anna", "--agent", "Anna", "--team", "North", "--password", said="secret\nsecret\n")
    assert isinstance(result.exception, NoServerError)
    assert "assword" not in result.output


def test_an_empty_pipe_is_no_password(home: Path) -> None:
    """One sentence, without the warnings of a library that finds no terminal."""
    (home / "config").mkdir(parents=True)
    (home / "config" / "settings.toml").write_text('[team]\nserver = "127.0.0.1"\nlogin = "anna"\n')
    result = sotto("login")
    assert isinstance(result.exception, TeamError)
    assert "none was given" in result.exception.message
    assert result.output == ""


def test_from_nothing_to_a_synchronised_workstation(home: Path, team: Team) -> None:
    """Administrator sets up and adds an agent; the agent's workstation sees its rights and synchronises."""
    login = team.as_login("anna").login
    settings(home, team, login)
    admin = ("--admin", team.server.login)
    first = sotto("init", *admin)
    assert first.exit_code == 0, first.output
    assert "up to date already" in first.output
    assert "sotto team member add" in first.output
    added = sotto(
        "member",
        "add",
        login,
        "--agent",
        "anna",
        "--team",
        "north",
        "--password",
        *admin,
        said="pass word\npass word\n",
    )
    team.logins.append(login)
    assert added.exit_code == 0, added.output
    assert "pass word" not in added.output
    listed = json.loads(sotto("member", "list", "--json", "-", *admin).stdout)
    assert [(one["login"], one["agent"], one["team"]) for one in listed["members"]] == [(login, "anna", "north")]
    told = json.loads(sotto("status", "--json", "-").stdout)
    assert (told["role"], told["agent"], told["waiting"], told["last_sync_at"]) == ("agent", "anna", 0, None)
    synced = sotto("sync")
    assert synced.exit_code == 0, synced.output
    assert "Nothing to send" in synced.output
    assert "last sync   never" not in sotto("status").output
    gone = sotto("member", "remove", login, *admin)
    assert "no longer in the team" in gone.output


def test_status_tells_what_it_knows_of_a_server_that_is_away(home: Path, team: Team) -> None:
    """The problem is an error with one sentence, the rest is there all the same."""
    settings(home, team, "anna", port=1)
    result = sotto("status", "--json", "-")
    assert result.exit_code == 1
    assert isinstance(result.exception, UnreachableError)
    assert json.loads(result.stdout)["problem"]["code"] == "team-unreachable"


def test_a_damaged_session_is_named_and_counted(
    home: Path, team: Team, make_session: MakeSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`sync` sends the other one and says which was left out; `status` counts it."""
    settings(home, team, team.member("anna").login)
    broken, told = make_session(0, "anna"), []
    monkeypatch.setattr(notify, "warn", lambda text, mend="": told.append(f"{text} {mend}"))
    with open_sessions(load_settings()) as store:
        store.add([broken, make_session(1, "anna")])
        with store.writing() as connection:
            place = (broken.labels.id.hex,)
            connection.exec_driver_sql("UPDATE session_body SET summary = x'00' WHERE session_id = ?", place)
    done = sotto("sync")
    assert done.exit_code == 0, done.output
    assert "1 session sent; 1 session still to be sent" in done.output
    assert [f"session {broken.labels.id} is damaged" in text for text in told] == [True]
    assert "1 session, 1 of them damaged" in sotto("status").output
    assert json.loads(sotto("status", "--json", "-").stdout)["damaged"] == 1


@pytest.mark.parametrize("arguments", [("member", "add", "x", "--role", "agnet"), ("sync", "--everything")])
def test_wrong_usage_is_told_as_such(arguments: tuple[str, ...]) -> None:
    """Exit code 2."""
    result = sotto(*arguments)
    assert result.exit_code == 2
    assert not isinstance(result.exception, AppError)
