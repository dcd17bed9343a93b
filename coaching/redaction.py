"""Redaction: card, account, phone and ID numbers and e-mail addresses leave no trace in what is shown or stored.

Place in the flow: everything that leaves the engine passes here: transcript, words, evidence. Pure.

A run of six digits or more is private, whatever it is: a number that was kept by mistake cannot be taken back. Its
length and the words before it only choose the label (13 to 19 digits are a payment card, ISO/IEC 7812; up to 15 a phone
number, ITU-T E.164). Prices, dates, times and short order numbers stay.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from coaching.spoken_numbers import DigitRun, digit_runs
from speech.events import Word

MIN_PRIVATE_DIGITS: Final = 6
_MIN_CODE_DIGITS: Final = 3
_CONTEXT_CHARS: Final = 48


class PrivateKind(StrEnum):
    """What was hidden; the label that stands in its place."""

    CARD = "card number"
    ACCOUNT = "account number"
    PHONE = "phone number"
    ID = "ID number"
    CODE = "security code"
    NUMBER = "number"
    EMAIL = "e-mail address"


@dataclass(frozen=True, slots=True)
class PrivateSpan:
    """`text[start:end]` is private."""

    start: int
    end: int
    kind: PrivateKind

    @property
    def label(self) -> str:
        """What is shown instead."""
        return f"[{self.kind}]"


_CODE_WORDS: Final = re.compile(r"(security code|c ?v ?[vc2]|\bpin|pass ?code|verification code)\b", re.IGNORECASE)
_KIND_WORDS: Final = (
    (PrivateKind.CARD, re.compile(r"\b(card|visa|mastercard|amex)\b", re.IGNORECASE)),
    (PrivateKind.ACCOUNT, re.compile(r"\b(account|sort code|iban|routing)\b", re.IGNORECASE)),
    (
        PrivateKind.ID,
        re.compile(
            r"\b(passport|licen[cs]e|insurance|social|security number|policy|i\.?d\.?|member\w*)\b", re.IGNORECASE
        ),
    ),
    (PrivateKind.PHONE, re.compile(r"\b(phone|mobile|cell|telephone|call|reach|ring|text)\b", re.IGNORECASE)),
)
_WRITTEN_EMAIL: Final = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_SPOKEN_EMAIL: Final = re.compile(
    r"(?:[\w'-]+\s+(?:dot|underscore|dash|hyphen|plus)\s+)*[\w'.-]+,?\s+at\s+[\w-]+(?:\s+(?:dash|hyphen)\s+[\w-]+)*"
    r"(?:\s+(?:dot|point)\s+[\w-]+|\.(?:com|org|net|co|io|edu|gov|de|fr|uk|eu)\b)+",
    re.IGNORECASE,
)


def find_private(text: str) -> list[PrivateSpan]:
    """Return what is private in `text`, ascending and disjoint."""
    emails = [
        PrivateSpan(match.start(), match.end(), PrivateKind.EMAIL)
        for pattern in (_WRITTEN_EMAIL, _SPOKEN_EMAIL)
        for match in pattern.finditer(text)
    ]
    numbers = [span for run in digit_runs(text) if (span := _judge(text, run)) is not None]
    result: list[PrivateSpan] = []
    for span in sorted((*emails, *numbers), key=lambda span: (span.start, -span.end)):
        if not result or span.start >= result[-1].end:
            result.append(span)
        elif span.end > result[-1].end:
            result[-1] = replace(result[-1], end=span.end)
    return result


def redact(text: str) -> str:
    """Return `text` with everything private replaced by a label in brackets."""
    return redact_together((text,))[0]


def redact_together(texts: Sequence[str]) -> list[str]:
    """Redact utterances that follow each other: a number told in pieces is private in each of them."""
    joined = "\n".join(texts)
    pieces: list[str] = []
    spans, offset = find_private(joined), 0
    for text in texts:
        end = offset + len(text)
        pieces.append(_replaced(text, offset, [span for span in spans if span.start < end and span.end > offset]))
        offset = end + 1
    return pieces


def redact_words(utterances: Sequence[Sequence[Word]]) -> list[tuple[Word, ...]]:
    """Redact the words of utterances that follow each other; the words of a private span become one labelled word."""
    joined = "\n".join(" ".join(word.text for word in words) for words in utterances)
    spans, offset = find_private(joined), 0
    result: list[tuple[Word, ...]] = []
    for words in utterances:
        kept: list[Word] = []
        hidden: PrivateSpan | None = None
        for word in words:
            span = next((s for s in spans if s.start < offset + len(word.text) and s.end > offset), None)
            if span is not None and span is hidden:
                kept[-1] = replace(kept[-1], end_s=word.end_s)
            else:
                kept.append(word if span is None else replace(word, text=span.label, confidence=None))
            hidden = span
            offset += len(word.text) + 1
        offset += not words
        result.append(tuple(kept))
    return result


def _replaced(text: str, offset: int, spans: list[PrivateSpan]) -> str:
    """Return `text`, which begins at `offset` of the joined text, with `spans` labelled."""
    for span in reversed(spans):
        text = text[: max(0, span.start - offset)] + span.label + text[max(0, span.end - offset) :]
    return text


def _judge(text: str, run: DigitRun) -> PrivateSpan | None:
    """Return the run as a private span, None when it may stay."""
    before = text[max(0, run.start - _CONTEXT_CHARS) : run.start]
    count = len(run.digits)
    if count < MIN_PRIVATE_DIGITS:
        code = _CODE_WORDS.search(before) is not None and count >= _MIN_CODE_DIGITS
        return PrivateSpan(run.start, run.end, PrivateKind.CODE) if code else None
    return PrivateSpan(run.start, run.end, _kind(before, run))


def _kind(before: str, run: DigitRun) -> PrivateKind:
    if run.mixed:
        return PrivateKind.ID
    if 13 <= len(run.digits) <= 19:
        return PrivateKind.CARD
    named = [(match.start(), kind) for kind, words in _KIND_WORDS for match in words.finditer(before)]
    if named:
        return max(named)[1]
    return PrivateKind.PHONE if run.dialled or len(run.digits) in {10, 11} else PrivateKind.NUMBER
