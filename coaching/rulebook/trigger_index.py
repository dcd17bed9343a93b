"""Finds the few triggers that can match what was heard, however many there are.

Place in the flow: between the compiled triggers and the matcher. Each trigger is filed under the rarest words that it
cannot do without, and below them under its second rarest ones; looking up costs what was heard, not what is filed.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
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


@dataclass(frozen=True, slots=True)
class Candidates:
    """Which triggers the words heard so far allow."""

    able: frozenset[int] = frozenset()
    """Triggers that lack nothing."""
    lacking: Mapping[int, frozenset[str]] = field(default_factory=dict)
    """Triggers that were looked up, and one set of keys of which each lacks all."""


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

    def candidates(self, keys: AbstractSet[str]) -> frozenset[int]:
        """Return the numbers of the triggers that need nothing but the heard `keys`."""
        return self.grown(Candidates(), frozenset(), keys).able

    def grown(self, known: Candidates, before: AbstractSet[str], new: AbstractSet[str]) -> Candidates:
        """Return what the keys `before`, of which `known` is the answer, and the `new` ones allow together."""
        keys = before | new
        pending = {number for number, lack in known.lacking.items() if not lack.isdisjoint(new)}
        pending.update(self._looked_up(before, new))
        able: list[int] = []
        lacking = dict(known.lacking)
        for number in pending - known.able:
            for needed in self._also[number]:
                if needed.isdisjoint(keys):
                    lacking[number] = needed
                    break
            else:
                able.append(number)
                lacking.pop(number, None)
        return Candidates(known.able.union(able), lacking)

    def _looked_up(self, before: AbstractSet[str], new: AbstractSet[str]) -> Iterator[int]:
        """Yield the triggers that are filed under two keys heard of which at least one is new."""
        seconds = before | new | {""}
        for firsts, others in ((new, seconds), (before, new)):
            for key in self._filed.keys() & firsts:
                below = self._filed[key]
                for other in below.keys() & others:
                    yield from below[other]

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
