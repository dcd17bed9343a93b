"""`sotto team`: the company's PostgreSQL, for who runs it (`init`, `member`) and for who uses it (`login`, `status`, `sync`).

Place in the flow: everything is decided in `app.team`; this asks for passwords without showing them, and prints.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import Annotated, Final

import typer
from rich.progress import Progress
from rich.table import Table
from sqlalchemy import Engine

from app import notify
from app.assembly import load_settings
from app.cli.choices import JsonTarget, write_json
from app.cli.console import err, out
from app.storing import open_sessions
from app.team import members as team_members
from app.team.connecting import Server, connect, engine_of
from app.team.errors import TeamError, WrongPasswordError, damaged_error
from app.team.founding import Founded, found
from app.team.members import Member, MemberRole
from app.team.passwords import keep_password
from app.team.status import TeamStatus, status_of
from app.team.sync import SyncReport, TeamSync

app = typer.Typer(help="The team's sessions on the company's own PostgreSQL (docs/team.md).", no_args_is_help=True)
member = typer.Typer(help="Who is in the team; for whoever looks after the server.", no_args_is_help=True)
app.add_typer(member, name="member")

SCHEMA_VERSION: Final = 1
Admin = Annotated[
    str, typer.Option("--admin", metavar="LOGIN", help="Login with CREATEROLE that owns the database.", show_default=False)
]  # fmt: skip
Names = Annotated[list[str] | None, typer.Option(show_default=False)]


@app.command()
def init(
    *,
    admin: Admin = "",
    first: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"], metavar="YYYY-MM-DD", help="Make months from this day on.", show_default=False
        ),
    ] = None,
) -> None:
    """Set up the team's database or bring it to this version: roles, tables by month, rights. May be run again."""
    with _administrator(admin) as (engine, server), err().status("Setting up …"):
        founded = found(engine, server, None if first is None else first.date())
    for line in _next_steps(founded, server):
        out().print(line, markup=False, soft_wrap=True)


@member.command("add")
def add(
    login: Annotated[str, typer.Argument(metavar="LOGIN", help="The person's login on the server.")],
    *,
    role: Annotated[MemberRole, typer.Option("--role", help="What the person is in the team.")] = "agent",
    name: Annotated[str, typer.Option("--name", help="For notes and the log of views.", show_default=False)] = "",
    agent: Annotated[
        str, typer.Option("--agent", help="Name on the agent's sessions (store.agent there).", show_default=False)
    ] = "",
    team: Annotated[str, typer.Option("--team", help="The agent's team.", show_default=False)] = "",
    supervises: Names = None,
    password: Annotated[bool, typer.Option("--password", help="Ask for the login's new password.")] = False,
    admin: Admin = "",
) -> None:
    """Add a person to the team, or change one; a login that is not there is made."""
    is_agent = role != "supervisor"
    person = Member(
        login, role, name or agent or login, (agent or login) if is_agent else None, team or None, tuple(supervises or ()),
    )  # fmt: skip
    with _administrator(admin) as (engine, server):  # a server that is not there is told before anybody types
        chosen = _asked(f"New password of {login}", confirm=True) if password else None
        team_members.add_member(engine, server, person, chosen)
    out().print(f"{login} is in the team.", markup=False)


@member.command("remove")
def remove(login: Annotated[str, typer.Argument(metavar="LOGIN")], *, admin: Admin = "") -> None:
    """Take a person out of the team: the login reaches no session any more, the sessions stay."""
    with _administrator(admin) as (engine, server):
        was_in = team_members.remove_member(engine, server, login)
    out().print(f"{login} is no longer in the team." if was_in else f"{login} was not in the team.", markup=False)


@member.command("list")
def list_members(*, json_target: JsonTarget = None, admin: Admin = "") -> None:
    """List who is in the team."""
    with _administrator(admin) as (engine, server):
        found_ones = team_members.members(engine, server)
    if json_target is not None:
        rows = [{name: getattr(one, name) for name in Member.__slots__} for one in found_ones]
        write_json({"schema_version": SCHEMA_VERSION, "members": rows}, json_target)
        return
    table = Table("login", "role", "name", "agent", "team", "supervises", box=None, pad_edge=False)
    for one in found_ones:
        table.add_row(one.login, one.role, one.name, one.agent or "", one.team or "", ", ".join(one.supervises))
    out().print(table)


@app.command()
def login() -> None:
    """Keep the password of your login in this computer's key store, once the server has accepted it."""
    server = Server.of(load_settings().team)
    password = _asked(f"Password of {server.account}")
    connect(replace(server, password=password)).close()
    keep_password(server.account, password)
    out().print(f"{server.name} accepts it; it is kept in this computer's key store.", markup=False)


@app.command()
def status(*, json_target: JsonTarget = None) -> None:
    """Say whether the server is reachable, who it says you are, and what is still to be sent."""
    settings = load_settings()
    server = Server.of(settings.team)
    with open_sessions(settings) as store:
        found_one = status_of(store, settings.team, server)
    if json_target is not None:
        write_json({"schema_version": SCHEMA_VERSION} | found_one.document(), json_target)
    else:
        for line in _status_lines(found_one):
            out().print(line, markup=False, soft_wrap=True)
    if found_one.problem is not None:
        raise found_one.problem


@app.command()
def sync() -> None:
    """Send and fetch now, until nothing is left; the same happens in the background while Sotto runs."""
    settings = load_settings()
    with open_sessions(settings) as store, TeamSync(store, settings.team) as one, Progress(console=err()) as bar:
        task = bar.add_task("Sending", total=None)
        report = one.run(lambda done, total: bar.update(task, completed=done, total=total))
        bar.update(task, total=1, completed=1)
    for line in _report_lines(report):
        out().print(line, markup=False, soft_wrap=True)
    if report.refused:
        notify.warn(f"The server refused {_count(report.refused)} as not valid; the others were sent.")
    if report.damaged:
        error = damaged_error(report.damaged)
        notify.warn(error.message, error.mend)


@contextmanager
def _administrator(admin: str) -> Iterator[tuple[Engine, Server]]:
    """Give an engine of the administrator's login; where the server wants a password nobody kept, ask for it."""
    server = Server.of(load_settings().team)
    server = replace(server, login=admin.strip() or server.login)
    try:
        connect(server).close()
    except WrongPasswordError:
        if not err().is_terminal:
            raise
        server = replace(server, password=_asked(f"Password of {server.account}"))
    engine = engine_of(server)
    try:
        yield engine, server
    finally:
        engine.dispose()


def _asked(question: str, *, confirm: bool = False) -> str:
    """Ask for a password, on standard error and without showing it; a pipe may answer with one line instead.

    Raises TeamError when the pipe is empty.
    """
    if sys.stdin is None or not sys.stdin.isatty():
        piped = "" if sys.stdin is None else sys.stdin.readline().rstrip("\r\n")
        if not piped:
            raise TeamError(f"{question}: none was given.", "Run it in a terminal, or pipe the password in.")
        return piped
    answer: str = typer.prompt(question, hide_input=True, err=True, confirmation_prompt=confirm)
    return answer


def _next_steps(founded: Founded, server: Server) -> list[str]:
    done = {None: "set up", founded.now: "up to date already"}.get(founded.before, f"upgraded from {founded.before}")
    return [
        f"{server.name} is {done} (schema {founded.now}); {founded.months} new partitions.",
        "Next, for each person: sotto team member add LOGIN --agent NAME --team TEAM --password",
        "         a supervisor: sotto team member add LOGIN --role supervisor --name NAME --supervises TEAM --password",
        f'On workstations: team.server = "{server.host}" in the managed settings, then sotto team login',
    ]  # fmt: skip


def _status_lines(found_one: TeamStatus) -> list[str]:
    last = "never" if found_one.last_sync_at is None else f"{found_one.last_sync_at.astimezone():%Y-%m-%d %H:%M}"
    lines = [f"server      {found_one.server}", f"login       {found_one.login}"]
    if found_one.problem is None:
        rights = {"agent": "agent: own sessions", "supervisor": "supervisor", "both": "agent and supervisor"}
        teams = f" of {', '.join(found_one.supervises)}" if found_one.supervises else ""
        lines += [
            f"encrypted   {'yes' if found_one.encrypted else 'no (this very computer)'}",
            f"schema      {found_one.schema}",
            f"rights      {rights.get(found_one.role or '', 'none: not in the team')}{teams}",
            f"to send     {_to_send(found_one)}",
            f"last sync   {last}",
        ]
    if found_one.others:
        lines.append(
            f"not sent    sessions under the name {', '.join(found_one.others)}: the server knows you as {found_one.agent}"
        )
    return lines


def _to_send(found_one: TeamStatus) -> str:
    if not found_one.waiting:
        return "nothing"
    damaged = f", {found_one.damaged:,} of them damaged (`sotto team sync` names them)" if found_one.damaged else ""
    return f"{_count(found_one.waiting)}{damaged}"


def _report_lines(report: SyncReport) -> list[str]:
    parts = [
        (report.sent, "sent"), (report.fetched, "fetched with what supervisors wrote"), (report.deleted, "deleted there"),
        (report.held, "kept there under legal hold"), (report.waiting, "still to be sent"),
    ]  # fmt: skip
    told = [f"{_count(number)} {what}" for number, what in parts if number]
    lines = ["; ".join(told) + "." if told else f"Nothing to send ({_now():%H:%M})."]
    if report.others:
        lines.append(f"Sessions under the name {', '.join(report.others)} are not this login's and were not sent.")
    return lines


def _count(number: int) -> str:
    return "1 session" if number == 1 else f"{number:,} sessions"


def _now() -> datetime:
    return datetime.now(tz=UTC).astimezone()
