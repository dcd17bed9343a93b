"""Redaction: card, account, phone and ID numbers and e-mail addresses leave no trace in what is shown or stored.

Place in the flow: everything that leaves the engine passes here: transcript, words, evidence. Pure. What is private is decided
in `coaching.private_numbers` (numbers), `coaching.spoken_email` and `coaching.birth_dates`; a label takes its place. Length and
words around choose the label (13 to 19 digits are a payment card, ISO/IEC 7812; up to 15 a phone number, ITU-T E.164). Prices,
dates, times and short order numbers stay. docs/redaction.md says how often that goes well.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Final

from pydantic import Field
from pydantic.dataclasses import dataclass as settings_dataclass

from coaching.birth_dates import birth_dates
from coaching.number_cues import PrivateKind
from coaching.private_numbers import are_last_digits, kind_of
from coaching.spoken_digits import tokens_of
from coaching.spoken_email import announced_at_end, email_spans
from coaching.spoken_numbers import DigitRun, digit_runs, may_go_on
from speech.events import Word

__all__ = [
    "STANDARD", "PrivateKind", "PrivateSpan", "RedactionSettings", "find_private", "redact", "redact_together", "redact_words",
]  # fmt: skip

_SHORT_NAMES: Final = {PrivateKind.CARD: "card", PrivateKind.ACCOUNT: "account"}
"""Kinds whose last four digits may stay."""
_MIN_SHORTENED: Final = 8
"""Of a shorter number four digits are half of it."""


@settings_dataclass(frozen=True)
class RedactionSettings:
    """What may stay of private numbers, and what else is private."""

    last_four: Annotated[bool, Field(title="Show the last four digits of card and account numbers")] = False
    names: Annotated[
        str, Field(max_length=20_000, title="Names that are hidden wherever they are said, separated by commas")
    ] = ""

    def listed_names(self) -> tuple[str, ...]:
        """Return the names of the list, longest first, so that "Ann Lee" is found before "Ann"."""
        names = {" ".join(name.split()) for name in self.names.split(",")} - {""}
        return tuple(sorted(names, key=lambda name: (-len(name), name)))


STANDARD: Final = RedactionSettings()
"""Hides every number whole, and no names."""


@dataclass(frozen=True, slots=True)
class PrivateSpan:
    """`text[start:end]` is private."""

    start: int
    end: int
    kind: PrivateKind
    last_four: str = ""
    """The digits that the settings let stand; "" for none."""

    @property
    def label(self) -> str:
        """What is shown instead."""
        if not self.last_four:
            return f"[{self.kind}]"
        return f"[{_SHORT_NAMES.get(self.kind, 'number')} ••••{self.last_four}]"


_LABEL: Final = re.compile(rf"\[(?:{'|'.join(PrivateKind)}|(?:card|account|number) ••••\d{{3,5}})\]")


def find_private(text: str, settings: RedactionSettings = STANDARD, *, open_end: bool = False) -> list[PrivateSpan]:
    """Return what is private in `text`, ascending and disjoint.

    `open_end`: more words will come, so what may be the beginning of a private number at the end is private already.
    """
    spans: list[PrivateSpan] = []
    while True:  # what stands between two labels is judged by itself, so that redacting again finds nothing more
        parts = _between_labels(text, spans)
        found = [
            replace(span, start=start + span.start, end=start + span.end)
            for start, end in parts
            for span in _found(text[start:end], settings, open_end=open_end and end == len(text))
        ]
        if not found:
            return spans
        spans = sorted((*spans, *found), key=lambda span: span.start)


def redact(text: str, settings: RedactionSettings = STANDARD) -> str:
    """Return `text` with everything private replaced by a label in brackets."""
    return redact_together((text,), settings)[0]


def redact_together(
    texts: Sequence[str], settings: RedactionSettings = STANDARD, *, open_end: bool = False
) -> list[str]:
    """Redact utterances that follow each other: a number told in pieces is private in each of them.

    `open_end`: the last one goes on, or another may follow (live views); see `find_private`.
    """
    joined = "\n".join(texts)
    pieces: list[str] = []
    spans, offset = find_private(joined, settings, open_end=open_end), 0
    for text in texts:
        end = offset + len(text)
        pieces.append(_replaced(text, offset, [span for span in spans if span.start < end and span.end > offset]))
        offset = end + 1
    return pieces


def redact_words(
    utterances: Sequence[Sequence[Word]], settings: RedactionSettings = STANDARD, *, open_end: bool = False
) -> list[tuple[Word, ...]]:
    """Redact the words of utterances that follow each other; the words of a private span become one labelled word."""
    joined = "\n".join(" ".join(word.text for word in words) for words in utterances)
    spans, offset = find_private(joined, settings, open_end=open_end), 0
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


def _disjoint(spans: Sequence[PrivateSpan]) -> list[PrivateSpan]:
    """Return the spans in order, those that overlap made one under the name of the first."""
    result: list[PrivateSpan] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if not result or span.start >= result[-1].end:
            result.append(span)
        elif span.end > result[-1].end:
            result[-1] = replace(result[-1], end=span.end, last_four="")
    return result


def _between_labels(text: str, spans: Sequence[PrivateSpan]) -> list[tuple[int, int]]:
    """Return start and end of the parts of `text` that hold neither a label written before nor a span."""
    taken = sorted([match.span() for match in _LABEL.finditer(text)] + [(span.start, span.end) for span in spans])
    starts = [0, *(end for _, end in taken)]
    ends = [*(start for start, _ in taken), len(text)]
    return [(start, end) for start, end in zip(starts, ends, strict=True) if start < end]


def _found(text: str, settings: RedactionSettings, *, open_end: bool) -> list[PrivateSpan]:
    """Return what is private in a text without labels."""
    spans = [PrivateSpan(start, end, PrivateKind.EMAIL) for start, end in email_spans(text)]
    if open_end and (start := announced_at_end(text)) is not None:
        spans.append(PrivateSpan(start, len(text.rstrip()), PrivateKind.EMAIL))
    for run in digit_runs(tokens_of(text)):
        kind = kind_of(text, run, open_end=open_end and may_go_on(text[run.end :]))
        if kind is not None:
            spans.append(
                PrivateSpan(run.start, run.end, kind, _last_four(text, run, kind) if settings.last_four else "")
            )
    spans += [PrivateSpan(start, end, PrivateKind.BIRTH_DATE) for start, end in birth_dates(text)]
    return _disjoint([*spans, *_names(text, settings)])


def _last_four(text: str, run: DigitRun, kind: PrivateKind) -> str:
    """Return the digits of a card or account number that may stay; "" for none."""
    if run.letters:
        return ""
    if are_last_digits(text, run):
        return run.digits
    return run.digits[-4:] if kind in _SHORT_NAMES and len(run.digits) >= _MIN_SHORTENED else ""


def _names(text: str, settings: RedactionSettings) -> list[PrivateSpan]:
    names = settings.listed_names()
    if not names:
        return []
    pattern = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in names)
    return [
        PrivateSpan(match.start(), match.end(), PrivateKind.NAME)
        for match in re.finditer(rf"(?<!\w)(?:{pattern})(?!\w)", text, re.IGNORECASE)
    ]
