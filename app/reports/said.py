"""The transcript of a call for people: what the agent said, with evidence marked, and when the customer spoke.

Place in the flow: `app.reports.view` puts it on the page. Pure.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.reports.marking import Evidence, Piece, pieces
from app.reports.moments import PRAISE_TITLES, Document, rule_kind, rule_title
from app.reports.timeline import clock
from coaching.rulebook.schema import Rulebook

_SHORTEST_TURN_S = 1.0
"""Customer speech shorter than this is a sign of listening and gets no line."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the transcript: what the agent said, or that the customer spoke."""

    at: str
    speaker: str
    """"agent" or "customer"."""
    pieces: tuple[Piece, ...]
    start_s: float


def lines_of(document: Document, rulebook: Rulebook) -> tuple[Line, ...]:
    """Return the lines in order of time."""
    evidence = sorted(_evidence(document, rulebook), key=lambda item: (item.kind == "praise", -len(item.text)))
    said = (
        Line(clock(part["start_s"]), "agent", _marked(part, evidence), part["start_s"])
        for part in document["transcript"]
    )
    heard = (
        Line(clock(start), "customer", (Piece(f"customer speaks (not transcribed), {end - start:.0f} s", None),), start)
        for start, end in _merged(document["speech"]["customer"])
        if end - start >= _SHORTEST_TURN_S
    )
    return tuple(sorted((*said, *heard), key=lambda line: line.start_s))


def _evidence(document: Document, rulebook: Rulebook) -> Iterator[Evidence]:
    for found in document["detections"]:
        kind, title = rule_kind(rulebook, found["rule_id"]), rule_title(rulebook, found["rule_id"])
        yield Evidence(found["start_s"], found["end_s"], str(found["evidence"]), kind, title)
    for praise in document["praise"]:
        title = PRAISE_TITLES.get(praise["praise_id"], str(praise["praise_id"]))
        yield Evidence(praise["start_s"], praise["end_s"], str(praise["evidence"]), "praise", title)


def _marked(part: Mapping[str, Any], evidence: Sequence[Evidence]) -> tuple[Piece, ...]:
    near = [e for e in evidence if e.start_s < part["end_s"] + 0.5 and e.end_s > part["start_s"] - 0.5]
    return pieces(str(part["text"]), part["words"], near)


def _merged(spans: Sequence[Sequence[float]], pause_s: float = 1.5) -> list[tuple[float, float]]:
    """Join stretches with short pauses between them: a turn, not its phrases, is worth a line."""
    merged: list[tuple[float, float]] = []
    for start, end in spans:
        if merged and start - merged[-1][1] < pause_s:
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return merged
