"""What callers of the store get and give: frozen, plain, and free of the database.

Place in the flow: `app.store.repository` makes these of rows; command line, review, reports and the team's sync read
them. All moments within a call are seconds of session time, all others are aware datetimes in UTC.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from coaching.events import Cue, Detection
from coaching.latency import CueLatency
from coaching.summary import CallSummary


class SessionOrigin(StrEnum):
    """Where a session came from."""

    LOCAL = "local"
    """Recorded or analysed on this machine."""
    IMPORTED = "imported"
    """Out of a bundle of another machine."""
    GENERATED = "generated"
    """Made by `sotto sessions generate`: no real call."""


class SessionState(StrEnum):
    """How far a session got."""

    OPEN = "open"
    """Being written, or left so by a crash: the next start recovers it."""
    FINISHED = "finished"
    RECOVERED = "recovered"
    """Put together after a crash or power cut from what had been written; the lost end is on record as a gap."""


class FlagStatus(StrEnum):
    """What became of a detection. Only `STANDING` counts in totals and score."""

    STANDING = "standing"
    WITHDRAWN = "withdrawn"
    """By the engine (revised, repaired) or by the agent in the call ("marked-wrong")."""
    DISPUTED = "disputed"
    """The agent objects; it counts again only when a supervisor rejects the objection."""
    RESOLVED = "resolved"
    """A supervisor agreed with the agent: it left the totals for good."""


class CueOutcome(StrEnum):
    """What became of a cue."""

    SHOWN = "shown"
    GOT_IT = "got-it"
    WRONG = "wrong"
    SNOOZED = "snoozed"
    HELD_BACK = "held-back"
    """Never shown; `Cue.suppressed_by` says why."""


class Role(StrEnum):
    """Who writes a note or looks at a session."""

    AGENT = "agent"
    SUPERVISOR = "supervisor"


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One line of the list of sessions."""

    id: UUID
    reference: str
    """The call's number in the company's own system, "" for none."""
    agent: str
    team: str
    origin: SessionOrigin
    origin_detail: str
    """Machine and user that an imported session came from; "" otherwise."""
    state: SessionState
    source: str
    started_at: datetime
    duration_s: float
    complete: bool
    """False when listening ended before the call did."""
    engine: str
    model: str
    rulebook_version: str
    heard_share: float | None
    """0.0 … 1.0; None while the session is open."""
    score: float | None
    """0 … 100; None while open."""
    flags: int
    """Standing detections."""
    disputed: int
    praises: int
    cues_shown: int
    acknowledged_at: datetime | None
    released_at: datetime | None
    """From then on supervisors may see it; None: only once the agent acknowledged it."""
    viewed_at: datetime | None
    """When a supervisor first opened it."""
    notes: int
    legal_hold: bool
    revision: int
    """Grows with every change; what the team's sync compares."""

    def released(self, now: datetime) -> bool:
        """Return whether supervisors may see the session at `now`."""
        return self.released_at is not None and self.released_at <= now


@dataclass(frozen=True, slots=True)
class Dispute:
    """An agent's objection to a flag, and how it was settled."""

    raised_by: str
    reason: str
    raised_at: datetime
    resolved_by: str = ""
    upheld: bool | None = None
    """True: the supervisor agreed and the flag left the totals; False: it stands; None: still open."""
    answer: str = ""
    resolved_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class KeptDetection:
    """A detection and what became of it."""

    detection: Detection
    status: FlagStatus
    status_reason: str
    """"revised", "repaired", "marked-wrong", or the answer to a dispute; "" while it stands untouched."""
    dispute: Dispute | None = None


@dataclass(frozen=True, slots=True)
class KeptCue:
    """A cue, what the agent did with it, and how fast it came."""

    cue: Cue
    outcome: CueOutcome
    acted_at_s: float | None
    """When the agent reacted, in session time."""
    latency: CueLatency | None
    """How long it took from the end of the phrase to the pixels; None for cues that were never shown."""


@dataclass(frozen=True, slots=True)
class Note:
    """A note of the agent or a supervisor; its text is redacted before it is kept."""

    id: UUID
    role: Role
    author: str
    text: str
    written_at: datetime
    at_s: float | None = None
    """The moment of the call that it is about; None for the whole call."""
    detection_id: int | None = None


@dataclass(frozen=True, slots=True)
class View:
    """Somebody opened the session."""

    id: UUID
    viewer: str
    role: Role
    viewed_at: datetime


@dataclass(frozen=True, slots=True)
class SessionDetail:
    """Everything that is kept of one session, but the events for replay (`Store.replay_events`)."""

    row: SessionRow
    heard: CallSummary
    """As it was when the call ended: what the agent's disputes changed since is not in it. See `summary`."""
    detections: tuple[KeptDetection, ...]
    """All, whatever became of them, in order of their ids."""
    cues: tuple[KeptCue, ...]
    notes: tuple[Note, ...]
    """Oldest first."""
    views: tuple[View, ...]
    has_transcript: bool
    """False where the company keeps no transcript: the words are then only in the evidence."""
    can_replay: bool
    """Whether new rules can be run over it."""
    summary: CallSummary
    """As it counts now: only standing detections, and the score of these. Reports: `summary_json(detail.summary)`."""


class SortBy(StrEnum):
    """What the list is sorted by."""

    STARTED = "started"
    DURATION = "duration"
    SCORE = "score"
    FLAGS = "flags"
    AGENT = "agent"
    TEAM = "team"
    HEARD = "heard"


@dataclass(frozen=True, slots=True)
class Sort:
    """Order of the list; equal ones by time, newest first."""

    by: SortBy = SortBy.STARTED
    descending: bool = True


@dataclass(frozen=True, slots=True)
class SessionFilter:
    """Which sessions; every field narrows, empty and None do not."""

    text: str = ""
    """Part of reference, agent, team or source, or of the words of a flag; any case."""
    agents: tuple[str, ...] = ()
    teams: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    """Rule ids: sessions with a flag of any of them that stands or is disputed."""
    origins: tuple[SessionOrigin, ...] = ()
    since: datetime | None = None
    """Started at or after."""
    until: datetime | None = None
    """Started before."""
    score_least: float | None = None
    score_most: float | None = None
    heard_most: float | None = None
    """At most this share was heard, 0.0 … 1.0."""
    unviewed: bool = False
    """No supervisor opened it."""
    unacknowledged: bool = False
    """Its agent has not read it."""
    disputed: bool = False
    """A dispute is open."""
    held: bool = False
    """Under legal hold."""
    released_by: datetime | None = None
    """Supervisors may see it at this moment: give "now" for a supervisor's list."""
    finished: bool = False
    """Not open any more."""

    def on(self, **fields: object) -> "SessionFilter":
        """Return the filter with `fields` changed."""
        return replace(self, **fields)  # type: ignore[arg-type]


class TrendBy(StrEnum):
    """What a trend has one line for."""

    ALL = "all"
    AGENT = "agent"
    TEAM = "team"


@dataclass(frozen=True, slots=True)
class WeekPoint:
    """One week of one line of a trend."""

    week: date
    """Its Monday; weeks are those of UTC."""
    name: str
    """Agent or team; "" with `TrendBy.ALL`."""
    sessions: int
    duration_s: float
    flags: int
    praises: int
    score: float | None
    """Mean."""
    heard_share: float | None
    """Mean."""
    metrics: Mapping[str, float | None] = field(default_factory=dict)
    """Mean of each metric of `coaching.metrics.measures.Metrics` over the sessions in which it was measured."""


@dataclass(frozen=True, slots=True)
class RulePoint:
    """How often one rule was flagged in one week of one line of a trend."""

    week: date
    name: str
    rule_id: str
    flags: int
    """Standing ones."""
