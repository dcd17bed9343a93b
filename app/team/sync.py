"""One synchronisation: fetch what supervisors wrote, send what changed here, delete what was deleted.

Place in the flow: `app.team.background` runs it now and then, `sotto team sync` at once. Each batch is one transaction on
the server and is acknowledged on the workstation after its commit: a cut at any point costs a repetition at most, and a
repetition changes nothing. The workstation's database is never locked while the network is waited for.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final, Self
from uuid import UUID

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

from app.store.new_session import SessionRows
from app.store.repository import Store
from app.team import returning
from app.team.connecting import Server, engine_of
from app.team.errors import HeldError, NoRightError
from app.team.failures import explained, told_plainly
from app.team.outbox import Outbox, Waiting
from app.team.packing import read_whole
from app.team.schema import check_schema
from app.team.sending import send_batch
from app.team.settings import TeamSettings

BATCH: Final = 200
"""Sessions a transaction: about half a megabyte with transcripts, and little to repeat when the line is cut."""


@dataclass(slots=True)
class SyncReport:
    """What a synchronisation did."""

    sent: int = 0
    """Sessions that were new or newer on the server."""
    fetched: int = 0
    """Sessions here that supervisors had written to."""
    deleted: int = 0
    held: int = 0
    """Sessions deleted here that the server keeps under legal hold."""
    refused: int = 0
    """Sessions that the server found not valid; each synchronisation tries them again."""
    damaged: list[UUID] = field(default_factory=list)
    """Sessions that are damaged on this workstation and were left out; each synchronisation tries them again."""
    waiting: int = 0
    """What is left to send."""
    others: tuple[str, ...] = ()
    """Names on sessions here that are not this login's: not sent."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Who the server says this is."""

    server: UUID
    agent: str | None
    name: str | None
    role: str | None


Progress = Callable[[int, int], None]
"""Told after each batch: how many were dealt with, of how many."""


class TeamSync:
    """The way from one workstation's store to one server. Used by one thread at a time."""

    def __init__(self, store: Store, settings: TeamSettings, server: Server | None = None) -> None:
        """Nothing is connected yet. Raises NoServerError when the settings name none."""
        self._store, self._settings = store, settings
        self._server = server or Server.of(settings)
        self._engine: Engine = engine_of(self._server)

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the connections."""
        self._engine.dispose()

    def run(self, progress: Progress = lambda _done, _of: None, stop: Callable[[], bool] = lambda: False) -> SyncReport:
        """Synchronise until nothing is left, or `stop` says so. Raises TeamError; what was done by then stays done."""
        report = SyncReport()
        with told_plainly(self._server.name):
            who = self._meet()
            if who.agent is None:
                raise NoRightError(
                    f"The login {self._server.login} is no agent of this team, so there is nothing to send.",
                    "Whoever looks after the server adds it with `sotto team member add`.",
                )
            outbox = Outbox(self._store, who.server)
            self._fetch(outbox.workstation(), report, stop)
            self._send(outbox, who.agent, report, progress, stop)
            if self._settings.deletions:
                self._delete(outbox, report, stop)
        report.waiting = outbox.length(who.agent)
        report.others = tuple(outbox.others(who.agent))
        if not report.waiting:
            outbox.note_sync()
        return report

    def identity(self) -> Identity:
        """Return who the server says this is. Raises TeamError."""
        with told_plainly(self._server.name), self._engine.begin() as connection:
            check_schema(connection, self._server.name)
            return identity(connection)

    def _meet(self) -> Identity:
        with self._engine.begin() as connection:
            check_schema(connection, self._server.name)
            connection.execute(text("SELECT keep_months(), count_released()"))
            return identity(connection)

    def _fetch(self, workstation: UUID, report: SyncReport, stop: Callable[[], bool]) -> None:
        after = returning.FIRST
        while not stop():
            with self._engine.begin() as connection:
                returned = returning.fetch(connection, workstation, after)
            if not returned:
                return
            with self._store.writing() as local:
                applied = returning.apply(local, returned)
            report.fetched += applied.written
            report.damaged += applied.damaged
            with self._engine.begin() as connection:
                returning.acknowledge(connection, [one for one in returned if one.id not in applied.damaged])
            after = returned[-1].id

    def _send(
        self, outbox: Outbox, agent: str, report: SyncReport, progress: Progress, stop: Callable[[], bool]
    ) -> None:
        after: UUID | None = None
        done, total = 0, outbox.length(agent)
        while not stop():
            waiting = outbox.waiting(agent, BATCH, after)
            if not waiting:
                return
            with self._store.reading() as local:
                rows, damaged = read_whole(local, [one.id for one in waiting], transcript=self._settings.transcript)
            report.damaged += [one for one in damaged if one not in report.damaged]
            self._send_rows(outbox, rows, report)
            after = waiting[-1].id
            done += len(waiting)
            progress(done, max(done, total))

    def _send_rows(self, outbox: Outbox, rows: Sequence[SessionRows], report: SyncReport) -> None:
        """Send in one transaction; where one session is not valid there, halve until it stands alone and leave it out."""
        if not rows:
            return
        workstation = outbox.workstation()
        try:
            with self._engine.begin() as connection:
                report.sent += send_batch(connection, rows, workstation)
        except DBAPIError as error:
            if not _is_about_data(error):
                raise
            if len(rows) == 1:
                report.refused += 1
                return
            middle = len(rows) // 2
            self._send_rows(outbox, rows[:middle], report)
            self._send_rows(outbox, rows[middle:], report)
            return
        outbox.acknowledge(Waiting(one.session["id"], one.session["revision"]) for one in rows)

    def _delete(self, outbox: Outbox, report: SyncReport, stop: Callable[[], bool]) -> None:
        while not stop():
            ids = outbox.deleted(BATCH)
            if not ids:
                return
            gone = self._delete_there(ids)
            if gone is None:
                return
            report.deleted += gone
            outbox.forget(ids)
            report.held += self._still_there(ids)

    def _delete_there(self, ids: Sequence[UUID]) -> int | None:
        """Return how many were deleted; None when one was put under hold in this very moment: the next run asks again."""
        query = text("DELETE FROM session WHERE id = ANY (:ids) AND NOT legal_hold")
        try:
            with self._engine.begin() as connection:
                return connection.execute(query, {"ids": list(ids)}).rowcount
        except DBAPIError as error:
            if isinstance(explained(error.orig or error, self._server.name), HeldError):
                return None
            raise

    def _still_there(self, ids: Sequence[UUID]) -> int:
        query = text("SELECT count(*) FROM session WHERE id = ANY (:ids)")
        with self._engine.begin() as connection:
            return int(connection.execute(query, {"ids": list(ids)}).scalar_one())


def identity(connection: Connection) -> Identity:
    """Return who the server says this is."""
    row = connection.execute(text("SELECT id, my_agent(), my_name(), my_role() FROM team_info")).one()
    return Identity(*row)


def _is_about_data(error: DBAPIError) -> bool:
    """Whether the server found a row not valid: SQLSTATE classes 22 and 23, or a row that is not this agent's."""
    state = getattr(error.orig, "sqlstate", None) or ""
    return state.startswith(("22", "23", "42501"))
