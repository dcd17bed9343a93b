"""What the recognizer makes of which words, learnt from lines that were spoken, and lines rewritten that way.

Place in the flow: training only. Speaking and hearing a line costs half a second of a core; a confusion that was seen once can
be put into any other line for nothing. `Confusions` aligns each spoken line with what was heard (rapidfuzz's edit script over
words) and keeps every stretch of one to three words that came out otherwise, with how often it did.
"""

import random
from collections import Counter, defaultdict
from collections.abc import Iterable

from rapidfuzz.distance import Levenshtein

_LONGEST = 3
_MOST = 0.6
"""Highest chance to confuse a stretch: one that was spoken once and misheard once is not misheard always."""


class Confusions:
    """Stretches of words and what was heard instead."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Learn from pairs of a written line and what was heard of it."""
        self._heard: dict[tuple[str, ...], list[tuple[str, ...]]] = defaultdict(list)
        self._spoken: Counter[tuple[str, ...]] = Counter()
        for written, heard in pairs:
            self._learn(written.split(), heard.split())

    def __len__(self) -> int:
        """Return how many stretches are known."""
        return len(self._heard)

    def _learn(self, written: list[str], heard: list[str]) -> None:
        for length in range(1, _LONGEST + 1):
            self._spoken.update(tuple(written[i : i + length]) for i in range(len(written) - length + 1))
        for tag, begin, end, heard_begin, heard_end in Levenshtein.opcodes(written, heard).as_list():
            short = end - begin <= _LONGEST and heard_end - heard_begin <= _LONGEST
            if tag != "equal" and begin < end and short:
                self._heard[tuple(written[begin:end])].append(tuple(heard[heard_begin:heard_end]))

    def rewrite(self, text: str, boost: float, rng: random.Random) -> str:
        """Return the line as it might be heard; `boost` multiplies each stretch's measured share of confusions."""
        words, result, place = text.split(), [], 0
        while place < len(words):
            for length in range(_LONGEST, 0, -1):
                stretch = tuple(words[place : place + length])
                found = self._heard.get(stretch, ())
                if found and rng.random() < min(_MOST, boost * len(found) / self._spoken[stretch]):
                    result.extend(rng.choice(found))
                    place += length
                    break
            else:
                result.append(words[place])
                place += 1
        return " ".join(result) or text
