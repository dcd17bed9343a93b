"""Takes a constant out of a channel: cheap sound cards add one, and it would pass for loudness and hide an echo.

Place in the flow: the listener sends every chunk of both sides through one of these, before anything is measured.
"""

from typing import Final

import numpy as np

from speech.audio import Samples

_FOLLOWS: Final = 0.05
"""Share of each chunk's mean (20 ms) that the estimate takes over: settled within half a second, deaf to speech."""


class OffsetRemover:
    """Follows one channel. Not thread-safe."""

    def __init__(self) -> None:
        """Nothing is known yet: the first chunk is taken by its own mean."""
        self._offset: float | None = None

    def remove(self, samples: Samples) -> Samples:
        """Return the samples, shape (n,) with n > 0, without the constant."""
        mean = float(samples.mean())
        before = mean if self._offset is None else self._offset
        self._offset = before + _FOLLOWS * (mean - before)
        ramp = np.linspace(before, self._offset, len(samples), dtype=np.float32)
        return np.asarray(samples - ramp, dtype=np.float32)
