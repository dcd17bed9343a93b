"""Finds the words of a piece of evidence in a sentence as it is displayed.

Place in the flow: `app.reports.view` turns each sentence into pieces, marked or not. Pure. The displayed text has case
and punctuation (and may be redacted), the words have times: the wording is looked for first; where it is not found and
both have the same number of words the times decide; else nothing is marked (the evidence is listed beside it anyway).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

_WORD = re.compile(r"\w+(?:'\w+)*")
_SLACK_S = 0.05


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is to be marked."""

    start_s: float
    end_s: float
    text: str
    kind: str
    """Becomes the mark's class: "words", "praise" …"""
    title: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a sentence, marked with one evidence or with none."""

    text: str
    mark: Evidence | None


def pieces(text: str, words: Sequence[Mapping[str, Any]], evidence: Sequence[Evidence]) -> tuple[Piece, ...]:
    """Cut `text` into marked and unmarked pieces; joined with spaces they are `text` again.

    `words`: of the JSON contract (`word`, `start_s`, `end_s`). `evidence`: earlier ones win where two overlap.
    """
    tokens = text.split()
    marks: list[Evidence | None] = [None] * len(tokens)
    for item in evidence:
        for index in _covered(tokens, words, item):
            marks[index] = marks[index] or item
    grouped = groupby(zip(tokens, marks, strict=True), key=lambda pair: pair[1])
    return tuple(Piece(" ".join(token for token, _ in group), mark) for mark, group in grouped)


def _covered(tokens: Sequence[str], words: Sequence[Mapping[str, Any]], item: Evidence) -> range:
    found = _by_wording(tokens, item.text)
    if not found and len(tokens) == len(words):
        inside = [
            index
            for index, word in enumerate(words)
            if item.start_s - _SLACK_S <= (word["start_s"] + word["end_s"]) / 2 <= item.end_s + _SLACK_S
        ]
        found = range(inside[0], inside[-1] + 1) if inside else range(0)
    return found


def _by_wording(tokens: Sequence[str], evidence: str) -> range:
    # A displayed token may be several words ("to-day"): remember which token each word belongs to.
    said = [(word, index) for index, token in enumerate(tokens) for word in _plain_words(token)]
    wanted = _plain_words(evidence)
    for start in range(len(said) - len(wanted) + 1 if wanted else 0):
        if [word for word, _ in said[start : start + len(wanted)]] == wanted:
            return range(said[start][1], said[start + len(wanted) - 1][1] + 1)
    return range(0)


def _plain_words(text: str) -> list[str]:
    return _WORD.findall(text.lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'"))
