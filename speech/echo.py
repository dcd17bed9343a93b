"""Echo: does the microphone hear the far end, how loudly, and what is left when WebRTC's canceller takes it out.

Place in the flow: first stage after the source. The canceller always runs beside the raw microphone, so that it has
adapted when it is needed; its output replaces the microphone only while bleed is there or not yet ruled out (on clean
calls it would cost recognition accuracy: docs/adr/0004-echo.md).
"""

from collections import deque
from dataclasses import dataclass, field
from typing import Annotated, Final

import numpy as np
from pydantic import Field
from pydantic.dataclasses import dataclass as settings_dataclass
from pywebrtc_audio import EchoCanceller

from speech.audio import SAMPLE_RATE_HZ, Samples, s_to_samples, samples_to_s
from speech.bleed import BleedMeter, BleedWindow
from speech.events import EchoMeasured
from speech.far_repeat import FarRepeat, FarRepeatSettings

FRAME_SAMPLES: Final = 160
"""WebRTC's canceller takes aligned frames of 10 ms."""
_SILENT_DBFS: Final = -100.0


@settings_dataclass(frozen=True)
class EchoSettings:
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
    ] = 6.5
    """Height of the averaged peak. Measured: clean calls ≤ 5.9, bleed down to the level of the room's noise 7.5 to 25."""
    quiet_dbfs: Annotated[
        float, Field(ge=-90.0, le=-30.0, title="Microphone is quiet below", json_schema_extra={"unit": "dBFS"})
    ] = -56.0
    """In a microphone this quiet an echo that matters would stand out in a single window."""
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
    far_repeat: FarRepeatSettings = field(default_factory=FarRepeatSettings)


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
        delay = s_to_samples(settings.max_delay_s)
        self._meter, self._residue = BleedMeter(self._window, delay), BleedMeter(self._window, delay)
        self._far_repeat = FarRepeat(settings.far_repeat, self._window, delay)
        self._verdict = _Verdict()
        self._ratios: deque[float] = deque(maxlen=20)
        self._erle: deque[float] = deque(maxlen=6)
        self._samples = 0
        self._until_measure = self._until_repeat = self._window
        self._far_recent = 0
        self._last_report: tuple[bool, bool, bool, bool] | None = None
        self._far_since_report = 0

    @property
    def cancelling(self) -> bool:
        """Whether the canceller's output is used at this moment."""
        detected = self._verdict.detected
        return detected is True or (detected is None and self._far_recent > 0)

    def process(
        self, near: Samples, far: Samples, *, far_speaking: bool, near_speaking: bool = False
    ) -> tuple[Samples, EchoMeasured | None]:
        """Return the microphone without echo (same length) and a measurement when there is news.

        `near`, `far`: shape (n,), n a multiple of 160, the same stretch of session time. `far_speaking`: whether the
        far end's VAD hears speech: noise there says nothing about bleed, so only speech is measured. `near_speaking`: the
        same of the microphone, for whether the far end repeats it.
        """
        frames = range(0, len(near), FRAME_SAMPLES)
        cleaned = np.concatenate(
            [self._canceller.process(near[i : i + FRAME_SAMPLES], far[i : i + FRAME_SAMPLES]) for i in frames]
        )
        self._remember(near, far, cleaned, far_speaking)
        use_cleaned = self.cancelling
        turned = self._follow_repeats(len(near), near_speaking=near_speaking)
        report = self._measure_when_due(len(near), far_speaking=far_speaking) or (self._report() if turned else None)
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
        self._until_measure = self._window
        near = self._near[-self._window :]
        self._judge(self._meter.measure(near, self._far), level_dbfs(near))
        return self._report()

    def _follow_repeats(self, n: int, *, near_speaking: bool) -> bool:
        """Measure whether the far end repeats the microphone; return whether the answer changed."""
        self._until_repeat -= n
        if self._until_repeat > 0 or not near_speaking:
            return False
        self._until_repeat, before = self._window, self._far_repeat.found
        self._far_repeat.hear(self._near, self._far[-self._window :], echo=self._verdict.detected is True)
        return self._far_repeat.found != before

    def _judge(self, window: BleedWindow, near_dbfs: float) -> None:
        verdict, settings = self._verdict, self._settings
        sustained = window.sustained_score >= settings.sustained_score and window.windows >= _WINDOWS_FOR_AVERAGE
        if window.score >= settings.detect_score or sustained:
            verdict.hits, verdict.clean = verdict.hits + 1, 0
            self._ratios.append(window.bleed_db)
        else:
            verdict.hits, verdict.clean = 0, verdict.clean + 1
        verdict.bleed_db = float(np.percentile(self._ratios, 25)) if self._ratios else None
        if verdict.hits >= 2 or window.score >= 1.5 * settings.detect_score:
            verdict.detected = verdict.bleed_db is None or verdict.bleed_db > settings.ignore_below_db
        elif verdict.clean >= self._clean_windows_needed(near_dbfs):
            verdict.detected = False
            self._forget()
        if verdict.detected:
            verdict.converged = self._is_converged(near_dbfs)

    def _clean_windows_needed(self, near_dbfs: float) -> int:
        if self._verdict.detected is not None:
            return self._settings.clear_windows
        # An echo that the VAD could hear cannot hide in a silent microphone; in a noisy one it takes the average to find.
        return 2 if near_dbfs < self._settings.quiet_dbfs else 2 * _WINDOWS_FOR_AVERAGE

    def _is_converged(self, near_dbfs: float) -> bool:
        """Whether the canceller's output no longer repeats the far end, by its level or by its correlation.

        Double talk lowers the measured reduction, so the best of the last windows tells; noise as loud as the echo hides
        the reduction, so then the correlation of what is left tells.
        """
        self._erle.append(near_dbfs - level_dbfs(self._clean))
        left = self._residue.measure(self._clean, self._far)
        gone = left.windows >= _WINDOWS_FOR_AVERAGE and left.sustained_score < self._settings.sustained_score
        return max(self._erle) >= _CONVERGED_ERLE_DB or gone

    def _forget(self) -> None:
        self._ratios.clear()
        self._erle.clear()
        self._residue.forget()
        self._verdict.converged = False

    def _report(self) -> EchoMeasured | None:
        detected = self._verdict.detected is True
        now = (detected, self.cancelling, self._verdict.converged, self._far_repeat.found)
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
            far_repeats=self._far_repeat.found,
        )


_WINDOWS_FOR_AVERAGE: Final = 3
_CONVERGED_ERLE_DB: Final = 8.0
"""Echo return loss enhancement from which the residue stays under the VAD's threshold; WebRTC reaches 20 dB and more."""


def level_dbfs(samples: Samples) -> float:
    """Return the RMS level of float samples in dBFS, -100.0 for silence."""
    if not len(samples):
        return _SILENT_DBFS
    power = float(np.dot(samples, samples)) / len(samples)
    return max(_SILENT_DBFS, 10.0 * float(np.log10(power + 1e-12)))
