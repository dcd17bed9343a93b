"""What is said between the pieces of a number, and whether the number goes on after it.

Place in the flow: `coaching.spoken_numbers` asks here where the digits of a run stop. Pure. Fillers and corrections ("no sorry")
stand within a number anywhere; between two utterances anything short may ("okay", "let me just click in here").
"""

from collections.abc import Sequence
from typing import Final

from coaching.spoken_digits import DICTATING_DIGITS, FILLERS, Element, Style, Token, counts_pieces, element_at

_HESITATIONS: Final = FILLERS | {"and", "sorry", "no"}
_BETWEEN: Final = frozenset((
    *FILLERS, "and", "the", "no", "not", "sorry", "wait", "hang", "on", "hold", "scratch", "that", "that's", "my", "bad", "so",
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


def after_gap(tokens: Sequence[Token], index: int, before: Sequence[Element]) -> int | None:
    """Return where the run goes on after words that stand between the pieces of a number, None when it does not."""
    told_apart = tokens[index - 1].ends_line
    usual = True
    for place in range(index, min(index + _MAX_APART + 1, len(tokens))):
        element = element_at(tokens, place, before)
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
        usual = usual and (tokens[place].core in _BETWEEN or counts_pieces(tokens, place))
        told_apart = told_apart or tokens[place].ends_line
        if not usual and not told_apart and place - index > _MAX_LEAD:
            return None
    return None


def dictates(tokens: Sequence[Token], place: int) -> bool:
    """Whether three digits or more are told one by one from here on."""
    said = 0
    while said < DICTATING_DIGITS and (element := element_at(tokens, place, [])) is not None:
        if element.style not in {Style.UNIT, Style.WRITTEN}:
            return False
        said, place = said + len(element.digits), element.last + 1
    return said >= DICTATING_DIGITS


def _skipped(tokens: Sequence[Token], element: Element, before: Sequence[Element]) -> int | None:
    """Return where dictation goes on shortly after a small number that is part of what is said between ("the two")."""
    if _dictated(before) < DICTATING_DIGITS:
        return None
    for later in range(element.last + 1, min(element.last + _MAX_LEAD, len(tokens))):
        if tokens[later - 1].ends_line and dictates(tokens, later):
            return later
    return None


def _resumes(tokens: Sequence[Token], place: int, before: Sequence[Element]) -> bool:
    """Whether dictation goes on here after something else was said: three digits or more, or nothing but digits."""
    dictated = _dictated(before)
    if dictated >= DICTATING_DIGITS and dictates(tokens, place):
        return True
    alone = tokens[place - 1].ends_line
    while alone and (element := element_at(tokens, place, [])) is not None and element.style is Style.UNIT:
        if element.last + 1 >= len(tokens) or tokens[element.last].ends_line:
            return dictated >= _CERTAIN_DIGITS
        place = element.last + 1
    return False


def _dictated(elements: Sequence[Element]) -> int:
    return sum(len(element.digits) for element in elements if element.style in {Style.UNIT, Style.WRITTEN})


def _bridges(tokens: Sequence[Token], gap: range, before: Element, after: Element, *, apart: bool, sure: bool) -> bool:
    """Whether the words of `gap` stand within one number.

    `apart`: an utterance ends among them; `sure`: what stands before is a dictated number already.
    """
    words = [tokens[index].core for index in gap]
    if all(word in FILLERS for word in words) or words == ["and", "then"]:
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
    following = element_at(tokens, place, [element])
    if following is None:
        at_end = element.last + 1 >= len(tokens) or tokens[element.last].ends_line
        return element.style is Style.UNIT and at_end
    return Style.UNIT in {element.style, following.style}
