"""How this workstation stands with its server.

Place in the flow: `sotto team status`. What is wrong is part of the answer: the rest is told all the same.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select, text

from app.store.models import TeamLink
from app.store.repository import Store
from app.team.connecting import Server, engine_of
from app.team.errors import TeamError
from app.team.failures import told_plainly
from app.team.outbox import Outbox
from app.team.packing import read_whole
from app.team.schema import check_schema, schema_of
from app.team.settings import TeamSettings
from app.team.sync import BATCH, identity


@dataclass(slots=True)
class TeamStatus:
    """What is known; None where it is not."""

    server: str
    login: str
    problem: TeamError | None = None
    """Why the server cannot be used now."""
    encrypted: bool | None = None
    schema: str | None = None
    role: str | None = None
    agent: str | None = None
    """Name on the sessions that this login may send."""
    supervises: tuple[str, ...] = ()
    waiting: int | None = None
    damaged: int | None = None
    """How many of them are damaged here: they stay until they are deleted or mended."""
    others: tuple[str, ...] = ()
    """Names on sessions here that are not sent."""
    last_sync_at: datetime | None = None

    def document(self) -> dict[str, Any]:
        """Return it for JSON."""
        result = {field.name: getattr(self, field.name) for field in fields(self)}
        result["problem"] = (
            None if self.problem is None else {"code": self.problem.code, "message": self.problem.message}
        )
        result["last_sync_at"] = None if self.last_sync_at is None else self.last_sync_at.isoformat()
        return result


def status_of(store: Store, settings: TeamSettings, server: Server | None = None) -> TeamStatus:
    """Ask the server and the outbox."""
    chosen = server or Server.of(settings)
    result = TeamStatus(chosen.name, chosen.login)
    try:
        known = _ask(result, chosen)
    except TeamError as error:
        result.problem = error
        result.last_sync_at = _last_known(store)
        return result
    outbox = Outbox(store, known)
    result.last_sync_at = outbox.last_sync_at()
    if result.agent is not None:
        result.waiting = outbox.length(result.agent)
        result.damaged = sum(1 for _ in _damaged(store, outbox, result.agent, transcript=settings.transcript))
        result.others = tuple(outbox.others(result.agent))
    return result


def _damaged(store: Store, outbox: Outbox, agent: str, *, transcript: bool) -> Iterator[UUID]:
    """Give the sessions to send that are damaged, by reading all that are to be sent."""
    after: UUID | None = None
    while waiting := outbox.waiting(agent, BATCH, after):
        with store.reading() as connection:
            yield from read_whole(connection, [one.id for one in waiting], transcript=transcript)[1]
        after = waiting[-1].id


def _ask(result: TeamStatus, server: Server) -> UUID:
    engine = engine_of(server)
    try:
        with told_plainly(server.name), engine.begin() as connection:
            driver: Any = connection.connection.driver_connection
            result.encrypted = bool(driver.pgconn.ssl_in_use)
            result.schema = schema_of(connection)
            check_schema(connection, server.name)
            who = identity(connection)
            result.role, result.agent = who.role, who.agent
            result.supervises = tuple(connection.execute(text("SELECT unnest(my_teams())")).scalars())
            return who.server
    finally:
        engine.dispose()


def _last_known(store: Store) -> datetime | None:
    """Return the last complete synchronisation with whatever server."""
    with store.reading() as connection:
        return max(
            (moment for moment in connection.execute(select(TeamLink.last_sync_at)).scalars() if moment), default=None
        )
