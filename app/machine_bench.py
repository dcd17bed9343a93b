"""How this machine does: real-time factor, latency and memory of the whole pipeline on one recording.

Place in the flow: `sotto bench` runs a recording through `app.analysis` with a `Stopwatch` beside it. The recording runs as fast as the
machine can; what a live call would have waited is reckoned from it: sound arrives no sooner than it is spoken, and each
event is ready after the work since the event before it. Pure but for the clocks that are handed in.
"""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
import psutil

from app.session import SessionEvent
from coaching.events import Cue, Detection
from speech.events import FinalTranscript

LIVE_LIMIT: Final = 0.7
"""Share of real time up to which live coaching is comfortable: the rest is left to the softphone and the customer system."""


@dataclass(frozen=True, slots=True)
class BenchFigures:
    """What was measured."""

    duration_s: float
    """Length of the recording."""
    wall_s: float
    processor_s: float
    """Of this process, all threads."""
    delays_s: tuple[float, ...]
    """For each final transcript and each shown cue: how long after its sound a live call would have had it, waiting included."""
    decisions_s: tuple[float, ...]
    """For each shown cue: from the end of the words or sound to that moment."""
    memory_mb: float
    """Largest resident size of this process so far, MB (10⁶ bytes)."""

    @property
    def real_time_factor(self) -> float:
        """Return wall time over length; below 1 the machine keeps up."""
        return self.wall_s / self.duration_s if self.duration_s > 0.0 else 0.0

    @property
    def processor_share(self) -> float:
        """Return cores kept busy while keeping up with a live call."""
        return self.processor_s / self.duration_s if self.duration_s > 0.0 else 0.0

    @property
    def fast_enough(self) -> bool:
        """Return whether live coaching is comfortable here."""
        return self.real_time_factor <= LIVE_LIMIT

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON of `sotto bench --json`."""
        return {
            "schema_version": 1,
            "duration_s": round(self.duration_s, 3),
            "wall_s": round(self.wall_s, 3),
            "processor_s": round(self.processor_s, 3),
            "real_time_factor": round(self.real_time_factor, 4),
            "processor_share": round(self.processor_share, 4),
            "delay_s": {
                "median": _rounded(share_of(self.delays_s, 0.5)),
                "p95": _rounded(share_of(self.delays_s, 0.95)),
            },
            "cue_s": {
                "median": _rounded(share_of(self.decisions_s, 0.5)),
                "p95": _rounded(share_of(self.decisions_s, 0.95)),
            },
            "memory_mb": round(self.memory_mb, 1),
            "fast_enough": self.fast_enough,
        }


@dataclass(slots=True)
class Stopwatch:
    """Follows the events of an analysis and reckons when a live call would have had each of them."""

    clock: Callable[[], float]
    """Wall clock, seconds."""
    processor: Callable[[], float]
    """Processor time of this process, seconds."""
    _began_s: float = field(init=False)
    _processor_began_s: float = field(init=False)
    _last_s: float = field(init=False)
    _ready_s: float = 0.0
    """When a live call would have had the last event, in stream time."""
    _heard_s: float = 0.0
    _ends_s: dict[int, float] = field(default_factory=dict)
    _delays_s: list[float] = field(default_factory=list)
    _decisions_s: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Begin."""
        self._began_s = self._last_s = self.clock()
        self._processor_began_s = self.processor()

    def took(self, event: SessionEvent) -> None:
        """Take the next event, in order."""
        now_s = self.clock()
        self._ready_s = max(self._ready_s, event.at_s) + now_s - self._last_s
        self._last_s = now_s
        self._heard_s = max(self._heard_s, event.at_s)
        match event:
            case Detection():
                self._ends_s[event.detection_id] = event.end_s
            case FinalTranscript():
                self._delays_s.append(self._ready_s - event.at_s)
            case Cue(shown=True):
                self._delays_s.append(self._ready_s - event.at_s)
                if event.detection_id in self._ends_s:
                    self._decisions_s.append(self._ready_s - self._ends_s[event.detection_id])
            case _:
                pass

    def figures(self) -> BenchFigures:
        """Return what was measured so far."""
        return BenchFigures(
            self._heard_s,
            self.clock() - self._began_s,
            self.processor() - self._processor_began_s,
            tuple(self._delays_s),
            tuple(self._decisions_s),
            largest_memory_mb(),
        )


def share_of(values: Sequence[float], share: float) -> float | None:
    """Return the smallest value that at least `share` (0 … 1) of them do not exceed; None of no values."""
    return float(np.percentile(values, 100.0 * share, method="inverted_cdf")) if values else None


def largest_memory_mb() -> float:
    """Return the largest resident size of this process so far, MB."""
    if sys.platform == "win32":
        return float(psutil.Process().memory_info().peak_wset) / 1e6
    import resource  # noqa: PLC0415  (not on Windows)

    # Kilobytes on Linux, bytes on macOS (getrusage(2) of each).
    unit = 1.0 if sys.platform == "darwin" else 1024.0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)
