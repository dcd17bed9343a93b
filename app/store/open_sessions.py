"""Sessions that are being written: their first row, their chunks, and the exchange for the finished one.

Place in the flow: the recorder writes through these, recovery reads what a crash left. Each call is part of the caller's
transaction.
"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from pydantic import ValidationError
from sqlalchemy import Connection, delete, insert, select

from app.store.call_log import LogItem
from app.store.errors import BrokenStoreError
from app.store.event_codec import decode, encode
from app.store.models import Session, SessionChunk
from app.store.new_session import NewSession, Row, SessionLabels, monday_of
from app.store.plan import RecordingPlan, packed_plan, read_plan
from app.store.records import SessionOrigin, SessionState
from app.store.writing import insert_sessions

_PLAN: Final = -1
"""Number of the chunk that holds the plan; those of the log begin with 0."""
_CAREFUL: Final = RecordingPlan(transcript=False, release="acknowledged")


@dataclass(frozen=True, slots=True)
class LeftSession:
    """An open session as it stands in the database."""

    labels: SessionLabels
    plan: RecordingPlan
    log: list[LogItem]


def begin_session(connection: Connection, labels: SessionLabels, plan: RecordingPlan, source: str) -> None:
    """Write the first row of a session."""
    row: Row = {
        "id": labels.id,
        "reference": labels.reference,
        "agent": labels.agent,
        "team": labels.team,
        "origin": str(labels.origin),
        "origin_detail": labels.origin_detail,
        "state": str(SessionState.OPEN),
        "source": source,
        "started_at": labels.started_at,
        "week": monday_of(labels.started_at),
        "rulebook_version": plan.rulebook_version,
    }
    connection.execute(insert(Session.__table__), row)  # type: ignore[arg-type]
    chunk = {"session_id": labels.id, "number": _PLAN, "events": packed_plan(plan)}
    connection.execute(insert(SessionChunk.__table__), chunk)  # type: ignore[arg-type]


def write_chunks(connection: Connection, session_id: UUID, chunks: Mapping[int, list[LogItem]]) -> None:
    """Write chunks of an open session's log; one that is there already is written over."""
    for number, items in chunks.items():
        here = (SessionChunk.session_id == session_id, SessionChunk.number == number)
        connection.execute(delete(SessionChunk).where(*here))
        row = {"session_id": session_id, "number": number, "events": encode(items)}
        connection.execute(insert(SessionChunk.__table__), row)  # type: ignore[arg-type]


def finish_session(connection: Connection, new: NewSession) -> None:
    """Put the finished session in the place of the open one."""
    connection.execute(delete(Session).where(Session.id == new.labels.id))
    insert_sessions(connection, (new,))


def open_ids(connection: Connection) -> list[UUID]:
    """Return the sessions that are being written, or were left so, oldest first."""
    query = select(Session.id).where(Session.state == str(SessionState.OPEN)).order_by(Session.started_at)
    return list(connection.execute(query).scalars())


def read_left(connection: Connection, session_id: UUID) -> LeftSession | None:
    """Return an open session, None when it is none."""
    columns = (Session.reference, Session.agent, Session.team, Session.origin, Session.origin_detail)
    here = (Session.id == session_id, Session.state == str(SessionState.OPEN))
    found: Any = connection.execute(select(Session.started_at, *columns).where(*here)).first()
    if found is None:
        return None
    labels = SessionLabels(
        session_id, found.started_at, found.agent, found.team, found.reference, SessionOrigin(found.origin),
        found.origin_detail,
    )  # fmt: skip
    return LeftSession(labels, _plan(connection, session_id), _whole(connection, session_id))


def _plan(connection: Connection, session_id: UUID) -> RecordingPlan:
    """Return the plan under which the session began; where it is damaged the one that shows least."""
    query = select(SessionChunk.events).where(SessionChunk.session_id == session_id, SessionChunk.number == _PLAN)
    with suppress(BrokenStoreError, ValidationError):
        events = connection.execute(query).scalar()
        return _CAREFUL if events is None else read_plan(events)
    return _CAREFUL


def _whole(connection: Connection, session_id: UUID) -> list[LogItem]:
    """Return the log up to the first chunk that is damaged, if one is."""
    query = select(SessionChunk.events).where(SessionChunk.session_id == session_id, SessionChunk.number > _PLAN)
    log: list[LogItem] = []
    with suppress(BrokenStoreError):
        for events in connection.execute(query.order_by(SessionChunk.number)).scalars():
            log.extend(decode(events))
    return log
