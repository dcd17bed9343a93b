"""Echo: does the microphone hear the far end, how loudly, and what is left when WebRTC's canceller takes it out.

Place in the flow: first stage after the source. The canceller always runs beside the raw microphone, so that it has
adapted when it is needed; its output replaces the microphone only while bleed is there or not yet ruled out (on clean
calls it would cost recognition accuracy: docs/adr/0004-echo.md).
"""

from collections import deque
from dataclasses import dataclass
from typing import Annotated, Final

import numpy as np
from pydantic import Field
from pydantic.dataclasses import dataclass as settings_dataclass
from pywebrtc_audio import EchoCanceller

from speech.audio import SAMPLE_RATE_HZ, Samples, s_to_samples, samples_to_s
from speech.bleed import BleedWindow, measure_bleed
from speech.events import EchoMeasured

FRAME_SAMPLES: Final = 160
"""WebRTC's canceller takes aligned frames of 10 ms."""
_SILENT_DBFS: Final = -100.0


@settings_dataclass(frozen=True)
class EchoSettings:
    """When the far end counts as heard by the microphone."""

    detect_score: Annotated[
        float, Field(ge=3.0, le=50.0, title="Echo is certain above", json_schema_extra={"unit": "standard deviations"})
    ] = 8.0
    """Height of the GCC-PHAT peak in standard deviations. Measured: clean calls ≤ 5.5, bleed of -10 … -30 dB ≥ 10."""
    ignore_below_db: Annotated[
        float, Field(ge=-60.0, le=-10.0, title="Bleed counts above", json_schema_extra={"unit": "dB"})
    ] = -33.0
    """Weaker bleed (joint-stereo coding leaks at about -39 dB) stays below what the VAD hears: measured 0 hops at -35 dB."""
    far_active_dbfs: Annotated[
        float, Field(ge=-80.0, le=-20.0, title="Far end is active above", json_schema_extra={"unit": "dBFS"})
    ] = -45.0
    window_s: Annotated[
        float, Field(ge=0.25, le=2.0, title="Window of one measurement", json_schema_extra={"unit": "s"})
    ] = 0.5
    max_delay_s: Annotated[
        float, Field(ge=0.05, le=1.0, title="Longest echo delay", json_schema_extra={"unit": "s"})
    ] = 0.5
    clear_windows: Annotated[
        int, Field(ge=2, le=60, title="Clean windows that end an echo", json_schema_extra={"unit": "windows"})
    ] = 12


@dataclass(slots=True)
class _Verdict:
    """What the windows so far say: None is 'not known yet'."""

    detected: bool | None = None
    hits: int = 0
    clean: int = 0
    bleed_db: float | None = None
    converged: bool = False


class EchoStage:
    """Cleans the microphone of the far end when, and only when, it is there. One a session; not thread-safe."""

    def __init__(self, settings: EchoSettings) -> None:
        """Create the canceller; nothing is known about bleed yet."""
        self._settings = settings
        self._canceller = EchoCanceller(SAMPLE_RATE_HZ)
        self._window = s_to_samples(settings.window_s)
        self._history = self._window + s_to_samples(settings.max_delay_s)
        self._near: Samples = np.zeros(self._history, dtype=np.float32)
        self._far: Samples = np.zeros(self._history, dtype=np.float32)
        self._clean: Samples = np.zeros(self._window, dtype=np.float32)
        self._verdict = _Verdict()
        self._ratios: deque[float] = deque(maxlen=20)
        self._erle: deque[float] = deque(maxlen=6)
        self._samples = 0
        self._until_measure = self._window
        self._far_recent = 0
        self._last_report: tuple[bool, bool, bool] | None = None
        self._far_since_report = 0

    @property
    def cancelling(self) -> bool:
        """Whether the canceller's output is used at this moment."""
        detected = self._verdict.detected
        return detected is True or (detected is None and self._far_recent > 0)

    def process(self, near: Samples, far: Samples, *, far_speaking: bool) -> tuple[Samples, EchoMeasured | None]:
        """Return the microphone without echo (same length) and a measurement when there is news.

        `near`, `far`: shape (n,), n a multiple of 160, the same stretch of session time. `far_speaking`: whether the
        far end's VAD hears speech: noise there says nothing about bleed, so only speech is measured.
        """
        frames = range(0, len(near), FRAME_SAMPLES)
        cleaned = np.concatenate(
            [self._canceller.process(near[i : i + FRAME_SAMPLES], far[i : i + FRAME_SAMPLES]) for i in frames]
        )
        self._remember(near, far, cleaned, far_speaking)
        use_cleaned = self.cancelling
        report = self._measure_when_due(len(near), far_speaking=far_speaking)
        return (cleaned if use_cleaned else near), report

    def _remember(self, near: Samples, far: Samples, cleaned: Samples, far_speaking: bool) -> None:  # noqa: FBT001
        n = len(near)
        for buffer, new in ((self._near, near), (self._far, far), (self._clean, cleaned)):
            buffer[:-n] = buffer[n:]
            buffer[-n:] = new
        self._samples += n
        active = level_dbfs(far) > self._settings.far_active_dbfs
        # The echo of what was just said still arrives for as long as the longest delay.
        self._far_recent = s_to_samples(self._settings.max_delay_s) if active else max(0, self._far_recent - n)
        self._far_since_report += n if far_speaking else 0

    def _measure_when_due(self, n: int, *, far_speaking: bool) -> EchoMeasured | None:
        self._until_measure -= n
        far = self._far[-self._window :]
        if self._until_measure > 0 or not far_speaking or level_dbfs(far) < self._settings.far_active_dbfs:
            return None
        undecided = self._verdict.detected is None or self._verdict.hits > 0
        self._until_measure = self._window // 2 if undecided else 2 * self._window
        window = measure_bleed(self._near[-self._window :], self._far, s_to_samples(self._settings.max_delay_s))
        self._judge(window)
        return self._report()

    def _judge(self, window: BleedWindow) -> None:
        verdict = self._verdict
        if window.score >= self._settings.detect_score:
            verdict.hits, verdict.clean = verdict.hits + 1, 0
            self._ratios.append(window.bleed_db)
            near_db = level_dbfs(self._near[-self._window :])
            self._erle.append(near_db - level_dbfs(self._clean))
        else:
            verdict.hits, verdict.clean = 0, verdict.clean + 1
        verdict.bleed_db = float(np.percentile(self._ratios, 25)) if self._ratios else None
        if verdict.hits >= 2 or window.score >= 1.5 * self._settings.detect_score:
            verdict.detected = verdict.bleed_db is None or verdict.bleed_db > self._settings.ignore_below_db
        elif verdict.clean >= (2 if verdict.detected is None else self._settings.clear_windows):
            verdict.detected = False
            self._ratios.clear()
            self._erle.clear()
        # Double talk lowers the measured reduction, so the best of the last windows tells whether it converged.
        verdict.converged = bool(self._erle) and max(self._erle) >= _CONVERGED_ERLE_DB

    def _report(self) -> EchoMeasured | None:
        detected = self._verdict.detected is True
        now = (detected, self.cancelling, self._verdict.converged)
        due = self._far_since_report >= s_to_samples(5.0)
        if now == self._last_report and not due:
            return None
        self._last_report, self._far_since_report = now, 0
        return EchoMeasured(
            at_s=samples_to_s(self._samples),
            bleed_db=self._verdict.bleed_db if detected else None,
            detected=detected,
            cancelling=self.cancelling,
            converged=self._verdict.converged or not detected,
        )


_CONVERGED_ERLE_DB: Final = 8.0
"""Echo return loss enhancement from which the residue stays under the VAD's threshold; WebRTC reaches 20 dB and more."""


def level_dbfs(samples: Samples) -> float:
    """Return the RMS level of float samples in dBFS, -100.0 for silence."""
    if not len(samples):
        return _SILENT_DBFS
    power = float(np.dot(samples, samples)) / len(samples)
    return max(_SILENT_DBFS, 10.0 * float(np.log10(power + 1e-12)))
