"""What every recognizer offers to the listener.

Place in the flow: the listener begins an utterance when the gate opens, feeds it, and finishes it when the gate closes.
Partial and final hypotheses are different types, so that nothing downstream can take one for the other.
"""

from dataclasses import dataclass
from typing import Protocol, TypeAlias

from speech.audio import Samples
from speech.events import Word


@dataclass(frozen=True, slots=True)
class RecognizerInfo:
    """Which engine, model and version; goes into every session and summary."""

    engine: str
    model: str
    version: str


@dataclass(frozen=True, slots=True)
class PartialHypothesis:
    """What the utterance seems to be so far; the first `stable_count` words stood in two partials running."""

    words: tuple[Word, ...]
    stable_count: int


@dataclass(frozen=True, slots=True)
class FinalHypothesis:
    """What the utterance was; `text` is how the engine writes it."""

    words: tuple[Word, ...]
    text: str


Hypothesis: TypeAlias = PartialHypothesis | FinalHypothesis


class Recognizer(Protocol):
    """One recognizer for one session, used by one thread (the one that created it)."""

    info: RecognizerInfo

    def begin(self, start_sample: int) -> None:
        """Start an utterance at a session position."""

    def accept(self, samples: Samples, start_sample: int) -> PartialHypothesis | None:
        """Hear more of the utterance (any length); return a partial when there is a new one.

        Raises `speech.errors.RecognizerError` when the engine fails.
        """

    def finish(self) -> FinalHypothesis:
        """End the utterance and return the final; its `words` are empty when nothing was said."""

    def close(self) -> None:
        """Free the engine; the recognizer cannot be used afterwards."""


def stable_prefix(previous: tuple[Word, ...], current: tuple[Word, ...]) -> int:
    """Return how many leading words the two hypotheses share."""
    count = 0
    for before, now in zip(previous, current, strict=False):
        if before.text != now.text:
            break
        count += 1
    return count
