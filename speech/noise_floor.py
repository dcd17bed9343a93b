"""How loud the steady noise of a microphone is, from its quietest moments.

Place in the flow: `speech.echo` takes it off before it measures an echo. Minimum statistics (Martin 2001, "Noise power
spectral density estimation based on optimal smoothing and minimum statistics"), without the spectrum: between syllables
every signal falls to its noise.
"""

from collections import deque
from typing import Final

import numpy as np

from speech.audio import Samples, s_to_samples

_BLOCK: Final = s_to_samples(0.1)
_BLOCKS: Final = 60
"""Six seconds: every speaker pauses within that."""
_DEAD_POWER: Final = 1e-9
"""Quieter pieces (-90 dBFS) are pieces that the device lost."""
_MINIMUM_BIAS: Final = 1.08
"""The quietest of 60 blocks of white noise lies 0.35 dB under its mean."""


class NoiseFloor:
    """Follows one channel. Not thread-safe."""

    def __init__(self) -> None:
        """Nothing is known yet."""
        self._powers: deque[float] = deque(maxlen=_BLOCKS)
        self._sum, self._count = 0.0, 0

    @property
    def power(self) -> float:
        """Mean square of the noise, 0.0 while it is not known."""
        return _MINIMUM_BIAS * min(self._powers, default=0.0)

    def hear(self, samples: Samples) -> None:
        """Take the next samples, any number."""
        self.hear_power(float(np.dot(samples, samples)) / max(1, len(samples)), len(samples))

    def hear_power(self, power: float, count: int) -> None:
        """Take the mean square of the next `count` samples; what the device lost is left out."""
        if power <= _DEAD_POWER:
            return
        self._sum += power * count
        self._count += count
        if self._count >= _BLOCK:
            self._powers.append(self._sum / self._count)
            self._sum, self._count = 0.0, 0
