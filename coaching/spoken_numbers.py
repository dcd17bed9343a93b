"""Runs of digits in transcribed speech, written ("4111 1111") or spoken ("double four, oh, nineteen").

Place in the flow: `coaching.redaction` asks here where numbers stand; `coaching.private_numbers` says which are private. Pure.
`coaching.spoken_digits` reads single digits, `coaching.number_pieces` what stands between them. Line breaks stand for the
boundaries of utterances; a run goes on over them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from coaching.number_pieces import after_gap, dictates
from coaching.spoken_digits import (
    DICTATING_DIGITS,
    FILLERS,
    MISHEARD,
    REPEATS,
    UNITS,
    Element,
    Style,
    Token,
    element_at,
    tokens_of,
)  # fmt: skip

QUANTITIES: Final = frozenset((
    "pound", "pounds", "quid", "dollar", "dollars", "euro", "euros", "cent", "cents", "pence", "p", "percent", "rupees",
    "hundred", "thousand", "million", "billion", "lakh", "lakhs", "crore", "grand", "point", "seconds", "minutes", "hours",
    "days", "weeks", "months", "years", "digits", "digit", "items", "units", "points", "times", "people", "customers",
    "bytes", "megabytes", "gigs", "litres", "kilos", "metres", "miles", "kilometres", "items", "orders", "pieces",
))  # fmt: skip
"""A number before one of these is an amount."""
_PREPOSITIONS: Final = frozenset(("to", "for", "too"))
"""Right before a number these are themselves."""
_TOLD_DIGITS: Final = 4


@dataclass(frozen=True, slots=True)
class DigitRun:
    """Consecutive elements in a text; `text[start:end]` is what says them."""

    start: int
    end: int
    elements: tuple[Element, ...]

    @property
    def digits(self) -> str:
        """All digits."""
        return "".join(element.digits for element in self.elements)

    @property
    def letters(self) -> int:
        """How many letters are among them."""
        return sum(element.letters for element in self.elements)

    @property
    def count(self) -> int:
        """How many digits it has; guessed ones count beside four that were told one by one."""
        certain = sum(len(element.digits) for element in self.elements if element.style is not Style.GUESS)
        told = sum(len(element.digits) for element in self.elements if element.style is Style.UNIT)
        return len(self.digits) if told >= _TOLD_DIGITS else certain

    @property
    def dictated(self) -> int:
        """How many digits were told one by one, or written."""
        return sum(len(element.digits) for element in self.elements if element.style is not Style.PAIR)


def digit_runs(tokens: Sequence[Token]) -> Iterator[DigitRun]:
    """Yield the digit runs, ascending. Amounts are left out: nobody says eleven digits of an amount one by one."""
    index = 0
    while index < len(tokens):
        elements = _run_from(tokens, index)
        if not elements:
            index += 1
            continue
        stop = elements[-1].last + 1
        run = DigitRun(tokens[elements[0].first].start, tokens[stop - 1].end, tuple(elements))
        if run.digits and not _is_amount(run, tokens, stop):
            yield run
        index = stop


def _is_amount(run: DigitRun, tokens: Sequence[Token], stop: int) -> bool:
    """Whether a unit follows and the run is no dictation: nobody says six digits of an amount one by one."""
    if stop >= len(tokens) or tokens[stop].core not in QUANTITIES or tokens[stop - 1].ends_line:
        return False
    one_by_one = sum(len(element.digits) for element in run.elements if element.style is Style.UNIT)
    return len(run.digits) <= 10 and (one_by_one < 6 or is_counting(run))


def may_go_on(rest: str) -> bool:
    """Whether what follows a run ("", "double", "and then") leaves open that more digits come."""
    return all(token.core in REPEATS or token.core in FILLERS or token.core == "and" for token in tokens_of(rest))


def is_counting(run: DigitRun) -> bool:
    """Whether the run counts up from one."""
    values = [int(element.digits) for element in run.elements if element.digits and element.style is not Style.GUESS]
    return len(values) > 2 and values[0] == 1 and all(after - before == 1 for before, after in pairwise(values))


def _run_from(tokens: Sequence[Token], index: int) -> list[Element]:
    """Return the elements of the run that begins at token `index`; empty when none does."""
    elements: list[Element] = []
    while index < len(tokens):
        element = element_at(tokens, index, elements) or _guessed(tokens, index, elements)
        if element is None and elements and tokens[index].core in FILLERS and index == elements[-1].last + 1:
            index += 1
            continue
        if element is None:
            following = after_gap(tokens, index, elements) if any(element.digits for element in elements) else None
            if following is None:
                break
            index = following
            continue
        elements.append(element)
        index = element.last + 1
    while elements and elements[-1].style is Style.LETTER and tokens[elements[-1].last].core in {"a", "i"}:
        elements.pop()
    while len(elements) > 1 and tokens[elements[0].last].core in {"a", "i"} and elements[1].style is not Style.LETTER:
        if elements[1].first > elements[0].last + 1:  # "a dash four"
            break
        elements.pop(0)
    return elements if any(element.digits for element in elements) else []


def _guessed(tokens: Sequence[Token], index: int, before: Sequence[Element]) -> Element | None:
    """Return a misheard digit: a digit stands right before it, and others around it make a number likely."""
    core = tokens[index].core
    if core not in MISHEARD:
        return None
    if not before:
        said = core not in _PREPOSITIONS and dictates(tokens, index + 1)
        return Element(index, index, MISHEARD[core], 0, Style.GUESS) if said else None
    if before[-1].last != index - 1:
        return None
    if before[-1].style not in {Style.UNIT, Style.GUESS}:
        return None
    after = [tokens[place].core for place in range(index + 1, min(index + 3, len(tokens)))]
    dictating = sum(len(element.digits) for element in before if element.style is Style.UNIT) >= DICTATING_DIGITS
    sure = _is_unit(after[:1]) or (after[:1] and after[0] in MISHEARD and (dictating or _is_unit(after[1:])))
    if not sure and not (dictating and (not after or tokens[index].ends_line)):
        return None
    return Element(index, index, MISHEARD[core], 0, Style.GUESS)


def _is_unit(cores: Sequence[str]) -> bool:
    return bool(cores) and (cores[0] in UNITS or cores[0] in REPEATS)
