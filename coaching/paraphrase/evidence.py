"""Which of an utterance's words the classifier means: a short stretch that still convinces it.

Place in the flow: `coaching.rulebook.judge` asks when a paraphrase was found, so that a cue cites the words that matter
and not a whole turn. What the classifier looked at says where to search; the classifier itself, asked twice as a rule
and three times at most, says whether a stretch is enough. Pure.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import ceil
from typing import Final, Protocol

_KEEP: Final = 0.9
"""Share of the whole utterance's score that a stretch must keep."""
_SHORTEST: Final = 3
"""Words; fewer are hard to understand as a quotation."""
_SHARES: Final = (0.3, 0.55, 0.75)
"""Stretches tried, as shares of the words, until one convinces: half of all utterances need no more than the first."""


@dataclass(frozen=True, slots=True)
class Focus:
    """Where in an utterance to look."""

    first_word: int
    """Index of the word that the first weight belongs to."""
    weights: tuple[float, ...]
    """How much each word from there on matters for a rule, at least 0.0, on any scale."""


class Witness(Protocol):
    """A classifier that can say where it looked."""

    def scores(self, text: str) -> Mapping[str, float]:
        """Return for each rule id that it knows how likely the text breaks the rule (0.0 … 1.0)."""

    def focus(self, words: Sequence[str], rule_id: str) -> Focus:
        """Return which words speak for the rule, and how much."""


def tightest_span(words: Sequence[str], rule_id: str, whole: float, witness: Witness) -> tuple[int, int]:
    """Return the first and last word (both included) of a short stretch that scores nearly as the whole does.

    `whole` is the score of all words. Where no shorter stretch convinces these are the words that the focus spans.
    """
    focus = witness.focus(words, rule_id)
    first, last = focus.first_word, focus.first_word + len(focus.weights) - 1

    def holds(start: int, stop: int) -> bool:
        return witness.scores(" ".join(words[start : stop + 1]))[rule_id] >= _KEEP * whole

    for share in _SHARES:
        start, stop = _heaviest(focus, first, last, share)
        if stop - start >= last - first:
            break
        if holds(start, stop):
            return start, stop
    return first, last


def _heaviest(focus: Focus, first: int, last: int, share: float) -> tuple[int, int]:
    """Return the earliest heaviest stretch of that share of the words from `first` to `last`, three words at least."""
    count = last - first + 1
    size = min(count, max(_SHORTEST, ceil(share * count)))
    sums = list(accumulate(focus.weights[first - focus.first_word : last - focus.first_word + 1], initial=0.0))
    start = max(range(count - size + 1), key=lambda place: sums[place + size] - sums[place])
    return first + start, first + start + size - 1
