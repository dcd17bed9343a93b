"""The echo self-test: ten seconds of a voice from the far end, and a clear verdict on what the microphone hears of it.

Place in the flow: the wizard's echo page and `sotto doctor --echo` feed it the chunks of a live source. Pure; judges with
the same `EchoStage` that listens in calls, so the verdict holds for them.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from app.translation.words import QT_TRANSLATE_NOOP, amount, translate, translated
from speech.audio import CHUNK_SAMPLES, samples_to_s
from speech.echo import EchoSettings, EchoStage, level_dbfs
from speech.events import EchoMeasured
from speech.sources.base import Chunk
from speech.vad import HOP_S, SileroDetector, VadSettings, VoiceActivity

TEST_S: Final = 10.0
MIN_FAR_SPEECH_S: Final = 1.5
"""Enough for six windows of measurement; less says nothing for sure."""
_HEARD_DBFS: Final = -60.0
"""Quieter than this all the time: nothing was played at all."""
_DEAD_DBFS: Final = -90.0
"""A live microphone has some noise; below this it delivers digital silence (muted)."""


class EchoOutcome(StrEnum):
    """What the test found."""

    CLEAR = "clear"
    CANCELLED = "cancelled"
    """There is an echo, and it is taken out."""
    STAYS = "stays"
    """There is an echo that is not taken out well enough."""
    NO_FAR_END = "no-far-end"
    NOTHING_PLAYED = "nothing-played"
    NO_VOICE = "no-voice"
    """Something was played, but too little of it was a voice."""
    MICROPHONE_SILENT = "microphone-silent"


@dataclass(frozen=True, slots=True)
class EchoVerdict:
    """The outcome with its words."""

    outcome: EchoOutcome
    text: str
    """One sentence: what was found."""
    mend: str = ""
    """What to do; empty when nothing needs to be done."""
    bleed_db: float | None = None
    """How loud the echo is relative to the far end, dB; None where there is none."""

    @property
    def good(self) -> bool:
        """Whether calls can be coached in full."""
        return self.outcome in {EchoOutcome.CLEAR, EchoOutcome.CANCELLED}

    @property
    def certain(self) -> bool:
        """Whether echo was judged at all."""
        return self.good or self.outcome is EchoOutcome.STAYS


_TEXTS: Final = {
    EchoOutcome.CLEAR: QT_TRANSLATE_NOOP("Echo", "No echo: the microphone does not hear the far end."),
    EchoOutcome.CANCELLED: QT_TRANSLATE_NOOP(
        "Echo", "The microphone hears the far end{level}. Sotto takes the echo out."
    ),
    EchoOutcome.STAYS: QT_TRANSLATE_NOOP(
        "Echo", "The microphone hears the far end{level}, and the echo cannot be taken out well enough."
    ),
    EchoOutcome.NO_FAR_END: QT_TRANSLATE_NOOP(
        "Echo", "There is no far end to test with: only the microphone is listened to."
    ),
    EchoOutcome.NOTHING_PLAYED: QT_TRANSLATE_NOOP("Echo", "Nothing was heard from the far end."),
    EchoOutcome.NO_VOICE: QT_TRANSLATE_NOOP("Echo", "Too little speech was heard from the far end to tell."),
    EchoOutcome.MICROPHONE_SILENT: QT_TRANSLATE_NOOP(
        "Echo", "The microphone delivers nothing but silence, so echo cannot be judged."
    ),
}
_MENDS: Final = {
    EchoOutcome.STAYS: QT_TRANSLATE_NOOP(
        "Echo", "Wear a headset, or turn the loudspeaker down. Until then interruptions are not measured."
    ),
    EchoOutcome.NO_FAR_END: QT_TRANSLATE_NOOP(
        "Echo", "Choose a far end when the customer can be heard on this computer."
    ),
    EchoOutcome.NOTHING_PLAYED: QT_TRANSLATE_NOOP(
        "Echo", "Play a voice while the test runs, or choose another far end."
    ),
    EchoOutcome.NO_VOICE: QT_TRANSLATE_NOOP("Echo", "Play a voice (not music) for the whole test, and try again."),
    EchoOutcome.MICROPHONE_SILENT: QT_TRANSLATE_NOOP("Echo", "Check whether it is muted, and try again."),
}


class EchoCheck:
    """One run of the test. Not thread-safe."""

    def __init__(self, echo: EchoSettings, vad: VadSettings) -> None:
        """Start with nothing heard."""
        self._stage, self._detector, self._activity = EchoStage(echo), SileroDetector(), VoiceActivity(vad)
        # What is left of the microphone is listened to as well: speech in it while the far end speaks is echo that stays.
        self._left, self._left_activity, self._left_hops_s = SileroDetector(), VoiceActivity(vad), 0.0
        self._last: EchoMeasured | None = None
        self._hops_s = 0.0
        self._near_dbfs = self._far_dbfs = -100.0
        self._has_far = False
        self._heard = 0
        self.far_speech_s = 0.0
        """How much of that was a voice from the far end."""

    @property
    def heard_s(self) -> float:
        """How long the test has run, of `TEST_S`."""
        return samples_to_s(self._heard)

    @property
    def done(self) -> bool:
        """Whether the test has run its time."""
        return self.heard_s >= TEST_S

    @property
    def far_speaking(self) -> bool:
        """Whether a voice comes from the far end at this moment."""
        return self._activity.speaking

    def accept(self, chunk: Chunk) -> None:
        """Take the next 20 ms of both sides."""
        self._heard += CHUNK_SAMPLES
        self._near_dbfs = max(self._near_dbfs, level_dbfs(chunk.agent))
        if chunk.customer is None:
            return
        self._has_far = True
        self._far_dbfs = max(self._far_dbfs, level_dbfs(chunk.customer))
        for probability in self._detector.accept(chunk.customer):
            self._activity.accept(probability, self._hops_s, self._hops_s + HOP_S)
            self._hops_s += HOP_S
        speaking = self._activity.speaking
        self.far_speech_s += samples_to_s(CHUNK_SAMPLES) if speaking else 0.0
        left, report = self._stage.process(
            chunk.agent, chunk.customer, far_speaking=speaking, near_speaking=self._left_activity.speaking
        )
        for probability in self._left.accept(left):
            self._left_activity.accept(probability, self._left_hops_s, self._left_hops_s + HOP_S)
            self._left_hops_s += HOP_S
        self._last = report or self._last

    def verdict(self) -> EchoVerdict:
        """Return what the sound so far says."""
        outcome = self._outcome()
        bleed_db = self._last.bleed_db if self._last and self._last.detected else None
        text = translated("Echo", _TEXTS[outcome]).format(level=_level(bleed_db))
        return EchoVerdict(outcome, text, translated("Echo", _MENDS.get(outcome, "")), bleed_db)

    def _outcome(self) -> EchoOutcome:
        if not self._has_far:
            return EchoOutcome.NO_FAR_END
        if self._near_dbfs < _DEAD_DBFS:
            return EchoOutcome.MICROPHONE_SILENT
        if self._far_dbfs < _HEARD_DBFS:
            return EchoOutcome.NOTHING_PLAYED
        undecided = self._last is None or (self._last.cancelling and not self._last.detected)
        if self.far_speech_s < MIN_FAR_SPEECH_S or undecided or self._last is None:
            return EchoOutcome.NO_VOICE
        if not self._last.detected:
            return EchoOutcome.CLEAR
        return EchoOutcome.CANCELLED if self._last.converged else EchoOutcome.STAYS


def _level(bleed_db: float | None) -> str:
    """Return how loud the echo is as a part of a sentence; "" where that is not known."""
    if bleed_db is None:
        return ""
    level = translate("Echo", ", {db} dB quieter") if bleed_db < 0 else translate("Echo", ", {db} dB louder")
    return level.format(db=amount(abs(bleed_db)))
