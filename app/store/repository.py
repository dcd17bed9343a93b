"""The store: every question about sessions that were kept, and every change to them.

Place in the flow: command line, review, reports and the team's sync hold a `Store` (`app.store.opening.open_store`);
the recorder writes through `app.store.writing`. Every method may be called from any thread; each is one transaction and
raises `StoreError` with one sentence when the database cannot be used.
"""

import weakref
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self
from uuid import UUID

from sqlalchemy import Connection, Engine, delete, func, select, update

from app.store import details, flags, in_use, listing, trends
from app.store.call_log import LogItem
from app.store.connecting import IMMEDIATE
from app.store.errors import AmbiguousIdError, NoSuchSessionError, NotAllowedError
from app.store.event_codec import decode
from app.store.failures import told_plainly
from app.store.models import DetectionEntry, NoteEntry, Session, SessionBody, ViewEntry
from app.store.new_session import NewSession
from app.store.records import (
    Note,
    Role,
    RulePoint,
    SessionDetail,
    SessionFilter,
    SessionRow,
    SessionState,
    Sort,
    TrendBy,
    WeekPoint,
)
from app.store.session_ids import MIN_PREFIX, new_session_id
from app.store.writing import insert_sessions
from coaching.redaction import STANDARD, redact

ALL: Final = SessionFilter()
NEWEST_FIRST: Final = Sort()
_LETTERS: Final = 32
"""Of an id without its dashes."""


def utc_now() -> datetime:
    """Return the time."""
    return datetime.now(tz=UTC)


class Store:
    """An open session database."""

    def __init__(
        self, engine: Engine, file: Path, *, encrypted: bool = False, clock: Callable[[], datetime] = utc_now
    ) -> None:
        """Use `app.store.opening.open_store`."""
        self.engine, self.file, self.encrypted, self._clock = engine, file, encrypted, clock
        self.redaction = STANDARD
        """What is taken out of notes, objections and answers that are written here."""
        self._closed = weakref.finalize(self, _shut, engine, in_use.take(file))

    def __enter__(self) -> Self:
        """Return the store."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close."""
        self.close()

    def now(self) -> datetime:
        """Return the time by the store's clock."""
        return self._clock()

    def close(self) -> None:
        """Close all connections; safe to call twice."""
        self._closed()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection whose reads see one moment of the database."""
        with told_plainly(self.file, encrypted=self.encrypted), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection for one write transaction: all of it, or nothing."""
        with told_plainly(self.file, encrypted=self.encrypted):
            engine = self.engine.execution_options(**{IMMEDIATE: True})
            with engine.begin() as connection:
                yield connection

    # What there is.

    def list_sessions(
        self, wanted: SessionFilter = ALL, sort: Sort = NEWEST_FIRST, offset: int = 0, limit: int = 100
    ) -> list[SessionRow]:
        """Return lines `offset` … `offset + limit - 1` of the sessions that `wanted` lets through."""
        with self.reading() as connection:
            found = connection.execute(listing.listed(wanted, sort, offset, limit)).mappings()
            return [listing.session_row(row) for row in found]

    def count(self, wanted: SessionFilter = ALL) -> int:
        """Return how many sessions `wanted` lets through."""
        with self.reading() as connection:
            return int(connection.execute(listing.counted(wanted)).scalar_one())

    def detail(self, session_id: UUID) -> SessionDetail:
        """Return all that is kept of a session. Raises NoSuchSessionError, also while it is still being written."""
        with self.reading() as connection:
            found = details.read_detail(connection, session_id)
        if found is None:
            raise _no_session(str(session_id))
        return found

    def find(self, beginning: str) -> UUID:
        """Return the id that begins with this text, dashes or not; or the one session with exactly this reference.

        Raises NoSuchSessionError or AmbiguousIdError.
        """
        reference = beginning.strip()
        wanted = reference.replace("-", "").lower()
        if not reference:  # would be the one session without a reference
            raise _no_session("without a name")
        with self.reading() as connection:
            ids = list(connection.execute(select(Session.id).where(Session.reference == reference).limit(2)))
            if len(ids) != 1 and MIN_PREFIX <= len(wanted) <= _LETTERS and all(c in "0123456789abcdef" for c in wanted):
                least, most = (UUID((wanted + digit * 32)[:32]) for digit in "0f")
                ids = list(connection.execute(select(Session.id).where(Session.id.between(least, most)).limit(2)))
        if not ids:
            raise _no_session(beginning)
        if len(ids) > 1:
            raise AmbiguousIdError(f"Several sessions begin with {beginning}.", "Write more letters of the id.")
        return UUID(str(ids[0][0]))

    def agents(self) -> list[str]:
        """Return the agents that have sessions, by name."""
        return self._names(Session.agent)

    def teams(self) -> list[str]:
        """Return the teams that have sessions, by name."""
        return self._names(Session.team)

    def rules(self) -> list[str]:
        """Return the ids of all rules that were ever flagged."""
        return self._names(DetectionEntry.rule_id)

    def previous(self, session_id: UUID, limit: int = 10) -> list[SessionRow]:
        """Return the agent's sessions before this one, newest first: to say what changed since."""
        row = self._row(session_id)
        wanted = SessionFilter(agents=(row.agent,), until=row.started_at, finished=True)
        return self.list_sessions(wanted, NEWEST_FIRST, 0, limit)

    def weekly(self, wanted: SessionFilter = ALL, by: TrendBy = TrendBy.ALL) -> tuple[WeekPoint, ...]:
        """Return the weeks of the sessions that `wanted` lets through, one line for all, each agent or each team."""
        with self.reading() as connection:
            return trends.read_weeks(connection, wanted, by)

    def weekly_rules(self, wanted: SessionFilter = ALL, by: TrendBy = TrendBy.ALL) -> tuple[RulePoint, ...]:
        """Return how often each rule was flagged in each week; only flags that stand."""
        with self.reading() as connection:
            return trends.read_rule_weeks(connection, wanted, by)

    def replay_log(self, session_id: UUID) -> list[LogItem]:
        """Return a session's events and commands for `app.store.call_log.replay_log`; empty when none are kept.

        Raises BrokenStoreError when they are damaged.
        """
        with self.reading() as connection:
            query = select(SessionBody.events).where(SessionBody.session_id == session_id)
            events = connection.execute(query).scalar()
        return [] if events is None else decode(events)

    # Changes.

    def add(self, sessions: Iterable[NewSession]) -> int:
        """Add finished sessions in one transaction; those whose id is known are left as they are.

        Returns how many were new.
        """
        with self.writing() as connection:
            return insert_sessions(connection, sessions)

    def delete(self, session_ids: Sequence[UUID]) -> int:
        """Delete sessions for good and return how many there were.

        Raises NotAllowedError when one of them is under legal hold or still being written: then none goes.
        """
        chosen = Session.id.in_(session_ids)
        with self.writing() as connection:
            if connection.execute(select(Session.id).where(chosen, Session.legal_hold.is_(True))).first():
                raise NotAllowedError("A session under legal hold cannot be deleted.", "Lift the hold first.")
            if connection.execute(select(Session.id).where(chosen, Session.state == str(SessionState.OPEN))).first():
                raise NotAllowedError("A session that is being written cannot be deleted.", "End the call first.")
            return connection.execute(delete(Session).where(chosen)).rowcount

    def hold(self, session_id: UUID, *, on: bool) -> None:
        """Put a session under legal hold, or lift it: while it lasts nothing deletes the session."""
        self._change(session_id, legal_hold=on)

    def acknowledge(self, session_id: UUID) -> None:
        """Note that the agent read the session, which releases it to supervisors; the first time counts."""
        row = self._row(session_id)
        if row.acknowledged_at is None:
            now = self.now()
            released = now if row.released_at is None else min(now, row.released_at)
            self._change(session_id, acknowledged_at=now, released_at=released)

    def annotate(
        self,
        session_id: UUID,
        role: Role,
        author: str,
        text: str,
        *,
        at_s: float | None = None,
        detection_id: int | None = None,
    ) -> Note:
        """Add a note, redacted, and return it."""
        now = self.now()
        note = Note(new_session_id(now), role, author, redact(text.strip(), self.redaction), now, at_s, detection_id)
        fields = {name: getattr(note, name) for name in Note.__slots__} | {"session_id": session_id}
        with self.writing() as connection:
            self._touch(connection, session_id, notes=Session.notes + 1)
            connection.execute(NoteEntry.__table__.insert(), fields)  # type: ignore[attr-defined]
        return note

    def remove_note(self, session_id: UUID, note_id: UUID) -> None:
        """Delete a note; an unknown one changes nothing."""
        with self.writing() as connection:
            place = (NoteEntry.id == note_id, NoteEntry.session_id == session_id)
            if connection.execute(delete(NoteEntry).where(*place)).rowcount:
                self._touch(connection, session_id, notes=Session.notes - 1)

    def dispute(self, session_id: UUID, detection_id: int, *, by: str, reason: str) -> None:
        """Object to a flag: it leaves totals and score at once. Raises StoreError when it does not stand."""
        with self.writing() as connection:
            hidden = redact(reason, self.redaction)
            flags.raise_dispute(connection, session_id, detection_id, by=by, reason=hidden, now=self.now())

    def resolve(self, session_id: UUID, detection_id: int, *, by: str, upheld: bool, answer: str = "") -> None:
        """Settle a dispute: `upheld` takes the flag out for good, else it counts again. Raises StoreError."""
        with self.writing() as connection:
            hidden = redact(answer, self.redaction)
            flags.settle_dispute(
                connection, session_id, detection_id, by=by, upheld=upheld, answer=hidden, now=self.now()
            )

    def log_view(self, session_id: UUID, viewer: str, role: Role) -> None:
        """Note that somebody opened the session."""
        now = self.now()
        entry = {"id": new_session_id(now), "session_id": session_id, "viewer": viewer, "role": role, "viewed_at": now}
        with self.writing() as connection:
            first = {"viewed_at": func.coalesce(Session.viewed_at, now)} if role is Role.SUPERVISOR else {}
            self._touch(connection, session_id, **first)
            connection.execute(ViewEntry.__table__.insert(), entry)  # type: ignore[attr-defined]

    def _row(self, session_id: UUID) -> SessionRow:
        with self.reading() as connection:
            query = select(*listing.row_columns()).where(Session.id == session_id)
            found = connection.execute(query).mappings().first()
        if found is None:
            raise _no_session(str(session_id))
        return listing.session_row(found)

    def _names(self, column: Any) -> list[str]:
        with self.reading() as connection:
            return sorted(str(name) for (name,) in connection.execute(select(column).distinct()) if name)

    def _change(self, session_id: UUID, **fields: object) -> None:
        with self.writing() as connection:
            self._touch(connection, session_id, **fields)

    def _touch(self, connection: Connection, session_id: UUID, **fields: object) -> None:
        """Change a session and count its revision up. Raises NoSuchSessionError."""
        values: dict[str, Any] = fields | {"revision": Session.revision + 1}
        here = (Session.id == session_id, Session.state != str(SessionState.OPEN))
        if not connection.execute(update(Session).where(*here).values(**values)).rowcount:
            raise _no_session(str(session_id))


def _shut(engine: Engine, give_back: Callable[[], None]) -> None:
    engine.dispose()
    give_back()


def _no_session(wanted: str) -> NoSuchSessionError:
    return NoSuchSessionError(f"There is no session {wanted}.", "`sotto sessions list` shows those that are kept.")
