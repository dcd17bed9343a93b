"""Runs of digits in transcribed speech, written ("4111 1111") or spoken ("double four, oh, nineteen").

Place in the flow: `coaching.redaction` asks here where numbers stand and decides which of them are private. Pure.
Prices, dates, times, ordinals and round quantities are no digit runs: they break one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_UNITS: Final = {
    "zero": "0", "oh": "0", "o": "0", "nought": "0", "naught": "0", "nil": "0", "one": "1", "two": "2", "three": "3",
    "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9", "niner": "9",
}  # fmt: skip
_TEENS: Final = {
    "ten": "10", "eleven": "11", "twelve": "12", "thirteen": "13", "fourteen": "14", "fifteen": "15", "sixteen": "16",
    "seventeen": "17", "eighteen": "18", "nineteen": "19",
}  # fmt: skip
_TENS: Final = {
    "twenty": "2", "thirty": "3", "forty": "4", "fifty": "5", "sixty": "6", "seventy": "7", "eighty": "8", "ninety": "9",
}  # fmt: skip
_REPEATS: Final = {"double": 2, "triple": 3, "treble": 3, "quadruple": 4}
_MISHEARD: Final = {"to": "2", "too": "2", "for": "4", "won": "1", "ate": "8"}
"""What recognizers write for digits; believed only between two other digits."""
_FILLERS: Final = frozenset(("uh", "um", "er", "erm", "dash", "hyphen", "space", "stroke", "then", "-", "."))
MONEY_WORDS: Final = frozenset((
    "pound", "pounds", "quid", "dollar", "dollars", "euro", "euros", "cent", "cents", "pence", "percent", "hundred",
    "thousand", "million", "billion", "grand", "days", "weeks", "months", "years", "minutes", "hours",
))  # fmt: skip
"""A number before one of these is a quantity."""

_TOKEN: Final = re.compile(r"\S+")
_LITERAL: Final = re.compile(r"\+?\(?\d[\d().\-]*")
_DATE_OR_TIME: Final = re.compile(
    r"(?:0?[1-9]|[12]\d|3[01])[/.-](?:0?[1-9]|[12]\d|3[01])[/.-](?:(?:19|20)\d\d|\d\d)"
    r"|(?:19|20)\d\d[/.-](?:0?[1-9]|1[0-2])[/.-](?:0?[1-9]|[12]\d|3[01])|\d{1,2}[:.]\d{2}"
)
_DECIMAL: Final = re.compile(r"\d+\.\d{1,2}")
_MIXED: Final = re.compile(r"(?=(?:\D*\d){6})[A-Za-z\d-]*[A-Za-z][A-Za-z\d-]*")


@dataclass(frozen=True, slots=True)
class DigitRun:
    """Consecutive digits in a text; `text[start:end]` is what says them."""

    start: int
    end: int
    digits: str
    """"0" … "9" only."""
    mixed: bool = False
    """One token of letters and digits, such as a national insurance number."""
    dialled: bool = False
    """It begins with "+" or 0, as telephone numbers do."""


@dataclass(frozen=True, slots=True)
class _Token:
    """A word with its place; `core` is lower case without punctuation around it."""

    start: int
    end: int
    raw: str
    core: str


def digit_runs(text: str) -> Iterator[DigitRun]:
    """Yield the digit runs of `text`, ascending. Line breaks (utterance boundaries) do not end a run."""
    tokens = [_token(match) for match in _TOKEN.finditer(text)]
    index = 0
    while index < len(tokens):
        if _MIXED.fullmatch(tokens[index].core):
            token, index = tokens[index], index + 1
            yield DigitRun(token.start, token.end, re.sub(r"\D", "", token.core), mixed=True)
            continue
        digits, stop = _run_from(tokens, index)
        if digits and not _is_quantity(tokens, stop, digits):
            dialled = digits[0] == "0" or tokens[index].raw.startswith(("+", "(+"))
            yield DigitRun(tokens[index].start, tokens[stop - 1].end, digits, dialled=dialled)
        index = max(stop, index + 1)


def _token(match: re.Match[str]) -> _Token:
    raw = match.group()
    core = raw.strip(".,;:!?\"'()[]").lower()
    lead = raw.lower().find(core) if core else 0
    return _Token(match.start() + lead, match.start() + lead + len(core), raw, core or raw)


def _run_from(tokens: list[_Token], index: int) -> tuple[str, int]:
    """Return the digits that begin at token `index` and the index after the last token that says one."""
    digits, stop = "", index
    while index < len(tokens):
        said, used = _digits_at(tokens, index)
        if said:
            digits, index = digits + said, index + used
            stop = index
        elif digits and tokens[index].core in _FILLERS:
            index += 1
        elif digits and tokens[index].core in _MISHEARD and _unit_follows(tokens, index):
            digits, index = digits + _MISHEARD[tokens[index].core], index + 1
        else:
            break
    return digits, stop


def _unit_follows(tokens: list[_Token], index: int) -> bool:
    before, after = tokens[index - 1].core, tokens[index + 1].core if index + 1 < len(tokens) else ""
    return before in _UNITS and after in _UNITS


def _digits_at(tokens: list[_Token], index: int) -> tuple[str, int]:
    """Return the digits said by the token at `index` (with the next where they belong together) and the tokens used."""
    core = tokens[index].core
    following = tokens[index + 1].core if index + 1 < len(tokens) else ""
    if core in _REPEATS:
        said = _UNITS.get(following) or (following if following.isdigit() and len(following) == 1 else "")
        return said * _REPEATS[core], 2
    if core in _TENS:
        unit = _UNITS.get(following, "0")
        return (_TENS[core] + unit, 2) if unit != "0" else (_TENS[core] + "0", 1)
    tens, _, unit = core.partition("-")
    if tens in _TENS and unit in _UNITS:
        return _TENS[tens] + _UNITS[unit], 1
    return _UNITS.get(core) or _TEENS.get(core) or _literal_digits(tokens[index]), 1


def _literal_digits(token: _Token) -> str:
    """Return the digits of a token that is written in digits and is no price, date, time or grouped quantity."""
    if token.raw[0] in "£$€" or token.raw.endswith("%") or not _LITERAL.fullmatch(token.core):
        return ""
    if _DATE_OR_TIME.fullmatch(token.core) or _DECIMAL.fullmatch(token.core):
        return ""
    return re.sub(r"\D", "", token.core)


def _is_quantity(tokens: list[_Token], stop: int, digits: str) -> bool:
    """Whether a unit follows, which makes the number an amount; nobody says eleven digits of an amount one by one."""
    return stop < len(tokens) and tokens[stop].core in MONEY_WORDS and len(digits) <= 10
