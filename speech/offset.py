"""Takes a constant out of a channel: cheap sound cards add one, and it would pass for loudness and hide an echo.

Place in the flow: the listener sends every chunk of both sides through one of these, before anything is measured.
"""

from typing import Final

import numpy as np
import numpy.typing as npt

from speech.audio import Samples

_FOLLOWS: Final = 0.05
"""Share of each chunk's mean (20 ms) that the estimate takes over: settled within half a second, deaf to speech."""


class OffsetRemover:
    """Follows one channel. Not thread-safe."""

    def __init__(self) -> None:
        """Nothing is known yet: the first chunk is taken by its own mean."""
        self._offset: float | None = None

    def remove(self, samples: Samples) -> Samples:
        """Return the samples, shape (n,) with n > 0, without the constant.

        Zeros are what the device lost (`speech.sources.base.Loss`): they stay zeros, and tell nothing about the constant.
        """
        heard = _heard(samples)
        if not heard.any():
            return samples
        mean = float(samples[heard].mean())
        before = mean if self._offset is None else self._offset
        self._offset = before + _FOLLOWS * float(heard.mean()) * (mean - before)
        ramp = np.linspace(before, self._offset, len(samples), dtype=np.float32)
        return np.where(heard, samples - ramp, np.float32(0.0))


def _heard(samples: Samples) -> npt.NDArray[np.bool_]:
    """Return which samples are sound: all but zeros that stand together; a wave that crosses zero has single ones."""
    sound = samples != 0.0
    beside = np.pad(sound, 1, constant_values=True)
    return np.asarray(sound | (beside[:-2] & beside[2:]))
