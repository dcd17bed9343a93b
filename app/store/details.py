"""One session with everything that is kept of it, out of its rows.

Place in the flow: `app.store.repository.Store.detail`; works on any connection whose database has the tables.
"""

from typing import Any
from uuid import UUID

from pydantic import ValidationError
from sqlalchemy import Connection, select
from sqlalchemy.engine import RowMapping

from app.store.errors import BrokenStoreError
from app.store.listing import row_columns, session_row
from app.store.models import CueEntry, DetectionEntry, NoteEntry, Session, SessionBody, ViewEntry
from app.store.new_session import read_summary
from app.store.records import (
    CueOutcome,
    Dispute,
    FlagStatus,
    KeptCue,
    KeptDetection,
    Note,
    Role,
    SessionDetail,
    View,
)
from app.store.scoring import Scoring, counted_anew, read_scoring
from coaching.events import Cue, CueKind, Detection, Severity
from coaching.latency import CueLatency
from coaching.summary import CallSummary

_DETECTION = tuple(Detection.__slots__)
_CUE = tuple(Cue.__slots__)


def read_detail(connection: Connection, session_id: UUID) -> SessionDetail | None:
    """Return the session, None when there is none of this id, or while it is still being written."""
    found = connection.execute(select(*row_columns()).where(Session.id == session_id)).mappings().first()
    body = read_body(connection, session_id)
    if found is None or body is None:
        return None
    heard, scoring = body
    detections = read_detections(connection, session_id)
    standing = [kept.detection for kept in detections if kept.status is FlagStatus.STANDING]
    return SessionDetail(
        row=session_row(found),
        heard=heard,
        detections=detections,
        cues=_cues(connection, session_id),
        notes=_notes(connection, session_id),
        views=_views(connection, session_id),
        has_transcript=bool(heard.transcript),
        can_replay=_can_replay(connection, session_id),
        summary=counted_anew(heard, standing, scoring),
    )


def read_body(connection: Connection, session_id: UUID) -> tuple[CallSummary, Scoring] | None:
    """Return the summary as the call ended and what its score was made with. Raises BrokenStoreError."""
    query = select(SessionBody.summary, SessionBody.scoring).where(SessionBody.session_id == session_id)
    try:
        found = connection.execute(query).first()
        return None if found is None else (read_summary(found.summary), read_scoring(found.scoring))
    except (BrokenStoreError, ValidationError) as error:
        raise BrokenStoreError(
            f"What was kept of the session {session_id} is damaged.",
            "Delete it, or put back a copy of the database (docs/store.md).",
        ) from error


def read_detections(connection: Connection, session_id: UUID) -> tuple[KeptDetection, ...]:
    """Return a session's detections, whatever became of them, by id."""
    return tuple(map(_kept_detection, _rows(connection, DetectionEntry, session_id, DetectionEntry.detection_id)))


def _rows(connection: Connection, table: Any, session_id: UUID, order: Any) -> list[RowMapping]:
    query = select(table.__table__).where(table.session_id == session_id).order_by(order)
    return list(connection.execute(query).mappings())


def _kept_detection(row: RowMapping) -> KeptDetection:
    dispute = None
    if row["raised_at"] is not None:
        dispute = Dispute(
            row["raised_by"], row["raised_reason"], row["raised_at"], row["resolved_by"], row["upheld"], row["answer"],
            row["resolved_at"],
        )  # fmt: skip
    detection = Detection(**{name: row[name] for name in _DETECTION})
    return KeptDetection(detection, FlagStatus(row["status"]), row["status_reason"], dispute)


def _cues(connection: Connection, session_id: UUID) -> tuple[KeptCue, ...]:
    return tuple(map(_kept_cue, _rows(connection, CueEntry, session_id, CueEntry.cue_id)))


def _kept_cue(row: RowMapping) -> KeptCue:
    fields = {name: row[name] for name in _CUE}
    fields |= {"kind": CueKind(row["kind"]), "severity": Severity(row["severity"])}
    cue = Cue(**fields)
    latency = CueLatency(cue.cue_id, row["decided_s"], row["delivered_s"], row["painted_s"]) if cue.shown else None
    return KeptCue(cue, CueOutcome(row["outcome"]), row["acted_at_s"], latency)


def _notes(connection: Connection, session_id: UUID) -> tuple[Note, ...]:
    return tuple(
        Note(
            row["id"], Role(row["role"]), row["author"], row["text"], row["written_at"], row["at_s"],
            row["detection_id"],
        )
        for row in _rows(connection, NoteEntry, session_id, NoteEntry.written_at)
    )  # fmt: skip


def _views(connection: Connection, session_id: UUID) -> tuple[View, ...]:
    return tuple(
        View(row["id"], row["viewer"], Role(row["role"]), row["viewed_at"])
        for row in _rows(connection, ViewEntry, session_id, ViewEntry.viewed_at)
    )


def _can_replay(connection: Connection, session_id: UUID) -> bool:
    query = select(SessionBody.events.is_not(None)).where(SessionBody.session_id == session_id)
    return bool(connection.execute(query).scalar())
