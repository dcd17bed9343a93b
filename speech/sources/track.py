"""One side of a live call on the session's clock: blocks that come when they come in, an even stream out.

Place in the flow: `speech.sources.feed` appends, `speech.sources.live` takes. Pure: samples and seconds in, samples out.

A device counts its own samples, and its crystal differs from the session's clock by up to 200 ppm. Blocks arrive late,
never early, so the smallest lateness of a window tells how far count and clock are apart. Small differences are removed
by stretching or shrinking single blocks by one sample (inaudible, and slow enough for the echo canceller), large ones,
which mean lost sound, at once.
"""

from typing import Final

import numpy as np

from speech.audio import SAMPLE_RATE_HZ, Samples, s_to_samples

_WINDOW: Final = s_to_samples(1.0)
"""Over which the smallest lateness is taken."""
_SETTLE_S: Final = 8.0
"""Time in which a difference shrinks to a third."""
_MAX_RATE: Final = 600e-6
"""Largest correction: three times the worst pair of crystals."""
_JUMP: Final = s_to_samples(0.04)
"""Larger differences are lost (or doubled) sound, not drift …"""
_JUMP_AFTER: Final = s_to_samples(0.2)
"""… when they last: a stalled driver hands over all that it held within this time."""


class Track:
    """The aligned samples of one side. Not thread-safe."""

    def __init__(self, *, silent_when_idle: bool = False) -> None:
        """Start empty at session sample 0. `silent_when_idle`: holes are silence, not loss (loopback)."""
        self.silent_when_idle = silent_when_idle
        self._base = 0
        """Session sample of `_buffer[0]`; everything before it was taken."""
        self._buffer: Samples = np.empty(0, dtype=np.float32)
        self._head: int | None = None
        """Session sample that the next appended sample gets; None until anchored to the clock."""
        self._lateness: list[int] = []
        self._window_fill = 0
        self._rate = 0.0
        self._owed = 0.0
        self.slips = 0
        """Samples inserted minus samples removed by drift correction so far."""
        self._holes: list[tuple[int, int]] = []
        """Stretches without sound inside the buffer, session samples."""
        self._astray: tuple[int, int] | None = None
        """Since which clock sample count and clock are too far apart, and the smallest difference since."""

    @property
    def head(self) -> int:
        """Session sample up to which sound is there."""
        return self._base + len(self._buffer)

    def restart(self) -> None:
        """Forget the device's count: another device, or the same one opened again, follows."""
        self._head = None
        self._forget_drift()

    def append(self, samples: Samples, end_s: float) -> None:
        """Add the device's next samples (16 kHz); `end_s`: session time at which the last of them was captured."""
        if not len(samples):
            return
        clock_end = s_to_samples(end_s)
        if self._head is None or (self.silent_when_idle and clock_end - len(samples) - self._head > _JUMP):
            self.restart()
            self._head = clock_end - len(samples)
        self._steer(clock_end - self._head - len(samples), len(samples), clock_end)
        corrected = self._slip(samples)
        self._place(corrected, self._head)
        self._head += len(corrected)

    def take(self, count: int) -> tuple[Samples, list[tuple[int, int]]]:
        """Return the next `count` samples, zeros where nothing was heard, and those stretches (session samples)."""
        start, end = self._base, self._base + count
        unheard = [(max(first, start), min(last, end)) for first, last in self._holes if first < end]
        self._holes = [hole for hole in self._holes if hole[1] > end]
        present = self._buffer[:count]
        self._buffer = self._buffer[count:]
        self._base = end
        if missing := count - len(present):
            present = np.concatenate((present, np.zeros(missing, dtype=np.float32)))
            unheard.append((end - missing, end))
        return np.ascontiguousarray(present), unheard

    def _place(self, samples: Samples, at: int) -> None:
        hole = at - self.head
        if hole > 0:
            if not self.silent_when_idle:
                self._holes.append((self.head, at))
            self._buffer = np.concatenate((self._buffer, np.zeros(hole, dtype=np.float32), samples))
        else:
            # What belongs to stretches that were given out already comes too late.
            self._buffer = np.concatenate((self._buffer, samples[-hole:] if hole else samples))

    def _steer(self, lateness: int, count: int, clock_end: int) -> None:
        if abs(lateness) > _JUMP:
            self._note_astray(lateness, clock_end)
            return
        self._astray = None
        self._lateness.append(lateness)
        self._window_fill += count
        if self._window_fill >= _WINDOW:
            least = min(self._lateness)
            self._lateness, self._window_fill = [], 0
            self._rate = float(np.clip(least / (_SETTLE_S * SAMPLE_RATE_HZ), -_MAX_RATE, _MAX_RATE))

    def _note_astray(self, lateness: int, clock_end: int) -> None:
        if self._astray is None or (lateness > 0) is not (self._astray[1] > 0):
            self._astray = (clock_end, lateness)
        since, least = self._astray
        self._astray = (since, min(least, lateness, key=abs))
        if clock_end - since >= _JUMP_AFTER:
            self._jump(self._astray[1])

    def _jump(self, samples: int) -> None:
        assert self._head is not None  # noqa: S101  (only called while appending)
        self._head += samples
        # Of doubled sound, keep what is there up to the corrected position.
        self._buffer = self._buffer[: max(0, self._head - self._base)]
        self._forget_drift()

    def _forget_drift(self) -> None:
        self._lateness, self._window_fill = [], 0
        self._rate = self._owed = 0.0
        self._astray = None

    def _slip(self, samples: Samples) -> Samples:
        self._owed += self._rate * len(samples)
        step = int(np.clip(round(self._owed), -1, 1)) if abs(self._owed) >= 1.0 else 0
        if not step or len(samples) < 3:
            return samples
        self._owed -= step
        self.slips += step
        positions = np.linspace(0.0, len(samples) - 1, len(samples) + step)
        return np.interp(positions, np.arange(len(samples)), samples).astype(np.float32)
