"""What a live source hears, as readings for meters: level and speech of each side, ten times a second.

Place in the flow: `sound_watch` feeds chunks in its thread and passes the readings on. Pure: chunks in, readings out;
nothing is kept or recognized.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from speech.audio import CHUNK_SAMPLES, Samples, samples_to_s
from speech.echo import level_dbfs
from speech.sources.base import Chunk
from speech.vad import HOP_S, SileroDetector, VadSettings, VoiceActivity

READING_CHUNKS: Final = 5
"""100 ms: fast enough for a meter, slow enough to be read."""
HEARD_ABOVE_DBFS: Final = -50.0
"""Louder than the noise of an idle headset (about -60 dBFS)."""


@dataclass(frozen=True, slots=True)
class SideReading:
    """One side over the last 100 ms."""

    rms_dbfs: float
    """-100.0 … 0.0."""
    peak_dbfs: float
    speaking: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """What was heard in the last 100 ms."""

    at_s: float
    """Since the device was opened."""
    near: SideReading
    far: SideReading | None
    """None where the source has one side only."""
    away: tuple[str, ...]
    """Devices that are unplugged at the moment."""


class _Side:
    """Level and voice activity of one side."""

    def __init__(self, settings: VadSettings) -> None:
        self._detector, self._activity = SileroDetector(), VoiceActivity(settings)
        self._heard_s = 0.0
        self._pieces: list[Samples] = []

    def accept(self, samples: Samples) -> None:
        self._pieces.append(samples)
        for probability in self._detector.accept(samples):
            self._activity.accept(probability, self._heard_s, self._heard_s + HOP_S)
            self._heard_s += HOP_S

    def read(self) -> SideReading:
        samples = np.concatenate(self._pieces)
        self._pieces.clear()
        peak = float(np.max(np.abs(samples), initial=0.0))
        peak_dbfs = max(-100.0, 20.0 * float(np.log10(peak + 1e-9)))
        return SideReading(level_dbfs(samples), peak_dbfs, self._activity.speaking)


class Hearing:
    """Turns chunks into readings. One a source; not thread-safe."""

    def __init__(self, settings: VadSettings) -> None:
        """Start with nothing heard."""
        self._settings = settings
        self._near = _Side(settings)
        self._far: _Side | None = None
        self._away: dict[str, None] = {}
        self._chunks = 0

    def accept(self, chunk: Chunk) -> Reading | None:
        """Take the next chunk; return a reading with every fifth."""
        for change in chunk.changes:
            if change.available:
                self._away.clear()  # it may have come back under another name
            else:
                self._away[change.device] = None
        self._near.accept(chunk.agent)
        if chunk.customer is not None:
            self._far = self._far or _Side(self._settings)
            self._far.accept(chunk.customer)
        self._chunks += 1
        if self._chunks % READING_CHUNKS:
            return None
        at_s = samples_to_s(chunk.start_sample + CHUNK_SAMPLES)
        return Reading(at_s, self._near.read(), self._far.read() if self._far else None, tuple(self._away))
