"""Which of an utterance's words the classifier means: the shortest stretch that still convinces it.

Place in the flow: `coaching.rulebook.judge` asks when a paraphrase was found, so that a cue cites the words that matter
and not a whole turn. Pure; asks the classifier six times at most.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

_KEEP: Final = 0.9
"""Share of the whole utterance's score that a stretch must keep."""
_SHORTEST: Final = 3
"""Words; fewer are hard to understand as a quotation."""
_PARTS: Final = (2, 4, 8)
"""From each end half of the utterance is tried, then a quarter, then an eighth: three questions find what is left to drop as finely
as seven equal steps would."""


def tightest_span(
    words: Sequence[str], rule_id: str, whole: float, scores: Callable[[str], Mapping[str, float]]
) -> tuple[int, int]:
    """Return the first and last word (both included) of a short stretch that scores nearly as the whole does.

    `whole` is the score of all words. Words are dropped from the start as long as the score holds, then from the end.
    """
    first, last = 0, len(words) - 1
    wanted = _KEEP * whole

    def holds(start: int, stop: int) -> bool:
        return stop - start + 1 >= _SHORTEST and scores(" ".join(words[start : stop + 1]))[rule_id] >= wanted

    steps = sorted({len(words) // part for part in _PARTS} - {0}, reverse=True)
    for step in steps:
        if holds(first + step, last):
            first += step
    for step in steps:
        if holds(first, last - step):
            last -= step
    return first, last
