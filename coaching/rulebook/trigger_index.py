"""Finds the few triggers that can match what was heard, however many there are.

Place in the flow: between the compiled triggers and the matcher. Each trigger is filed under the rarest words that it
cannot do without, and below them under its second rarest ones; looking up costs what was heard, not what is filed.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Final

from coaching.rulebook.patterns import Part

_COMMON: Final = frozenset(
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
_MAX_PAIRS: Final = 32
"""Above this a trigger is filed under one set only, to bound the memory."""


class TriggerIndex:
    """Two-level inverted index over the keys (words, prefixes) that triggers require."""

    def __init__(self, parts: Sequence[Part]) -> None:
        """File `parts`; a trigger is known by its place in the sequence."""
        self._frequency = self._count(parts)
        self._filed: dict[str, dict[str, list[int]]] = {}
        """First key → second key ("" for none) → triggers."""
        for number, part in enumerate(parts):
            first, second = self._anchors(part)
            for key in first:
                below = self._filed.setdefault(key, {})
                for other in second:
                    below.setdefault(other, []).append(number)

    def candidates(self, heard: Mapping[str, object] | AbstractSet[str]) -> Iterator[int]:
        """Yield the numbers of the triggers whose anchors are among the keys `heard` (some may come twice)."""
        keys = heard.keys() if isinstance(heard, Mapping) else heard
        for key in keys:
            if (below := self._filed.get(key)) is None:
                continue
            if "" in below:
                yield from below[""]
            for other in below.keys() & keys:
                yield from below[other]

    def _anchors(self, part: Part) -> tuple[AbstractSet[str], AbstractSet[str]]:
        sets = sorted(part.required(self._weigh), key=self._weigh)
        first = sets[0]
        second = next((keys for keys in sets[1:] if keys.isdisjoint(first)), None)
        if second is None or len(first) * len(second) > _MAX_PAIRS:
            return first, {""}
        return first, second

    @staticmethod
    def _count(parts: Sequence[Part]) -> Counter[str]:
        frequency: Counter[str] = Counter()
        for part in parts:
            for keys in part.required(len):
                frequency.update(keys)
        return frequency

    def _weigh(self, keys: frozenset[str]) -> float:
        return sum(self._frequency[key] + _COMMON_WEIGHT * (key in _COMMON) for key in keys)
