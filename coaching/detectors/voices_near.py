"""Voices near the agent's microphone: speech far quieter than the agent's own, while both sides of the call are silent.

Place in the flow: one of the engine's detectors. Voice activity alone cannot tell another voice from the agent's own;
level can, a little: sound from twice the distance is 6 dB weaker, so a voice at four times the distance of the agent's mouth,
or further, lies 12 dB or more below it (inverse distance law, free field). Only that is measured, only once the agent's usual level
is known, and only while the microphone does not hear the far end. A mumbling agent sounds the same: therefore this is a
cue, never a detection, and it comes once in a session.
"""

from collections import deque
from collections.abc import Iterator
from math import log10
from typing import Annotated, Final

from pydantic import Field
from pydantic.dataclasses import dataclass as settings_dataclass

from coaching.delivery import VOICES_NEAR
from coaching.detectors.base import Finding
from coaching.detectors.loudness import LoudnessSettings, VoiceLevel
from coaching.echo_trust import EchoTrust
from coaching.evidence_sentences import VOICES
from speech.events import LevelMeasured, Side, SpeechEnded, SpeechEvent, SpeechStarted

_GATE_DB: Final = 10.0
"""Windows this far under the loudest of a stretch are pauses in it."""


@settings_dataclass(frozen=True)
class VoicesNearSettings:
    """When quiet speech counts as other people's."""

    enabled: Annotated[bool, Field(title="Notice voices near the microphone")] = True
    below_db: Annotated[
        float, Field(ge=6.0, le=40.0, title="Quieter than your own voice by", json_schema_extra={"unit": "dB"})
    ] = 12.0
    total_s: Annotated[float, Field(ge=0.5, le=60.0, title="For together", json_schema_extra={"unit": "s"})] = 2.0
    within_s: Annotated[float, Field(ge=2.0, le=300.0, title="Within", json_schema_extra={"unit": "s"})] = 30.0


class VoicesNearDetector:
    """Finds quiet speech at the agent's microphone. Pure; one a session."""

    def __init__(self, settings: VoicesNearSettings | None = None, loudness: LoudnessSettings | None = None) -> None:
        """Start with the calibrated level of `loudness`, else with none: nothing is found until it is known."""
        self._settings = settings or VoicesNearSettings()
        self._own = VoiceLevel(loudness or LoudnessSettings())
        self._trust = EchoTrust()
        self._open: list[LevelMeasured] | None = None
        """The level windows of the agent-side stretch that is going on."""
        self._far_end_active = False
        self._doubtful = False
        """The far end was heard, or echo suspected, during the stretch."""
        self._quiet: deque[SpeechEnded] = deque()
        self._told = False

    def accept(self, event: SpeechEvent) -> Iterator[Finding]:
        """Take the next event; yield one finding in a session, when enough quiet speech came together."""
        self._trust.accept(event)
        match event:
            case SpeechStarted(side=Side.CUSTOMER):
                self._far_end_active = True
            case SpeechEnded(side=Side.CUSTOMER):
                self._far_end_active = False
            case SpeechStarted(side=Side.AGENT):
                self._open, self._doubtful = [], False
            case LevelMeasured(side=Side.AGENT) if self._open is not None:
                self._open.append(event)
            case SpeechEnded(side=Side.AGENT):
                yield from self._judge(event)
            case _:
                pass
        self._doubtful = self._doubtful or self._far_end_active or not self._trust.trusted or self._trust.detected

    def _judge(self, event: SpeechEnded) -> Iterator[Finding]:
        """Take a finished stretch: the agent's own voice, or quiet enough to be somebody else's."""
        windows = [window for window in self._open or [] if window.at_s <= event.end_s]
        self._open = None
        own_dbfs = self._own.baseline_dbfs
        if not windows or not self._trust.two_sided:
            return
        level_dbfs = _loud_part_dbfs(windows)
        if own_dbfs is None or level_dbfs > own_dbfs - self._settings.below_db:
            if not self._doubtful:
                for window in windows:
                    self._own.accept(window)
            return
        if not self._doubtful and self._settings.enabled and not self._told:
            yield from self._count(event, own_dbfs - level_dbfs)

    def _count(self, event: SpeechEnded, below_db: float) -> Iterator[Finding]:
        self._quiet.append(event)
        while self._quiet[0].end_s < event.end_s - self._settings.within_s:
            self._quiet.popleft()
        total_s = sum(stretch.end_s - stretch.start_s for stretch in self._quiet)
        if total_s < self._settings.total_s:
            return
        self._told = True
        yield Finding(
            key="voices-near",
            rule_id=VOICES_NEAR,
            start_s=self._quiet[0].start_s,
            end_s=event.end_s,
            at_s=event.at_s,
            evidence=VOICES.format(seconds=f"{total_s:.1f}", decibels=f"{below_db:.0f}"),
            confidence=0.5,
            detector="voices-near",
        )


def _loud_part_dbfs(windows: list[LevelMeasured]) -> float:
    """Return the power mean of the windows near the loudest: the level of the voice without its pauses."""
    floor = max(window.rms_dbfs for window in windows) - _GATE_DB
    loud = [window.rms_dbfs for window in windows if window.rms_dbfs >= floor]
    return 10.0 * log10(sum(10 ** (level / 10) for level in loud) / len(loud))
