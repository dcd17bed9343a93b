"""Geometry of a report's timeline: seconds in, rectangles, shapes and ticks of one SVG out.

Place in the flow: `app.reports.view` calls `timeline`; the template only writes down what is here. Pure.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

WIDTH = 1000.0
"""User units of the SVG's view box; the drawing scales to the page."""
LEFT = 78.0
"""Room for the names of the lanes."""
_RIGHT = 8.0
_THINNEST = 1.5
"""A stretch is never thinner than this, so that nothing vanishes in an hour's call."""
_TICK_STEPS_S = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200)
_MOST_TICKS = 10

Span = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Bar:
    """One stretch in a lane."""

    x: float
    width: float
    label: str
    """What a pointer or a screen reader tells."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One moment in the lane of cues."""

    x: float
    shape: str
    """"turn", "words", "praise" or "promise"."""
    label: str


@dataclass(frozen=True, slots=True)
class Tick:
    """One position of the time axis."""

    x: float
    text: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """Everything that the SVG draws."""

    agent: tuple[Bar, ...]
    customer: tuple[Bar, ...]
    overlaps: tuple[Bar, ...]
    interruptions: tuple[Bar, ...]
    gaps: tuple[Bar, ...]
    marks: tuple[Mark, ...]
    ticks: tuple[Tick, ...]


class Scale:
    """Seconds of the call to x positions."""

    def __init__(self, duration_s: float) -> None:
        """Spread `duration_s` (seconds, at least one) over the width."""
        self.duration_s = max(1.0, duration_s)

    def x(self, at_s: float) -> float:
        """Return the position of a moment, kept inside the drawing."""
        share = min(1.0, max(0.0, at_s / self.duration_s))
        return round(LEFT + share * (WIDTH - LEFT - _RIGHT), 1)

    def bar(self, span: Span, name: str) -> Bar:
        """Return the rectangle of a stretch."""
        start, end = self.x(span[0]), self.x(span[1])
        return Bar(start, round(max(_THINNEST, end - start), 1), f"{name}, {clock(span[0])} to {clock(span[1])}")

    def ticks(self) -> tuple[Tick, ...]:
        """Return at most ten round moments."""
        step = next((s for s in _TICK_STEPS_S if self.duration_s / s <= _MOST_TICKS), _TICK_STEPS_S[-1])
        return tuple(Tick(self.x(i * step), clock(i * step)) for i in range(math.floor(self.duration_s / step) + 1))


def overlaps(left: Sequence[Span], right: Sequence[Span]) -> list[Span]:
    """Return where two sorted lists of stretches overlap."""
    found: list[Span] = []
    i = j = 0
    while i < len(left) and j < len(right):
        start, end = max(left[i][0], right[j][0]), min(left[i][1], right[j][1])
        if start < end:
            found.append((start, end))
        if left[i][1] <= right[j][1]:
            i += 1
        else:
            j += 1
    return found


def clock(at_s: float) -> str:
    """Return seconds as m:ss or h:mm:ss."""
    minutes, seconds = divmod(int(at_s), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
