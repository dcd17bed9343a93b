"""The simple parts of a trigger and how each reads on over heard words.

Place in the flow: `trigger_parser` builds these trees, `trigger_index` asks them which words they cannot do without,
`matcher` runs them. A part takes the places reached so far and returns the places it reaches; places are sets, so the
work is bounded by parts times words and nothing ever backtracks.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol, TypeAlias

Reached: TypeAlias = dict[int, tuple[int, float]]
"""Place (the number of words read) → where the match began and how exactly its words were heard (0.0 … 1.0)."""

Weigh: TypeAlias = Callable[[frozenset[str]], float]
"""How common the keys of a set are; the rarest set makes the best anchor."""

MAX_WEIGHT: Final = 3_000
"""Parts of a trigger with its classes written out; real ones stay below 1,000. It bounds what one trigger can cost."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What was heard, ready for matching."""

    length: int
    complete: bool
    """False while the utterance goes on: `$` cannot match yet."""
    places: Mapping[str, Mapping[int, float]]
    """Key → index of the word → exactness. Keys are words, `word*` prefixes and `=word` exact words."""
    origin: Sequence[int]
    """For each word the index of the original word."""
    anywhere: Reached
    """Every place as a beginning."""
    memo: dict[tuple[str, int], Reached] = field(default_factory=dict, compare=False)
    """What word classes reach from each place; many triggers ask for the same ones."""
    words: tuple[str, ...] = ()
    """The normalised words."""


_NOWHERE: Final[Mapping[int, float]] = {}


class Part(Protocol):
    """One part of a trigger."""

    @property
    def weight(self) -> int:
        """How many parts there are in it, classes written out."""

    @property
    def skippable(self) -> bool:
        """Whether it can match without reading a word."""

    def advance(self, reached: Reached, heard: Heard) -> Reached:
        """Return the places reached from `reached` by reading this part."""

    def required(self, weigh: Weigh) -> list[frozenset[str]]:
        """Return sets of keys; every match contains at least one key of each. "a b" means both words side by side."""

    def edge(self, *, last: bool) -> frozenset[str] | None:
        """Return the keys with which a match that reads words begins (or ends: `last`); None when any word may."""

    def vocabulary(self) -> Iterator[str]:
        """Yield every key in it; keys may come more than once."""


def merge(into: Reached, place: int, state: tuple[int, float]) -> None:
    """Keep the tightest, then the most exact, way to a place."""
    if (known := into.get(place)) is None or state > known:
        into[place] = state


@dataclass(frozen=True, slots=True)
class OneWord:
    """One word out of a set of keys."""

    keys: frozenset[str]
    weight: int = 1
    skippable: bool = False

    def advance(self, reached: Reached, heard: Heard) -> Reached:
        """Read one word that is among the keys."""
        result: Reached = {}
        for key in self.keys if len(self.keys) == 1 else heard.places.keys() & self.keys:
            for place, exactness in heard.places.get(key, _NOWHERE).items():
                if (state := reached.get(place)) is not None:
                    merge(result, place + 1, (state[0], state[1] * exactness))
        return result

    def required(self, weigh: Weigh) -> list[frozenset[str]]:  # noqa: ARG002  (Part's signature)
        """Return its keys."""
        return [self.keys]

    def edge(self, *, last: bool) -> frozenset[str] | None:  # noqa: ARG002  (Part's signature)
        """Return its keys."""
        return self.keys

    def vocabulary(self) -> Iterator[str]:
        """Yield its keys."""
        yield from self.keys


@dataclass(frozen=True, slots=True)
class Gap:
    """From `least` to `most` words of any kind."""

    least: int
    most: int
    weight: int = 1

    @property
    def skippable(self) -> bool:
        """Whether it may be no word at all."""
        return self.least == 0

    def advance(self, reached: Reached, heard: Heard) -> Reached:
        """Skip words."""
        result: Reached = {}
        for place, state in reached.items():
            for skipped in range(place + self.least, min(place + self.most, heard.length) + 1):
                merge(result, skipped, state)
        return result

    def required(self, weigh: Weigh) -> list[frozenset[str]]:  # noqa: ARG002  (Part's signature)
        """Return nothing: any word will do."""
        return []

    def edge(self, *, last: bool) -> frozenset[str] | None:  # noqa: ARG002  (Part's signature)
        """Return None: any word may stand here."""
        return None

    def vocabulary(self) -> Iterator[str]:
        """Yield nothing."""
        yield from ()


@dataclass(frozen=True, slots=True)
class Edge:
    """The start or the end of the utterance."""

    at_start: bool
    weight: int = 1
    skippable: bool = True

    def advance(self, reached: Reached, heard: Heard) -> Reached:
        """Keep only the place at the edge."""
        if not self.at_start and not heard.complete:
            return {}
        place = 0 if self.at_start else heard.length
        return {place: reached[place]} if place in reached else {}

    def required(self, weigh: Weigh) -> list[frozenset[str]]:  # noqa: ARG002  (Part's signature)
        """Return nothing: no word is read."""
        return []

    def edge(self, *, last: bool) -> frozenset[str] | None:  # noqa: ARG002  (Part's signature)
        """Return None: any word may stand here."""
        return None

    def vocabulary(self) -> Iterator[str]:
        """Yield nothing."""
        yield from ()
