"""What every live sound device offers, whatever library is behind it.

Place in the flow: microphone and loopback modules implement `Capture`; `speech.sources.feed` reads it. The native side
only fills a `BlockRing`; all reading happens in the listener's thread.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeAlias

import numpy as np
import numpy.typing as npt

from speech.sources.ring import BlockRing

RING_S = 10.0
"""Sound that waits while the listener is busy."""


@dataclass(frozen=True, slots=True)
class Block:
    """Sound of one device."""

    frames: npt.NDArray[np.float32]
    """Shape (n, channels), -1.0 … 1.0, at the device's rate."""
    end_s: float
    """When the last frame was captured, seconds of the monotonic clock."""
    after_loss: bool = False
    """Whether sound was lost just before it."""


class Capture(Protocol):
    """An open device. Read and closed by one thread."""

    name: str
    """For people."""
    rate_hz: float
    channels: int
    silent_when_idle: bool
    """True when it may deliver nothing while there is nothing to hear (loopback)."""

    def read(self) -> Block | None:
        """Return the next block without waiting, None when there is none yet."""

    def alive(self) -> bool:
        """Whether the device still works as far as its library knows."""

    def outdated(self) -> bool:
        """Whether it should be opened again: the default it followed has moved, or the device list was renewed."""

    def close(self) -> None:
        """Release the device; safe to call twice."""


Opener: TypeAlias = Callable[[int], Capture]
"""Opens the wanted device; the argument counts the attempts since it was last there. Raises DeviceError."""


def ring_for(rate_hz: float, channels: int) -> BlockRing:
    """Return a ring for `RING_S` of float32 sound."""
    return BlockRing(int(rate_hz * channels * 4 * RING_S))


def read_ring(ring: BlockRing, channels: int) -> Block | None:
    """Return the ring's next block as float32 frames."""
    raw = ring.read()
    if raw is None:
        return None
    samples = np.frombuffer(raw.data, dtype="<f4")
    frames = samples[: len(samples) // channels * channels].reshape(-1, channels)
    return Block(frames, raw.end_s, raw.after_loss)
