"""A finished session on its way into the store, and the rows that it becomes.

Place in the flow: recorder, recovery, generator and import make a `NewSession`; `rows_of` turns it into one row for each
table. Pure.
"""

from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeAlias
from uuid import UUID

from pydantic import TypeAdapter

from app.store.records import (
    CueOutcome,
    Dispute,
    FlagStatus,
    KeptCue,
    KeptDetection,
    Note,
    SessionOrigin,
    SessionState,
    View,
)
from app.store.scoring import Scoring, counted_anew, packed_scoring
from coaching.events import Cue, Detection
from coaching.summary import CallSummary

Row: TypeAlias = dict[str, Any]
_SUMMARY = TypeAdapter(CallSummary)


@dataclass(frozen=True, slots=True)
class SessionLabels:
    """Whose session it is, and where it came from."""

    id: UUID
    started_at: datetime
    agent: str = ""
    team: str = ""
    reference: str = ""
    origin: SessionOrigin = SessionOrigin.LOCAL
    origin_detail: str = ""


@dataclass(frozen=True, slots=True)
class NewSession:
    """Everything of a session that is over."""

    labels: SessionLabels
    summary: CallSummary
    """As the call ended; `transcript` empty where none is kept."""
    detections: tuple[KeptDetection, ...]
    cues: tuple[KeptCue, ...]
    scoring: Scoring = field(default_factory=Scoring)
    events: bytes | None = None
    """For replay, as `app.store.event_codec` writes them."""
    state: SessionState = SessionState.FINISHED
    acknowledged_at: datetime | None = None
    released_at: datetime | None = None
    notes: tuple[Note, ...] = ()
    views: tuple[View, ...] = ()


@dataclass(frozen=True, slots=True)
class SessionRows:
    """One session as rows, by table."""

    session: Row
    body: Row
    detections: list[Row]
    cues: list[Row]
    notes: list[Row]
    views: list[Row]


def kept_detections(summary: CallSummary) -> tuple[KeptDetection, ...]:
    """Return a summary's detections as standing ones: for calls whose withdrawn flags were not followed."""
    return tuple(KeptDetection(detection, FlagStatus.STANDING, "") for detection in summary.detections)


def kept_cues(summary: CallSummary) -> tuple[KeptCue, ...]:
    """Return a summary's cues without what the agent did with them: analysed recordings."""
    latencies = {latency.cue_id: latency for latency in summary.latencies}
    return tuple(
        KeptCue(cue, CueOutcome.SHOWN if cue.shown else CueOutcome.HELD_BACK, None, latencies.get(cue.cue_id))
        for cue in summary.cues
    )


def without_words(summary: CallSummary) -> CallSummary:
    """Return the summary without its transcript; the words of flags stay as their evidence."""
    return replace(summary, transcript=())


def monday_of(moment: datetime) -> date:
    """Return the Monday (UTC) of the week that `moment` lies in."""
    day = moment.astimezone(UTC).date()
    return day - timedelta(days=day.weekday())


def packed_summary(summary: CallSummary) -> bytes:
    """Return the summary as JSON."""
    return _SUMMARY.dump_json(summary)


def read_summary(data: bytes) -> CallSummary:
    """Return the summary of its JSON. Raises pydantic's ValidationError."""
    return _SUMMARY.validate_json(data)


def rows_of(new: NewSession) -> SessionRows:
    """Return the rows of a session."""
    session_id = new.labels.id
    return SessionRows(
        session=_session_row(new),
        body={
            "session_id": session_id,
            "summary": packed_summary(new.summary),
            "scoring": packed_scoring(new.scoring),
            "events": new.events,
        },
        detections=[_detection_row(new, kept) for kept in new.detections],
        cues=[{"session_id": session_id} | _cue_row(kept) for kept in new.cues],
        notes=[{"session_id": session_id} | asdict(note) for note in new.notes],
        views=[{"session_id": session_id} | asdict(view) for view in new.views],
    )


def totals(summary: CallSummary, detections: tuple[KeptDetection, ...], scoring: Scoring) -> Row:
    """Return the columns of `session` that follow from what became of its detections."""
    standing = [kept.detection for kept in detections if kept.status is FlagStatus.STANDING]
    return {
        "flags": len(standing),
        "disputed": sum(kept.status is FlagStatus.DISPUTED for kept in detections),
        "score": counted_anew(summary, standing, scoring).score.total,
    }


def _session_row(new: NewSession) -> Row:
    labels, summary = new.labels, new.summary
    return {
        "id": labels.id,
        "reference": labels.reference,
        "agent": labels.agent,
        "team": labels.team,
        "origin": str(labels.origin),
        "origin_detail": labels.origin_detail,
        "state": str(new.state),
        "source": summary.source,
        "started_at": labels.started_at,
        "week": monday_of(labels.started_at),
        "duration_s": summary.duration_s,
        "complete": summary.complete,
        "engine": summary.engine,
        "model": summary.model,
        "rulebook_version": summary.rulebook_version,
        "heard_share": summary.coverage.heard_share,
        "praises": len(summary.praise),
        "cues_shown": sum(cue.shown for cue in summary.cues),
        "notes": len(new.notes),
        "acknowledged_at": new.acknowledged_at,
        "released_at": new.released_at,
        "viewed_at": min((view.viewed_at for view in new.views if view.role == "supervisor"), default=None),
        "legal_hold": False,
        "revision": 1,
        **totals(summary, new.detections, new.scoring),
        **asdict(summary.metrics),
    }


def dispute_columns(dispute: Dispute | None) -> Row:
    """Return the columns of `detection` that hold a dispute."""
    return {
        "raised_by": dispute.raised_by if dispute else "",
        "raised_reason": dispute.reason if dispute else "",
        "raised_at": dispute.raised_at if dispute else None,
        "resolved_by": dispute.resolved_by if dispute else "",
        "upheld": dispute.upheld if dispute else None,
        "answer": dispute.answer if dispute else "",
        "resolved_at": dispute.resolved_at if dispute else None,
    }


def _detection_row(new: NewSession, kept: KeptDetection) -> Row:
    return {
        "session_id": new.labels.id,
        "week": monday_of(new.labels.started_at),
        "agent": new.labels.agent,
        "team": new.labels.team,
        **_plain(kept.detection),
        "status": str(kept.status),
        "status_reason": kept.status_reason,
        **dispute_columns(kept.dispute),
    }


def _cue_row(kept: KeptCue) -> Row:
    return {
        **_plain(kept.cue),
        "kind": str(kept.cue.kind),
        "severity": str(kept.cue.severity),
        "outcome": str(kept.outcome),
        "acted_at_s": kept.acted_at_s,
        "decided_s": kept.latency.decided_s if kept.latency else None,
        "delivered_s": kept.latency.delivered_s if kept.latency else None,
        "painted_s": kept.latency.painted_s if kept.latency else None,
    }


def _plain(thing: Detection | Cue) -> Row:
    """Return the fields without `asdict`'s deep copies: this runs for every row of an import."""
    return {name: getattr(thing, name) for name in thing.__slots__}
