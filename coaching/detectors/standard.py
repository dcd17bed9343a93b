"""The detectors that every session has.

Place in the flow: the engine asks here when it is given no detectors of its own. A new detector is added in one line.
"""

from coaching.detectors.agenda import AgendaDetector
from coaching.detectors.base import Detector
from coaching.detectors.interruptions import InterruptionDetector
from coaching.detectors.loudness import LoudnessDetector
from coaching.detectors.pace import PaceDetector
from coaching.detectors.phrases import PhraseDetector
from coaching.detectors.praise import PraiseDetector
from coaching.detectors.private_numbers import PrivateNumberDetector
from coaching.detectors.promises import PromiseDetector
from coaching.detectors.silence import SilenceDetector
from coaching.detectors.talk_time import TalkTimeDetector
from coaching.detectors.voices_near import VoicesNearDetector
from coaching.rulebook.judge import UtteranceJudge
from coaching.rulebook.schema import Rulebook
from coaching.settings import CoachingSettings
from coaching.standard_judge import standard_judge


def standard_detectors(
    rulebook: Rulebook, settings: CoachingSettings, judge: UtteranceJudge | None = None
) -> tuple[Detector, ...]:
    """Return fresh detectors for one session; sound before words, so that a raised voice is known to heated words.

    `judge`: one made of the same rulebook before (compiling takes a third of a second); it holds nothing of a session.
    """
    return (
        LoudnessDetector(settings.loudness),
        InterruptionDetector(settings.interruptions),
        PhraseDetector(rulebook, judge or standard_judge(rulebook)),
        PrivateNumberDetector(),
        PromiseDetector(settings.promises),
        PraiseDetector(),
        PaceDetector(settings.pace),
        SilenceDetector(settings.silence),
        TalkTimeDetector(settings.talk_time),
        AgendaDetector(settings.agenda),
        VoicesNearDetector(settings.voices_near, settings.loudness),
    )
