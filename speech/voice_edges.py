"""Where a voice began and ended, told by its level: the VAD opens up to 0.3 s late on a soft beginning, and closes as late in noise.

Place in the flow: the listener lets one a side hear what the VAD hears, and asks it once the VAD has opened or closed. It only
ever looks at sound beside what the VAD has shown to be speech, so noise and clicks by themselves begin nothing.
"""

from collections import deque
from typing import Final

import numpy as np

from speech.audio import SAMPLE_RATE_HZ, Samples, s_to_samples
from speech.noise_floor import NoiseFloor

BLOCK: Final = s_to_samples(0.01)
_KEPT: Final = 170
"""Blocks (1.7 s): the walk, the VAD's delay before it, and a second of what was there before."""
_LONGEST: Final = 30
"""Blocks (0.3 s), shorter than the silence that ends speech (`speech.vad.VadSettings.min_silence_s`): never into the last stretch."""
_OVER_NOISE: Final = 4.0
"""Sound is 6 dB louder than the noise; blocks of steady noise waver by less than 3 dB."""
_CLOSURE: Final = 6
"""Blocks (60 ms) of quiet that belong to a word: the closure before a plosive."""
_LOUD: Final = 16.0
"""Sound is 12 dB louder than the noise: a syllable, behind which a longer quiet is bridged."""
_SYLLABLE: Final = 4
"""Loud blocks that make a syllable; a key or a click is shorter than 40 ms."""
_WEAK_CONSONANT: Final = 14
"""Blocks (140 ms) of quiet between two syllables: a fricative that the noise hides, as the "f" of "before"."""
_RISES: Final = 1.5
"""Sound is 1.8 dB louder than the noise over a span: the last of a voice that fades; steady noise is not."""
_SPAN: Final = 5
"""Blocks (50 ms) whose mean wavers by 0.2 dB in steady noise: a faint sound shows in it that no single block shows."""
_OVER_BEFORE: Final = 1.1
"""A faint sound is 0.4 dB louder than the loudest 50 ms of the second before: what the noise does by itself is no voice."""
_KNOWN_BEFORE: Final = 50
"""Blocks of that second that must have been the side's own and not lost, or nothing is made of it."""


class VoiceEdges:
    """Follows one side. Not thread-safe."""

    def __init__(self) -> None:
        """Nothing was heard yet."""
        self._noise = NoiseFloor()
        self._powers: deque[float] = deque(maxlen=_KEPT)
        """Mean square of each block; NaN where the device lost it."""
        self._heard = 0

    def hear(self, own: Samples, whole: Samples) -> None:
        """Take the next stretch, shapes (n,), n a multiple of 160.

        `own`: the side's sound, zeros where it may be an echo. `whole`: the channel as recorded, for its noise.
        """
        for i in range(0, len(own), BLOCK):
            block, recorded = own[i : i + BLOCK], whole[i : i + BLOCK]
            self._noise.hear(recorded)
            self._powers.append(float(np.dot(block, block)) / BLOCK if recorded.any() else np.nan)
        self._heard += len(own) // BLOCK

    def begins(self, start_s: float) -> float:
        """Return where the voice began that the VAD heard from `start_s` on: then, or up to 0.3 s earlier.

        Seconds of session time; the stretch around `start_s` must have been heard.
        """
        noise, oldest = self._noise.power, self._heard - len(self._powers)
        if noise <= 0.0:
            return start_s  # nothing but lost blocks so far, or less than 0.1 s
        opened = round(start_s * SAMPLE_RATE_HZ / BLOCK) - oldest
        first = oldest + _walk_back(np.array(self._powers), max(0, opened), noise)
        return min(start_s, first * BLOCK / SAMPLE_RATE_HZ)

    def ends(self, start_s: float, end_s: float) -> float:
        """Return where the voice ended that the VAD heard from `start_s` to `end_s`: then, or up to 0.3 s earlier.

        Where an echo may be, or noise that wavers, the level tells nothing: then the VAD is believed.
        """
        noise, oldest = self._noise.power, self._heard - len(self._powers)
        closed = min(round(end_s * SAMPLE_RATE_HZ / BLOCK) - oldest, len(self._powers))
        if noise <= 0.0 or closed <= 0:
            return end_s
        ended_s = (oldest + _fall_back(np.array(self._powers), closed, noise)) * BLOCK / SAMPLE_RATE_HZ
        return max(start_s, min(end_s, ended_s))


def _fall_back(powers: Samples, closed: int, noise: float) -> int:
    """Return the block before which the voice ended that was certainly over at block `closed`."""
    means = np.roll(_means(powers), 1 - _SPAN)  # of the span that a block begins
    for at in range(closed - 1, max(0, closed - _LONGEST) - 1, -1):
        echo = powers[at] == 0.0
        if echo or powers[at] > _OVER_NOISE * noise or means[at] > _RISES * noise:
            return closed if echo else at + 1
    return max(0, closed - _LONGEST)


def _walk_back(powers: Samples, opened: int, noise: float) -> int:
    """Return the block in which the voice began that was certain from block `opened` on."""
    means = _means(powers)
    faintest = _faintest(means[: max(0, opened - _LONGEST)], noise)
    voiced = (powers > _OVER_NOISE * noise) | (means > faintest)
    loud = powers > _LOUD * noise
    first, quiet = opened, 0
    for at in range(opened - 1, max(0, opened - _LONGEST) - 1, -1):
        if np.isnan(powers[at]):
            continue
        syllable = at + 1 >= _SYLLABLE and loud[at + 1 - _SYLLABLE : at + 1].all()
        if (voiced[at] and quiet <= _CLOSURE) or syllable:
            first, quiet = at, 0
        else:
            quiet += 1
        if quiet > _WEAK_CONSONANT:
            break
    return first


def _means(powers: Samples) -> Samples:
    """Return for each block the mean of the span that it ends; NaN where one was lost, and at the beginning."""
    means = np.full(len(powers), np.nan)
    if len(powers) >= _SPAN:
        means[_SPAN - 1 :] = np.convolve(powers, np.full(_SPAN, 1.0 / _SPAN), mode="valid")
    return means


def _faintest(before: Samples, noise: float) -> float:
    """Return what the mean of a span must exceed to be sound, by the spans before; infinite where too few were heard."""
    known = before[before > 0.5 * noise]
    return _OVER_BEFORE * float(known.max()) if len(known) >= _KNOWN_BEFORE else np.inf
