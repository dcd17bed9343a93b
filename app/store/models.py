"""The tables: SQLAlchemy models that SQLite and PostgreSQL share.

Place in the flow: `app.store.repository` and its parts read and write them; `app.store.migrations` creates them and
brings old files up to date (a test compares the two). What is listed, filtered or counted is a column; what is only
shown is one compressed body for each session.
"""

from datetime import date, datetime
from typing import Final
from uuid import UUID

from sqlalchemy import BigInteger, Date, ForeignKey, Index, String, Text, Uuid
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from app.store.column_types import Packed, UtcDateTime
from coaching.metrics.measures import UNITS

METRIC_COLUMNS: Final = tuple(UNITS)
"""Each metric of a call has a column of its name in `session`, None where it was not measured."""


class Base(DeclarativeBase):
    """Root of the models."""


def _session_key() -> Mapped[UUID]:
    return mapped_column(Uuid, ForeignKey("session.id", ondelete="CASCADE"), primary_key=True)


class Session(Base):
    """One call."""

    __tablename__ = "session"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    """Time-ordered (RFC 9562, version 7)."""
    reference: Mapped[str] = mapped_column(String(128), default="")
    agent: Mapped[str] = mapped_column(String(200), default="")
    team: Mapped[str] = mapped_column(String(200), default="")
    origin: Mapped[str] = mapped_column(String(16))
    origin_detail: Mapped[str] = mapped_column(String(400), default="")
    state: Mapped[str] = mapped_column(String(16))
    source: Mapped[str] = mapped_column(String(600), default="")
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    week: Mapped[date] = mapped_column(Date)
    """Monday of the week (UTC) of `started_at`."""
    duration_s: Mapped[float] = mapped_column(default=0.0)
    complete: Mapped[bool] = mapped_column(default=False)
    engine: Mapped[str] = mapped_column(String(32), default="")
    model: Mapped[str] = mapped_column(String(200), default="")
    rulebook_version: Mapped[str] = mapped_column(String(64), default="")
    heard_share: Mapped[float | None]
    score: Mapped[float | None]
    flags: Mapped[int] = mapped_column(default=0)
    disputed: Mapped[int] = mapped_column(default=0)
    praises: Mapped[int] = mapped_column(default=0)
    cues_shown: Mapped[int] = mapped_column(default=0)
    notes: Mapped[int] = mapped_column(default=0)
    acknowledged_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    released_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    viewed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    legal_hold: Mapped[bool] = mapped_column(default=False)
    revision: Mapped[int] = mapped_column(BigInteger, default=1)

    talk_ratio: Mapped[float | None]
    longest_monologue_s: Mapped[float | None]
    patience_s: Mapped[float | None]
    pace_wpm: Mapped[float | None]
    dead_air_s: Mapped[float | None]
    filler_per_min: Mapped[float | None]
    overlap_s: Mapped[float | None]
    competitive_overlap_s: Mapped[float | None]
    cooperative_overlap_s: Mapped[float | None]
    interruptions: Mapped[int | None]
    customer_interruptions: Mapped[int | None]
    loudness_db: Mapped[float | None]
    loud_share: Mapped[float | None]
    hold_s: Mapped[float | None]

    __table_args__ = (
        Index("ix_session_started", "started_at", "id"),
        Index("ix_session_agent", "agent", "started_at"),
        Index("ix_session_team", "team", "started_at"),
        Index("ix_session_score", "score", "started_at"),
        Index("ix_session_week", "week", "team", "agent"),
        Index("ix_session_reference", "reference"),
        Index("ix_session_state", "state"),
    )


class SessionBody(Base):
    """What is only shown: the call's summary, and the events to run other rules over."""

    __tablename__ = "session_body"

    session_id: Mapped[UUID] = _session_key()
    summary: Mapped[bytes] = mapped_column(Packed)
    """`coaching.summary.CallSummary` as JSON; without words where no transcript is kept."""
    scoring: Mapped[bytes] = mapped_column(Packed)
    """What the score was made with, as JSON: weights and severities, so that it can be made again after a dispute."""
    events: Mapped[bytes | None] = mapped_column(Packed)
    """See `app.store.event_codec`; None where replay is not possible."""


class SessionChunk(Base):
    """Half a second of an open session, as it was written; gone when the session is finished."""

    __tablename__ = "session_chunk"

    session_id: Mapped[UUID] = _session_key()
    number: Mapped[int] = mapped_column(primary_key=True)
    events: Mapped[bytes] = mapped_column(Packed)


class DetectionEntry(Base):
    """A detection and what became of it."""

    __tablename__ = "detection"

    session_id: Mapped[UUID] = _session_key()
    detection_id: Mapped[int] = mapped_column(primary_key=True)
    rule_id: Mapped[str] = mapped_column(String(64))
    week: Mapped[date] = mapped_column(Date)
    """As in `session`: trends by rule read this table alone."""
    agent: Mapped[str] = mapped_column(String(200), default="")
    team: Mapped[str] = mapped_column(String(200), default="")
    start_s: Mapped[float]
    end_s: Mapped[float]
    at_s: Mapped[float]
    evidence: Mapped[str] = mapped_column(Text)
    confidence: Mapped[float]
    detector: Mapped[str] = mapped_column(String(32))
    utterance_id: Mapped[int | None]
    status: Mapped[str] = mapped_column(String(16))
    status_reason: Mapped[str] = mapped_column(Text, default="")
    raised_by: Mapped[str] = mapped_column(String(200), default="")
    raised_reason: Mapped[str] = mapped_column(Text, default="")
    raised_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """None: never disputed."""
    resolved_by: Mapped[str] = mapped_column(String(200), default="")
    upheld: Mapped[bool | None]
    answer: Mapped[str] = mapped_column(Text, default="")
    resolved_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    __table_args__ = (
        Index("ix_detection_rule", "rule_id", "status", "session_id"),
        Index("ix_detection_trend", "week", "rule_id", "status", "team", "agent", "session_id"),
    )


class CueEntry(Base):
    """A cue, what became of it and how fast it came."""

    __tablename__ = "cue"

    session_id: Mapped[UUID] = _session_key()
    cue_id: Mapped[int] = mapped_column(primary_key=True)
    rule_id: Mapped[str] = mapped_column(String(64))
    kind: Mapped[str] = mapped_column(String(16))
    severity: Mapped[str] = mapped_column(String(16))
    at_s: Mapped[float]
    headline: Mapped[str] = mapped_column(Text)
    say_instead: Mapped[str] = mapped_column(Text)
    evidence: Mapped[str] = mapped_column(Text)
    detection_id: Mapped[int | None]
    shown: Mapped[bool]
    suppressed_by: Mapped[str | None] = mapped_column(String(32))
    visible_s: Mapped[float]
    outcome: Mapped[str] = mapped_column(String(16))
    acted_at_s: Mapped[float | None]
    decided_s: Mapped[float | None]
    """This and the next two: `coaching.latency.CueLatency`."""
    delivered_s: Mapped[float | None]
    painted_s: Mapped[float | None]


class NoteEntry(Base):
    """A note of the agent or a supervisor."""

    __tablename__ = "note"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    session_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("session.id", ondelete="CASCADE"), index=True)
    role: Mapped[str] = mapped_column(String(16))
    author: Mapped[str] = mapped_column(String(200))
    text: Mapped[str] = mapped_column(Text)
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)
    at_s: Mapped[float | None]
    detection_id: Mapped[int | None]


class ViewEntry(Base):
    """Somebody opened a session."""

    __tablename__ = "view_log"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    session_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("session.id", ondelete="CASCADE"), index=True)
    viewer: Mapped[str] = mapped_column(String(200))
    role: Mapped[str] = mapped_column(String(16))
    viewed_at: Mapped[datetime] = mapped_column(UtcDateTime)


class SentSession(Base):
    """A session that lies on a team's server, too; outlives the session, so that a deletion is sent as well."""

    __tablename__ = "sent_session"

    server: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    """The id of the team's database, not its address."""
    session_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    revision: Mapped[int] = mapped_column(BigInteger)
    """The revision that was sent."""


class TeamLink(Base):
    """What this workstation knows of a team's server. On the workstation alone."""

    __tablename__ = "team_link"

    server: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    workstation: Mapped[UUID] = mapped_column(Uuid)
    """Drawn at the first contact: the server gives back what supervisors wrote to whoever sent the session."""
    last_sync_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """When the last one was complete."""
