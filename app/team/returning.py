"""What supervisors wrote on the server comes back to the workstation that sent the session.

Place in the flow: `app.team.sync` fetches before it sends. The server holds for each session which of its revisions the
workstation has; it is told only after the workstation has committed, so a cut in between repeats work and loses none.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection, delete, func, select, text, update
from sqlalchemy.dialects.sqlite import insert as upsert

from app.store.errors import BrokenStoreError
from app.store.flags import settle_dispute
from app.store.models import DetectionEntry, NoteEntry, Session, ViewEntry
from app.store.records import FlagStatus, Role

FIRST: Final = UUID(int=0)
"""Before every id."""
_RETURNED: Final = text("""
    SELECT id, revision, viewed_at FROM session
    WHERE workstation = :workstation AND revision > seen_revision AND id > :after ORDER BY id LIMIT :limit""")
_NOTES: Final = text("""
    SELECT id, session_id, role, author, text, written_at, at_s, detection_id FROM note
    WHERE session_id = ANY (:ids) AND role = 'supervisor'""")
_VIEWS: Final = text("SELECT id, session_id, viewer, role, viewed_at FROM view_log WHERE session_id = ANY (:ids)")
_SETTLED: Final = text("""
    SELECT session_id, detection_id, raised_at, resolved_by, upheld, answer, resolved_at FROM detection
    WHERE session_id = ANY (:ids) AND resolved_at IS NOT NULL""")
_SEEN: Final = text("""
    UPDATE session SET seen_revision = u.revision
    FROM unnest(CAST(:ids AS uuid[]), CAST(:revisions AS int8[])) AS u (id, revision) WHERE session.id = u.id""")


@dataclass(slots=True)
class Returned:
    """What happened to one session on the server."""

    id: UUID
    revision: int
    viewed_at: Any
    notes: list[dict[str, Any]] = field(default_factory=list)
    """All supervisors' notes that there are now."""
    views: list[dict[str, Any]] = field(default_factory=list)
    settled: list[dict[str, Any]] = field(default_factory=list)


@dataclass(slots=True)
class Applied:
    """What became of it on the workstation."""

    written: int = 0
    """Sessions that were still there."""
    damaged: list[UUID] = field(default_factory=list)
    """Sessions that could not be changed, as they are damaged here; nothing of theirs was written."""


def fetch(connection: Connection, workstation: UUID, after: UUID = FIRST, limit: int = 200) -> list[Returned]:
    """Return sessions of this workstation that changed on the server since it last fetched, by id, those behind `after`."""
    found = connection.execute(_RETURNED, {"workstation": workstation, "after": after, "limit": limit})
    result = {row.id: Returned(row.id, row.revision, row.viewed_at) for row in found}
    if result:
        for name, query in (("notes", _NOTES), ("views", _VIEWS), ("settled", _SETTLED)):
            for row in connection.execute(query, {"ids": list(result)}).mappings():
                getattr(result[row["session_id"]], name).append(dict(row))
    return list(result.values())


def apply(connection: Connection, returned: Sequence[Returned]) -> Applied:
    """Write it into the workstation's store; twice is the same as once."""
    applied = Applied()
    for one in returned:
        try:
            with connection.begin_nested():
                applied.written += _apply(connection, one)
        except (BrokenStoreError, ValueError):  # its score cannot be counted anew
            applied.damaged.append(one.id)
    return applied


def acknowledge(connection: Connection, returned: Sequence[Returned]) -> None:
    """Tell the server what the workstation has."""
    ids, revisions = [one.id for one in returned], [one.revision for one in returned]
    connection.execute(_SEEN, {"ids": ids, "revisions": revisions})


def _apply(connection: Connection, one: Returned) -> bool:
    known = connection.execute(select(Session.id).where(Session.id == one.id)).first()
    if known is None:
        return False
    supervisors = (NoteEntry.session_id == one.id, NoteEntry.role == str(Role.SUPERVISOR))
    connection.execute(delete(NoteEntry).where(*supervisors))
    for model, rows in ((NoteEntry, one.notes), (ViewEntry, one.views)):
        if rows:
            connection.execute(upsert(model).on_conflict_do_nothing(), rows)
    for settled in _open_here(connection, one):
        settle_dispute(
            connection, one.id, settled["detection_id"], by=settled["resolved_by"], upheld=settled["upheld"],
            answer=settled["answer"], now=settled["resolved_at"],
        )  # fmt: skip
    notes = select(func.count()).where(NoteEntry.session_id == one.id).scalar_subquery()
    values = {"notes": notes, "viewed_at": one.viewed_at, "revision": Session.revision + 1}
    connection.execute(update(Session).where(Session.id == one.id).values(**values))
    return True


def _open_here(connection: Connection, one: Returned) -> list[dict[str, Any]]:
    """Return the settlements of disputes that are the ones open here."""
    query = select(DetectionEntry.detection_id, DetectionEntry.raised_at).where(
        DetectionEntry.session_id == one.id, DetectionEntry.status == str(FlagStatus.DISPUTED)
    )
    raised: dict[int, Any] = defaultdict(
        lambda: None, {row.detection_id: row.raised_at for row in connection.execute(query)}
    )
    return [
        row for row in one.settled if row["raised_at"] is not None and raised[row["detection_id"]] == row["raised_at"]
    ]
