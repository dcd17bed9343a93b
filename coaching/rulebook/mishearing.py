"""Which word of the rulebook a recognizer may have meant when it wrote a word that no rule knows.

Place in the flow: the matcher asks it for each heard word. Only long words are corrected: short ones are too close to
each other, and a wrong guess costs a false alarm. The only module that imports rapidfuzz and jellyfish.
"""

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from jellyfish import metaphone
from rapidfuzz.distance import Levenshtein

_MIN_LETTERS: Final = 6
_ONE_EDIT_LETTERS: Final = 7
"""From this length on one wrong letter is forgiven."""
_TWO_EDITS_LETTERS: Final = 10
"""From this length on two wrong letters are forgiven."""
_SAME_SOUND: Final = 0.85
_ONE_EDIT: Final = 0.8
_TWO_EDITS: Final = 0.7
_CACHED_WORDS: Final = 4_096
_KEEP: Final = 3


class Mishearing:
    """Finds the rulebook's words near a heard one; the answers are kept, so that a running call costs nothing."""

    def __init__(self, vocabulary: Iterable[str]) -> None:
        """Take all words that triggers contain (normalised)."""
        self._known = frozenset(vocabulary)
        self._by_letter: dict[tuple[str, int], list[str]] = defaultdict(list)
        self._by_sound: dict[str, list[str]] = defaultdict(list)
        for word in sorted(self._known):
            if len(word) >= _MIN_LETTERS and word.isalpha():
                self._by_letter[word[0], len(word)].append(word)
                self._by_sound[_sound(word)].append(word)
        self.near = lru_cache(maxsize=_CACHED_WORDS)(self._near)
        """`near(word)` returns up to three (word of the rulebook, exactness 0.0 … 1.0), the nearest first; nothing for
        short words and for words that the rulebook knows."""

    def _near(self, word: str) -> tuple[tuple[str, float], ...]:
        if len(word) < _MIN_LETTERS or word in self._known or not word.isalpha():
            return ()
        lengths = range(len(word) - 2, len(word) + 3)
        # The first letter must stand, else "important" would be taken for "unimportant".
        candidates = {near for length in lengths for near in self._by_letter.get((word[0], length), ())}
        candidates.update(self._by_sound.get(_sound(word), ()))
        rated = ((near, _exactness(word, near)) for near in candidates)
        return tuple(sorted((pair for pair in rated if pair[1] > 0), key=lambda pair: (-pair[1], pair[0]))[:_KEEP])


def _exactness(heard: str, meant: str) -> float:
    edits = Levenshtein.distance(heard, meant, score_cutoff=2)
    if edits > 2:
        return 0.0
    if _sound(heard) == _sound(meant):
        return _SAME_SOUND
    shorter = min(len(heard), len(meant))
    if edits == 1:
        return _ONE_EDIT if shorter >= _ONE_EDIT_LETTERS else 0.0
    return _TWO_EDITS if shorter >= _TWO_EDITS_LETTERS else 0.0


@lru_cache(maxsize=_CACHED_WORDS)
def _sound(word: str) -> str:
    """Return the Metaphone key of a word: equal for words that sound nearly the same in English."""
    return metaphone(word)
