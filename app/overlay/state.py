"""Everything that the overlay can show at a moment, as immutable values; no Qt, no time of its own.

Place in the flow: `view_model` makes the next `OverlayState` of the last one and an event, `window` paints it. Two
equal states look the same, so the window paints only when the state differs.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from coaching.events import AgendaMark, CueKind
from speech.events import FinalTranscript, PartialTranscript, Side

BALANCE_MIN_S = 5.0
"""The talk balance of less speech than this says nothing: nothing is shown until then."""


class Phase(StrEnum):
    """What the status line says."""

    IDLE = "idle"
    """No call is under way."""
    WAITING = "waiting"
    LISTENING = "listening"
    PAUSED = "paused"
    PROBLEM = "problem"
    ENDED = "ended"


class StatusAction(StrEnum):
    """The one button of the status line."""

    START = "start"
    RESUME = "resume"
    CHOOSE = "choose"
    """Another microphone."""
    END = "end"
    CLOSE = "close"


class Held(StrEnum):
    """Why coaching rests without the agent's pause."""

    ON_HOLD = "on-hold"
    """The customer waits."""
    MUTED = "muted"


class CueAction(StrEnum):
    """What the agent can do with a cue."""

    GOT_IT = "got-it"
    WRONG = "wrong"
    SNOOZE = "snooze"
    """No more cues of this rule in this call."""
    WHY = "why"


class Outcome(StrEnum):
    """What became of a cue, for the list of the last cues."""

    GOT_IT = "got-it"
    WRONG = "wrong"
    SNOOZED = "snoozed"
    RECOVERED = "recovered"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Card:
    """The one cue that stands on the screen."""

    cue_id: int
    rule_id: str
    kind: CueKind
    at_s: float
    headline: str
    say_instead: str
    evidence: str
    visible_s: float
    detection_id: int | None
    why_open: bool = False


@dataclass(frozen=True, slots=True)
class PastCue:
    """One line of the expanded form."""

    cue_id: int
    at_s: float
    kind: CueKind
    headline: str
    detection_id: int | None
    outcome: Outcome | None = None


@dataclass(frozen=True, slots=True)
class PromisedTime:
    """A time that the agent promised, for the expanded form and the countdown."""

    made_s: float
    phrase: str
    deadline_s: float | None
    outcome: str
    """As in `coaching.events.PromiseChanged`."""


@dataclass(frozen=True, slots=True)
class Countdown:
    """The promised time that runs out first, in whole seconds so that it moves once a second."""

    phrase: str
    left_s: int
    of_s: int
    waiting: bool
    """True while the customer waits in silence or on hold: then the compact form shows it as well."""
    soon: bool = False
    """True when it is time to go back to the customer."""


@dataclass(frozen=True, slots=True)
class TranscriptLine:
    """One utterance of the agent: `stable` stands, `changing` may still be revised."""

    utterance_id: int
    stable: str
    changing: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """What keeps Sotto from hearing; `wording.problem` says it in one calm sentence."""

    text: str = ""
    """The sentence of a failure; "" where the side tells all."""
    side: Side | None = None
    """The side that is not heard; None when the whole session is concerned."""
    fatal: bool = False
    """True when the session cannot go on: only ending it is left."""
    swapped: bool = False
    """True when microphone and call seem to stand in each other's place: the words may be the customer's."""


@dataclass(frozen=True, slots=True)
class TalkTime:
    """How long one side has spoken: finished stretches, and where an open one began (None: silent)."""

    finished_s: float = 0.0
    since_s: float | None = None
    last_s: float = 0.0
    """When the last stretch ended."""

    def total_s(self, now_s: float) -> float:
        """Return the seconds spoken until `now_s`."""
        return self.finished_s + (0.0 if self.since_s is None else max(0.0, now_s - self.since_s))


@dataclass(frozen=True, slots=True)
class OverlayState:
    """The overlay at one moment of the session."""

    now_s: float = field(default=0.0, compare=False)
    """Stream time of the newest event; not painted itself (see `elapsed_s`)."""
    talk: dict[Side, TalkTime] = field(default_factory=dict, compare=False)
    idle: bool = False
    """True between two calls."""
    started: bool = False
    paused: bool = False
    held: Held | None = None
    """Why coaching rests without the agent's pause; None when it does not."""
    ended: bool = False
    can_choose: bool = False
    """Whether another microphone can be chosen from here (not for a recording)."""
    problems: tuple[Problem, ...] = ()
    """At most one for each side, the newest last."""
    elapsed_s: int = 0
    recognizer: str = ""
    recognizer_reason: str = ""
    has_customer: bool = False
    level_steps: int = 0
    """Loudness of the agent, 0 … LEVEL_STEPS."""
    agent_percent: int | None = None
    """Share of the speech that was the agent's, 0 … 100; None while there is too little to tell."""
    bleed: bool = False
    """The microphone hears the far end and it is not cancelled: two-voice measures are off."""
    seen_when_sharing: bool = False
    """True when the overlay was to be kept out of shared screens and this system cannot do it."""
    card: Card | None = None
    past: tuple[PastCue, ...] = ()
    """Newest first, at most `view_model.PAST_KEPT`."""
    agenda: tuple[AgendaMark, ...] = ()
    promises: tuple[PromisedTime, ...] = ()
    """Newest first, at most `view_model.PROMISES_KEPT`."""
    countdown: Countdown | None = None
    """None while no promised time runs."""
    snoozed: frozenset[str] = frozenset()
    expanded: bool = False
    transcript_on: bool = False
    transcript: tuple[TranscriptLine, ...] = ()
    """Oldest first, redacted; empty unless `transcript_on`."""
    heard: tuple[PartialTranscript | FinalTranscript, ...] = field(default=(), compare=False, repr=False)
    """What `transcript` is made of, not redacted: never painted."""

    @property
    def phase(self) -> Phase:
        """What matters most right now: end, failure, no call, pause, problem, listening, waiting."""
        if self.ended:
            return Phase.ENDED
        if any(problem.fatal for problem in self.problems):
            return Phase.PROBLEM
        if self.idle:
            return Phase.IDLE
        if self.paused or self.held:
            return Phase.PAUSED
        if self.problems:
            return Phase.PROBLEM
        return Phase.LISTENING if self.started else Phase.WAITING

    @property
    def status_action(self) -> StatusAction | None:
        """What the status line offers to do; None when there is nothing to do."""
        if self.phase is Phase.IDLE:
            return StatusAction.START
        if self.phase is Phase.PAUSED:
            return StatusAction.RESUME if self.paused else None
        if self.phase is not Phase.PROBLEM or self.problem is None:
            return None
        if self.problem.fatal:
            return StatusAction.CLOSE
        if self.can_choose and (self.problem.swapped or self.problem.side is Side.AGENT):
            return StatusAction.CHOOSE
        return StatusAction.END

    @property
    def problem(self) -> Problem | None:
        """The problem to show: a fatal one, else the newest; None when all is well."""
        fatal = [problem for problem in self.problems if problem.fatal]
        shown = fatal or self.problems
        return shown[-1] if shown else None
