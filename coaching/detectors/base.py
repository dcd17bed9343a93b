"""What every detector offers to the engine.

Place in the flow: the engine hands each speech event to each detector in turn; what they find becomes detections,
facts and praise. Detectors are pure and deterministic: their only clock is the events' `at_s`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from coaching.events import Backchannel, Interruption, Praise
from speech.events import SpeechEvent


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule was broken, as one detector sees it; the engine numbers it and makes a `Detection` of it."""

    key: str
    """Names this finding within the session, so that it can be retracted ("phrase:dead-end:17")."""
    rule_id: str
    start_s: float
    end_s: float
    at_s: float
    evidence: str
    confidence: float
    detector: str
    utterance_id: int | None = None


@dataclass(frozen=True, slots=True)
class Retraction:
    """An earlier finding no longer stands."""

    key: str
    at_s: float
    reason: str
    """"revised" (the recognizer changed its mind) or "repaired" (an alternative, an apology … followed in time)."""


@dataclass(frozen=True, slots=True)
class Hint:
    """Something that a rule asks for has not been heard: worth one gentle cue under the rule's name, never a fault."""

    rule_id: str
    at_s: float
    headline: str
    """At most five words."""
    say_instead: str
    evidence: str


Found: TypeAlias = Finding | Retraction | Hint | Praise | Interruption | Backchannel


class Detector(Protocol):
    """Turns speech events into what they mean; one instance a session."""

    def accept(self, event: SpeechEvent) -> Iterator[Found]:
        """Take the next event and yield what it completes, in order of `at_s`."""
