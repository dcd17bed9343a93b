"""Evidence without private numbers: cut out of what was said around it, so that a piece of a number is known as one.

Place in the flow: the engine shows every event of the recognizer to `HeardWords` and has each piece of evidence redacted by
it before it leaves. Pure. Evidence by itself may hold four digits of a card whose other twelve stand before or after.
"""

from collections import deque
from collections.abc import Iterable, Sequence
from typing import Final

from coaching.redaction import STANDARD, RedactionSettings, redact, redact_words
from speech.events import FinalTranscript, PartialTranscript, SpeechEvent, Word

_KEPT: Final = 6
"""A number is told within so many utterances."""
_SLACK_S: Final = 0.001


class HeardWords:
    """The last words of the agent; one a session, not thread-safe."""

    def __init__(self, settings: RedactionSettings = STANDARD) -> None:
        """Start with nothing heard."""
        self._settings = settings
        self._finals: deque[FinalTranscript] = deque(maxlen=_KEPT)
        self._partial: PartialTranscript | None = None

    def hear(self, event: SpeechEvent) -> None:
        """Take the next event."""
        match event:
            case PartialTranscript():
                self._partial = event
            case FinalTranscript():
                self._partial = None
                if event.words:
                    self._finals.append(event)
            case _:
                pass

    def redacted(self, evidence: str, start_s: float, end_s: float) -> str:
        """Return `evidence`, said from `start_s` to `end_s`, redacted with what stands around it."""
        utterances = [final.words for final in self._finals]
        if self._partial is not None:
            utterances.append(self._partial.words)
        if " ".join(word.text for word in _between(_flat(utterances), start_s, end_s)) != evidence:
            return redact(evidence, self._settings)  # not in the agent's own words
        return words_between(redact_words(utterances, self._settings, open_end=True), start_s, end_s)


def words_between(utterances: Iterable[Sequence[Word]], start_s: float, end_s: float) -> str:
    """Return the words that are spoken, in part at least, between two times."""
    return " ".join(word.text for word in _between(_flat(utterances), start_s, end_s))


def _flat(utterances: Iterable[Sequence[Word]]) -> list[Word]:
    return [word for words in utterances for word in words]


def _between(words: Sequence[Word], start_s: float, end_s: float) -> list[Word]:
    return [word for word in words if word.end_s > start_s + _SLACK_S and word.start_s < end_s - _SLACK_S]
