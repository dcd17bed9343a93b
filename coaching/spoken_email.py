"""E-mail addresses in transcribed speech, written ("jane@x.org") or spoken ("jane dot doe at x dot org", letter by letter).

Place in the flow: `coaching.redaction` hides what is found here. Pure. An address is found from its middle: "at" with a
domain after it; then the words before it are taken as far as they can belong to the name.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from coaching.spoken_digits import REPEATS, TEENS, TENS, UNITS, Token, tokens_of

_WRITTEN: Final = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_DOTS: Final = frozenset(("dot", "point", "punkt"))
_JOINTS: Final = frozenset((*_DOTS, "underscore", "dash", "hyphen", "minus", "plus", "."))
_ENDINGS: Final = frozenset((
    "com", "org", "net", "edu", "gov", "info", "biz", "co", "io", "ai", "app", "dev", "me", "ac", "uk", "ie", "eu", "us", "ca",
    "au", "nz", "za", "in", "ph", "sg", "hk", "jp", "de", "fr", "es", "it", "nl", "be", "ch", "at", "se", "no", "dk", "pl", "pt",
))  # fmt: skip
_PROVIDERS: Final = frozenset((
    "gmail", "googlemail", "hotmail", "yahoo", "outlook", "icloud", "aol", "protonmail", "btinternet", "rediffmail", "live",
))  # fmt: skip
NOT_IN_NAMES: Final = frozenset((
    "is", "it's", "its", "it", "that's", "that", "to", "on", "me", "us", "you", "your", "my", "our", "his", "her", "their",
    "email", "e-mail", "mail", "emails", "email's", "address", "send", "sent", "sending", "and", "or", "so", "okay", "ok", "yes",
    "no", "not", "sorry", "with", "for", "under", "use", "have", "got", "be", "was", "are", "i've", "i'll", "write", "up", "look",
    "find", "visit", "website", "page", "site", "online", "order", "form", "login", "login's", "into", "of", "by", "please", "right",
    "correct", "all", "them", "him", "goes", "go", "via", "id", "just", "back", "again", "contact", "file", "team's", "know", "what",
    "work", "uh", "um", "er", "po", "sir", "ma'am", "well", "now", "we", "as", "look", "meet", "available", "here", "there",
))  # fmt: skip
"""Words that stand before an address and are not part of it."""
_NO_LABELS: Final = frozenset(("no", "not", "is", "that", "or", "but"))
_CUE: Final = re.compile(r"\b(?:e ?-?mails?|mail id|login|address|send|sent|sending|goes|write)\b", re.IGNORECASE)
_ANNOUNCEMENT: Final = re.compile(r"\be ?-?mail(?: id| address)?(?:'s| is|:)\s+(?=\S)", re.IGNORECASE)
_MAX_LABELS: Final = 4
_MAX_PLAIN: Final = 3
"""Words side by side without "dot" between them that may be a name or a domain ("the little bakery dot co dot uk")."""
_MAX_NAME: Final = 16


def email_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of each address in `text`; they may overlap."""
    for match in _WRITTEN.finditer(text):
        yield match.start(), match.end()
    tokens = tokens_of(text)
    for index, token in enumerate(tokens):
        if token.core == "at":
            domain, certain = _domain_after(tokens, index)
            first = _name_before(tokens, index)
            if domain is not None and first is not None and (certain or _announced(text, tokens, first, index)):
                yield tokens[first].start, tokens[domain].end
    yield from _pieces(text, tokens)


def announced_at_end(text: str) -> int | None:
    """Return where an address begins that was announced and may be going on at the end of `text`, None for none."""
    starts = [match.end() for match in _ANNOUNCEMENT.finditer(text)]
    if not starts or len(text[starts[-1] :].split()) > _MAX_NAME:
        return None
    return starts[-1]


def _announced(text: str, tokens: Sequence[Token], first: int, at: int) -> bool:
    """Whether a provider without an ending is an address: it was announced, or its name is dotted."""
    dotted = any(token.core in _JOINTS for token in tokens[first:at])
    return dotted or _CUE.search(text[max(0, tokens[first].start - 48) : tokens[first].start]) is not None


def _domain_after(tokens: Sequence[Token], at: int) -> tuple[int | None, bool]:
    """Return the last token of the domain after "at", and whether it has an ending such as "dot com"."""
    index = at + 1
    if [token.core for token in tokens[index : index + 2]] == ["the", "rate"]:
        index += 2
    first = index
    while index < len(tokens) and index - first < 2 * _MAX_LABELS:
        core = tokens[index].core
        if core in _DOTS and index > first:
            return _endings(tokens, index)
        if re.fullmatch(r"[\w-]+(?:\.[a-z]{2,})+", core):
            return index, True
        if (
            core in _NO_LABELS
            or not re.fullmatch(r"[\w'-]+", core)
            or (index == first and core in {"the", "a"} and not _dotted(tokens, index))
        ):
            break
        if core not in _JOINTS and index - first >= _MAX_LABELS and not _joined(tokens, first, index):
            break
        index += 1
    if first < len(tokens) and tokens[first].core in _PROVIDERS:
        return first, False
    return None, False


def _dotted(tokens: Sequence[Token], index: int) -> bool:
    """Whether a domain may begin with a small word: "the little bakery dot co", but not "the dot com"."""
    return index + 1 < len(tokens) and tokens[index + 1].core not in _DOTS and tokens[index].core == "the"


def _joined(tokens: Sequence[Token], first: int, index: int) -> bool:
    return sum(token.core not in _JOINTS for token in tokens[first : index + 2]) <= _MAX_LABELS


def _endings(tokens: Sequence[Token], dot: int) -> tuple[int | None, bool]:
    """Return the last token of "dot com", "dot co dot uk", "dot i o"; None when no known ending follows."""
    last: int | None = None
    index = dot
    while index + 1 < len(tokens) and tokens[index].core in _DOTS:
        core = tokens[index + 1].core
        pair = core + tokens[index + 2].core if index + 2 < len(tokens) else ""
        if len(core) == 1 and pair in _ENDINGS:
            last, index = index + 2, index + 3
        elif core in _ENDINGS or core.split(".")[-1] in _ENDINGS:
            last, index = index + 1, index + 2
        else:  # a domain of several labels: "mail dot example dot com"
            index += 2
    return last, last is not None


def _name_before(tokens: Sequence[Token], at: int) -> int | None:
    """Return the first token of the name before "at", None when nothing there can be one."""
    first: int | None = None
    plain = 0
    index = at - 1
    while index >= 0 and at - index <= _MAX_NAME:
        core = tokens[index].core
        if core in _JOINTS:
            plain = 0
        elif _is_part(core) or _spells(tokens, index):
            first = index
        elif core in NOT_IN_NAMES and not (index and tokens[index - 1].core in _JOINTS and first is not None):
            break
        elif plain < _MAX_PLAIN and re.fullmatch(r"[\w'.-]+", core):
            first, plain = index, plain + 1
        else:
            break
        index -= 1
    return first


def _is_part(core: str) -> bool:
    """Whether it is a letter or a number, of which a name may have many."""
    return (len(core) == 1 and core.isalnum()) or core in UNITS or core in TEENS or core in TENS or core in REPEATS


def _spells(tokens: Sequence[Token], index: int) -> bool:
    """Whether the word says which letter is meant: "s as in sam", "b for bravo", or is "as", "in", "for" of such words."""
    cores = [token.core for token in tokens[max(0, index - 3) : index + 3]]
    place = min(index, 3)
    for start in range(len(cores)):
        named = cores[start + 1 : start + 3] == ["as", "in"] and start <= place <= start + 3
        spelled = cores[start + 1 : start + 2] == ["for"] and start <= place <= start + 2
        if len(cores[start]) == 1 and (named or spelled):
            return True
    return False


def _pieces(text: str, tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Yield dotted names that were announced as an address but have no "at" yet: "email is jane dot doe"."""
    for index in range(1, len(tokens) - 1):
        if tokens[index].core in {"dot", "underscore"} and tokens[index + 1].core not in _ENDINGS | NOT_IN_NAMES:
            first = _name_before(tokens, index)
            named = first is not None and any(
                not _is_part(token.core) and token.core not in _JOINTS for token in tokens[first : index + 2]
            )
            if (
                first is not None
                and named
                and _CUE.search(text[max(0, tokens[first].start - 24) : tokens[first].start])
            ):
                yield tokens[first].start, tokens[index + 1].end
