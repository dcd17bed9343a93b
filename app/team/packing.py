"""Sessions of this workstation as rows for the server, without what the company keeps on the workstation.

Place in the flow: `app.team.sync` reads a batch here and gives it to `app.team.sending`.
"""

from collections import defaultdict
from collections.abc import Sequence
from pathlib import PurePath, PureWindowsPath
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, select

from app.store.errors import BrokenStoreError
from app.store.models import CueEntry, DetectionEntry, NoteEntry, Session, SessionBody
from app.store.new_session import Row, SessionRows, packed_summary, read_summary, without_words
from app.store.records import Role
from app.store.scoring import read_scoring


def read_whole(
    connection: Connection, ids: Sequence[UUID], *, transcript: bool
) -> tuple[list[SessionRows], list[UUID]]:
    """Return what `read_rows` returns of the sessions that are whole, and the ids of those that are damaged."""
    try:
        return read_rows(connection, ids, transcript=transcript), []
    except (BrokenStoreError, ValueError):  # of which session it is known only when each is read alone
        if len(ids) == 1:
            return [], list(ids)
    rows, damaged = [], []
    for one in ids:
        whole, broken = read_whole(connection, [one], transcript=transcript)
        rows += whole
        damaged += broken
    return rows, damaged


def read_rows(connection: Connection, ids: Sequence[UUID], *, transcript: bool) -> list[SessionRows]:
    """Return the sessions that are still there, by id. `transcript`: with the agent's words, and events for replay.

    Raises BrokenStoreError or ValueError when one of them is damaged.
    """
    bodies = _bodies(connection, ids, transcript=transcript)
    detections = _grouped(connection, DetectionEntry, ids)
    cues = _grouped(connection, CueEntry, ids)
    notes = _grouped(connection, NoteEntry, ids)
    return [
        SessionRows(
            session=row | {"source": _bare(row["source"])},
            body=bodies[row["id"]],
            detections=detections[row["id"]],
            cues=cues[row["id"]],
            notes=[note for note in notes[row["id"]] if note["role"] == str(Role.AGENT)],
            views=[],
        )
        for row in sorted(_rows(connection, Session, Session.id, ids), key=lambda row: row["id"].bytes)
        if row["id"] in bodies
    ]


def _bodies(connection: Connection, ids: Sequence[UUID], *, transcript: bool) -> dict[UUID, Row]:
    """Return the bodies as they are sent. All are read through: the server would keep a damaged one without noticing."""
    columns = [column for column in SessionBody.__table__.columns if transcript or column.name != "events"]
    query = select(*columns).where(SessionBody.session_id.in_(ids))
    bodies = {}
    for row in connection.execute(query).mappings():
        summary = read_summary(row["summary"])
        read_scoring(row["scoring"])
        kept = {} if transcript else {"summary": packed_summary(without_words(summary)), "events": None}
        bodies[row["session_id"]] = dict(row) | kept
    return bodies


def _rows(connection: Connection, model: Any, key: Any, ids: Sequence[UUID]) -> list[Row]:
    return [dict(row) for row in connection.execute(select(model.__table__).where(key.in_(ids))).mappings()]


def _grouped(connection: Connection, model: Any, ids: Sequence[UUID]) -> dict[UUID, list[Row]]:
    result: dict[UUID, list[Row]] = defaultdict(list)
    for row in _rows(connection, model, model.session_id, ids):
        result[row["session_id"]].append(row)
    return result


def _bare(source: str) -> str:
    """Return a recording's name without the folders of this computer; a device's name as it is."""
    if "/" in source:
        return PurePath(source).name
    return PureWindowsPath(source).name if "\\" in source else source
