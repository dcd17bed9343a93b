"""Finds the few triggers that can match what was heard, however many there are.

Place in the flow: between the compiled triggers and the matcher. Each trigger is filed under the rarest words that it
cannot do without, and below them under its second rarest ones; looking up costs what was heard, not what is filed.
"""

from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import Final

from coaching.rulebook.patterns import Part

COMMON_WORDS: Final = frozenset(
    [
        "a",
        "about",
        "all",
        "am",
        "an",
        "and",
        "any",
        "are",
        "as",
        "at",
        "be",
        "because",
        "been",
        "but",
        "by",
        "can",
        "could",
        "did",
        "do",
        "does",
        "for",
        "from",
        "get",
        "go",
        "had",
        "has",
        "have",
        "he",
        "her",
        "here",
        "him",
        "his",
        "how",
        "i",
        "if",
        "in",
        "is",
        "it",
        "just",
        "know",
        "like",
        "me",
        "more",
        "my",
        "no",
        "not",
        "now",
        "of",
        "on",
        "one",
        "or",
        "our",
        "out",
        "she",
        "should",
        "so",
        "some",
        "that",
        "the",
        "their",
        "them",
        "then",
        "there",
        "they",
        "this",
        "to",
        "up",
        "us",
        "want",
        "was",
        "we",
        "were",
        "what",
        "when",
        "which",
        "who",
        "why",
        "will",
        "with",
        "would",
        "yes",
        "you",
        "your",
    ]
)
"""Words heard in nearly every utterance: poor anchors however rare they are in the rulebook."""
_COMMON_WEIGHT: Final = 50.0
_MAX_PAIRS: Final = 128
"""Above this a trigger is filed under one set only, to bound the memory."""
_MAX_ALSO: Final = 10


class TriggerIndex:
    """Two-level inverted index over the keys (words, prefixes) that triggers require."""

    def __init__(self, parts: Sequence[Part]) -> None:
        """File `parts`; a trigger is known by its place in the sequence."""
        self._frequency = self._count(parts)
        self._filed: dict[str, dict[str, list[int]]] = {}
        """First key → second key ("" for none) → triggers."""
        self._also: list[tuple[frozenset[str], ...]] = []
        """For each trigger what else it cannot do without, the rarest first."""
        pairs: set[str] = set()
        for number, part in enumerate(parts):
            first, second, also = self._anchors(part)
            self._also.append(also)
            pairs.update(key for keys in (first, second, *also) for key in keys if " " in key)
            for key in first:
                below = self._filed.setdefault(key, {})
                for other in second:
                    below.setdefault(other, []).append(number)
        self.pairs = frozenset(pairs)
        """The pairs of words side by side that matter; what was heard needs no others among its keys."""

    def candidates(self, keys: AbstractSet[str]) -> set[int]:
        """Return the numbers of the triggers that need nothing but the heard `keys`."""
        filed: set[int] = set()
        with_none = keys | {""}
        for key in self._filed.keys() & keys:
            below = self._filed[key]
            for other in below.keys() & with_none:
                filed.update(below[other])
        able: set[int] = set()
        for number in filed:
            for needed in self._also[number]:
                if needed.isdisjoint(keys):
                    break
            else:
                able.add(number)
        return able

    def _anchors(self, part: Part) -> tuple[AbstractSet[str], AbstractSet[str], tuple[frozenset[str], ...]]:
        first, *others = sorted(part.required(self._weigh), key=self._weigh)
        second = next((keys for keys in others if keys.isdisjoint(first)), None)
        also = tuple(keys for keys in others if keys is not second)[:_MAX_ALSO]
        if second is None:
            return first, {""}, also
        if len(first) * len(second) > _MAX_PAIRS:
            return first, {""}, (second, *also)
        return first, second, also

    @staticmethod
    def _count(parts: Sequence[Part]) -> Counter[str]:
        frequency: Counter[str] = Counter()
        for part in parts:
            for keys in part.required(len):
                frequency.update(keys)
        return frequency

    def _weigh(self, keys: frozenset[str]) -> float:
        return sum(self._frequency[key] + (_COMMON_WEIGHT if key in COMMON_WORDS else 0.0) for key in keys)
