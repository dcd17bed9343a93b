"""Which runs of digits are private, and what kind of number each is.

Place in the flow: `coaching.redaction` asks for each run that `coaching.spoken_numbers` found; `coaching.number_cues` reads
the words around it. Pure.

A dictated run of six digits or more is private, whatever it is: a number that was kept by mistake cannot be taken back.
Fewer digits are private where the words before announce them ("your PIN is", "card number"). Numbers of two digits side by
side are prices, times and years as often as not: they need a cue, or many digits. benchmarks/redaction_quality.py measures it.
"""

import re
from typing import Final

from coaching.number_cues import Cue, PrivateKind, cue_for, is_harmless, is_sort_code, leads_to_last_digits
from coaching.spoken_digits import Style
from coaching.spoken_numbers import DigitRun, is_counting

MIN_PRIVATE_DIGITS: Final = 6
MIN_CODE_DIGITS: Final = 3
"""So many digits are a security code where one is announced, and the beginning or end of a number right behind its name."""
_RIGHT_BEHIND_CHARS: Final = 12
_NAMED_AFTER_CHARS: Final = 12
_MIN_PAIRED_DIGITS: Final = 12
_OPEN_DIGITS: Final = 3
"""While somebody speaks, so many dictated digits at the end may become a private number."""
_LAST_DIGITS: Final = range(3, 6)
_ACCOUNTS: Final = frozenset((PrivateKind.CARD, PrivateKind.ACCOUNT))
_NAMED_FIRST: Final = frozenset((PrivateKind.ID, PrivateKind.ACCOUNT, PrivateKind.NUMBER))
"""Kinds whose name says more than the number's length."""


def kind_of(text: str, run: DigitRun, *, open_end: bool = False) -> PrivateKind | None:
    """Return what kind of private number the run is, None when it may stay.

    `open_end`: more words will come, so what may be the beginning of a private number is private already.
    """
    cue = cue_for(text, run.start, run.end)
    if are_last_digits(text, run):
        return cue.kind if cue is not None and cue.kind in _ACCOUNTS else PrivateKind.LAST_DIGITS
    if _is_private(text, run, cue) or (open_end and run.dictated >= _OPEN_DIGITS):
        return _kind(cue, run, dialled=text[run.start] in "+0")
    return None


def are_last_digits(text: str, run: DigitRun) -> bool:
    """Whether the run is the last few digits of a number, as the words before say."""
    named = cue_for(text, run.start, run.end) is not None
    return len(run.digits) in _LAST_DIGITS[not named :] and leads_to_last_digits(text, run.start)


def _is_private(text: str, run: DigitRun, cue: Cue | None) -> bool:
    if _is_code(text, run, cue):
        return True
    announced = cue is not None and cue.strong and cue.distance <= _RIGHT_BEHIND_CHARS
    if is_harmless(text, run.start) and run.count < (10 if run.letters and not announced else 8):
        return False
    if run.letters:
        return _is_mixed(run, cue)
    if run.count < MIN_PRIVATE_DIGITS:
        return _is_piece(text, run, cue, announced=announced)
    return _is_long(text, run, cue, announced=announced)


def _is_long(text: str, run: DigitRun, cue: Cue | None, *, announced: bool) -> bool:
    """Whether six digits or more are a number rather than a date, years, or counting."""
    if _is_dated(text, run):
        return cue is not None and cue.distance <= 1
    if _counts_aloud(text, run) or _is_years(run):
        return announced
    return cue is not None or run.dictated * 2 >= run.count or run.count >= _MIN_PAIRED_DIGITS


def _is_code(text: str, run: DigitRun, cue: Cue | None) -> bool:
    """Whether a security code is announced, before the run or right after it ("… on the back")."""
    if cue is None or cue.kind is not PrivateKind.CODE or run.count < MIN_CODE_DIGITS:
        return False
    return (cue.strong or cue.distance <= _NAMED_AFTER_CHARS) and not is_harmless(text, run.start)


def _is_mixed(run: DigitRun, cue: Cue | None) -> bool:
    """Whether letters and digits together are an ID number."""
    if run.count >= MIN_PRIVATE_DIGITS:
        return True
    if cue is None or cue.kind is PrivateKind.NUMBER or run.count + run.letters < MIN_PRIVATE_DIGITS:
        return False
    return run.count >= (2 if cue.strong else 4)


def _is_piece(text: str, run: DigitRun, cue: Cue | None, *, announced: bool) -> bool:
    """Whether a few digits are a piece of an announced number; of telephone and order numbers a piece tells nothing."""
    telling = announced and cue is not None and cue.kind not in {PrivateKind.NUMBER, PrivateKind.PHONE}
    if run.count >= MIN_CODE_DIGITS and is_sort_code(text, run.start):
        return True
    return telling and run.dictated >= MIN_CODE_DIGITS


def _is_years(run: DigitRun) -> bool:
    """Whether the run is years side by side, in figures ("2019, 2020") or words ("twenty nineteen")."""
    if all(element.style is Style.WRITTEN for element in run.elements):
        return all(re.fullmatch(r"(?:19|20)\d\d", element.digits) for element in run.elements)
    in_pairs = all(len(element.digits) == 2 for element in run.elements)
    return in_pairs and all(element.digits in {"19", "20"} for element in run.elements[::2])


def _is_dated(text: str, run: DigitRun) -> bool:
    """Whether the run is a day, month and year after a word such as "from"."""
    date = re.fullmatch(r"(?:0[1-9]|[12]\d|3[01]){2}(?:19|20)\d\d", run.digits)
    return date is not None and re.search(r"\b(?:on|from|since|until|by|dated|to)\s$", text[: run.start]) is not None


def _counts_aloud(text: str, run: DigitRun) -> bool:
    return is_counting(run) and "count" in text[max(0, run.start - 24) : run.start].lower()


def _kind(cue: Cue | None, run: DigitRun, *, dialled: bool) -> PrivateKind:
    if cue is not None and cue.kind is PrivateKind.CODE and len(run.digits) <= 8:
        return PrivateKind.CODE
    named = cue.kind if cue is not None and cue.kind is not PrivateKind.CODE else None
    if named in _NAMED_FIRST:
        return named or PrivateKind.NUMBER
    if run.letters:
        return PrivateKind.ID
    if 13 <= len(run.digits) <= 19:
        return PrivateKind.CARD
    if named is not None:
        return named
    return PrivateKind.PHONE if dialled or run.digits[0] == "0" or len(run.digits) in {10, 11} else PrivateKind.NUMBER
