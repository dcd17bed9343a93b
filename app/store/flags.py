"""Disputes: an agent objects to a flag, a supervisor settles it; totals and score follow at once.

Place in the flow: `app.store.repository.Store.dispute` and `resolve`, within one write transaction each. Texts come redacted.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, update

from app.store.details import read_body, read_detections
from app.store.errors import StoreError
from app.store.models import DetectionEntry, Session
from app.store.new_session import totals
from app.store.records import FlagStatus, KeptDetection


def raise_dispute(
    connection: Connection, session_id: UUID, detection_id: int, *, by: str, reason: str, now: datetime
) -> None:
    """Put a standing flag in dispute: it leaves totals and score until a supervisor rejects the objection."""
    kept = _flag(connection, session_id, detection_id)
    if kept.status is not FlagStatus.STANDING:
        raise StoreError(f"This flag is {kept.status} already: it cannot be disputed.")
    _write(
        connection, session_id, detection_id,
        status=str(FlagStatus.DISPUTED), raised_by=by, raised_reason=reason, raised_at=now,
        resolved_by="", upheld=None, answer="", resolved_at=None,
    )  # fmt: skip


def settle_dispute(
    connection: Connection, session_id: UUID, detection_id: int, *, by: str, upheld: bool, answer: str, now: datetime
) -> None:
    """Settle an open dispute: `upheld` agrees with the agent and takes the flag out for good, else it counts again."""
    kept = _flag(connection, session_id, detection_id)
    if kept.status is not FlagStatus.DISPUTED:
        raise StoreError(f"This flag is {kept.status}: there is no open dispute to settle.")
    status = FlagStatus.RESOLVED if upheld else FlagStatus.STANDING
    _write(
        connection, session_id, detection_id,
        status=str(status), resolved_by=by, upheld=upheld, answer=answer, resolved_at=now,
    )  # fmt: skip


def _flag(connection: Connection, session_id: UUID, detection_id: int) -> KeptDetection:
    for kept in read_detections(connection, session_id):
        if kept.detection.detection_id == detection_id:
            return kept
    raise StoreError(f"The session has no flag {detection_id}.")


def _write(connection: Connection, session_id: UUID, detection_id: int, **fields: object) -> None:
    place = (DetectionEntry.session_id == session_id, DetectionEntry.detection_id == detection_id)
    connection.execute(update(DetectionEntry).where(*place).values(**fields))
    body = read_body(connection, session_id)
    if body is not None:
        counts = totals(body[0], read_detections(connection, session_id), body[1])
        values = counts | {"revision": Session.revision + 1}
        connection.execute(update(Session).where(Session.id == session_id).values(**values))
