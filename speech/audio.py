"""The one audio format inside Sotto, shared by every stage from source to recognizer.

Every source converts to it (`speech.sources`); nothing after the source sees another rate or dtype.
"""

from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

SAMPLE_RATE_HZ: Final = 16_000
"""What Silero, Vosk, Moonshine and WebRTC's echo canceller all take."""

CHUNK_SAMPLES: Final = 320
"""Samples in one chunk (20 ms): two 10 ms echo-canceller frames; VAD and recognizers re-block for themselves."""

Samples: TypeAlias = npt.NDArray[np.float32]
"""Mono samples, shape (n,), float32 in -1.0 … 1.0, at `SAMPLE_RATE_HZ`."""


def samples_to_s(samples: int) -> float:
    """Return the duration in seconds of a number of samples at `SAMPLE_RATE_HZ`."""
    return samples / SAMPLE_RATE_HZ


def s_to_samples(seconds: float) -> int:
    """Return the nearest whole number of samples at `SAMPLE_RATE_HZ` in `seconds`."""
    return round(seconds * SAMPLE_RATE_HZ)
