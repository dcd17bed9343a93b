"""What the devices make of a call, and the recording as a source in memory.

Place in the flow: after `scenes.py`; the listener reads from here. Noise, bleed, drift, offset, overdrive and swapping come
from `calls/mixing.py`; dropped blocks and a muted channel are added here.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from call_script import Setup, Side
from mixing import mix
from scenes import Scene

from speech.audio import CHUNK_SAMPLES, SAMPLE_RATE_HZ, Samples
from speech.events import Side as HeardSide
from speech.sources.base import Chunk, Loss, SourceInfo

_KINDS_OF_CALL: Final = 16
_MUTED, _SWAPPED = frozenset({5}), frozenset({3, 11})


@dataclass(frozen=True, slots=True)
class Conditions:
    """How one call is recorded."""

    setup: Setup
    drops: tuple[tuple[int, int, int], ...] = ()
    """Channel, first and last sample of blocks that the device lost."""
    muted: int | None = None
    """Channel that holds nothing but digital silence."""


def draw_conditions(seed: int, scene: Scene, rng: np.random.Generator) -> Conditions:
    """Draw how the call is recorded; one call in 16 is muted, two are swapped."""
    turn = seed % _KINDS_OF_CALL
    setup = Setup(
        agent_voice=scene.voices[Side.AGENT],
        customer_voice=scene.voices[Side.CUSTOMER],
        noise_dbfs=float(rng.uniform(-60.0, -32.0)),
        bleed_db=float(rng.uniform(-40.0, -10.0)) if rng.random() < 0.5 else None,
        delay_ms=float(rng.uniform(20.0, 250.0)),
        drift_ppm=float(rng.uniform(-200.0, 200.0)) if rng.random() < 0.5 else 0.0,
        dc_offset=float(rng.uniform(-0.05, 0.05)) if rng.random() < 0.25 else 0.0,
        clip_dbfs=float(rng.uniform(-14.0, -8.0)) if rng.random() < 0.15 else None,
        swapped=turn in _SWAPPED,
    )
    count = int(rng.integers(1, 6)) if rng.random() < 0.25 else 0
    drops = []
    for _ in range(count):
        first = int(rng.integers(0, scene.timeline.samples - SAMPLE_RATE_HZ)) // CHUNK_SAMPLES * CHUNK_SAMPLES
        drops.append((int(rng.integers(2)), first, first + CHUNK_SAMPLES * int(rng.integers(1, 10))))
    return Conditions(setup, tuple(drops), int(rng.integers(2)) if turn in _MUTED else None)


class MemorySource:
    """A rendered call as a source of chunks."""

    def __init__(self, scene: Scene, conditions: Conditions, rng: np.random.Generator) -> None:
        """Render the call."""
        sound = np.ascontiguousarray(mix(scene.timeline, conditions.setup, rng).T, dtype=np.float32)
        for channel, first, last in conditions.drops:
            sound[channel, first:last] = 0.0
        if conditions.muted is not None:
            sound[conditions.muted] = 0.0
        self._sound: Samples = np.pad(sound, ((0, 0), (0, -sound.shape[1] % CHUNK_SAMPLES)))
        self._drops = conditions.drops
        self._position = 0
        self.info = SourceInfo("a drawn call", has_customer=True, duration_s=sound.shape[1] / SAMPLE_RATE_HZ)

    def read(self) -> Chunk | None:
        """Return the next chunk, None at the end."""
        start, end = self._position, self._position + CHUNK_SAMPLES
        if end > self._sound.shape[1]:
            return None
        self._position = end
        sides = (HeardSide.AGENT, HeardSide.CUSTOMER)
        losses = tuple(
            Loss(sides[channel], first, last, "overflow") for channel, first, last in self._drops if first == start
        )
        return Chunk(start, self._sound[0, start:end], self._sound[1, start:end], losses)

    def close(self) -> None:
        """Nothing to release."""
