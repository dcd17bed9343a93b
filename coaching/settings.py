"""The settings of all parts of coaching together.

Place in the flow: the app fills this from the settings file; `coaching.engine` hands the groups to their parts.
"""

from dataclasses import field

from pydantic.dataclasses import dataclass as settings_dataclass

from coaching.cue_policy import CueSettings
from coaching.detectors.agenda import AgendaSettings
from coaching.detectors.interruptions import InterruptionSettings
from coaching.detectors.loudness import LoudnessSettings
from coaching.detectors.pace import PaceSettings
from coaching.detectors.promises import PromiseSettings
from coaching.detectors.silence import SilenceSettings
from coaching.detectors.talk_time import TalkTimeSettings
from coaching.detectors.voices_near import VoicesNearSettings
from coaching.redaction import RedactionSettings
from coaching.repairs import RepairSettings
from coaching.scorecard import ScoreSettings


@settings_dataclass(frozen=True)
class CoachingSettings:
    """One group a component."""

    cues: CueSettings = field(default_factory=CueSettings)
    interruptions: InterruptionSettings = field(default_factory=InterruptionSettings)
    loudness: LoudnessSettings = field(default_factory=LoudnessSettings)
    pace: PaceSettings = field(default_factory=PaceSettings)
    silence: SilenceSettings = field(default_factory=SilenceSettings)
    talk_time: TalkTimeSettings = field(default_factory=TalkTimeSettings)
    promises: PromiseSettings = field(default_factory=PromiseSettings)
    agenda: AgendaSettings = field(default_factory=AgendaSettings)
    voices_near: VoicesNearSettings = field(default_factory=VoicesNearSettings)
    repairs: RepairSettings = field(default_factory=RepairSettings)
    redaction: RedactionSettings = field(default_factory=RedactionSettings)
    score: ScoreSettings = field(default_factory=ScoreSettings)
