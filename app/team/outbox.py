"""What this workstation has yet to send: sessions whose revision is newer than the one sent, and deletions.

Place in the flow: `app.team.sync` takes batches from here and acknowledges them once the server has committed. There is
no list to maintain and so none to lose: the outbox is the difference between `session` and `sent_session`, and a
workstation that was without its server for weeks simply has a longer one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, Select, and_, delete, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from app.store.models import SentSession, Session, TeamLink
from app.store.records import SessionOrigin, SessionState
from app.store.repository import Store


@dataclass(frozen=True, slots=True)
class Waiting:
    """A session to send."""

    id: UUID
    revision: int


class Outbox:
    """The outbox of one workstation towards one server. Any thread; each call is one transaction."""

    def __init__(self, store: Store, server: UUID) -> None:
        """`server`: the id of the team's database."""
        self._store, self._server = store, server

    def workstation(self) -> UUID:
        """Return under which id this workstation is known there; drawn when it is asked for first."""
        with self._store.writing() as connection:
            found = connection.execute(select(TeamLink.workstation).where(TeamLink.server == self._server)).scalar()
            if found is None:
                found = uuid4()
                connection.execute(insert(TeamLink).values(server=self._server, workstation=found))
        return found

    def last_sync_at(self) -> datetime | None:
        """Return when everything had been sent last."""
        with self._store.reading() as connection:
            return connection.execute(select(TeamLink.last_sync_at).where(TeamLink.server == self._server)).scalar()

    def note_sync(self) -> None:
        """Note that everything has been sent."""
        with self._store.writing() as connection:
            connection.execute(
                update(TeamLink).where(TeamLink.server == self._server).values(last_sync_at=self._store.now())
            )

    def waiting(self, agent: str, limit: int, after: UUID | None = None) -> list[Waiting]:
        """Return the agent's sessions to send, by id, those behind `after`."""
        query = self._changed(agent).with_only_columns(Session.id, Session.revision).order_by(Session.id).limit(limit)
        if after is not None:
            query = query.where(Session.id > after)
        with self._store.reading() as connection:
            return [Waiting(*row) for row in connection.execute(query)]

    def length(self, agent: str) -> int:
        """Return how many sessions and deletions there are to send."""
        with self._store.reading() as connection:
            changed = connection.execute(self._changed(agent).with_only_columns(func.count())).scalar_one()
            gone = connection.execute(self._gone().with_only_columns(func.count())).scalar_one()
        return int(changed) + int(gone)

    def others(self, agent: str) -> list[str]:
        """Return the names, other than `agent`, that sessions recorded here bear: they are not sent."""
        query = select(Session.agent).distinct().where(*_own(), Session.agent != agent)
        with self._store.reading() as connection:
            return sorted(connection.execute(query).scalars())

    def deleted(self, limit: int) -> list[UUID]:
        """Return sessions that lie on the server and no longer here."""
        with self._store.reading() as connection:
            return list(connection.execute(self._gone().limit(limit)).scalars())

    def acknowledge(self, sent: Iterable[Waiting]) -> None:
        """Note what the server has committed."""
        rows = [{"server": self._server, "session_id": one.id, "revision": one.revision} for one in sent]
        if not rows:
            return
        statement = upsert(SentSession)
        newer = statement.on_conflict_do_update(
            index_elements=["server", "session_id"], set_={"revision": statement.excluded.revision}
        )
        with self._store.writing() as connection:
            connection.execute(newer, rows)

    def forget(self, session_ids: Sequence[UUID]) -> None:
        """Note that the server deleted these, too, or keeps them for good."""
        with self._store.writing() as connection:
            connection.execute(
                delete(SentSession).where(SentSession.server == self._server, SentSession.session_id.in_(session_ids))
            )

    def _changed(self, agent: str) -> Select[Any]:
        sent = and_(SentSession.session_id == Session.id, SentSession.server == self._server)
        new = SentSession.session_id.is_(None) | (SentSession.revision < Session.revision)
        return select(Session.id).outerjoin_from(Session, SentSession, sent).where(*_own(), Session.agent == agent, new)

    def _gone(self) -> Select[Any]:
        left = ~select(Session.id).where(Session.id == SentSession.session_id).exists()
        return select(SentSession.session_id).where(SentSession.server == self._server, left)


def _own() -> tuple[ColumnElement[bool], ...]:
    """Finished sessions that were recorded here: imported ones are somebody else's, generated ones nobody's."""
    return Session.state != str(SessionState.OPEN), Session.origin == str(SessionOrigin.LOCAL)
