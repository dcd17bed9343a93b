"""What coaching tells the app: detections, cues, praise and turn-taking facts, all immutable and in session time.

Place in the flow: detectors make `Detection`s, the cue policy makes `Cue`s of them, the engine hands both to the app
(overlay, terminal view, store, reports). `at_s` is the stream position at which the decision was taken, so
`at_s - end_s` is the decision latency without machine time.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias


class CueKind(StrEnum):
    """What a cue is about; the overlay gives each its own shape (colour only supports it)."""

    TURN = "turn"
    """Turn-taking and sound: triangle, amber."""
    WORDS = "words"
    """What was said: octagon, vermilion."""
    PRAISE = "praise"
    """Done well: star, green."""
    PROMISE = "promise"
    """A time that was promised: clock, blue."""


class Severity(StrEnum):
    """How bad it is to miss a cue for the rule; `severe` ones pass the minimum time between cues."""

    GENTLE = "gentle"
    NORMAL = "normal"
    SEVERE = "severe"


@dataclass(frozen=True, slots=True)
class Detection:
    """A rule was broken: what was heard, when, and how sure the detector is."""

    detection_id: int
    """Unique in the session, ascending."""
    rule_id: str
    start_s: float
    end_s: float
    """Start and end of the evidence (words or sound)."""
    at_s: float
    evidence: str
    """The agent's own words, or a sentence with the measure ("talked over the customer for 1.1 s")."""
    confidence: float
    """0.0 … 1.0, calibrated: of detections with 0.8, eight in ten are right."""
    detector: str
    """"phrase", "paraphrase", "interruption", "loudness" …"""
    utterance_id: int | None = None


@dataclass(frozen=True, slots=True)
class DetectionWithdrawn:
    """A detection turned out wrong (partial revised, alternative followed in time); it leaves all totals."""

    at_s: float
    detection_id: int
    reason: str
    """"revised" or "repaired"."""


@dataclass(frozen=True, slots=True)
class Cue:
    """One short, kind sentence for the agent; `shown` is False where the policy held it back."""

    cue_id: int
    rule_id: str
    kind: CueKind
    severity: Severity
    at_s: float
    headline: str
    """At most five words."""
    say_instead: str
    evidence: str
    detection_id: int | None
    shown: bool
    suppressed_by: str | None
    """None when shown; else the policy that held it back: "cooldown", "rate", "limit", "paused", "snoozed",
    "merged", "withdrawn"."""
    visible_s: float = 8.0
    """How long it stays before it fades by itself."""


@dataclass(frozen=True, slots=True)
class CueRetired:
    """A shown cue should leave the screen now (its detection was withdrawn, or another replaces it)."""

    at_s: float
    cue_id: int
    reason: str


@dataclass(frozen=True, slots=True)
class Praise:
    """Something done well (an alternative after a refusal, yielding, an apology, thanks for patience …)."""

    at_s: float
    praise_id: str
    """"alternative-offered", "apology-owned", "patience-thanked", "name-used", "next-step", "yielded"."""
    start_s: float
    end_s: float
    evidence: str
    repairs_detection_id: int | None = None


@dataclass(frozen=True, slots=True)
class Interruption:
    """The agent talked over the customer; see `coaching.detectors.interruptions` for the definition."""

    at_s: float
    start_s: float
    overlap_s: float
    confirmed_at_s: float
    yielded: str
    """Who stopped first: "agent", "customer" or "neither"."""


@dataclass(frozen=True, slots=True)
class Backchannel:
    """A short sign of listening by the agent ("mm-hm") during the customer's turn; never an interruption."""

    at_s: float
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class AgendaMark:
    """One item of the agenda and how it stands; `coaching.agenda` explains the words."""

    item_id: str
    label: str
    status: str
    """"spoken", "missing", "open" or "not-due" (`coaching.agenda.AgendaStatus`)."""
    due: str
    """"opening", "before-transfer", "any-time" or "before-closing" (`coaching.agenda.Due`)."""


@dataclass(frozen=True, slots=True)
class AgendaChanged:
    """The whole agenda, whenever an item was ticked, became due or was set; first when the session begins."""

    at_s: float
    items: tuple[AgendaMark, ...]


@dataclass(frozen=True, slots=True)
class PromiseChanged:
    """A time was promised, or it became known what came of it."""

    at_s: float
    made_s: float
    """Also tells one promise of a session from another."""
    phrase: str
    """The agent's words, redacted."""
    deadline_s: float | None
    """Session time; None for a time of day or a date."""
    outcome: str
    """"waiting", "kept", "broken" or "after-call" (`coaching.detectors.promises.PromiseOutcome`)."""


CoachingEvent: TypeAlias = (
    Detection
    | DetectionWithdrawn
    | Cue
    | CueRetired
    | Praise
    | Interruption
    | Backchannel
    | AgendaChanged
    | PromiseChanged
)
