"""`sotto sessions`: list, show, delete, purge, hold and generate the sessions that are kept on this machine.

Place in the flow: everything is decided in `app.store`; this asks and prints. Exchange with other machines is in
`app.cli.session_bundles`, the key of an encrypted database in `app.cli.session_key`.
"""

from datetime import UTC, datetime
from typing import Annotated

import typer
from rich.progress import Progress

from app import notify
from app.assembly import load_rules, load_settings
from app.cli import session_bundles, session_key
from app.cli.choices import JsonTarget, write_json
from app.cli.console import err, out
from app.cli.sessions_view import SCHEMA_VERSION, afterwards, detail_document, row_document, rows_table
from app.cli.summary import show_summary
from app.reports.kept import session_document
from app.store.errors import NotAllowedError
from app.store.generator.sessions import GenerationPlan, generate
from app.store.records import SessionFilter, SessionOrigin, Sort, SortBy
from app.store.retention import purge as purge_store
from app.store.retention import scrub
from app.storing import open_sessions

app = typer.Typer(help="The sessions that are kept on this machine.", no_args_is_help=True)
app.command("export")(session_bundles.export)
app.command("import")(session_bundles.import_)
app.add_typer(session_key.app, name="key")

SessionId = Annotated[
    str, typer.Argument(metavar="ID", help="A session's id, its first letters, or the call's reference.")
]
_EARLIEST = 1980
"""Ids of sessions tell the time since 1970, and --weeks reaches back ten years."""
_MOST = 10_000_000
"""Sessions; as many as can be generated at once."""
_MOST_DAYS = 36_500
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")]
Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="YYYY-MM-DD", show_default=False)]
Names = Annotated[list[str] | None, typer.Option(show_default=False)]


@app.command("list")
def list_sessions(
    *,
    json_target: JsonTarget = None,
    text: Annotated[str, typer.Option("--text", help="Part of a name, reference or flagged words.")] = "",
    agent: Names = None,
    team: Names = None,
    rule: Names = None,
    origin: Annotated[list[SessionOrigin] | None, typer.Option(show_default=False)] = None,
    since: Day = None,
    until: Day = None,
    sort: Annotated[SortBy, typer.Option(help="Highest or newest first; --ascending turns it round.")] = SortBy.STARTED,
    ascending: Annotated[bool, typer.Option("--ascending")] = False,
    limit: Annotated[int, typer.Option(min=1, max=100_000)] = 50,
    offset: Annotated[int, typer.Option(min=0, max=_MOST)] = 0,
) -> None:
    """List sessions, newest first. Days are those of this machine's time zone; --until names the first day left out."""
    wanted = SessionFilter(
        text=text, agents=tuple(agent or ()), teams=tuple(team or ()), rules=tuple(rule or ()),
        origins=tuple(origin or ()), since=_moment(since), until=_moment(until),
    )  # fmt: skip
    with open_sessions(load_settings()) as store:
        rows = store.list_sessions(wanted, Sort(sort, descending=not ascending), offset, limit)
        total = store.count(wanted)
    if json_target is not None:
        document = {
            "schema_version": SCHEMA_VERSION, "total": total, "sessions": [row_document(row) for row in rows]
        }  # fmt: skip
        write_json(document, json_target)
    elif not total:
        out().print("No session is kept." if wanted == SessionFilter() else "No session fits.")
    else:
        out().print(rows_table(rows, total))


@app.command()
def show(session: SessionId, *, json_target: JsonTarget = None) -> None:
    """Show a session: what stood out, what it is made of, and what was said about it since."""
    settings = load_settings()
    with open_sessions(settings) as store:
        detail = store.detail(store.find(session))
    if json_target is not None:
        write_json(detail_document(detail), json_target)
        return
    show_summary(session_document(detail), load_rules(settings), None)
    for line in afterwards(detail):
        out().print(line, markup=False)


@app.command()
def delete(sessions: Annotated[list[str], typer.Argument(metavar="ID...")], *, yes: Yes = False) -> None:
    """Delete sessions for good."""
    settings = load_settings()
    if not settings.store.agent_may_delete:
        raise NotAllowedError(
            "Your company does not allow deleting sessions (store.agent_may_delete).", "Ask whoever set that."
        )
    with open_sessions(settings) as store:
        ids = [store.find(session) for session in sessions]
        _ask(f"Delete {_counted(len(ids))} for good?", yes=yes)
        count = store.delete(ids)
        scrub(store)
    notify.info(f"Deleted {_counted(count)}.")


@app.command()
def purge(
    *,
    days: Annotated[
        int | None,
        typer.Option(
            min=0, max=_MOST_DAYS, help="Older than this; the settings decide when left out.", show_default=False
        ),
    ] = None,
    most: Annotated[
        int | None, typer.Option(min=0, max=_MOST, help="All but the newest so many; as above.", show_default=False)
    ] = None,
    yes: Yes = False,
) -> None:
    """Delete the sessions that are too old or too many, overwrite what they held and give the space back."""
    settings = load_settings()
    keep_days = settings.store.keep_days if days is None else days
    keep_most = settings.store.keep_most if most is None else most
    limits = [f"older than {keep_days} days"] * bool(keep_days) + [f"beyond the newest {keep_most}"] * bool(keep_most)
    if limits:
        _ask(f"Delete the sessions {' and those '.join(limits)} for good?", yes=yes)
    with open_sessions(settings) as store:
        done = purge_store(store, keep_days=keep_days, keep_most=keep_most)
    held = f" {_counted(done.held)} under legal hold stay." if done.held else ""
    notify.info(f"Deleted {_counted(done.deleted)}; the file is {done.freed_bytes / 1e6:.1f} MB smaller.{held}")


@app.command()
def hold(session: SessionId, *, lift: Annotated[bool, typer.Option("--lift", help="End the hold.")] = False) -> None:
    """Put a session under legal hold: nothing deletes it while that lasts."""
    with open_sessions(load_settings()) as store:
        store.hold(store.find(session), on=not lift)
    notify.info("The hold is lifted." if lift else "The session is under legal hold.")


@app.command("generate")
def generate_sessions(
    *,
    count: Annotated[int, typer.Option(min=1, max=10_000_000, help="How many.")],
    seed: Annotated[int, typer.Option(help="The same seed gives the same sessions.")] = 1,
    agents: Annotated[int, typer.Option(min=1, max=100_000)] = 20,
    teams: Annotated[int, typer.Option(min=1, max=10_000)] = 3,
    weeks: Annotated[int, typer.Option(min=1, max=520)] = 12,
    until: Day = None,
) -> None:
    """Make up sessions for demonstrations and tests; each is marked as generated."""
    settings = load_settings()
    last = datetime.now(tz=UTC) if until is None else until
    if last.year < _EARLIEST:
        raise typer.BadParameter(f"from {_EARLIEST} on.", param_hint="--until")
    plan = GenerationPlan(count, seed, agents, teams, weeks, last.date())
    console = err()
    with (
        open_sessions(settings) as store,
        Progress(console=console, transient=True, disable=not console.is_terminal) as progress,
    ):
        task = progress.add_task("Generating", total=count)
        written = generate(store, plan, load_rules(settings), lambda done: progress.update(task, completed=done))
    known = f" {_counted(count - written)} of this plan had been generated before." if written < count else ""
    notify.info(f"Generated {_counted(written)}.{known}")


def _moment(day: datetime | None) -> datetime | None:
    """Return the beginning of a day in this machine's zone; where the system knows no zone that early, in UTC."""
    try:
        return None if day is None else day.astimezone()
    except (OSError, OverflowError, ValueError):
        return None if day is None else day.replace(tzinfo=UTC)


def _counted(count: int) -> str:
    return "1 session" if count == 1 else f"{count} sessions"


def _ask(question: str, *, yes: bool) -> None:
    if not yes and not typer.confirm(question, err=True):
        notify.info("Nothing was deleted.")
        raise typer.Exit
