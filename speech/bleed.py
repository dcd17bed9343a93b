"""One measurement of bleed: how surely and how loudly a stretch of the microphone repeats the far end.

Place in the flow: called by `speech.echo` on windows in which the far end is active. Pure numpy.

The delay and the certainty come from the generalized cross-correlation with phase transform (GCC-PHAT; Knapp & Carter
1976, "The generalized correlation method for estimation of time delay"): an echo is one sharp peak whatever its level,
while two people talking at once leave noise. The score is the peak's height in standard deviations of that noise.
"""

from dataclasses import dataclass

import numpy as np

from speech.audio import Samples


@dataclass(frozen=True, slots=True)
class BleedWindow:
    """The result of one window."""

    score: float
    """Height of the peak in standard deviations; below about 6 there is no echo."""
    delay_samples: int
    """Delay of the echo behind the far end; meaningful only with a high score."""
    bleed_db: float
    """Level of the window in the microphone relative to the aligned far end, dB; an upper bound while the agent talks."""


_SILENCE_POWER = 1e-9
"""Mean square below which a window is digital silence (-90 dBFS): dither must not pass for an echo."""


def measure_bleed(near: Samples, far: Samples, max_delay_samples: int) -> BleedWindow:
    """Compare the window `near` with `far`, which ends with it and reaches `max_delay_samples` further back.

    `near`: shape (n,). `far`: shape (n + max_delay_samples,). Delays of 0 … `max_delay_samples` are searched.
    """
    n = len(near)
    if min(_power(near), _power(far)) < _SILENCE_POWER:
        return BleedWindow(0.0, 0, -100.0)
    size = 1 << int(np.ceil(np.log2(len(far) + n)))
    window = np.hanning(n)
    cross = np.fft.rfft(near * window, size) * np.conj(np.fft.rfft(far, size))
    whitened = cross / (np.abs(cross) + 1e-9 * float(np.abs(cross).max() + 1e-12))
    correlation = np.fft.irfft(whitened, size)
    # near[0] aligns with far[max_delay]; a delay of d samples puts the peak at lag d - max_delay, i.e. negative lags.
    lags = np.arange(max_delay_samples + 1) - max_delay_samples
    values = np.abs(correlation[lags])
    best = int(np.argmax(values))
    spread = float(np.sqrt(np.mean(values**2))) + 1e-12
    delay = best
    aligned = far[max_delay_samples - delay : max_delay_samples - delay + n]
    ratio = (_power(near) + 1e-12) / (_power(aligned) + 1e-9)
    return BleedWindow(float(values[best]) / spread, delay, 10.0 * float(np.log10(ratio)))


def _power(samples: Samples) -> float:
    return float(np.dot(samples, samples)) / len(samples)
