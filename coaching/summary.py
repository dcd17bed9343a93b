"""What is known of a call when it is over: one immutable tree of plain data.

Place in the flow: `coaching.engine` makes it of everything it saw, also when the session was cut short; `summary_json`,
the store and the reports read it. All text in it is redacted; all times are seconds of session time.
"""

from dataclasses import dataclass

from coaching.agenda import AgendaEntry
from coaching.detectors.promises import Promise
from coaching.events import Backchannel, Cue, Detection, Interruption, Praise
from coaching.intervals import Interval
from coaching.latency import CueLatency
from coaching.metrics.measures import Metrics
from coaching.scorecard import Score
from speech.events import GapRecorded, Word


@dataclass(frozen=True, slots=True)
class NotMeasured:
    """Something that could not be measured in this call, and why: said instead of guessed."""

    what: str
    """"interruptions", "loudness", "talk-ratio" …"""
    reason: str
    """One sentence for people."""


@dataclass(frozen=True, slots=True)
class EchoCoverage:
    """Whether the microphone heard the far end at any time."""

    detected: bool
    bleed_db: float | None
    """Level of the far end in the microphone relative to itself, dB, as last measured."""
    cancelled: bool


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of the call was heard, and what could not be said of it."""

    heard_share: float
    """0.0 … 1.0 of both sides' time."""
    gaps: tuple[GapRecorded, ...]
    echo: EchoCoverage
    not_measured: tuple[NotMeasured, ...]
    paused: tuple[Interval, ...] = ()
    """When coaching rested: the agent paused it, or the call was on hold or muted. What was said then costs nothing."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """One finished utterance of the agent, redacted."""

    start_s: float
    end_s: float
    text: str
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class RulebookInForce:
    """A rulebook that applied from some moment of the call on."""

    version: str
    from_s: float


@dataclass(frozen=True, slots=True)
class CallSummary:
    """A whole call."""

    source: str
    duration_s: float
    """What was heard; less than the recording when it was cut short."""
    complete: bool
    engine: str
    model: str
    engine_version: str
    engine_reason: str
    rulebook_version: str
    """In force at the end."""
    coverage: Coverage
    agent_speech: tuple[Interval, ...]
    customer_speech: tuple[Interval, ...]
    transcript: tuple[Utterance, ...]
    interruptions: tuple[Interruption, ...]
    backchannels: tuple[Backchannel, ...]
    detections: tuple[Detection, ...]
    """Those that still stand."""
    cues: tuple[Cue, ...]
    """All of them, also those that were held back, with `suppressed_by`."""
    praise: tuple[Praise, ...]
    promises: tuple[Promise, ...]
    metrics: Metrics
    score: Score
    agenda: tuple[AgendaEntry, ...] = ()
    latencies: tuple[CueLatency, ...] = ()
    """Of the cues that were shown."""
    rulebooks: tuple[RulebookInForce, ...] = ()
    """All that applied, in order; more than one when rules were changed during the call."""
