"""Echo: does the microphone hear the far end, how loudly, and what is left when WebRTC's canceller takes it out.

Place in the flow: first stage after the source. The canceller always runs beside the raw microphone, so that it has
adapted when it is needed; its output replaces the microphone only while bleed is there or not yet ruled out, and then
only where an echo could be a part of what is heard: it also takes away from a voice that speaks at the same time
(docs/adr/0004-echo.md).
"""

from collections import deque
from dataclasses import field
from typing import Annotated, Final

import numpy as np
from pydantic import Field
from pydantic.dataclasses import dataclass as settings_dataclass

from speech.audio import CHUNK_SAMPLES, Samples, s_to_samples, samples_to_s
from speech.bleed import BleedMeter
from speech.canceller import AlignedCanceller
from speech.echo_verdict import EchoVerdict, EchoWindow, VerdictSettings
from speech.events import EchoMeasured
from speech.far_repeat import FarRepeat, FarRepeatSettings
from speech.linear_echo import LinearEcho
from speech.noise_floor import NoiseFloor

_SILENT_DBFS: Final = -100.0
_UNKNOWN_BLEED_DB: Final = -6.0
"""What is assumed until the bleed is known: a speakerphone held to the ear of the microphone has about that."""
_VOICE_OVER_ECHO_DB: Final = 6.0
"""Sound that much louder than any echo can be is the agent's own; the echo then is no more than its background."""
_REALIGN: Final = s_to_samples(0.008)
"""How far the delay may wander before the canceller begins anew: half of what it was left."""


@settings_dataclass(frozen=True)
class EchoSettings:
    """How echo is looked for."""

    far_active_dbfs: Annotated[
        float, Field(ge=-80.0, le=-20.0, title="Far end is active above", json_schema_extra={"unit": "dBFS"})
    ] = -45.0
    window_s: Annotated[
        float, Field(ge=0.25, le=2.0, title="Window of one measurement", json_schema_extra={"unit": "s"})
    ] = 0.5
    max_delay_s: Annotated[
        float, Field(ge=0.05, le=1.0, title="Longest echo delay", json_schema_extra={"unit": "s"})
    ] = 0.5
    verdict: VerdictSettings = field(default_factory=VerdictSettings)
    far_repeat: FarRepeatSettings = field(default_factory=FarRepeatSettings)


class EchoStage:
    """Cleans the microphone of the far end when, and only when, it is there. One a session; not thread-safe."""

    def __init__(self, settings: EchoSettings) -> None:
        """Create the canceller; nothing is known about bleed yet."""
        self._settings = settings
        self._canceller = AlignedCanceller()
        self._linear: LinearEcho | None = None
        """None until the echo's delay is known."""
        self.own: Samples = np.empty(0, dtype=np.float32)
        """The latest microphone samples, zeros where they may be an echo: what the near end began in before the canceller knew."""
        self._again: list[Samples] = []
        self._window = s_to_samples(settings.window_s)
        delay = s_to_samples(settings.max_delay_s)
        self._near: Samples = np.zeros(self._window + delay, dtype=np.float32)
        self._far, self._used = np.zeros_like(self._near), np.zeros_like(self._near)
        self._meter, self._residue = BleedMeter(self._window, delay), BleedMeter(self._window, delay)
        self._far_repeat = FarRepeat(settings.far_repeat, self._window, delay)
        self._aligned_to: int | None = None
        self._verdict = EchoVerdict(settings.verdict)
        self._noise = NoiseFloor()
        self._far_dbfs: deque[float] = deque(maxlen=(delay + self._window) // CHUNK_SAMPLES)
        self._mix = 0.0
        """Share of the raw microphone in the last sample given, where the canceller is used."""
        self._samples = 0
        self._until_measure = self._until_repeat = self._window
        self._near_spoke = False
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
        same of what was given out last, for whether an echo is left in it and whether the far end repeats it.
        """
        cleaned = self._canceller.process(near, far)
        self._note_far(far, far_speaking=far_speaking)
        used = self.own = near
        if self.cancelling:
            whole, voice = self._whole(near, far)
            used, self.own = self._mixed(whole, voice, cleaned), self._without_echo(whole, voice)
        self._remember(near, far, used)
        self._near_spoke = self._near_spoke or near_speaking
        turned = self._follow_repeats(len(near), near_speaking=near_speaking)
        report = self._measure_when_due(len(near), far_speaking=far_speaking) or (self._report() if turned else None)
        return used, report

    def _note_far(self, far: Samples, *, far_speaking: bool) -> None:
        level = level_dbfs(far)
        self._far_dbfs.append(level)
        # The echo of what was just said still arrives for as long as the longest delay.
        longest = s_to_samples(self._settings.max_delay_s)
        active = level > self._settings.far_active_dbfs
        self._far_recent = longest if active else max(0, self._far_recent - len(far))
        self._far_since_report += len(far) if far_speaking else 0

    def _whole(self, near: Samples, far: Samples) -> tuple[Samples, bool]:
        """Return the microphone with the near end's voice whole, and whether there is such a voice in it."""
        if self._linear is not None:
            return self._linear.process(near, far)
        bleed_db = self._verdict.at_most_db
        loudest = max(self._far_dbfs) + (_UNKNOWN_BLEED_DB if bleed_db is None else bleed_db)
        return near, level_dbfs(near) > loudest + _VOICE_OVER_ECHO_DB

    def _without_echo(self, whole: Samples, voice: bool) -> Samples:  # noqa: FBT001
        """Return what of the whole microphone is no echo, by blocks once there is a filter, else all or nothing."""
        louder = (voice,) if self._linear is None else self._linear.louder
        return np.asarray(whole * np.repeat(np.array(louder, dtype=np.float32), len(whole) // len(louder)))

    def _mixed(self, whole: Samples, voice: bool, cleaned: Samples) -> Samples:  # noqa: FBT001
        """Return the whole microphone where a voice is in it, the canceller's output elsewhere, faded over.

        In noise the canceller may leave an echo that the filter takes out: then the filter's is taken, too.
        """
        clean = self._linear is not None and self._linear.nothing_left and level_dbfs(whole) < level_dbfs(cleaned)
        target = 1.0 if voice or clean else 0.0
        ramp = np.linspace(self._mix, target, len(whole), dtype=np.float32)
        self._mix = target
        return np.asarray(cleaned + ramp * (whole - cleaned), dtype=np.float32)

    def _remember(self, near: Samples, far: Samples, used: Samples) -> None:
        n = len(near)
        for buffer, new in ((self._near, near), (self._far, far), (self._used, used)):
            buffer[:-n] = buffer[n:]
            buffer[-n:] = new
        self._noise.hear(near)
        self._samples += n

    def _measure_when_due(self, n: int, *, far_speaking: bool) -> EchoMeasured | None:
        self._until_measure -= n
        far = self._far[-self._window :]
        if self._until_measure > 0 or not far_speaking or level_dbfs(far) < self._settings.far_active_dbfs:
            return None
        self._until_measure = self._window
        near, used = self._near[-self._window :], self._used[-self._window :]
        noise_dbfs = max(_SILENT_DBFS, 10.0 * float(np.log10(self._noise.power + 1e-12)))
        residue = self._residue.measure(used, self._far).score if self._verdict.detected and self._near_spoke else 0.0
        window = EchoWindow(
            self._meter.measure(near, self._far), level_dbfs(near), noise_dbfs, self._near_spoke, residue
        )
        self._near_spoke = False
        self._verdict.judge(window)
        self._align_when_found()
        return self._report()

    def _align_when_found(self) -> None:
        delay = self._verdict.delay_samples
        if delay is None or (self._aligned_to is not None and abs(delay - self._aligned_to) <= _REALIGN):
            return
        first, self._aligned_to = self._aligned_to is None, delay
        recent = self._canceller.recent
        self._canceller.align(delay)
        self._linear, self._mix = LinearEcho(max(0, delay - _REALIGN)), 0.0
        for near, far in recent:
            self._linear.process(near, far)
        # The second time both have adapted from the first chunk on.
        cleaned = self._canceller.hear_again()
        again = [
            self._mixed(*self._linear.process(near, far), clean)
            for (near, far), clean in zip(recent, cleaned, strict=True)
        ]
        self._again = again if first else []

    def heard_again(self) -> list[Samples]:
        """Return, once, the chunks up to the latest as they would have been given had the echo been known; else none."""
        again, self._again = self._again, []
        return again

    def _follow_repeats(self, n: int, *, near_speaking: bool) -> bool:
        """Measure whether the far end repeats the microphone; return whether the answer changed."""
        self._until_repeat -= n
        if self._until_repeat > 0 or not near_speaking:
            return False
        self._until_repeat, before = self._window, self._far_repeat.found
        self._far_repeat.hear(self._near, self._far[-self._window :], echo=self._verdict.detected is True)
        return self._far_repeat.found != before

    @property
    def _converged(self) -> bool:
        return self._verdict.converged or (self._linear is not None and self._linear.settled)

    def _report(self) -> EchoMeasured | None:
        detected = self._verdict.detected is True
        now = (detected, self.cancelling, self._converged, self._far_repeat.found)
        due = self._far_since_report >= s_to_samples(5.0)
        if now == self._last_report and not due:
            return None
        self._last_report, self._far_since_report = now, 0
        return EchoMeasured(
            at_s=samples_to_s(self._samples),
            bleed_db=self._verdict.bleed_db if detected else None,
            detected=detected,
            cancelling=self.cancelling,
            converged=self._converged or not detected,
            far_repeats=self._far_repeat.found,
        )


def level_dbfs(samples: Samples) -> float:
    """Return the RMS level of float samples in dBFS, -100.0 for silence."""
    if not len(samples):
        return _SILENT_DBFS
    power = float(np.dot(samples, samples)) / len(samples)
    return max(_SILENT_DBFS, 10.0 * float(np.log10(power + 1e-12)))
