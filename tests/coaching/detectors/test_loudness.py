"""A raised voice is told from emphasis, relative to the agent's own level."""

from collections.abc import Callable

import pytest

from coaching.detectors.base import Finding
from coaching.detectors.loudness import LoudnessDetector, LoudnessSettings, VoiceLevel
from speech.events import LevelMeasured, Side


def _found(call: object) -> list[Finding]:
    detector = LoudnessDetector()
    return [found for event in call.events() for found in detector.accept(event)]  # type: ignore[attr-defined]


@pytest.mark.parametrize("usual_dbfs", [-45.0, -30.0, -20.0])
def test_a_sustained_raised_voice_is_found_whatever_the_microphone(scripted: Callable, usual_dbfs: float) -> None:
    """10 dB over the own level for more than a second: one finding."""
    found = _found(scripted().agent(0, 10, dbfs=usual_dbfs).agent(11, 15, dbfs=usual_dbfs + 10))
    assert [finding.rule_id for finding in found] == ["loud-voice"]
    assert 12.0 <= found[0].at_s <= 13.5


def test_a_loud_word_is_no_raised_voice(scripted: Callable) -> None:
    """Half a second of emphasis is not sustained."""
    assert _found(scripted().agent(0, 10).agent(11, 11.5, dbfs=-8).agent(12, 16)) == []


def test_animated_speech_is_no_raised_voice(scripted: Callable) -> None:
    """4 dB more is a lively voice."""
    assert _found(scripted().agent(0, 10).agent(11, 16, dbfs=-18)) == []


def test_nothing_is_judged_before_the_usual_level_is_known(scripted: Callable) -> None:
    """A call that begins loudly has nothing to compare with."""
    assert _found(scripted().agent(0, 3, dbfs=-30).agent(4, 7, dbfs=-10)) == []


def test_a_calibrated_microphone_is_judged_from_the_first_words(scripted: Callable) -> None:
    """With the level that the wizard measured, a call that begins with shouting is told, and a usual one is not."""

    def found(dbfs: float) -> int:
        detector = LoudnessDetector(LoudnessSettings(calibrated_dbfs=-25.0))
        return len([f for event in scripted().agent(0, 4, dbfs=dbfs).events() for f in detector.accept(event)])

    assert found(-12.0) == 1
    assert found(-24.0) == 0


def test_the_calls_own_level_replaces_the_calibrated_one(scripted: Callable) -> None:
    """A microphone that was turned up since makes no shouting of usual speech for longer than it takes to warm up."""
    detector = LoudnessDetector(LoudnessSettings(calibrated_dbfs=-28.0))
    call = scripted().agent(0, 12, dbfs=-23).agent(13, 30, dbfs=-21)
    assert [f for event in call.events() for f in detector.accept(event)] == []


def test_each_loud_stretch_is_told_once(scripted: Callable) -> None:
    """Two shouted sentences with calm between them are two findings."""
    call = scripted().agent(0, 10).agent(11, 15, dbfs=-8).agent(16, 20).agent(21, 24, dbfs=-8)
    assert len(_found(call)) == 2


def test_an_untrusted_microphone_measures_no_loudness(scripted: Callable) -> None:
    """The far end's loudness is not the agent's."""
    assert _found(scripted().agent(0, 10).agent(11, 15, dbfs=-8).echo(10.5, converged=False)) == []


def test_shouting_does_not_become_the_usual_level() -> None:
    """The baseline ignores loud stretches."""
    level = VoiceLevel(LoudnessSettings())
    for step in range(400):
        level.accept(LevelMeasured(step / 10, Side.AGENT, 0.1, -24.0 if step < 200 else -9.0, -3.0, speaking=True))
    assert level.baseline_dbfs is not None
    assert abs(level.baseline_dbfs + 24.0) < 2.0
