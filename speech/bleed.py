"""How surely, how late and how loudly a stretch of the microphone repeats the far end.

Place in the flow: called by `speech.echo` on windows in which the far end is active. Pure numpy.

The delay and the certainty come from the generalized cross-correlation with phase transform (GCC-PHAT; Knapp & Carter
1976, "The generalized correlation method for estimation of time delay"): an echo is one sharp peak whatever its level,
while two people talking at once leave noise. The score is the peak's height in standard deviations of that noise. An
echo as weak as the room's noise shows only when several windows are taken together, since its delay stays and the noise
does not. Their squares are averaged over a few samples of delay, not their cross spectra: two clocks that drift apart by
200 ppm shift the phases within a second, but hardly the delay.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from speech.audio import Samples

_SILENCE_POWER: Final = 1e-9
"""Mean square below which a window is digital silence (-90 dBFS): dither must not pass for an echo."""
_NEAR_PEAK: Final = 12
"""Samples around the average's peak that count as the peak: two clocks drift 12 apart in four seconds."""
_MEMORY: Final = 0.88
"""What the average keeps of itself at each window: about eight windows (4 s of far speech) count."""
_BLUR: Final = np.ones(9) / 9.0
"""Delays within 0.5 ms are taken together."""
_CERTAIN_ALONE: Final = 8.0
"""A peak of one window that high is taken for its delay, a lower one only with the average behind it."""
_TALLEST: Final = 6.0
"""Higher peaks of one window count as this: one coincidence must not stand for many windows."""


@dataclass(frozen=True, slots=True)
class BleedWindow:
    """The result of one window."""

    score: float
    """Height of the peak in this window alone, in standard deviations; below about 6 there is no echo."""
    sustained_score: float
    """Height of the peak in the average with the windows before, in its own standard deviations; meaningful from the third
    window on."""
    windows: int
    """How many windows the average has seen."""
    bleed_db: float
    """Level of the window in the microphone relative to the aligned far end, dB; an upper bound while the agent talks."""
    delay_samples: int
    """Delay of the echo behind the far end; meaningful only with a high score."""
    support: float = 0.0
    """Height of this window's own correlation where the average has its peak, in standard deviations; noise reaches 2.5."""


class BleedMeter:
    """Measures window after window of one session. Not thread-safe."""

    def __init__(self, window_samples: int, max_delay_samples: int) -> None:
        """Delays of 0 … `max_delay_samples` are searched in windows of `window_samples`."""
        self._window, self._max_delay = window_samples, max_delay_samples
        self._size = 1 << int(np.ceil(np.log2(2 * window_samples + max_delay_samples)))
        self._taper = np.hanning(window_samples)
        self._average: npt.NDArray[np.float64] | None = None
        self._windows = 0

    def measure(self, near: Samples, far: Samples) -> BleedWindow:
        """Compare the window `near`, shape (window,), with `far`, shape (max_delay + window,), which ends with it."""
        if min(_power(near), _power(far)) < _SILENCE_POWER:
            return BleedWindow(0.0, 0.0, self._windows, -100.0, 0)
        cross = np.fft.rfft(near * self._taper, self._size) * np.conj(np.fft.rfft(far, self._size))
        whitened = cross / (np.abs(cross) + 1e-9 * float(np.abs(cross).max() + 1e-12))
        alone = self._heights(whitened)
        blurred = np.convolve(np.minimum(alone, _TALLEST) ** 2, _BLUR, mode="same")
        self._average = blurred if self._average is None else _MEMORY * self._average + blurred
        self._windows += 1
        delay, usual_delay = int(np.argmax(alone)), int(np.argmax(self._average))
        score = float(alone[delay])
        sustained = float((self._average[usual_delay] - self._average.mean()) / (self._average.std() + 1e-12))
        support = float(alone[max(0, usual_delay - _NEAR_PEAK) : usual_delay + _NEAR_PEAK + 1].max())
        best = delay if score >= _CERTAIN_ALONE else usual_delay
        aligned = far[self._max_delay - best : self._max_delay - best + self._window]
        ratio = (_power(near) + 1e-12) / (_power(aligned) + 1e-9)
        return BleedWindow(score, sustained, self._windows, 10.0 * float(np.log10(ratio)), best, support)

    def forget(self) -> None:
        """Start the average anew."""
        self._average, self._windows = None, 0

    def _heights(self, cross: npt.NDArray[np.complex128]) -> npt.NDArray[np.float64]:
        """Return the correlation at the delays 0 … max_delay in standard deviations, shape (max_delay + 1,)."""
        # near[0] aligns with far[max_delay]; a delay of d samples puts the peak at lag d - max_delay.
        correlation = np.fft.irfft(cross, self._size)
        values = np.abs(correlation[np.arange(self._max_delay + 1) - self._max_delay])
        return np.asarray(values / (float(np.sqrt(np.mean(values**2))) + 1e-12), dtype=np.float64)


def _power(samples: Samples) -> float:
    return float(np.dot(samples, samples)) / len(samples)
