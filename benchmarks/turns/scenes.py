"""Calls of about half a minute drawn from a seed: who speaks when, what of it is an interruption, and what is harmless.

Place in the flow: `speaking.py` gives the sounds; `devices.py` records the call. The truth comes from here. Every scene
follows the definition in `coaching/detectors/interruptions.py`.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

import lines
import numpy as np
from call_script import Line, Side
from call_script import Mark as LineMark
from speaking import SAME_SPEAKER, sound
from timeline import Segment, Timeline
from voices import SAMPLE_RATE_HZ, Samples

from speech.events import Word
from speech.recognizers.wording import spread_words

LENGTH_S: Final = 26.0
"""No scene begins later than that."""
_FADE: Final = 320


class Kind(StrEnum):
    """What happens in a scene."""

    CLEAN = "clean turn"
    PAUSE = "pause inside the customer's turn"
    SHORT_SIGN = "backchannel, short"
    LONG_SIGN = "backchannel, several words"
    COOPERATIVE = "cooperative overlap"
    END_OF_TURN = "overlap at the end of a turn"
    TOGETHER = "both begin together"
    CUSTOMER_INTRUDES = "customer interrupts the agent"
    CUSTOMER_SIGN = "customer's backchannel in the agent's pause"
    CUSTOMER_YIELDS = "interruption, customer yields"
    AGENT_YIELDS = "interruption, agent yields"
    NEITHER_YIELDS = "interruption, neither yields"


INTERRUPTIONS: Final = frozenset({Kind.CUSTOMER_YIELDS, Kind.AGENT_YIELDS, Kind.NEITHER_YIELDS})


@dataclass(frozen=True, slots=True)
class Mark:
    """One scene's truth; seconds of the call."""

    kind: Kind
    start_s: float
    """Where the agent begins to speak, for interruptions."""
    end_s: float
    """Where the scene ends."""
    overlap_s: float = 0.0


@dataclass(slots=True)
class Scene:
    """A call that is being written."""

    rng: np.random.Generator
    voices: dict[Side, str]
    timeline: Timeline = field(default_factory=Timeline)
    marks: list[Mark] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)
    """The agent's, with their true times: spread by letters over the known start and end of the sentence."""

    def between(self, low: float, high: float) -> float:
        """Draw a number."""
        return float(self.rng.uniform(low, high))

    def pick(self, texts: tuple[str, ...]) -> str:
        """Draw a line."""
        return texts[int(self.rng.integers(len(texts)))]

    def length_s(self, side: Side, text: str) -> float:
        """Return how long a line lasts in the side's voice."""
        return len(sound(self.voices[side], text)) / SAMPLE_RATE_HZ

    def say(self, side: Side, text: str, start_s: float, cut_s: float | None = None) -> float:
        """Put a line into the call, broken off after `cut_s`; return when it ends."""
        whole = sound(self.voices[side], text)
        spoken = whole if cut_s is None else _broken_off(whole, cut_s)
        segment = Segment(Line(side, LineMark.TURN, None, text), start_s, spoken)
        self.timeline.segments.append(segment)
        if side is Side.AGENT:
            words = spread_words(text, start_s, start_s + len(whole) / SAMPLE_RATE_HZ)
            self.words += [word for word in words if word.end_s <= segment.end_s + 0.05]
        self.timeline.now_s = max(self.timeline.now_s, segment.end_s)
        return segment.end_s

    def gap(self) -> float:
        """Return when the next turn begins."""
        return self.timeline.now_s + self.between(0.3, 0.9)


def _broken_off(whole: Samples, cut_s: float) -> Samples:
    kept = whole[: max(_FADE, int(cut_s * SAMPLE_RATE_HZ))].copy()
    kept[-_FADE:] *= np.linspace(1.0, 0.0, _FADE)
    return kept


def _clean(scene: Scene) -> tuple[float, float]:
    start_s = scene.gap()
    scene.say(Side.CUSTOMER, scene.pick(lines.CUSTOMER), start_s)
    scene.say(Side.AGENT, scene.pick(lines.AGENT), scene.gap())
    return start_s, 0.0


def _pause(scene: Scene) -> tuple[float, float]:
    start_s = scene.gap()
    first, second = lines.CUSTOMER_HALVES[int(scene.rng.integers(len(lines.CUSTOMER_HALVES)))]
    end_s = scene.say(Side.CUSTOMER, first, start_s)
    scene.say(Side.CUSTOMER, second, end_s + scene.between(0.3, 0.9))
    scene.say(Side.AGENT, scene.pick(lines.AGENT), scene.gap())
    return start_s, 0.0


def _sign(texts: tuple[str, ...]) -> Callable[[Scene], tuple[float, float]]:
    def play(scene: Scene) -> tuple[float, float]:
        text, sign = scene.pick(lines.CUSTOMER), scene.pick(texts)
        start_s, sign_s = scene.gap(), scene.length_s(Side.AGENT, sign)
        latest_s = max(1.1, scene.length_s(Side.CUSTOMER, text) - sign_s - 0.6)
        scene.say(Side.CUSTOMER, text, start_s)
        sign_at_s = start_s + scene.between(1.0, latest_s)
        scene.say(Side.AGENT, sign, sign_at_s)
        return sign_at_s, sign_s

    return play


def _end_of_turn(scene: Scene) -> tuple[float, float]:
    end_s = scene.say(Side.CUSTOMER, scene.pick(lines.CUSTOMER), scene.gap())
    overlap_s = scene.between(0.03, 0.29)
    scene.say(Side.AGENT, scene.pick(lines.AGENT), end_s - overlap_s)
    return end_s - overlap_s, overlap_s


def _together(scene: Scene) -> tuple[float, float]:
    at_s = scene.timeline.now_s + scene.between(1.1, 1.8)
    loser = int(scene.rng.integers(3))
    stop_s = scene.between(0.6, 1.4)
    scene.say(Side.AGENT, scene.pick(lines.AGENT), at_s, stop_s if loser == 0 else None)
    scene.say(
        Side.CUSTOMER, scene.pick(lines.CUSTOMER), at_s + scene.between(-0.12, 0.12), stop_s if loser == 1 else None
    )
    return at_s, stop_s


def _customer_intrudes(scene: Scene) -> tuple[float, float]:
    text, start_s = scene.pick(lines.AGENT), scene.gap()
    length_s = scene.length_s(Side.AGENT, text)
    into_s, overlap_s = scene.between(0.8, length_s - 1.0), scene.between(0.4, 1.8)
    yields = int(scene.rng.integers(3))
    scene.say(Side.AGENT, text, start_s, into_s + overlap_s if yields == 0 else None)
    intruding = scene.pick(lines.CUSTOMER_INTRUDING)
    scene.say(Side.CUSTOMER, intruding, start_s + into_s, overlap_s if yields == 1 else None)
    return start_s + into_s, overlap_s


def _customer_sign(scene: Scene) -> tuple[float, float]:
    first, second = lines.AGENT_HALVES[int(scene.rng.integers(len(lines.AGENT_HALVES)))]
    sign = scene.pick(lines.SHORT_SIGNS + lines.LONG_SIGNS)
    end_s = scene.say(Side.AGENT, first, scene.gap())
    sign_at_s = end_s + scene.between(-0.3, 0.2)
    scene.say(Side.CUSTOMER, sign, sign_at_s)
    scene.say(Side.AGENT, second, end_s + scene.between(0.3, 0.7))
    return sign_at_s, 0.0


def _customer_yields(scene: Scene) -> tuple[float, float]:
    text, start_s = scene.pick(lines.CUSTOMER), scene.gap()
    overlap_s = scene.between(0.5, 2.0)
    into_s = scene.between(1.2, scene.length_s(Side.CUSTOMER, text) - overlap_s - 0.4)
    scene.say(Side.CUSTOMER, text, start_s, into_s + overlap_s)
    scene.say(Side.AGENT, scene.pick(lines.INTRUDING), start_s + into_s)
    return start_s + into_s, overlap_s


def _agent_yields(scene: Scene) -> tuple[float, float]:
    text, intruding, start_s = scene.pick(lines.CUSTOMER), scene.pick(lines.INTRUDING), scene.gap()
    overlap_s = min(scene.between(0.8, 3.0), scene.length_s(Side.AGENT, intruding))
    into_s = scene.between(1.2, max(1.3, scene.length_s(Side.CUSTOMER, text) - overlap_s - 0.8))
    scene.say(Side.CUSTOMER, text, start_s)
    scene.say(Side.AGENT, intruding, start_s + into_s, overlap_s)
    return start_s + into_s, overlap_s


def _neither_yields(scene: Scene) -> tuple[float, float]:
    end_s = scene.say(Side.CUSTOMER, scene.pick(lines.CUSTOMER), scene.gap())
    intruding = scene.pick(lines.INTRUDING)
    overlap_s = min(scene.between(0.8, 3.0), scene.length_s(Side.AGENT, intruding))
    scene.say(Side.AGENT, intruding, end_s - overlap_s)
    return end_s - overlap_s, overlap_s


SCENES: Final[dict[Kind, tuple[float, Callable[[Scene], tuple[float, float]]]]] = {
    Kind.CLEAN: (2.0, _clean),
    Kind.PAUSE: (2.0, _pause),
    Kind.SHORT_SIGN: (2.0, _sign(lines.SHORT_SIGNS)),
    Kind.LONG_SIGN: (2.0, _sign(lines.LONG_SIGNS)),
    Kind.COOPERATIVE: (1.0, _sign(lines.COOPERATIVE)),
    Kind.END_OF_TURN: (2.0, _end_of_turn),
    Kind.TOGETHER: (2.0, _together),
    Kind.CUSTOMER_INTRUDES: (2.0, _customer_intrudes),
    Kind.CUSTOMER_SIGN: (1.5, _customer_sign),
    Kind.CUSTOMER_YIELDS: (2.5, _customer_yields),
    Kind.AGENT_YIELDS: (2.5, _agent_yields),
    Kind.NEITHER_YIELDS: (2.0, _neither_yields),
}
"""How often each scene is drawn, relatively, and who plays it; it returns its start and overlap."""


def write_call(rng: np.random.Generator, voices: tuple[str, ...]) -> Scene:
    """Draw a whole call."""
    agent = str(rng.choice(voices))
    others = [v for v in voices if v != agent and frozenset({v, agent}) not in SAME_SPEAKER]
    scene = Scene(rng, {Side.AGENT: agent, Side.CUSTOMER: str(rng.choice(others))})
    scene.say(Side.AGENT, scene.pick(lines.AGENT), scene.timeline.now_s)
    kinds = list(SCENES)
    weights = np.array([SCENES[kind][0] for kind in kinds])
    while scene.timeline.now_s < LENGTH_S:
        kind = kinds[int(rng.choice(len(kinds), p=weights / weights.sum()))]
        start_s, overlap_s = SCENES[kind][1](scene)
        scene.marks.append(Mark(kind, start_s, scene.timeline.now_s, overlap_s))
    scene.words.sort(key=lambda word: word.start_s)
    return scene
