"""When everybody speaks: gives each line of a script its sound, its level and its place in time.

Place in the flow: between `call_script.py` and `mixing.py`. The truth that a call is judged by is taken from here.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
from call_script import CallScript, Line, Mark, Pause, Side
from voices import SAMPLE_RATE_HZ, Samples

SPEECH_DBFS = -22.0
"""Level of active speech, as in the development calls."""
SHOUT_DB = 14.0
LEAD_S, TAIL_S = 1.0, 1.5
"""Silence before the first and after the last line."""
TURN_GAP_S = (0.35, 0.75)
"""Pause between turns; the aim of the patience metric starts above it."""
RESUME_GAP_S = 0.15
"""A speaker who was only encouraged by a backchannel goes on almost at once."""
OVERLAP_S = (0.8, 1.4)
"""How long an interrupted speaker goes on: longer than natural overlaps at the end of a turn."""
BACKCHANNEL_PLACES = ((0.4, 0.62), (0.7, 0.82))
"""Where in the other's line the first and the second backchannel fall, as shares of its length."""

_TRIM_FRAME, _LEVEL_FRAME = 160, 320
_KINDS = {Mark.INTERRUPTION: "interruption", Mark.BACKCHANNEL: "backchannel"}


@dataclass(slots=True)
class Segment:
    """A line with its sound; times in seconds of the call."""

    line: Line
    start_s: float
    sound: Samples
    backchannels: int = 0
    """How many backchannels have been put over it."""

    @property
    def end_s(self) -> float:
        """When it ends."""
        return self.start_s + len(self.sound) / SAMPLE_RATE_HZ

    @property
    def kind(self) -> str:
        """The truth's word for how it began."""
        return _KINDS.get(self.line.mark, "turn")


@dataclass(slots=True)
class Timeline:
    """A whole call in time."""

    segments: list[Segment] = field(default_factory=list)
    """In the order of the script."""
    overlaps_s: list[tuple[float, float]] = field(default_factory=list)
    """Start and overlap of each interruption by the agent."""
    dead_air_s: list[tuple[float, float]] = field(default_factory=list)
    now_s: float = LEAD_S
    """When the last turn ended."""

    @property
    def samples(self) -> int:
        """Length of the recording."""
        return int((self.now_s + TAIL_S) * SAMPLE_RATE_HZ)

    def last(self, side: Side) -> Segment:
        """Return the last line of a side that was no backchannel."""
        return next(s for s in reversed(self.segments) if s.line.side is side and s.line.mark is not Mark.BACKCHANNEL)


def trimmed(sound: Samples) -> Samples:
    """Return the sound without the synthesiser's silence at both ends (34 dB below the loudest 10 ms)."""
    frames = sound[: len(sound) // _TRIM_FRAME * _TRIM_FRAME].reshape(-1, _TRIM_FRAME)
    level = np.sqrt(np.mean(frames**2, axis=1))
    loud = np.flatnonzero(level > 0.02 * level.max())
    return sound[loud[0] * _TRIM_FRAME : (loud[-1] + 1) * _TRIM_FRAME]


def at_level(sound: Samples, level_dbfs: float) -> Samples:
    """Return the sound with its active speech (20 ms frames within 20 dB of the loudest) at an RMS level."""
    frames = sound[: len(sound) // _LEVEL_FRAME * _LEVEL_FRAME].reshape(-1, _LEVEL_FRAME)
    power = np.mean(frames**2, axis=1)
    active = float(np.sqrt(power[power > 0.01 * power.max()].mean()))
    return sound * (10 ** (level_dbfs / 20) / active)


def build(script: CallScript, speak: Callable[[str, str], Samples], rng: np.random.Generator) -> Timeline:
    """Place every line of a script.

    Args:
        script: A script without `problems`.
        speak: Voice and text in, sound at 16 kHz out.
        rng: The only source of chance: pauses and overlaps.
    """
    timeline = Timeline()
    for item in script.items:
        if isinstance(item, Pause):
            timeline.dead_air_s.append((timeline.now_s, timeline.now_s + item.seconds))
            timeline.now_s += item.seconds
            continue
        level_dbfs = SPEECH_DBFS + (SHOUT_DB if item.mark is Mark.SHOUTED else 0.0)
        sound = at_level(trimmed(speak(script.setup.voice(item.side), item.text)), level_dbfs)
        segment = Segment(item, _start_s(timeline, item, len(sound) / SAMPLE_RATE_HZ, rng), sound)
        timeline.segments.append(segment)
        if item.mark is not Mark.BACKCHANNEL:
            timeline.now_s = max(timeline.now_s, segment.end_s)
    return timeline


def _start_s(timeline: Timeline, line: Line, length_s: float, rng: np.random.Generator) -> float:
    """Choose when a line begins, and note an interruption by the agent."""
    if line.mark is Mark.BACKCHANNEL:
        return _backchannel_start_s(timeline.last(_other(line.side)), length_s, rng)
    if line.mark is Mark.INTERRUPTION:
        over = timeline.last(_other(line.side))
        overlap_s = float(rng.uniform(*OVERLAP_S))
        if line.side is Side.AGENT:
            timeline.overlaps_s.append((over.end_s - overlap_s, overlap_s))
        return over.end_s - overlap_s
    if _resumes(timeline.segments, line):
        return timeline.now_s + RESUME_GAP_S
    return timeline.now_s + float(rng.uniform(*TURN_GAP_S))


def _backchannel_start_s(over: Segment, length_s: float, rng: np.random.Generator) -> float:
    """Choose a place well inside the other's line, so that the other is still speaking when it ends."""
    span_s = over.end_s - over.start_s
    share = float(rng.uniform(*BACKCHANNEL_PLACES[min(over.backchannels, len(BACKCHANNEL_PLACES) - 1)]))
    over.backchannels += 1
    return min(over.start_s + share * span_s, over.end_s - length_s - RESUME_GAP_S)


def _resumes(segments: Sequence[Segment], line: Line) -> bool:
    """Tell whether the line goes on with the sentence over which a backchannel was spoken."""
    return bool(segments) and segments[-1].line.mark is Mark.BACKCHANNEL and segments[-1].line.side is not line.side


def _other(side: Side) -> Side:
    return Side.CUSTOMER if side is Side.AGENT else Side.AGENT
