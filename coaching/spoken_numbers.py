"""Runs of digits in transcribed speech, written ("4111 1111") or spoken ("double four, oh, nineteen").

Place in the flow: `coaching.redaction` asks here where numbers stand; `coaching.number_cues` says which are private. Pure.
A run goes on over fillers, corrections ("no sorry") and what is said between the pieces of a number ("okay", "and then"),
also over line breaks, which stand for the boundaries of utterances.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import pairwise
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
QUANTITIES: Final = frozenset((
    "pound", "pounds", "quid", "dollar", "dollars", "euro", "euros", "cent", "cents", "pence", "p", "percent", "rupees",
    "hundred", "thousand", "million", "billion", "lakh", "lakhs", "crore", "grand", "point", "seconds", "minutes", "hours",
    "days", "weeks", "months", "years", "digits", "digit", "items", "units", "points", "times", "people", "customers",
    "bytes", "megabytes", "gigs", "litres", "kilos", "metres", "miles", "kilometres", "items", "orders", "pieces",
))  # fmt: skip
"""A number before one of these is an amount."""
_PREPOSITIONS: Final = frozenset(("to", "for", "too"))
"""Right before a number these are themselves."""
_FILLERS: Final = frozenset(
    ("uh", "um", "er", "erm", "umm", "dash", "hyphen", "space", "stroke", "slash", "then", "-", ".")
)
_HESITATIONS: Final = _FILLERS | {"and", "sorry", "no"}
_BETWEEN: Final = frozenset((
    *_FILLERS, "and", "the", "no", "not", "sorry", "wait", "hang", "on", "hold", "scratch", "that", "that's", "my", "bad", "so",
    "i", "mean", "tell", "a", "lie", "let", "me", "start", "again", "over", "okay", "ok", "yes", "yeah", "yep", "yup", "right",
    "ah", "huh", "hm", "mm", "mhm", "go", "ahead", "got", "it", "gotcha", "sure", "lovely", "sweet", "perfect", "great",
    "thanks", "thank", "you", "continue", "next", "first", "second", "third", "last", "final", "finally", "block", "bit",
    "is", "it's", "was", "sir", "ma'am", "madam", "ji", "po", "one", "sec", "pause", "there", "bear", "with", "what's",
    "please", "for", "area", "code", "we", "are", "ends", "screen", "froze", "only", "have",
))  # fmt: skip
"""What is said between the pieces of a number; only where digits follow within `_MAX_BETWEEN` words."""
_MAX_BETWEEN: Final = 7
_MAX_APART: Final = 14
"""Between utterances anything short may be said ("let me just click in here") before the dictation goes on."""
_MAX_LEAD: Final = 5
_CERTAIN_DIGITS: Final = 6
"""After so many digits one by one a single one belongs to them …"""
_AFTER_AN_ASIDE: Final = frozenset((
    "moment", "sec", "second", "seconds", "minute", "minutes", "more", "of", "thing", "other", "time", "question", "last",
))  # fmt: skip
"""… unless it counts one of these ("sorry, one moment")."""
_TOLD_DIGITS: Final = 4
_DICTATING_DIGITS: Final = 3
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


def tokens_of(text: str) -> list[Token]:
    """Return the words of `text` in order."""
    return [_token(match, text) for match in _TOKEN.finditer(text)]


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
    return all(token.core in REPEATS or token.core in _FILLERS or token.core == "and" for token in tokens_of(rest))


def is_counting(run: DigitRun) -> bool:
    """Whether the run counts up from one."""
    values = [int(element.digits) for element in run.elements if element.digits and element.style is not Style.GUESS]
    return len(values) > 2 and values[0] == 1 and all(after - before == 1 for before, after in pairwise(values))


def _token(match: re.Match[str], text: str) -> Token:
    raw = match.group()
    core = raw.strip(".,;:!?\"'()[]").lower()
    lead = raw.lower().find(core) if core else 0
    rest = _SPACE.match(text, match.end())
    breaks = rest is not None and "\n" in rest.group()
    return Token(match.start() + lead, match.start() + lead + len(core or raw), raw, core or raw, breaks)


def _run_from(tokens: Sequence[Token], index: int) -> list[Element]:
    """Return the elements of the run that begins at token `index`; empty when none does."""
    elements: list[Element] = []
    while index < len(tokens):
        element = _element_at(tokens, index, elements) or _guessed(tokens, index, elements)
        if element is None and elements and tokens[index].core in _FILLERS and index == elements[-1].last + 1:
            index += 1
            continue
        if element is None:
            following = _after_gap(tokens, index, elements) if any(element.digits for element in elements) else None
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


def _after_gap(tokens: Sequence[Token], index: int, before: Sequence[Element]) -> int | None:
    """Return where the run goes on after words that stand between the pieces of a number, None when it does not."""
    told_apart = tokens[index - 1].ends_line
    usual = True
    for place in range(index, min(index + _MAX_APART + 1, len(tokens))):
        element = _element_at(tokens, place, before)
        if element is not None and element.style is not Style.LETTER:
            gap = range(index, place)
            sure = _dictated(before) >= _CERTAIN_DIGITS
            if (
                usual
                and len(gap) <= _MAX_BETWEEN
                and _bridges(tokens, gap, before[-1], element, apart=told_apart, sure=sure)
            ):
                return place
            if told_apart and _resumes(tokens, place, before):
                return place
            return None if not told_apart else _skipped(tokens, element, before)
        usual = usual and (tokens[place].core in _BETWEEN or _counts_pieces(tokens, place))
        told_apart = told_apart or tokens[place].ends_line
        if not usual and not told_apart and place - index > _MAX_LEAD:
            return None
    return None


def _skipped(tokens: Sequence[Token], element: Element, before: Sequence[Element]) -> int | None:
    """Return where dictation goes on shortly after a small number that is part of what is said between ("the two")."""
    if _dictated(before) < _DICTATING_DIGITS:
        return None
    for later in range(element.last + 1, min(element.last + _MAX_LEAD, len(tokens))):
        if tokens[later - 1].ends_line and _dictates(tokens, later):
            return later
    return None


def _resumes(tokens: Sequence[Token], place: int, before: Sequence[Element]) -> bool:
    """Whether dictation goes on here after something else was said: three digits or more, or nothing but digits."""
    dictated = _dictated(before)
    if dictated >= _DICTATING_DIGITS and _dictates(tokens, place):
        return True
    alone = tokens[place - 1].ends_line
    while alone and (element := _element_at(tokens, place, [])) is not None and element.style is Style.UNIT:
        if element.last + 1 >= len(tokens) or tokens[element.last].ends_line:
            return dictated >= _CERTAIN_DIGITS
        place = element.last + 1
    return False


def _dictates(tokens: Sequence[Token], place: int) -> bool:
    """Whether three digits or more are told one by one from here on."""
    said = 0
    while said < _DICTATING_DIGITS and (element := _element_at(tokens, place, [])) is not None:
        if element.style not in {Style.UNIT, Style.WRITTEN}:
            return False
        said, place = said + len(element.digits), element.last + 1
    return said >= _DICTATING_DIGITS


def _dictated(elements: Sequence[Element]) -> int:
    return sum(len(element.digits) for element in elements if element.style in {Style.UNIT, Style.WRITTEN})


def _bridges(tokens: Sequence[Token], gap: range, before: Element, after: Element, *, apart: bool, sure: bool) -> bool:
    """Whether the words of `gap` stand within one number.

    `apart`: an utterance ends among them; `sure`: what stands before is a dictated number already.
    """
    words = [tokens[index].core for index in gap]
    if all(word in _FILLERS for word in words) or words == ["and", "then"]:
        return True
    if not apart and before.style is Style.PAIR:
        return False
    if not apart and after.style is Style.WRITTEN and words == ["and"]:
        return False
    if sure and after.style is Style.UNIT:
        following = tokens[after.last + 1].core if after.last + 1 < len(tokens) else ""
        return following not in _AFTER_AN_ASIDE
    return _goes_on(tokens, after)


def _goes_on(tokens: Sequence[Token], element: Element) -> bool:
    """Whether what stands here is dictated too: two digits or more, one by one."""
    if element.style in {Style.UNIT, Style.WRITTEN, Style.MIXED} and len(element.digits) > 1:
        return True
    place = element.last + 1
    while place < len(tokens) and tokens[place].core in _HESITATIONS:
        place += 1
    following = _element_at(tokens, place, [element])
    if following is None:
        at_end = element.last + 1 >= len(tokens) or tokens[element.last].ends_line
        return element.style is Style.UNIT and at_end
    return Style.UNIT in {element.style, following.style}


def _counts_pieces(tokens: Sequence[Token], index: int) -> bool:
    """Whether a number word counts digits rather than being one: "the last four", "next four"."""
    before = tokens[index - 1].core if index else ""
    return before in {"last", "first", "next", "final"} and tokens[index].core in {
        "two",
        "three",
        "four",
        "five",
        "six",
    }


def _element_at(tokens: Sequence[Token], index: int, before: Sequence[Element]) -> Element | None:
    """Return the element that begins at token `index`; `before`: those of the same run."""
    if index >= len(tokens) or _counts_pieces(tokens, index):
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


def _repeated(core: str, following: str, index: int, before: Sequence[Element]) -> Element | None:
    """Return what "double" doubles: a digit, a letter within a run, or a word that recognizers write for a digit."""
    digit = UNITS.get(following) or (following if following.isdigit() and len(following) == 1 else "")
    digit = digit or (MISHEARD.get(following, "") if before else "")
    if digit:
        return Element(index, index + 1, digit * REPEATS[core], 0, Style.UNIT)
    if before and len(following) == 1 and following.isalpha():
        return Element(index, index + 1, "", REPEATS[core], Style.LETTER)
    return None


def _unit_at(tokens: Sequence[Token], index: int, before: Sequence[Element]) -> bool:
    while index < len(tokens) and tokens[index].core in _FILLERS:
        index += 1
    core = tokens[index].core if index < len(tokens) else ""
    return core in UNITS or core in REPEATS or (core in MISHEARD and len(before) >= _DICTATING_DIGITS)


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


def _guessed(tokens: Sequence[Token], index: int, before: Sequence[Element]) -> Element | None:
    """Return a misheard digit: a digit stands right before it, and others around it make a number likely."""
    core = tokens[index].core
    if core not in MISHEARD:
        return None
    if not before:
        said = core not in _PREPOSITIONS and _dictates(tokens, index + 1)
        return Element(index, index, MISHEARD[core], 0, Style.GUESS) if said else None
    if before[-1].last != index - 1:
        return None
    if before[-1].style not in {Style.UNIT, Style.GUESS}:
        return None
    after = [tokens[place].core for place in range(index + 1, min(index + 3, len(tokens)))]
    dictating = sum(len(element.digits) for element in before if element.style is Style.UNIT) >= _DICTATING_DIGITS
    sure = _is_unit(after[:1]) or (after[:1] and after[0] in MISHEARD and (dictating or _is_unit(after[1:])))
    if not sure and not (dictating and (not after or tokens[index].ends_line)):
        return None
    return Element(index, index, MISHEARD[core], 0, Style.GUESS)


def _is_unit(cores: Sequence[str]) -> bool:
    return bool(cores) and (cores[0] in UNITS or cores[0] in REPEATS)
