"""Writes finished sessions: any number in one transaction.

Place in the flow: `Store.add` (import, generator, analysed recordings) and the recorder's end call `insert_sessions`.
"""

from collections.abc import Iterable
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection, insert, select

from app.store.models import CueEntry, DetectionEntry, NoteEntry, Session, SessionBody, ViewEntry
from app.store.new_session import NewSession, Row, SessionRows, rows_of

_BATCH: Final = 500
"""Sessions whose rows are handed to the driver together."""


def insert_sessions(connection: Connection, sessions: Iterable[NewSession]) -> int:
    """Insert those whose id is not known yet; return how many. The caller's transaction decides about all of them."""
    count = 0
    batch: list[NewSession] = []
    for session in sessions:
        batch.append(session)
        if len(batch) == _BATCH:
            count += _insert(connection, batch)
            batch = []
    return count + _insert(connection, batch)


def insert_rows(connection: Connection, all_rows: Iterable[SessionRows]) -> None:
    """Insert the rows of sessions that are not there."""
    rows = list(all_rows)
    _fill(connection, Session, [one.session for one in rows])
    _fill(connection, SessionBody, [one.body for one in rows])
    _fill(connection, DetectionEntry, [row for one in rows for row in one.detections])
    _fill(connection, CueEntry, [row for one in rows for row in one.cues])
    _fill(connection, NoteEntry, [row for one in rows for row in one.notes])
    _fill(connection, ViewEntry, [row for one in rows for row in one.views])


def insert_new_rows(connection: Connection, all_rows: Iterable[SessionRows]) -> int:
    """Insert the rows of those sessions whose id is not known yet; return how many."""
    rows = list(all_rows)
    known = _known(connection, [one.session["id"] for one in rows])
    new = [one for one in rows if one.session["id"] not in known]
    insert_rows(connection, new)
    return len(new)


def _known(connection: Connection, ids: Iterable[UUID]) -> set[UUID]:
    return set(connection.execute(select(Session.id).where(Session.id.in_(ids))).scalars())


def _insert(connection: Connection, batch: list[NewSession]) -> int:
    wanted = {session.labels.id: session for session in batch}
    for session_id in _known(connection, wanted):
        del wanted[session_id]
    insert_rows(connection, map(rows_of, wanted.values()))
    return len(wanted)


def _fill(connection: Connection, model: Any, rows: list[Row]) -> None:
    if rows:
        connection.execute(insert(model.__table__), rows)
