"""Compares what was told of a call with what happened in it, and adds calls up.

Place in the flow: after the listener; `page.py` writes the sums down.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from call_script import Side
from devices import Conditions
from scenes import INTERRUPTIONS, Mark, Scene

from coaching.detectors.interruptions import InterruptionDetector
from coaching.engine import CoachingEngine
from coaching.events import Interruption
from coaching.intervals import Interval, intersection
from coaching.rulebook.schema import Rulebook
from speech.events import EchoMeasured, SpeechEnded, SpeechEvent
from speech.events import Side as HeardSide

START_WITHIN_S: Final = 0.15
_NAIVE_OVERLAP_S: Final = 0.8
_FRAME_S: Final = 0.032
_BESIDE_S: Final = 1.0


@dataclass(slots=True)
class Score:
    """Hits and errors of one way to find interruptions."""

    found: Counter[str] = field(default_factory=Counter)
    """Interruptions found, by kind of scene."""
    missed: Counter[str] = field(default_factory=Counter)
    false: Counter[str] = field(default_factory=Counter)
    """Alerts on what was none, by kind of scene, "echo" or "start wrong"."""
    start_errors_s: list[float] = field(default_factory=list)
    delays_s: list[float] = field(default_factory=list)
    where: list[str] = field(default_factory=list)
    """Each error in words, for whoever mends it."""

    def add(self, other: "Score") -> None:
        """Add another score."""
        self.found += other.found
        self.missed += other.missed
        self.false += other.false
        self.start_errors_s += other.start_errors_s
        self.delays_s += other.delays_s
        self.where += other.where

    @property
    def precision(self) -> float:
        """Share of alerts that are right."""
        hits = self.found.total()
        return hits / max(1, hits + self.false.total())

    @property
    def recall(self) -> float:
        """Share of interruptions found."""
        hits = self.found.total()
        return hits / max(1, hits + self.missed.total())


@dataclass(slots=True)
class CallResult:
    """What is known of one call."""

    seed: int
    group: str
    """"usual", "muted" or "swapped"."""
    bleed_db: float | None
    detector: Score
    naive: Score
    not_measured: tuple[tuple[str, str], ...]
    frames: tuple[int, int, int]
    """VAD frames wanted and heard, wanted, heard."""
    scenes: Counter[str]
    swap_seen: bool
    conditions: Conditions


def score_call(
    seed: int, scene: Scene, conditions: Conditions, events: Sequence[SpeechEvent], rulebook: Rulebook
) -> CallResult:
    """Judge the events of one call."""
    setup, muted = conditions.setup, conditions.muted
    engine = CoachingEngine(rulebook, detectors=[InterruptionDetector()])
    told: dict[float, Interruption] = {}
    for event in events:
        for out in engine.accept(event):
            if isinstance(out, Interruption):
                told.setdefault(out.start_s, out)
    alerts = [(start_s, told[start_s].confirmed_at_s - start_s) for start_s in told]
    not_measured = tuple((item.what, item.reason) for item in engine.finish().coverage.not_measured)
    return CallResult(
        seed=seed,
        group="muted" if muted is not None else "swapped" if setup.swapped else "usual",
        bleed_db=setup.bleed_db,
        detector=_score(seed, scene, alerts),
        naive=_score(seed, scene, _naive(events)),
        not_measured=not_measured,
        frames=_frames(scene, events) if muted is None and not setup.swapped else (0, 0, 0),
        scenes=Counter(str(mark.kind) for mark in scene.marks),
        swap_seen=any(isinstance(e, EchoMeasured) and e.far_repeats for e in events),
        conditions=conditions,
    )


def _naive(events: Iterable[SpeechEvent]) -> list[tuple[float, float]]:
    """Return an alert for any overlap of 0.8 s, told when that long."""
    shared = intersection(_stretches(events, HeardSide.AGENT), _stretches(events, HeardSide.CUSTOMER))
    return [(span.start_s, _NAIVE_OVERLAP_S) for span in shared if span.length_s >= _NAIVE_OVERLAP_S]


def _score(seed: int, scene: Scene, alerts: list[tuple[float, float]]) -> Score:
    score, left = Score(), list(alerts)
    for mark in scene.marks:
        if mark.kind not in INTERRUPTIONS:
            continue
        best = min(left, key=lambda alert: abs(alert[0] - mark.start_s), default=None)
        if best is None or abs(best[0] - mark.start_s) > START_WITHIN_S:
            score.missed[mark.kind] += 1
            score.where.append(f"{seed}: missed {mark.kind} at {mark.start_s:.2f} s, overlap {mark.overlap_s:.2f} s")
            continue
        left.remove(best)
        score.found[mark.kind] += 1
        score.start_errors_s.append(best[0] - mark.start_s)
        # From the true onset: a late start must not make the delay look short.
        score.delays_s.append(best[0] + best[1] - mark.start_s)
    for start_s, _ in left:
        kind = _blame(scene, start_s)
        score.false[kind] += 1
        score.where.append(f"{seed}: false alarm at {start_s:.2f} s, {kind}")
    return score


def _blame(scene: Scene, start_s: float) -> str:
    """Name what an alert was raised on."""
    agent = [s for s in scene.timeline.segments if s.line.side is Side.AGENT]
    if not any(s.start_s - START_WITHIN_S <= start_s <= s.end_s for s in agent):
        return "echo or noise"
    if any(m.kind in INTERRUPTIONS and abs(m.start_s - start_s) < _BESIDE_S for m in scene.marks):
        return "start wrong"
    nearest: Mark | None = min(scene.marks, key=lambda mark: abs(mark.start_s - start_s), default=None)
    return str(nearest.kind) if nearest else "no scene"


def _stretches(events: Iterable[SpeechEvent], side: HeardSide) -> list[Interval]:
    return [Interval(e.start_s, e.end_s) for e in events if isinstance(e, SpeechEnded) and e.side is side]


def _frames(scene: Scene, events: Iterable[SpeechEvent]) -> tuple[int, int, int]:
    """Count the frames of 32 ms in which a side spoke and was heard, of both sides."""
    count = int(scene.timeline.samples / 16_000 / _FRAME_S) + 1
    both = spoke = heard = 0
    for side in Side:
        wanted, given = np.zeros(count, bool), np.zeros(count, bool)
        for segment in scene.timeline.segments:
            if segment.line.side is side:
                wanted[round(segment.start_s / _FRAME_S) : round(segment.end_s / _FRAME_S)] = True
        for span in _stretches(events, HeardSide(side.value)):
            given[round(span.start_s / _FRAME_S) : round(span.end_s / _FRAME_S)] = True
        both, spoke, heard = both + int((wanted & given).sum()), spoke + int(wanted.sum()), heard + int(given.sum())
    return both, spoke, heard
