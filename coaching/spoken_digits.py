"""Words and figures that say digits: "four", "double oh", "nineteen", "4111", "b for bravo".

Place in the flow: `coaching.spoken_numbers` makes runs of what is found here. Pure. Prices, dates, times, ordinals and measures
say no digits.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

UNITS: Final = {
    "zero": "0", "oh": "0", "o": "0", "nought": "0", "naught": "0", "nil": "0", "one": "1", "two": "2", "three": "3",
    "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9", "niner": "9",
}  # fmt: skip
TEENS: Final = {
    "ten": "10", "eleven": "11", "twelve": "12", "thirteen": "13", "fourteen": "14", "fifteen": "15", "sixteen": "16",
    "seventeen": "17", "eighteen": "18", "nineteen": "19",
}  # fmt: skip
TENS: Final = {
    "twenty": "2", "thirty": "3", "forty": "4", "fifty": "5", "sixty": "6", "seventy": "7", "eighty": "8", "ninety": "9",
}  # fmt: skip
REPEATS: Final = {"double": 2, "triple": 3, "treble": 3, "quadruple": 4}
MISHEARD: Final = {
    "to": "2", "too": "2", "for": "4", "fore": "4", "won": "1", "ate": "8", "sex": "6", "sax": "6", "tree": "3", "free": "3",
}  # fmt: skip
"""What recognizers write for digits; believed only beside other digits."""
SPELLING_WORDS: Final = frozenset((
    "alpha", "alfa", "bravo", "charlie", "delta", "echo", "foxtrot", "golf", "hotel", "india", "juliet", "juliett",
    "kilo", "lima", "mike", "november", "oscar", "papa", "quebec", "romeo", "sierra", "tango", "uniform", "victor",
    "whiskey", "yankee", "zulu",
))  # fmt: skip
"""The ICAO spelling alphabet."""
FILLERS: Final = frozenset(
    ("uh", "um", "er", "erm", "umm", "dash", "hyphen", "space", "stroke", "slash", "then", "-", ".")
)
DICTATING_DIGITS: Final = 3
"""After so many digits one by one a word that sounds like a digit is one."""
_TOKEN: Final = re.compile(r"\S+")
_SPACE: Final = re.compile(r"\s*")
_LITERAL: Final = re.compile(r"\+?\(?\d[\d().\-]*")
_DATE_OR_TIME: Final = re.compile(
    r"(?:0?[1-9]|[12]\d|3[01])[/.-](?:0?[1-9]|[12]\d|3[01])[/.-](?:(?:19|20)\d\d|\d\d)"
    r"|(?:19|20)\d\d[/.-](?:0?[1-9]|1[0-2])[/.-](?:0?[1-9]|[12]\d|3[01])|\d{1,2}[:.]\d{2}"
)
_DECIMAL: Final = re.compile(r"\d+\.\d{1,2}")
_MIXED: Final = re.compile(r"(?=[a-z-]*\d)(?=[\d-]*[a-z])[a-z\d-]{2,}")
_ORDINAL: Final = re.compile(r"\d+(?:st|nd|rd|th|k|m|gb|mb|am|pm|g)")
_BANK_CODE: Final = re.compile(r"[a-z]{4}")
_COUNTRY_CODE: Final = re.compile(r"[a-z]{2}\d\d")


class Style(Enum):
    """How an element of a run is told."""

    UNIT = auto()
    """One digit at a time: "four", "double four"."""
    PAIR = auto()
    """As a small number: "nineteen", "forty one", "eight hundred"."""
    WRITTEN = auto()
    """In figures."""
    LETTER = auto()
    """A letter, spelled or as a word of the spelling alphabet."""
    MIXED = auto()
    """Letters and figures in one token: "QQ123456C"."""
    GUESS = auto()
    """A word that recognizers write for a digit."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word with its place; `core` is lower case without punctuation around it."""

    start: int
    end: int
    raw: str
    core: str
    ends_line: bool = False
    """An utterance ends here."""


@dataclass(frozen=True, slots=True)
class Element:
    """One or several tokens that say digits or a letter."""

    first: int
    last: int
    """Indices of tokens, both included."""
    digits: str
    """"0" … "9" only."""
    letters: int
    style: Style


def tokens_of(text: str) -> list[Token]:
    """Return the words of `text` in order."""
    return [_token(match, text) for match in _TOKEN.finditer(text)]


def counts_pieces(tokens: Sequence[Token], index: int) -> bool:
    """Whether a number word counts digits rather than being one: "the last four", "next four"."""
    before = tokens[index - 1].core if index else ""
    return before in {"last", "first", "next", "final"} and tokens[index].core in {
        "two",
        "three",
        "four",
        "five",
        "six",
    }


def element_at(tokens: Sequence[Token], index: int, before: Sequence[Element]) -> Element | None:
    """Return the element that begins at token `index`; `before`: those of the same run."""
    if index >= len(tokens) or counts_pieces(tokens, index):
        return None
    core = tokens[index].core
    following = tokens[index + 1].core if index + 1 < len(tokens) else ""
    if core in REPEATS:
        return _repeated(core, following, index, before)
    if core in UNITS and following == "hundred" and before and _unit_at(tokens, index + 2, before):
        return Element(index, index + 1, UNITS[core] + "00", 0, Style.UNIT)
    if core in UNITS and not (core == "o" and not before and not _is_figure(following)):  # "o t p" is spelled
        return Element(index, index, UNITS[core], 0, Style.UNIT)
    return _pair_at(tokens, index) or _written_at(tokens, index, before) or _letter_at(tokens, index, before)


def _token(match: re.Match[str], text: str) -> Token:
    raw = match.group()
    bare = raw.strip(".,;:!?\"'()[]") or raw
    start = match.start() + raw.find(bare)
    rest = _SPACE.match(text, match.end())
    breaks = rest is not None and "\n" in rest.group()
    # Places are those of `bare`: a few letters become longer in lower case.
    return Token(start, start + len(bare), raw, bare.lower(), breaks)


def _repeated(core: str, following: str, index: int, before: Sequence[Element]) -> Element | None:
    """Return what "double" doubles: a digit, a letter within a run, or a word that recognizers write for a digit."""
    digit = UNITS.get(following) or (following if len(following) == 1 and following.isdecimal() else "")
    digit = digit or (MISHEARD.get(following, "") if before else "")
    if digit:
        return Element(index, index + 1, digit * REPEATS[core], 0, Style.UNIT)
    if before and len(following) == 1 and following.isalpha():
        return Element(index, index + 1, "", REPEATS[core], Style.LETTER)
    return None


def _unit_at(tokens: Sequence[Token], index: int, before: Sequence[Element]) -> bool:
    while index < len(tokens) and tokens[index].core in FILLERS:
        index += 1
    core = tokens[index].core if index < len(tokens) else ""
    return core in UNITS or core in REPEATS or (core in MISHEARD and len(before) >= DICTATING_DIGITS)


def _pair_at(tokens: Sequence[Token], index: int) -> Element | None:
    core = tokens[index].core
    if core in TEENS:
        return Element(index, index, TEENS[core], 0, Style.PAIR)
    if core in TENS:
        unit = UNITS.get(tokens[index + 1].core, "0") if index + 1 < len(tokens) else "0"
        return Element(index, index + (unit != "0"), TENS[core] + unit, 0, Style.PAIR)
    tens, _, unit = core.partition("-")
    if tens in TENS and unit in UNITS:
        return Element(index, index, TENS[tens] + UNITS[unit], 0, Style.PAIR)
    return None


def _written_at(tokens: Sequence[Token], index: int, before: Sequence[Element]) -> Element | None:
    """Return what is written in figures and is no price, date, time, ordinal or measure."""
    token = tokens[index]
    if token.raw[0] in "£$€" or token.raw.endswith("%") or _ORDINAL.fullmatch(token.core):
        return None
    if _LITERAL.fullmatch(token.core):
        if _DATE_OR_TIME.fullmatch(token.core) or _DECIMAL.fullmatch(token.core):
            return None
        return Element(index, index, re.sub(r"\D", "", token.core), 0, Style.WRITTEN)
    if _MIXED.fullmatch(token.core):
        digits = re.sub(r"\D", "", token.core)
        return Element(index, index, digits, sum(letter.isalpha() for letter in token.core), Style.MIXED)
    after_country = before and before[-1].style is Style.MIXED and _COUNTRY_CODE.fullmatch(tokens[before[-1].last].core)
    if after_country and _BANK_CODE.fullmatch(token.core):
        return Element(index, index, "", 4, Style.LETTER)
    return None


def _letter_at(tokens: Sequence[Token], index: int, before: Sequence[Element]) -> Element | None:
    """Return a spelled letter ("b", "b for bravo", "bravo") or a short group of capitals beside figures."""
    token = tokens[index]
    following = tokens[index + 1].core if index + 1 < len(tokens) else ""
    if len(token.core) == 1 and token.core.isalpha():
        spelled = following == "for" and index + 2 < len(tokens) and tokens[index + 2].core.startswith(token.core)
        named = following == "as" and index + 3 < len(tokens) and tokens[index + 2].core == "in"
        return Element(index, index + (2 if spelled else 3 if named else 0), "", 1, Style.LETTER)
    beside = bool(before) or _is_figure(following)
    if beside and (
        token.core in SPELLING_WORDS or (token.core.isalpha() and token.raw.isupper() and len(token.core) <= 4)
    ):
        return Element(index, index, "", 1 if token.core in SPELLING_WORDS else len(token.core), Style.LETTER)
    return None


def _is_figure(core: str) -> bool:
    return core in UNITS or core in TEENS or core in TENS or core in REPEATS or core[:1].isdigit()
