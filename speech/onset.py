"""Where a voice began, told by its level: the VAD opens up to 0.3 s late on a soft or voiceless beginning.

Place in the flow: the listener lets one a side hear what the VAD hears, and asks it once the VAD has opened. It only ever
looks at sound that the VAD has shown to lead into speech, so noise and clicks by themselves begin nothing.
"""

from collections import deque
from typing import Final

import numpy as np

from speech.audio import SAMPLE_RATE_HZ, Samples, s_to_samples
from speech.noise_floor import NoiseFloor

BLOCK: Final = s_to_samples(0.01)
_KEPT: Final = 60
"""Blocks (0.6 s): the walk, and the VAD's delay before it."""
_LONGEST_S: Final = 0.3
"""Shorter than the silence that ends speech (`speech.vad.VadSettings.min_silence_s`): never into the last stretch."""
_OVER_NOISE: Final = 4.0
"""Sound is 6 dB louder than the noise; blocks of steady noise waver by less than 3 dB."""
_CLOSURE: Final = 6
"""Blocks (60 ms) of quiet that belong to a word: the closure before a plosive."""


class VoiceOnset:
    """Follows one side. Not thread-safe."""

    def __init__(self) -> None:
        """Nothing was heard yet."""
        self._noise = NoiseFloor()
        self._powers: deque[float] = deque(maxlen=_KEPT)
        self._heard = 0

    def hear(self, own: Samples, whole: Samples) -> None:
        """Take the next stretch, shapes (n,), n a multiple of 160.

        `own`: the side's sound, zeros where it may be an echo. `whole`: the channel as recorded, for its noise.
        """
        for i in range(0, len(own), BLOCK):
            block, recorded = own[i : i + BLOCK], whole[i : i + BLOCK]
            self._noise.hear(recorded)
            self._powers.append(float(np.dot(block, block)) / BLOCK)
        self._heard += len(own) // BLOCK

    def before(self, start_s: float) -> float:
        """Return where the voice began that the VAD heard from `start_s` on: then, or up to 0.3 s earlier.

        Seconds of session time; the stretch around `start_s` must have been heard.
        """
        noise, oldest = self._noise.power, self._heard - len(self._powers)
        opened = round(start_s * SAMPLE_RATE_HZ / BLOCK)
        if noise <= 0.0:
            return start_s  # nothing but lost blocks so far, or less than 0.1 s
        first, quiet = opened, 0
        for at in range(opened - 1, max(oldest, opened - round(_LONGEST_S * 100)) - 1, -1):
            loud = self._powers[at - oldest] > _OVER_NOISE * noise
            first, quiet = (at, 0) if loud else (first, quiet + 1)
            if quiet > _CLOSURE:
                break
        return min(start_s, first * BLOCK / SAMPLE_RATE_HZ)
