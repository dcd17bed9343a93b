"""loud-voice: the agent speaks much louder than this agent usually does, and goes on doing so.

Place in the flow: one of the engine's detectors. Only the own level of this call counts, never an absolute one:
microphones differ by tens of decibels.

Method. The 0.1 s level windows of the agent's speech are gated and averaged in power over `window_s`, after the
short-term loudness of ITU-R BS.1770-4 / EBU R 128 (without K-weighting: the comparison is with the same voice in the
same microphone). The baseline is the same average over the last `baseline_s` of ordinary speech; windows of a loud stretch
do not move it. A shouted voice is 10 … 20 dB over a conversational one (Traunmüller & Eriksson 2000,
"Acoustic effects of variation in vocal effort"), an animated one 3 … 5 dB.
"""

from collections import deque
from collections.abc import Collection, Iterator
from math import log10
from statistics import median
from typing import Annotated, Final

from pydantic import Field
from pydantic.dataclasses import dataclass as settings_dataclass

from coaching.detectors.base import Finding
from coaching.echo_trust import EchoTrust
from coaching.evidence_sentences import LOUDER
from coaching.metrics.voice import LevelOver
from coaching.turns import Seconds
from speech.events import LevelMeasured, Side, SpeechEvent

RULE_ID: Final = "loud-voice"
_SILENT_DBFS: Final = -60.0
"""Absolute gate: quieter windows are pauses between words whatever the microphone."""
_RELATIVE_GATE_DB: Final = 15.0
"""Windows this far under the loudest of the last second are pauses inside words."""
_STRETCH_GAP_S: Final = 0.25
"""A longer hole between level windows of speech begins a new stretch."""
_SHORTEST_SHARE: Final = 0.5
"""A stretch is compared once half the averaging window is filled: one stressed syllable is not a raised voice."""


@settings_dataclass(frozen=True)
class LoudnessSettings:
    """When a voice counts as raised."""

    above_db: Annotated[
        float, Field(ge=3.0, le=20.0, title="Louder than usual by", json_schema_extra={"unit": "dB"})
    ] = 7.0
    sustained_s: Annotated[Seconds, Field(title="For at least")] = 1.0
    window_s: Annotated[float, Field(ge=0.3, le=3.0, title="Averaged over", json_schema_extra={"unit": "s"})] = 1.0
    baseline_s: Annotated[
        float, Field(ge=10.0, le=600.0, title="Usual level from the last", json_schema_extra={"unit": "s of speech"})
    ] = 60.0
    warm_up_s: Annotated[
        float, Field(ge=1.0, le=60.0, title="Speech needed before judging", json_schema_extra={"unit": "s"})
    ] = 5.0
    calm_s: Annotated[Seconds, Field(title="Calm speech that ends a loud stretch")] = 1.5
    calibrated_dbfs: Annotated[
        float,
        Field(
            ge=-100.0,
            le=0.0,
            title="The agent's usual level; 0 learns it in the call",
            json_schema_extra={"unit": "dBFS"},
        ),
    ] = 0.0
    """As the wizard measured it with this microphone; a call then needs no warming up, and shouting from the first word on
    is no baseline. 0: not calibrated (nobody speaks at full scale)."""


class VoiceLevel:
    """The agent's short-term level against the own baseline. Pure; shared by detector and metrics."""

    def __init__(self, settings: LoudnessSettings) -> None:
        """Start with no baseline."""
        self._settings = settings
        self._recent: deque[LevelMeasured] = deque()
        self._baseline: deque[float] = deque(maxlen=round(settings.baseline_s / 0.1))
        self._warm_up = round(settings.warm_up_s / 0.1)
        self.short_term_dbfs: float | None = None
        """The gated mean of the last `window_s`; None while a stretch is too short to tell."""

    @property
    def baseline_dbfs(self) -> float | None:
        """The agent's usual level: calibrated until `warm_up_s` of speech were heard (None without), then of the call."""
        if len(self._baseline) >= self._warm_up:
            return _power_mean_db(self._baseline)
        return self._settings.calibrated_dbfs if self._settings.calibrated_dbfs < 0.0 else None

    def accept(self, event: LevelMeasured) -> float | None:
        """Take a level window of the agent's speech; return how far over the baseline the last `window_s` lie, dB."""
        if self._recent and event.at_s - self._recent[-1].at_s > _STRETCH_GAP_S:
            self._recent.clear()
        self._recent.append(event)
        while event.at_s - self._recent[0].at_s > self._settings.window_s:
            self._recent.popleft()
        loudest = max(window.rms_dbfs for window in self._recent)
        floor = max(_SILENT_DBFS, loudest - _RELATIVE_GATE_DB)
        gated = [window.rms_dbfs for window in self._recent if window.rms_dbfs > floor]
        baseline = self.baseline_dbfs
        heard_s = event.at_s - self._recent[0].at_s + event.window_s
        enough = bool(gated) and heard_s >= _SHORTEST_SHARE * self._settings.window_s
        self.short_term_dbfs = _power_mean_db(gated) if enough else None
        over_db = None if self.short_term_dbfs is None or baseline is None else self.short_term_dbfs - baseline
        if event.rms_dbfs > floor and (over_db is None or over_db < self._settings.above_db):
            self._baseline.append(event.rms_dbfs)
        return over_db


class OwnVoice:
    """The agent's short-term levels of a whole call, for the summary: against what proved usual, not what was known then.

    Somebody who shouts from the first word on makes that the baseline of the moment; over the whole call the median tells.
    """

    def __init__(self, settings: LoudnessSettings) -> None:
        """Start with nothing heard."""
        self._settings = settings
        self._level = VoiceLevel(settings)
        self._heard: list[tuple[float, float]] = []
        """Length (s) and short-term level (dBFS)."""

    def accept(self, event: LevelMeasured) -> None:
        """Take a level window of the agent's speech."""
        self._level.accept(event)
        if (level_dbfs := self._level.short_term_dbfs) is not None:
            self._heard.append((event.window_s, level_dbfs))

    def levels(self) -> tuple[LevelOver, ...]:
        """Return each short-term level over the usual one; nothing where too little was said to know that."""
        calibrated = self._settings.calibrated_dbfs < 0.0
        heard_s = sum(window_s for window_s, _ in self._heard)
        if not self._heard or (not calibrated and heard_s < self._settings.warm_up_s):
            return ()
        usual = self._level.baseline_dbfs if calibrated else median(level for _, level in self._heard)
        return tuple(LevelOver(window_s, level - (usual or 0.0)) for window_s, level in self._heard)


def _power_mean_db(levels_dbfs: Collection[float]) -> float:
    return 10.0 * log10(sum(10 ** (level / 10) for level in levels_dbfs) / len(levels_dbfs))


class LoudnessDetector:
    """Finds sustained raised voice. Pure; one a session."""

    def __init__(self, settings: LoudnessSettings | None = None) -> None:
        """Start calm."""
        self._settings = settings or LoudnessSettings()
        self._level = VoiceLevel(self._settings)
        self._trust = EchoTrust()
        self._loud_since_s: float | None = None
        self._told = False
        self._calm_s = 0.0
        self._peak_db = 0.0

    def accept(self, event: SpeechEvent) -> Iterator[Finding]:
        """Take the next event; yield one finding for each loud stretch, once it has lasted."""
        self._trust.accept(event)
        if not isinstance(event, LevelMeasured) or event.side is not Side.AGENT or not event.speaking:
            return
        if not self._trust.trusted:
            return
        over_db = self._level.accept(event)
        if over_db is None or over_db < self._settings.above_db:
            self._calm_down(event.window_s)
            return
        self._calm_s, self._peak_db = 0.0, max(self._peak_db, over_db)
        if self._loud_since_s is None:
            self._loud_since_s = event.at_s - event.window_s
        if not self._told and event.at_s - self._loud_since_s >= self._settings.sustained_s:
            self._told = True
            yield Finding(
                key=f"loudness:{self._loud_since_s:.2f}",
                rule_id=RULE_ID,
                start_s=self._loud_since_s,
                end_s=event.at_s,
                at_s=event.at_s,
                evidence=LOUDER.format(decibels=f"{self._peak_db:.0f}"),
                confidence=0.9,
                detector="loudness",
            )

    @property
    def raised(self) -> bool:
        """Whether the voice is raised at this moment, sustained or not."""
        return self._loud_since_s is not None

    def _calm_down(self, window_s: float) -> None:
        self._calm_s += window_s
        if not self._told or self._calm_s >= self._settings.calm_s:
            self._loud_since_s, self._told, self._peak_db = None, False, 0.0
