"""A recognizer that is told the words: timing is measured without the cost and the errors of speech recognition.

Place in the flow: takes the place of Moonshine or Vosk behind `speech.recognizers.base.Recognizer`. It gives each scripted
word of the agent once it has been wholly heard, in partials as far apart as the built-in recognizer's, with true times.
"""

from collections.abc import Sequence
from typing import Final

from speech.audio import Samples, s_to_samples, samples_to_s
from speech.events import Word
from speech.recognizers.base import FinalHypothesis, PartialHypothesis, RecognizerInfo, stable_prefix

_PARTIAL_INTERVAL: Final = s_to_samples(0.28)
"""As `speech.recognizers.moonshine.MoonshineSettings.partial_interval_s`."""


class GivenWords:
    """Gives scripted words. One a session."""

    info = RecognizerInfo("given-words", "the script", "1")

    def __init__(self, words: Sequence[Word]) -> None:
        """Take the agent's words, ascending in time."""
        self._words = tuple(words)
        self._given_until_s = 0.0
        self._heard = self._next_partial = 0
        self._last = PartialHypothesis((), 0)

    def begin(self, start_sample: int) -> None:
        """Start an utterance."""
        self._heard, self._next_partial = start_sample, start_sample + _PARTIAL_INTERVAL
        self._last = PartialHypothesis((), 0)

    def accept(self, samples: Samples, start_sample: int) -> PartialHypothesis | None:
        """Hear more of the utterance; return a partial when one is due."""
        self._heard = start_sample + len(samples)
        if self._heard < self._next_partial:
            return None
        self._next_partial += _PARTIAL_INTERVAL
        words = self._so_far()
        self._last = PartialHypothesis(words, stable_prefix(self._last.words, words))
        return self._last

    def finish(self) -> FinalHypothesis:
        """End the utterance."""
        words = self._so_far()
        self._given_until_s = samples_to_s(self._heard)
        return FinalHypothesis(words, " ".join(word.text for word in words))

    def close(self) -> None:
        """Nothing to free."""

    def _so_far(self) -> tuple[Word, ...]:
        return tuple(w for w in self._words if self._given_until_s < w.end_s <= samples_to_s(self._heard))
