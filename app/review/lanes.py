"""What the timeline draws: stretches and marks by lane, out of one session's document.

Place in the flow: `session_view` makes it in the worker, `timeline_plot` draws it in one item a lane. No Qt.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from app.reports.moments import Document, Moment
from app.reports.timeline import Span, overlaps
from app.translation.words import QT_TRANSLATE_NOOP
from coaching.detectors.promises import PromiseSettings

NAMES: Final = {
    "agent": QT_TRANSLATE_NOOP("Review", "Agent"),
    "customer": QT_TRANSLATE_NOOP("Review", "Customer"),
    "overlap": QT_TRANSLATE_NOOP("Review", "Overlap"),
    "hold": QT_TRANSLATE_NOOP("Review", "Hold"),
    "cues": QT_TRANSLATE_NOOP("Review", "Moments"),
    "promises": QT_TRANSLATE_NOOP("Review", "Promises"),
}
"""The lanes from top to bottom."""
_WAIT_S: Final = PromiseSettings().hold_after_s


@dataclass(frozen=True, slots=True)
class Lanes:
    """Everything on the timeline, in seconds of the call."""

    duration_s: float
    agent: tuple[Span, ...]
    customer: tuple[Span, ...]
    overlaps: tuple[Span, ...]
    interruptions: tuple[Span, ...]
    holds: tuple[Span, ...]
    """Coaching rested (hold, mute, pause), or the customer waited in silence for something promised."""
    gaps: tuple[Span, ...]
    """A side was not heard."""
    marks: tuple[tuple[float, str], ...]
    """Time and kind: "turn", "words" or "praise"."""
    promises: tuple[Span, ...]
    """From being made to its deadline; of no length where it has none in the call."""


def lanes_of(document: Document, moments: Sequence[Moment]) -> Lanes:
    """Return the lanes of a call."""
    duration_s = max(1.0, float(document["duration_s"]))
    agent, customer = (_spans(document["speech"][side]) for side in ("agent", "customer"))
    return Lanes(
        duration_s=duration_s,
        agent=agent,
        customer=customer,
        overlaps=tuple(overlaps(agent, customer)),
        interruptions=tuple((one["start_s"], one["start_s"] + one["overlap_s"]) for one in document["interruptions"]),
        holds=(*_spans(document["coverage"].get("paused", ())), *_waits(document, (*agent, *customer))),
        gaps=tuple((gap["start_s"], gap["end_s"]) for gap in document["coverage"]["gaps"]),
        marks=tuple((moment.at_s, moment.kind) for moment in moments if moment.kind != "promise"),
        promises=tuple(
            (one["made_s"], min(duration_s, one["deadline_s"] if one["deadline_s"] is not None else one["made_s"]))
            for one in document["promises"]
        ),
    )


def _waits(document: Document, speech: Sequence[Span]) -> tuple[Span, ...]:
    """Return the silences of both sides that follow promises."""
    made = (float(one["made_s"]) for one in document["promises"] if one["deadline_s"] is not None)
    ends = ((made_s, min((start for start, _ in speech if start > made_s), default=made_s)) for made_s in made)
    return tuple((start, end) for start, end in ends if end - start >= _WAIT_S)


def _spans(pairs: Sequence[Sequence[float]]) -> tuple[Span, ...]:
    return tuple((float(start), float(end)) for start, end in pairs)
