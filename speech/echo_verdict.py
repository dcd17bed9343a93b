"""From measured windows to a verdict: is there an echo that matters, how loud is it, and is it gone from what is used.

Place in the flow: `speech.echo` measures a window of half a second whenever the far end speaks and asks here. Pure.

An echo is certain when two windows have their peak at the same delay. It matters when it could be heard: Silero hears
speech in white noise from a ratio of about -9 dB on (at -12 dB nothing, at -6 dB half, at -3 dB all; ten voices, noise of
-60 to -32 dBFS). It is gone when the far end speaks and the voice activity of what is left does not.
"""

from collections import deque
from dataclasses import dataclass, field
from typing import Annotated, Final

import numpy as np
from pydantic import Field
from pydantic.dataclasses import dataclass as settings_dataclass

from speech.bleed import BleedWindow

_WINDOWS_FOR_AVERAGE: Final = 3
_CERTAIN_HITS: Final = 2
_SUPPORT: Final = 3.0
"""An average counts only with windows that themselves show something at its delay: one loud coincidence lasts in it."""
_SAME_DELAY: Final = 32
"""Samples (2 ms): drift of 200 ppm moves the peak by 2 in a window, the average follows later."""
_LEFT_OF_NOISE: Final = 0.05
"""What the estimate of an echo can be trusted to, as a share of the window's power."""
_RULED_OUT_COUNTS: Final = 3
"""A window too quiet for any echo that matters is worth three without a peak."""
_COULD_BE_ECHO_DB: Final = 6.0
"""How far a window of an echo may lie above the usual one."""


@settings_dataclass(frozen=True)
class VerdictSettings:
    """When the far end counts as heard by the microphone."""

    detect_score: Annotated[
        float, Field(ge=3.0, le=50.0, title="Echo is certain above", json_schema_extra={"unit": "standard deviations"})
    ] = 8.0
    """Height of the GCC-PHAT peak in one window. Measured: clean calls ≤ 8.1 and rarely above 5, audible bleed ≥ 10."""
    sustained_score: Annotated[
        float,
        Field(
            ge=3.0, le=50.0, title="Echo is certain on average above", json_schema_extra={"unit": "standard deviations"}
        ),
    ] = 9.5
    """Height of the averaged peak. Measured: 21 of 22 clean calls ≤ 8.3, bleed that is no weaker than the noise 11 to 27."""
    ignore_below_db: Annotated[
        float, Field(ge=-60.0, le=-10.0, title="Bleed counts above", json_schema_extra={"unit": "dB"})
    ] = -38.0
    """Joint-stereo coding leaks at about -39 dB."""
    audible_db: Annotated[
        float, Field(ge=-20.0, le=20.0, title="Bleed counts against the noise above", json_schema_extra={"unit": "dB"})
    ] = -9.0
    """Weaker bleed is drowned in the microphone's noise."""
    clear_windows: Annotated[
        int, Field(ge=2, le=60, title="Clean windows that end an echo", json_schema_extra={"unit": "windows"})
    ] = 12
    first_windows: Annotated[
        int, Field(ge=2, le=60, title="Clean windows that rule an echo out", json_schema_extra={"unit": "windows"})
    ] = 6


@dataclass(frozen=True, slots=True)
class EchoWindow:
    """What one window of the far end's speech showed."""

    bleed: BleedWindow
    near_dbfs: float
    """Level of the microphone, RMS."""
    noise_dbfs: float
    """Its steady noise; -100.0 while it is not known."""
    near_spoke: bool
    """Whether the voice activity of what is used of the microphone held it to be speech at any time."""
    residue_score: float = 0.0
    """Height of the peak between what is used of the microphone and the far end, as `BleedWindow.score`."""

    @property
    def echo_dbfs(self) -> float:
        """Level of the microphone without its noise: at most this much is echo."""
        power, noise = 10.0 ** (self.near_dbfs / 10.0), 10.0 ** (self.noise_dbfs / 10.0)
        return 10.0 * float(np.log10(max(power - noise, _LEFT_OF_NOISE * power, 1e-10)))

    @property
    def ratio_db(self) -> float:
        """`echo_dbfs` relative to the far end: the bleed is at most this much."""
        return self.bleed.bleed_db - self.near_dbfs + self.echo_dbfs


@dataclass(slots=True)
class EchoVerdict:
    """Follows one session. Not thread-safe."""

    settings: VerdictSettings
    detected: bool | None = None
    """None: not known yet."""
    converged: bool = False
    """Whether what is used of the microphone is free of the echo; meaningful only with an echo."""
    _hits: int = 0
    _clean: int = 0
    _delay: int = 0
    _ratios: deque[float] = field(default_factory=lambda: deque(maxlen=20))
    _quiet_ratios: deque[float] = field(default_factory=lambda: deque(maxlen=2))
    """Of the latest windows in which nothing was held to be speech."""
    _over_noise: deque[float] = field(default_factory=lambda: deque(maxlen=20))
    _heard: int = 0

    @property
    def bleed_db(self) -> float | None:
        """Level of the far end in the microphone relative to the far end itself, None until an echo was seen."""
        # A quarter of the windows at least are without the agent's voice.
        return float(np.percentile(self._ratios, 25)) if self._ratios else None

    @property
    def at_most_db(self) -> float | None:
        """The bleed, or as long as that is not known what it cannot exceed; None before any window."""
        return max(self._quiet_ratios, default=None) if self.bleed_db is None else self.bleed_db

    @property
    def delay_samples(self) -> int | None:
        """How much later than the far end the echo comes; None while there is none or its delay is not certain."""
        return self._delay if self.detected and self._hits >= _CERTAIN_HITS else None

    def judge(self, window: EchoWindow) -> None:
        """Take the next window."""
        self._count(window)
        if not window.near_spoke:
            self._quiet_ratios.append(window.ratio_db)
        matters = self._matters()
        if self._hits >= _CERTAIN_HITS:
            self.detected = matters
        elif self._clean >= (self.settings.first_windows if self.detected is None else self.settings.clear_windows):
            self.detected = False
        if self._hits or self.detected:
            self._follow_residue(window)
        else:
            self.converged, self._heard = False, 0
            self._ratios.clear()
            self._over_noise.clear()

    def _count(self, window: EchoWindow) -> None:
        settings, bleed = self.settings, window.bleed
        ruled_out = window.ratio_db < settings.ignore_below_db
        carried = (
            bleed.sustained_score >= settings.sustained_score
            and bleed.windows >= _WINDOWS_FOR_AVERAGE
            and bleed.support >= _SUPPORT
        )
        if (bleed.score >= settings.detect_score or carried) and not ruled_out:
            same = abs(bleed.delay_samples - self._delay) <= _SAME_DELAY
            self._hits = self._hits + 1 if same else 1
            self._delay, self._clean = bleed.delay_samples, 0
        elif not window.near_spoke:
            self._hits = max(0, self._hits - 1)
            self._clean += _RULED_OUT_COUNTS if ruled_out else 1
        if self._hits or (self.detected and not window.near_spoke):
            self._ratios.append(window.ratio_db)
            self._over_noise.append(window.echo_dbfs - window.noise_dbfs)

    def _matters(self) -> bool:
        if self.bleed_db is None or self.bleed_db <= self.settings.ignore_below_db:
            return False
        return float(np.percentile(self._over_noise, 75)) >= self.settings.audible_db

    def _follow_residue(self, window: EchoWindow) -> None:
        """Silence while the far end speaks proves that nothing is left; speech that can only be echo proves that it is."""
        if not window.near_spoke:
            self.converged, self._heard = True, 0
        elif window.residue_score >= self.settings.detect_score and self._could_be_echo(window):
            self._heard += 1
            self.converged = self.converged and self._heard < 2
        else:
            self._heard = 0

    def _could_be_echo(self, window: EchoWindow) -> bool:
        return self.bleed_db is not None and window.ratio_db <= self.bleed_db + _COULD_BE_ECHO_DB
