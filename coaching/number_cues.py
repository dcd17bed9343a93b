"""What the words around a number say about it: whose it is, or that it is nothing private.

Place in the flow: `coaching.redaction` asks for each run of digits that `coaching.spoken_numbers` found. Pure. The words
themselves are listed from what agents say; benchmarks/redaction_quality.py measures what they are worth.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

BEFORE_CHARS: Final = 64
"""A cue is looked for so far before a number …"""
AFTER_CHARS: Final = 40
"""… and, where none stands there, so far after it."""


class PrivateKind(StrEnum):
    """What was hidden; the label that stands in its place."""

    CARD = "card number"
    ACCOUNT = "account number"
    PHONE = "phone number"
    ID = "ID number"
    CODE = "security code"
    NUMBER = "number"
    EMAIL = "e-mail address"
    LAST_DIGITS = "last digits"
    BIRTH_DATE = "date of birth"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that name a kind of number."""

    kind: PrivateKind
    strong: bool
    """They announce the number itself, so that a few digits are private already."""
    distance: int
    """Characters between the cue and the number."""


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)


_CODE: Final = _words(
    r"security (?:code|number)|c ?v ?[vc]2?|p ?i ?n(?:'s)?(?! code)|pass ?codes?|one time (?:code|password|passcode)|o ?t ?p"
    r"|authenticator|code from the app|(?:three|four|six|\d) digit code|(?:on|at) the (?:back|front)|the back is"
    r"|(?:verification|recovery|override|access|banking|voicemail|text|txt|our|your|the|my) code(?:'s|s)?"
    r"(?: is| was| says| on my side says)?|code's|token(?: is)?"
)
_STRONG: Final = (
    (
        PrivateKind.CARD,
        _words(
            r"card(?:'s| is)?(?: number)?(?:'s| is)?|number on the card|(?:long|full) number|card ending|visa|mastercard|amex|discover"
        ),
    ),
    (
        PrivateKind.ACCOUNT,
        _words(
            r"account(?: number)?(?:'s| is)?|sort code(?:'s| is)?|i ?b ?a ?n|routing(?: number)?|b ?s ?b|i f s c|transit"
            r"|savings|checking|direct debit(?: is from)?|payroll to|bank details"
        ),
    ),
    (
        PrivateKind.ID,
        _words(
            r"passport(?: number)?|(?:driv\w+'?s? )?licen[cs]e(?: number)?|national insurance(?: number)?|n ?i(?: number)?"
            r"|social(?: security| insurance)?(?: number)?|sin|s s n|p ?p ?s(?: number)?|tax (?:file )?(?:number|i d|id)|t ?i ?n|e i n"
            r"|ein'?s?|i r d|ird|aadhaa?r(?: number)?|p ?a ?n(?: card| number)?(?: is)?|voter card|medicare(?: number)?|member(?:ship)?"
            r"(?: number| i d| id)?|health ?care card(?: number)?|health card(?: number)?|concession card|n ?h ?s(?: number)?"
            r"|u ?t ?r|vat(?: reg| number)?|m ?p ?r ?n|m p a n(?: core number)?|mpan|i ?m ?e ?i|customer i ?d|policy(?: number|'s)?"
            r"|staff i ?d|employee number|(?:my|your|the|his|her) i ?d(?: number)?|i ?d number|insurance i ?d|m ?r ?n|record number"
            r"|known travell?er(?: number)?|redress(?: number)?|frequent flyer(?: number)?|avios(?: number)?|loyalty(?: number)?"
            r"|rewards(?: number)?|superannuation(?: member)?|sss(?: number)?|blue badge(?: number)?|library card|npi|group|rx bin|sim"
            r"|personal number|number of tax"
        ),
    ),
    (
        PrivateKind.PHONE,
        _words(
            r"(?:tele)?phone(?: number)?|mobile(?: number|'s)?|cell(?: number)?|landline|callback|area code|call (?:you|me|us|back)"
            r"|ring|reach (?:you|me)|text|fax|contact|home's|line (?:one|two) is|number's"
        ),
    ),
)
_REFERENCE: Final = _words(
    r"(?:reference|tracking|order|confirmation|serial|ticket|booking|case|complaint|company|invoice)(?: number|'s)?|license key"
)
_LAST_DIGITS: Final = re.compile(
    r"\b(?:end(?:s|ing|ed)?(?: in| with| on)?|last (?:four|three|4|3)(?: digits| numbers)?(?: (?:of|on) (?:your|the|my) [\w ]{2,24}?)?)"
    r"(?: which| that)?(?: (?:is|are|were|was|being|with|in))?[\s,:]*$",
    re.IGNORECASE,
)
_NOT_PRIVATE: Final = _words(
    r"expir\w+(?: date)?|expiry|postal code|(?:discount|promo|tax|procedure|dialling|fault|product|country) code|error(?: code)?|flight|model|version|room|flat|apartment|suite|cabin|channel|channels|extension|postcode|post code|zip(?: code)?"
    r"|eircode|pin code|meter read|reading(?: is)?|windows|boeing|page|section|clause|form|the part is|gate|row|rows|seats?"
)
_SORT_CODE: Final = re.compile(r"\bsort code\W+(?:\w+\W+){0,2}$", re.IGNORECASE)


def cue_for(text: str, start: int, end: int) -> Cue | None:
    """Return the nearest cue before `text[start:end]`, else one shortly after it, else None."""
    before = text[max(0, start - BEFORE_CHARS) : start]
    found = [
        Cue(kind, strong=True, distance=len(before) - match.end())
        for kind, words in ((PrivateKind.CODE, _CODE), *_STRONG, (PrivateKind.NUMBER, _REFERENCE))
        for match in words.finditer(before)
    ]
    if found:
        return min(found, key=lambda cue: cue.distance)
    after = text[end : end + AFTER_CHARS].partition("\n")[0]
    for kind, words in ((PrivateKind.CODE, _CODE), *_STRONG):
        if match := words.search(after):
            return Cue(kind, strong=False, distance=match.start())
    return None


def leads_to_last_digits(text: str, start: int) -> bool:
    """Whether the words before say that the last few digits of a number follow."""
    return _LAST_DIGITS.search(text[max(0, start - BEFORE_CHARS) : start]) is not None


def is_sort_code(text: str, start: int) -> bool:
    """Whether a sort code is announced, which is told in pairs."""
    return _SORT_CODE.search(text[max(0, start - BEFORE_CHARS) : start]) is not None


def is_harmless(text: str, start: int) -> bool:
    """Whether the words right before name a kind of number that is not private (a flight, a room, an error code)."""
    before = text[max(0, start - 24) : start]
    return any(len(before) - match.end() <= 6 for match in _NOT_PRIVATE.finditer(before))
