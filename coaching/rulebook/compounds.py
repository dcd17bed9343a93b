"""The parts of a trigger that are made of parts: one after the other, one of several, a word class.

Place in the flow: see `patterns`, which holds the simple parts and the terms used here.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from coaching.rulebook.patterns import Heard, Part, Reached, Weigh, merge

_MAX_PAIRS: Final = 96
"""Two words with more combinations than this say too little."""


@dataclass(frozen=True, slots=True)
class Series:
    """Parts one after the other."""

    parts: tuple[Part, ...]
    weight: int = field(init=False)

    def __post_init__(self) -> None:
        """Add the weights up."""
        object.__setattr__(self, "weight", 1 + sum(part.weight for part in self.parts))

    @property
    def skippable(self) -> bool:
        """Whether all of it is."""
        return all(part.skippable for part in self.parts)

    def advance(self, reached: Reached, heard: Heard) -> Reached:
        """Read all parts in order."""
        for part in self.parts:
            if not reached:
                break
            reached = part.advance(reached, heard)
        return reached

    def required(self, weigh: Weigh) -> list[frozenset[str]]:
        """Return what each part requires, and which words must stand side by side."""
        sets = [keys for part in self.parts for keys in part.required(weigh)]
        return sets + [pairs for left, right in pairwise(self.parts) if (pairs := _pairs(left, right))]

    def edge(self, *, last: bool) -> frozenset[str] | None:
        """Return the keys of all parts up to the first (from the end: `last`) that cannot be skipped."""
        keys: frozenset[str] = frozenset()
        for part in reversed(self.parts) if last else self.parts:
            if (outermost := part.edge(last=last)) is None:
                return None
            keys |= outermost
            if not part.skippable:
                return keys
        return None

    def vocabulary(self) -> Iterator[str]:
        """Yield the keys of all parts."""
        for part in self.parts:
            yield from part.vocabulary()


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several parts, or with `or_nothing` none of them."""

    options: tuple[Part, ...]
    or_nothing: bool = False
    weight: int = field(init=False)
    _by_opening: Mapping[str, tuple[int, ...]] = field(init=False, repr=False, compare=False)
    """Key → options that begin with it; "" for options that may begin with any word."""

    def __post_init__(self) -> None:
        """Add the weights up and sort the options by how they begin."""
        by_opening: dict[str, list[int]] = defaultdict(list)
        for number, option in enumerate(self.options):
            opening = None if option.skippable else option.edge(last=False)
            for key in ("",) if opening is None else opening:
                by_opening[key].append(number)
        object.__setattr__(self, "weight", 1 + sum(option.weight for option in self.options))
        object.__setattr__(self, "_by_opening", {key: tuple(numbers) for key, numbers in by_opening.items()})

    @property
    def skippable(self) -> bool:
        """Whether nothing, or an option that may be nothing, will do."""
        return self.or_nothing or any(option.skippable for option in self.options)

    def advance(self, reached: Reached, heard: Heard) -> Reached:
        """Read each option that can begin with a heard word, from every place."""
        begun = heard.places.keys() & self._by_opening.keys()
        if not begun and "" not in self._by_opening:
            return reached if self.or_nothing else {}
        result: Reached = dict(reached) if self.or_nothing else {}
        for number in {number for key in ("", *begun) for number in self._by_opening.get(key, ())}:
            for place, state in self.options[number].advance(reached, heard).items():
                merge(result, place, state)
        return result

    def required(self, weigh: Weigh) -> list[frozenset[str]]:
        """Return the union of each option's rarest set, if every option has one."""
        if self.or_nothing:
            return []
        rarest: set[str] = set()
        for option in self.options:
            if not (sets := option.required(weigh)):
                return []
            best: frozenset[str] = min(sets, key=weigh)
            rarest |= best
        return [frozenset(rarest)]

    def edge(self, *, last: bool) -> frozenset[str] | None:
        """Return the keys with which its options begin or end."""
        edges = [option.edge(last=last) for option in self.options]
        known = [keys for keys in edges if keys is not None]
        return frozenset[str]().union(*known) if len(known) == len(edges) else None

    def vocabulary(self) -> Iterator[str]:
        """Yield the keys of all options."""
        for option in self.options:
            yield from option.vocabulary()


@dataclass(frozen=True, slots=True)
class Named:
    """A word class: what it reaches from a place is worked out once for all triggers that use it."""

    name: str
    inner: Part
    weight: int = field(init=False)

    def __post_init__(self) -> None:
        """Take the weight over."""
        object.__setattr__(self, "weight", self.inner.weight)

    @property
    def skippable(self) -> bool:
        """Never: every entry of a class has a word that must be there."""
        return False

    def advance(self, reached: Reached, heard: Heard) -> Reached:
        """Read what the class lists."""
        result: Reached = {}
        for place, (start, exactness) in reached.items():
            if (ends := heard.memo.get((self.name, place))) is None:
                ends = heard.memo[self.name, place] = self.inner.advance({place: (place, 1.0)}, heard)
            for end, (_, inner_exactness) in ends.items():
                merge(result, end, (start, exactness * inner_exactness))
        return result

    def required(self, weigh: Weigh) -> list[frozenset[str]]:
        """Return what the class requires."""
        return self.inner.required(weigh)

    def edge(self, *, last: bool) -> frozenset[str] | None:
        """Return the keys with which its entries begin or end."""
        return self.inner.edge(last=last)

    def vocabulary(self) -> Iterator[str]:
        """Yield the keys of its entries."""
        yield from self.inner.vocabulary()


def _pairs(left: Part, right: Part) -> frozenset[str]:
    """Return the keys "left right" of the words that meet where two parts meet; nothing when they are not known."""
    if left.skippable or right.skippable:
        return frozenset()
    closing, opening = left.edge(last=True), right.edge(last=False)
    if closing is None or opening is None or len(closing) * len(opening) > _MAX_PAIRS:
        return frozenset()
    return frozenset(f"{first} {second}" for first in closing for second in opening)
