"""WebRTC's echo canceller, told how late the echo comes.

Place in the flow: `speech.echo` runs one beside the microphone. By itself the canceller finds the delay of an echo only when
that is clearly louder than the noise; the measurement of bleed finds it in noise too. Once it is known, a fresh canceller gets the
far end that much later, and hears the last seconds again, so that it has adapted before its output is needed.
"""

from collections import deque
from typing import Final

import numpy as np
from pywebrtc_audio import EchoCanceller

from speech.audio import CHUNK_SAMPLES, SAMPLE_RATE_HZ, Samples, s_to_samples

FRAME_SAMPLES: Final = 160
"""The canceller takes aligned frames of 10 ms."""
_LEFT_DELAY: Final = s_to_samples(0.008)
"""What is left of the delay: an echo before its cause cannot be cancelled, and rooms and clocks waver."""
_HEARD_AGAIN: Final = s_to_samples(3.0) // CHUNK_SAMPLES


class AlignedCanceller:
    """One session's canceller. Not thread-safe."""

    def __init__(self) -> None:
        """Start without a known delay."""
        self._canceller = EchoCanceller(SAMPLE_RATE_HZ)
        self._recent: deque[tuple[Samples, Samples]] = deque(maxlen=_HEARD_AGAIN)
        self._held: Samples = np.empty(0, dtype=np.float32)
        """The far end's latest samples, kept back."""

    @property
    def recent(self) -> tuple[tuple[Samples, Samples], ...]:
        """The last three seconds of microphone and far end."""
        return tuple(self._recent)

    @property
    def aligned_samples(self) -> int:
        """How much later than it came the canceller hears the far end."""
        return len(self._held)

    def process(self, near: Samples, far: Samples) -> Samples:
        """Return `near` without what it holds of `far`; both of shape (n,), n a multiple of 160."""
        self._recent.append((near, far))
        return self._cancel(near, far)

    def align(self, delay_samples: int) -> None:
        """Begin anew with an echo that comes `delay_samples` after the far end."""
        self._canceller = EchoCanceller(SAMPLE_RATE_HZ)
        self._held = np.zeros(max(0, delay_samples - _LEFT_DELAY), dtype=np.float32)
        self.hear_again()

    def hear_again(self) -> list[Samples]:
        """Return `recent` without echo, chunk by chunk."""
        return [self._cancel(near, far) for near, far in self._recent]

    def _cancel(self, near: Samples, far: Samples) -> Samples:
        kept = np.concatenate((self._held, far))
        late, self._held = kept[: len(far)], kept[len(far) :]
        frames = range(0, len(near), FRAME_SAMPLES)
        cleaned = [self._canceller.process(near[i : i + FRAME_SAMPLES], late[i : i + FRAME_SAMPLES]) for i in frames]
        return np.concatenate(cleaned)
