"""Voices near the microphone: only what level can tell, and only where it can."""

from collections.abc import Callable

import pytest

from coaching.detectors.base import Finding
from coaching.detectors.voices_near import VoicesNearDetector, VoicesNearSettings
from speech.events import LevelMeasured, Side, SpeechEnded, SpeechStarted

_FAR = -40.0
"""18 dB below the scripted agent."""


def _found(call: object, settings: VoicesNearSettings | None = None) -> list[Finding]:
    detector = VoicesNearDetector(settings)
    return [found for event in call.events() for found in detector.accept(event)]  # type: ignore[attr-defined]


def test_quiet_voices_in_the_agents_silence_are_found_once(scripted: Callable) -> None:
    """Two seconds within thirty, far below the agent: one finding for the session, with the measure."""
    call = scripted().agent(0, 10).agent(12, 13.2, dbfs=_FAR).agent(15, 16.2, dbfs=_FAR).agent(20, 24, dbfs=_FAR)
    found = _found(call)
    assert [finding.rule_id for finding in found] == ["voices-near"]
    assert found[0].evidence == "quiet voices for 2.4 s, 18 dB below yours"
    assert (found[0].start_s, found[0].end_s) == (12, 16.2)


def test_the_agents_own_softer_speech_is_not_somebody_else(scripted: Callable) -> None:
    """Eleven decibels less is still the agent."""
    assert _found(scripted().agent(0, 10).agent(12, 20, dbfs=-33.0)) == []


def test_nothing_is_said_before_the_own_level_is_known(scripted: Callable) -> None:
    """Quiet speech in the first seconds of a call has nothing to be compared with."""
    assert _found(scripted().agent(0, 3, dbfs=_FAR).agent(4, 8)) == []


def test_a_short_murmur_is_no_voice_near(scripted: Callable) -> None:
    """Less than two seconds in half a minute; older murmurs are forgotten."""
    call = scripted().agent(0, 10)
    for start in range(12, 200, 35):
        call = call.agent(start, start + 1.5, dbfs=_FAR)
    assert _found(call) == []


def test_what_may_be_the_far_end_is_not_counted(scripted: Callable) -> None:
    """While the customer speaks, and wherever echo was measured, quiet sound proves nothing."""
    during = scripted().agent(0, 10).customer(11, 20).agent(12, 18, dbfs=_FAR)
    assert _found(during) == []
    for converged in (False, True):
        echoing = scripted().agent(0, 10).echo(11, converged=converged).agent(12, 18, dbfs=_FAR)
        assert _found(echoing) == []
    assert _found(scripted(has_customer=False).agent(0, 10).agent(12, 18, dbfs=_FAR)) == []


def test_it_can_be_switched_off_and_set(scripted: Callable) -> None:
    """The settings decide how quiet and how long."""
    call = scripted().agent(0, 10).agent(12, 15, dbfs=_FAR)
    assert _found(call, VoicesNearSettings(enabled=False)) == []
    assert _found(call, VoicesNearSettings(below_db=20.0)) == []
    assert _found(call, VoicesNearSettings(total_s=4.0)) == []
    assert len(_found(call)) == 1


@pytest.mark.parametrize("voiced_s", [1.0, 6.0])
def test_pauses_between_words_do_not_make_the_agent_quiet(voiced_s: float) -> None:
    """The level of a stretch is that of its loud windows, not of the pauses that the VAD bridges."""
    detector = VoicesNearDetector()
    found: list[Finding] = []
    for start in (0.0, 8.0, 16.0):
        found += detector.accept(SpeechStarted(start, Side.AGENT, start))
        for step in range(1, 71):
            dbfs = -22.0 if step / 10 <= voiced_s else -70.0
            found += detector.accept(LevelMeasured(start + step / 10, Side.AGENT, 0.1, dbfs, dbfs, speaking=True))
        found += detector.accept(SpeechEnded(start + 7.2, Side.AGENT, start, start + 7.0))
    assert found == []


def test_quiet_voices_do_not_lower_the_own_level(scripted: Callable) -> None:
    """However long they talk, they stay quiet in comparison: the finding comes also after a minute of them off the record."""
    call = scripted().agent(0, 10).customer(10.5, 75).agent(11, 70, dbfs=_FAR).agent(80, 83, dbfs=_FAR)
    assert len(_found(call)) == 1
