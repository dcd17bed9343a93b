"""Any sample rate to 16 kHz, streaming.

Place in the flow: inside sources only; the only module that imports `soxr`.
"""

import numpy as np
import numpy.typing as npt
import soxr

from speech.audio import SAMPLE_RATE_HZ


class Resampler:
    """Streaming conversion of float32 frames, shape (n, channels), to 16 kHz. Not thread-safe."""

    def __init__(self, rate_hz: float, channels: int) -> None:
        """Create a high-quality converter; costs about 15 ms of delay, which `last=True` drains."""
        self._stream = (
            None
            if rate_hz == SAMPLE_RATE_HZ
            else soxr.ResampleStream(rate_hz, SAMPLE_RATE_HZ, channels, dtype="float32")
        )

    def accept(self, frames: npt.NDArray[np.float32], *, last: bool = False) -> npt.NDArray[np.float32]:
        """Return the frames at 16 kHz that are ready; `last` drains the rest."""
        if self._stream is None:
            return frames
        converted: npt.NDArray[np.float32] = self._stream.resample_chunk(np.ascontiguousarray(frames), last=last)
        return converted.reshape(-1, frames.shape[1])
