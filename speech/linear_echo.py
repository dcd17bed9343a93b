"""What the microphone holds beside a linear echo, and whether a voice is in it.

Place in the flow: `speech.echo` runs one once the echo's delay is known. WebRTC's canceller silences what may be echo, and with
it a voice that speaks at the same time; this one only subtracts what it predicts, so that the near end's voice stays whole
over a little echo. The one is heard while the far end speaks alone, the other while both speak.

The filter is the frequency-domain adaptive Kalman filter (Enzner & Vary 2006, "Frequency-domain adaptive Kalman filter for
acoustic echo control in hands-free telephones"; in partitions: Kuech, Mabande & Enzner 2014, "State-space architecture of
the partitioned-block-based acoustic echo controller"): its step size follows from what it does not explain, so that double
talk needs no detector. Measured: 12 to 22 dB or down to the noise, also with clocks 180 ppm apart.
"""

from collections import deque
from typing import Final

import numpy as np
import numpy.typing as npt

from speech.audio import SAMPLE_RATE_HZ, Samples, s_to_samples
from speech.noise_floor import NoiseFloor

BLOCK: Final = s_to_samples(0.01)
_BLOCKS: Final = 8
"""Partitions: 80 ms, by which a room on a desk has fallen 30 dB."""
_PERSISTENCE: Final = 0.999
"""Of the echo path from block to block: forgets within 10 s, and follows clocks that drift apart."""
_SMOOTHING: Final = 0.9
"""Of the power that the filter does not explain."""
_PATH_AT_FIRST: Final = 1.0
"""Power of an echo path that nothing is known of: as loud as the far end."""
_BAND_HZ: Final = (200.0, 2500.0)
"""Where voices have their power, and where drifting clocks hardly spoil the prediction."""
_RECENT: Final = 10
"""Blocks (0.1 s) whose loudest predicted echo may still ring."""
_LEFT_WINDOWS: Final = 500
"""Blocks (5 s of echo) that tell how much of it is usually left."""
_LEFT_AT_FIRST: Final = 0.25
"""Share of the echo that is taken to be left before that is known."""
_KNOWN_AFTER: Final = 50
_USUAL_PERCENT: Final = 50.0
"""Two talk at once for less than half of the time in which an echo is there."""
_OVER_LEFT: Final = 8.0
"""A voice is this much (9 dB) louder than what is usually left …"""
_OVER_NOISE: Final = 4.0
"""… and this much (6 dB) louder than the noise …"""
_LATEST: Final = 5
_AT_LEAST: Final = 3
"""… in three of the latest five blocks: bursts that the filter leaves at the onset of an echo are shorter …"""
_LIKE_FAR: Final = 0.25
"""… and less like the far end than this. Measured as `FarLikeness` in rendered calls with bleed of -10 to -30 dB: what the filter left of an
echo lay above it in nine of ten blocks, a voice over an echo below it in four of five."""
_SETTLED_LEFT: Final = 0.05
"""Share of the echo that a filter leaves which knows the path (13 dB less): what it then leaves can be told from a voice by its level."""
_OVER_ECHO: Final = 4.0
"""What is 6 dB louder than the echo that such a filter predicts is no echo, however like: where the path has changed, an echo and the
prediction are about as loud, and add up to that at most. Two voices of one pitch are alike for 0.2 s."""
_LIKENESS_WINDOW: Final = 10 * BLOCK
_HOLD: Final = 15
"""Blocks (150 ms) that a voice is held to go on: soft consonants, and moments in which two voices are alike."""
_SILENCE: Final = 1e-9
"""Mean square of a block that the device lost (-90 dBFS)."""


class LinearEcho:
    """One session's filter from one alignment on. Not thread-safe."""

    def __init__(self, delay_samples: int) -> None:
        """`delay_samples`: how much later the far end is taken; the echo must come after that, within 80 ms."""
        bins = BLOCK + 1
        self._held: Samples = np.zeros(max(0, delay_samples), dtype=np.float32)
        self._far = np.zeros(2 * BLOCK)
        self._spectra = np.zeros((_BLOCKS, bins), dtype=np.complex128)
        self._path = np.zeros((_BLOCKS, bins), dtype=np.complex128)
        self._doubt = np.full((_BLOCKS, bins), _PATH_AT_FIRST)
        self._unexplained = np.zeros(bins)
        edges = (np.array(_BAND_HZ) * 2 * BLOCK / SAMPLE_RATE_HZ).astype(int)
        self._band = slice(int(edges[0]), int(edges[1]))
        self._voice = VoiceBesideEcho()
        self._likeness = FarLikeness()
        self.louder: tuple[bool, ...] = ()
        """For each block of the latest `process` whether it is too loud, and too unlike the far end, for an echo."""

    @property
    def settled(self) -> bool:
        """Whether the path is known: little of the echo is usually left."""
        return self._voice.settled

    @property
    def nothing_left(self) -> bool:
        """Whether the latest block holds no more than the microphone's noise."""
        return self._voice.nothing_left

    def process(self, near: Samples, far: Samples) -> tuple[Samples, bool]:
        """Return `near` less the predicted echo, and whether a voice is in it; shapes (n,), n a multiple of 160."""
        kept = np.concatenate((self._held, far))
        late, self._held = kept[: len(far)], kept[len(far) :]
        blocks = [self._block(near[i : i + BLOCK], late[i : i + BLOCK]) for i in range(0, len(near), BLOCK)]
        self.louder = tuple(louder for _, _, louder in blocks)
        return np.concatenate([left for left, _, _ in blocks]), any(voice for _, voice, _ in blocks)

    def _block(self, near: Samples, far: Samples) -> tuple[Samples, bool, bool]:
        self._far = np.concatenate((self._far[BLOCK:], far))
        self._spectra = np.roll(self._spectra, 1, axis=0)
        self._spectra[0] = np.fft.rfft(self._far)
        echo = np.fft.irfft((self._spectra * self._path).sum(axis=0))[BLOCK:]
        left = near - echo
        left_spectrum = np.fft.rfft(np.concatenate((np.zeros(BLOCK), left)))
        if float(np.dot(near, near)) > _SILENCE * BLOCK:
            self._adapt(left_spectrum)
        self._likeness.hear(left, far)
        powers = self._power(left_spectrum), self._power(np.fft.rfft(echo, 2 * BLOCK))
        voice = self._voice.hear(*powers, self._likeness)
        return left.astype(np.float32), voice, self._voice.louder_now

    def _adapt(self, left: npt.NDArray[np.complex128]) -> None:
        """Move the path as far as its doubt against the unexplained power allows."""
        now = np.abs(left) ** 2
        self._unexplained = _SMOOTHING * self._unexplained + (1.0 - _SMOOTHING) * now
        far_power = np.abs(self._spectra) ** 2
        # Half: of each transform of two blocks one is new.
        noise = np.maximum(self._unexplained, 0.5 * now)
        gain = self._doubt / (0.5 * (far_power * self._doubt).sum(axis=0) + noise + 1e-9)
        step = np.fft.irfft(gain * np.conj(self._spectra) * left, axis=1)
        step[:, BLOCK:] = 0.0
        self._path = _PERSISTENCE * (self._path + np.fft.rfft(step, axis=1))
        kept = _PERSISTENCE**2 * np.maximum(1.0 - 0.5 * gain * far_power, 0.0) * self._doubt
        self._doubt = kept + (1.0 - _PERSISTENCE**2) * np.abs(self._path) ** 2

    def _power(self, spectrum: npt.NDArray[np.complex128]) -> float:
        """Return the mean square of a block within the band."""
        return float((np.abs(spectrum[self._band]) ** 2).sum()) / BLOCK**2


class FarLikeness:
    """How like the far end the residue is: a path that changed leaves an echo as loud as a voice, but not unlike the far end."""

    def __init__(self) -> None:
        """Nothing was heard yet."""
        self._left = np.zeros(_LIKENESS_WINDOW)
        self._far = np.zeros(_LIKENESS_WINDOW + _BLOCKS * BLOCK)

    def hear(self, left: npt.NDArray[np.float64], far: npt.NDArray[np.float32]) -> None:
        """Take the next block of both."""
        self._left = np.concatenate((self._left[BLOCK:], left))
        self._far = np.concatenate((self._far[BLOCK:], far))

    @property
    def now(self) -> float:
        """0.0 … 1.0: the largest correlation of the last 0.1 s with the far end, up to 80 ms earlier."""
        size = 2 * len(self._far)
        product = np.fft.rfft(self._far, size) * np.conj(np.fft.rfft(self._left, size))
        sums = np.fft.irfft(product, size)[: _BLOCKS * BLOCK + 1]
        squares = np.cumsum(np.concatenate(([0.0], self._far**2)))
        energy = squares[_LIKENESS_WINDOW:] - squares[:-_LIKENESS_WINDOW]
        own = float(np.dot(self._left, self._left))
        return float(np.max(np.abs(sums) / np.sqrt(energy * own + _SILENCE)))


class VoiceBesideEcho:
    """Tells a voice from what is left of an echo, by level and by its likeness to the far end. One block after the other."""

    def __init__(self) -> None:
        """Nothing is known of the noise nor of what is left."""
        self._noise = NoiseFloor()
        self._echoes: deque[float] = deque(maxlen=_RECENT)
        self._shares: deque[float] = deque(maxlen=_LEFT_WINDOWS)
        self.usual_left = _LEFT_AT_FIRST
        """Share of the echo's power that is usually left; a guess of a quarter until it is known."""
        self._louder: deque[bool] = deque(maxlen=_LATEST)
        self._held = 0
        self.nothing_left = False

    @property
    def louder_now(self) -> bool:
        """Whether the latest block by itself is louder than an echo, and unlike the far end."""
        return bool(self._louder) and self._louder[-1]

    @property
    def settled(self) -> bool:
        """Whether so little of the echo is usually left that the filter must know the path."""
        return self.usual_left <= _SETTLED_LEFT

    def hear(self, left: float, echo: float, likeness: FarLikeness) -> bool:
        """Take mean squares of a block's residue and predicted echo; return whether the residue holds a voice."""
        self._noise.hear_power(left, BLOCK)
        self._echoes.append(echo)
        noise, loudest = self._noise.power, max(self._echoes)
        if loudest > _OVER_NOISE * noise:
            self._shares.append(max(left - noise, 0.02 * left) / loudest)
            if len(self._shares) >= _KNOWN_AFTER and len(self._shares) % 10 == 0:
                self.usual_left = float(np.percentile(self._shares, _USUAL_PERCENT))
        loud = left > _OVER_LEFT * self.usual_left * loudest + _OVER_NOISE * noise
        heard_far = loudest > _OVER_NOISE * noise
        certain = self.settled and left > _OVER_ECHO * loudest
        self._louder.append(loud and (certain or not heard_far or likeness.now <= _LIKE_FAR))
        self.nothing_left = left <= _OVER_NOISE * noise
        self._held = _HOLD if sum(self._louder) >= _AT_LEAST else max(0, self._held - 1)
        return self._held > 0
