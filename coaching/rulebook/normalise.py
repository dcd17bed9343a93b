"""Brings speech and triggers to one form, so that spelling never decides whether a rule fires.

Place in the flow: the matcher normalises heard words, the trigger parser normalises the words of triggers; both meet
in the same form (docs/rules.md, "Spelling does not matter"). The way back to the original words is kept, because
evidence and times are theirs.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from coaching.rulebook.spellings import (
    FILLERS,
    HAD_BEFORE,
    HAS_BEFORE,
    IS_AFTER,
    JOINED,
    SHORT_FORMS,
    STUTTERED,
    american,
    number_words,
)

_ATOM: Final = re.compile(r"\d+|'?[^\W\d_]+(?:'[^\W\d_]+)*")
_APOSTROPHES: Final = str.maketrans(
    {"\u2019": "'", "\u2018": "'", "\u02bc": "'", "`": "'", "&": " and ", "%": " percent "}
)
_SUFFIXES: Final = {"n't": ("not",), "'m": ("am",), "'re": ("are",), "'ve": ("have",), "'ll": ("will",)}


@dataclass(frozen=True, slots=True)
class Normalised:
    """Words in the common form and where each comes from."""

    words: tuple[str, ...]
    origin: tuple[int, ...]
    """For each normalised word the index of the original word; never descending."""


def normalise(words: Sequence[str]) -> Normalised:
    """Return the common form of `words` as spoken or written, one string a word (punctuation and case allowed)."""
    plain: list[str] = []
    origin: list[int] = []
    for index, word in enumerate(words):
        for atom in _expand(word):
            if plain and atom == plain[-1] and atom in STUTTERED:
                continue
            plain.append(atom)
            origin.append(index)
    settled = tuple(_settle(atom, plain[i + 1] if i + 1 < len(plain) else "") for i, atom in enumerate(plain))
    return Normalised(settled, tuple(origin))


def normalise_prefix(prefix: str) -> str:
    """Return the common form of the beginning of one word ("apologis" → "apologiz")."""
    return american(_fold(prefix))


@lru_cache(maxsize=20_000)
def _expand(word: str) -> tuple[str, ...]:
    """Return the atoms of one original word; `'s` and `'d` stay open until the next word is known."""
    folded = _fold(word)
    joined = folded.replace("-", "").strip(".,;:!?\"'()")
    if joined in JOINED:
        return (joined,)
    return tuple(part for atom in _ATOM.findall(folded) for part in _atom_words(atom) if part not in FILLERS)


def _fold(word: str) -> str:
    """Return `word` in lower case, with plain apostrophes and without accents."""
    lowered = unicodedata.normalize("NFKD", word.translate(_APOSTROPHES)).lower()
    bare = "".join(letter for letter in lowered if unicodedata.category(letter) != "Mn")
    return unicodedata.normalize("NFC", bare)


def _atom_words(atom: str) -> Iterator[str]:
    if atom[0].isdigit():
        yield from number_words(atom)
    elif (short := SHORT_FORMS.get(atom)) is not None:
        yield from short.split()
    elif (bare := atom.strip("'")) != atom:
        yield from _atom_words(bare)
    else:
        yield from _contraction(atom)


def _contraction(atom: str) -> Iterator[str]:
    for suffix, meaning in _SUFFIXES.items():
        if atom.endswith(suffix) and len(atom) > len(suffix):
            yield from _contraction(atom.removesuffix(suffix))
            yield from meaning
            return
    base, apostrophe, ending = atom.rpartition("'")
    if not apostrophe:
        yield american(atom)
    elif ending == "d" or (ending == "s" and base in IS_AFTER):
        yield from _contraction(base)
        yield f"'{ending}"
    elif ending == "s":
        yield from _contraction(base)
    else:
        yield from (american(part) for part in atom.split("'"))


def _settle(atom: str, following: str) -> str:
    if atom == "'s":
        return "has" if following in HAS_BEFORE else "is"
    if atom == "'d":
        return "had" if following in HAD_BEFORE else "would"
    return atom
