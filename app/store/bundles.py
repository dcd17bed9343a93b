"""Carries sessions to another machine and takes those of others over: files instead of a server.

Place in the flow: `sotto sessions export|import` and the watched folder call these. A bundle is taken over whole or not
at all; taking it over twice changes nothing. A session that is known already gets what is new in the bundle: notes,
disputes and their answers, that it was read.
"""

import getpass
import gzip
import json
import os
import platform
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Final, cast
from uuid import UUID

from sqlalchemy import Connection, insert, select, update
from sqlalchemy.exc import DataError, IntegrityError, InterfaceError, ProgrammingError

from app.store.bundle_file import open_beside
from app.store.bundle_format import AGAIN, SUFFIX, BundleWriter, Carried, Header, read_bundle
from app.store.details import read_body, read_detections
from app.store.errors import BrokenStoreError, BundleError
from app.store.event_codec import decode
from app.store.models import DetectionEntry, NoteEntry, Session, SessionBody
from app.store.new_session import NewSession, SessionLabels, dispute_columns, totals
from app.store.records import KeptDetection, SessionOrigin, SessionState
from app.store.repository import Store
from app.store.writing import insert_sessions

_LEVEL: Final = 6
_UNFIT: Final = (
    BrokenStoreError, IntegrityError, DataError, ProgrammingError, InterfaceError, ValueError, OverflowError, RecursionError,
)  # fmt: skip
"""What is raised for a session that cannot be kept; other errors of the database are the disk's or another program's."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import brought."""

    added: int
    updated: int
    """Known sessions that got something new."""
    unchanged: int


def export_sessions(store: Store, session_ids: Iterable[UUID], target: Path, *, shared: bool = False) -> int:
    """Write a bundle and return how many sessions are in it; a file that was there stays whole until it is replaced.

    `shared`: the folder is there for others (`app.store.bundle_file`). Raises StoreError (also for an unknown id), OSError naming the file.
    """
    made_by = f"{getpass.getuser()}@{platform.node()}"
    partial: Path | None = None
    try:
        descriptor, partial = open_beside(target, shared=shared)
        with os.fdopen(descriptor, "wb") as file, gzip.GzipFile("", "wb", _LEVEL, file, mtime=0) as stream:
            writer = BundleWriter(cast("IO[bytes]", stream), Header(store.now(), made_by))
            for session_id in session_ids:
                writer.add(carried(store, session_id))
            count = writer.finish()
        partial.replace(target)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(target)) from error
    finally:
        if partial is not None:
            partial.unlink(missing_ok=True)
    return count


def import_bundle(store: Store, file: Path) -> Imported:
    """Take a bundle over. Raises BundleError naming file and line, StoreError, OSError; then nothing was taken over."""
    with gzip.open(file, "rb") as stream, store.writing() as connection:
        lines = read_bundle(cast("IO[bytes]", stream), file.name)
        header = next(lines, None)
        if not isinstance(header, Header):
            raise BundleError(f"{file.name} is empty.", "Export it again. Nothing was imported.")
        tally = {"added": 0, "updated": 0, "unchanged": 0}
        for one in lines:
            if isinstance(one, Carried):
                with _kept_or_told(one, file.name):
                    tally[_take_over(connection, one, header)] += 1
    return Imported(**tally)


@contextmanager
def _kept_or_told(one: Carried, name: str) -> Iterator[None]:
    """Name the session of a bundle that no database can hold: made by hand, or by a Sotto with a mistake in it.

    Ids that come twice, numbers too great, letters that are none, events that are none.
    """
    try:
        yield
    except _UNFIT as error:
        raise BundleError(f"{name}: the session {one.id} is damaged and cannot be kept.", AGAIN) from error


def carried(store: Store, session_id: UUID) -> Carried:
    """Return a session as it goes into a bundle. Raises NoSuchSessionError."""
    detail = store.detail(session_id)
    row = detail.row
    with store.reading() as connection:
        body = read_body(connection, session_id)
        query = select(SessionBody.events).where(SessionBody.session_id == session_id)
        events = connection.execute(query).scalar()
    if body is None:
        raise BundleError(f"The session {session_id} was deleted while it was exported.")
    return Carried(
        id=session_id,
        reference=row.reference,
        agent=row.agent,
        team=row.team,
        origin=row.origin,
        state=row.state,
        started_at=row.started_at,
        acknowledged_at=row.acknowledged_at,
        released_at=row.released_at,
        summary=detail.heard,
        detections=detail.detections,
        cues=detail.cues,
        scoring=body[1],
        notes=detail.notes,
        views=detail.views,
        events=None if events is None else json.loads(events),
    )


def _take_over(connection: Connection, one: Carried, header: Header) -> str:
    known = connection.execute(select(Session.state).where(Session.id == one.id)).scalar()
    if known is not None:
        return "updated" if known != str(SessionState.OPEN) and _merge(connection, one) else "unchanged"
    insert_sessions(connection, (_new(one, header),))
    return "added"


def _new(one: Carried, header: Header) -> NewSession:
    generated = one.origin is SessionOrigin.GENERATED
    labels = SessionLabels(
        one.id, one.started_at, one.agent, one.team, one.reference,
        SessionOrigin.GENERATED if generated else SessionOrigin.IMPORTED, header.made_by,
    )  # fmt: skip
    return NewSession(
        labels, one.summary, one.detections, one.cues, one.scoring, _events(one), one.state, one.acknowledged_at,
        one.released_at, one.notes, one.views,
    )  # fmt: skip


def _events(one: Carried) -> bytes | None:
    """Return the events as they are stored, after a look whether they can be read. Raises BrokenStoreError."""
    if one.events is None:
        return None
    events = json.dumps(one.events, separators=(",", ":"), ensure_ascii=False).encode()
    decode(events)
    return events


def _merge(connection: Connection, one: Carried) -> bool:
    """Add what the bundle knows and this store does not; return whether there was anything."""
    values: dict[str, Any] = {}
    known = set(connection.execute(select(NoteEntry.id).where(NoteEntry.session_id == one.id)).scalars())
    notes = [note for note in one.notes if note.id not in known]
    if notes:
        rows = [{name: getattr(note, name) for name in note.__slots__} | {"session_id": one.id} for note in notes]
        connection.execute(insert(NoteEntry.__table__), rows)  # type: ignore[arg-type]
        values["notes"] = Session.notes + len(notes)
    if _merge_disputes(connection, one):
        body = read_body(connection, one.id)
        if body is not None:
            values |= totals(body[0], read_detections(connection, one.id), body[1])
    read_at = connection.execute(select(Session.acknowledged_at).where(Session.id == one.id)).scalar()
    if read_at is None and one.acknowledged_at is not None:
        values |= {"acknowledged_at": one.acknowledged_at, "released_at": one.released_at}
    if not values:
        return False
    values["revision"] = Session.revision + 1
    connection.execute(update(Session).where(Session.id == one.id).values(**values))
    return True


def _merge_disputes(connection: Connection, one: Carried) -> bool:
    here = {kept.detection.detection_id: kept for kept in read_detections(connection, one.id)}
    changed = False
    for theirs in one.detections:
        mine = here.get(theirs.detection.detection_id)
        if mine is not None and _further(theirs) > _further(mine):
            place = (
                DetectionEntry.session_id == one.id,
                DetectionEntry.detection_id == theirs.detection.detection_id,
            )
            values = {"status": str(theirs.status)} | dispute_columns(theirs.dispute)
            connection.execute(update(DetectionEntry).where(*place).values(**values))
            changed = True
    return changed


def _further(kept: KeptDetection) -> int:
    """Return how far a dispute got: 0 none, 1 raised, 2 settled."""
    if kept.dispute is None:
        return 0
    return 1 if kept.dispute.resolved_at is None else 2


def one_each(store: Store, session_ids: Iterable[UUID], folder: Path) -> Iterator[Path]:
    """Write one bundle a session into a shared folder, under names that stay the same; yield each as it is written."""
    for session_id in session_ids:
        target = folder / f"{session_id}{SUFFIX}"
        export_sessions(store, (session_id,), target, shared=True)
        yield target
