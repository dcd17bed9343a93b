"""Which of an utterance's words the classifier means: the shortest stretch that still convinces it.

Place in the flow: `coaching.rulebook.judge` asks when a paraphrase was found, so that a cue cites the words that matter
and not a whole turn. Pure; asks the classifier at most about a dozen times.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

_KEEP: Final = 0.9
"""Share of the whole utterance's score that a stretch must keep."""
_SHORTEST: Final = 3
"""Words; fewer are hard to understand as a quotation."""
_STEPS: Final = 6
"""How finely the ends are tried: a sixth of the utterance at a time."""


def tightest_span(words: Sequence[str], rule_id: str, scores: Callable[[str], Mapping[str, float]]) -> tuple[int, int]:
    """Return the first and last word (both included) of a short stretch that scores nearly as the whole does.

    Words are dropped from the start as long as the score holds, then from the end.
    """
    first, last = 0, len(words) - 1
    if len(words) <= _SHORTEST:
        return first, last
    wanted = _KEEP * scores(" ".join(words))[rule_id]
    step = max(1, len(words) // _STEPS)

    def holds(start: int, stop: int) -> bool:
        return stop - start + 1 >= _SHORTEST and scores(" ".join(words[start : stop + 1]))[rule_id] >= wanted

    while holds(first + step, last):
        first += step
    while holds(first, last - step):
        last -= step
    return first, last
