"""Loudness calibration: how loud this agent usually speaks into this microphone, from some seconds of speech.

Place in the flow: the wizard's loudness page feeds readings; `app.levels` keeps the result by device. Pure. Measured by
the same gated average as the loudness detector in calls (`coaching.detectors.loudness.VoiceLevel`).
"""

from dataclasses import dataclass
from typing import Final

from app.translation.words import translate
from app.wizard.hearing import READING_CHUNKS, Reading
from coaching.detectors.loudness import LoudnessSettings, VoiceLevel
from speech.audio import CHUNK_SAMPLES, samples_to_s
from speech.events import LevelMeasured, Side

WANTED_S: Final = 6.0
"""Speech needed: two or three sentences."""
_WINDOW_S: Final = READING_CHUNKS * samples_to_s(CHUNK_SAMPLES)
_QUIET_DBFS: Final = -45.0
"""Speech below this leaves the recognizer little above the noise of usual headsets."""
_CLIPPING_DBFS: Final = -0.5
_CLIPPED_SHARE: Final = 0.02


@dataclass(frozen=True, slots=True)
class UsualLevel:
    """The result."""

    dbfs: float
    warning: str = ""
    """One sentence when the microphone's level should be changed."""


class Calibration:
    """One run. Not thread-safe."""

    def __init__(self) -> None:
        """Start with nothing heard."""
        self._level = VoiceLevel(LoudnessSettings(warm_up_s=WANTED_S, baseline_s=30.0, above_db=20.0))
        self._windows = self._clipped = 0

    @property
    def share(self) -> float:
        """How much of the speech needed was heard, 0.0 … 1.0."""
        return 1.0 if self.result() else min(0.99, self._windows * _WINDOW_S / WANTED_S)

    def accept(self, reading: Reading) -> None:
        """Take the next 100 ms; pauses do not count."""
        if not reading.near.speaking:
            return
        near = reading.near
        self._windows += 1
        self._clipped += near.peak_dbfs >= _CLIPPING_DBFS
        self._level.accept(
            LevelMeasured(reading.at_s, Side.AGENT, _WINDOW_S, near.rms_dbfs, near.peak_dbfs, speaking=True)
        )

    def result(self) -> UsualLevel | None:
        """Return the usual level once enough speech was heard."""
        level = self._level.baseline_dbfs
        if level is None:
            return None
        if self._clipped > _CLIPPED_SHARE * self._windows:
            return UsualLevel(
                level,
                translate("Wizard", "The microphone is set too loud: turn its level down a little in the system."),
            )
        if level < _QUIET_DBFS:
            return UsualLevel(
                level, translate("Wizard", "The microphone is very quiet: turn its level up, or bring it closer.")
            )
        return UsualLevel(level)
