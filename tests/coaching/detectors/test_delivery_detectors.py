"""Pace, dead air and monologue: help only when it lasts."""

from collections.abc import Callable

from coaching.detectors.base import Detector, Finding
from coaching.detectors.pace import PaceDetector, PaceSettings
from coaching.detectors.silence import SilenceDetector
from coaching.detectors.talk_time import TalkTimeDetector


def _found(detector: Detector, call: object) -> list[Finding]:
    events = call.events()  # type: ignore[attr-defined]
    return [found for event in events for found in detector.accept(event) if isinstance(found, Finding)]


def _talk(call: object, words_a_minute: float, utterances: int) -> object:
    """Add utterances of 10 s at a pace."""
    text = " ".join(["word"] * round(words_a_minute / 6))
    for index in range(utterances):
        call = call.agent(index * 11.0, index * 11.0 + 10.0, text)  # type: ignore[attr-defined]
    return call


def test_sustained_haste_and_slowness_are_found(scripted: Callable) -> None:
    """Three measurements over 30 s of speech outside 110 … 190."""
    assert [f.rule_id for f in _found(PaceDetector(), _talk(scripted(), 220, 5))] == ["pace-fast"]
    assert [f.rule_id for f in _found(PaceDetector(), _talk(scripted(), 90, 5))] == ["pace-slow"]


def test_an_ordinary_pace_is_left_alone(scripted: Callable) -> None:
    """150 words a minute, for however long."""
    assert _found(PaceDetector(), _talk(scripted(), 150, 12)) == []


def test_a_short_burst_is_left_alone(scripted: Callable) -> None:
    """Two fast utterances are not sustained."""
    assert _found(PaceDetector(PaceSettings(window_s=10)), _talk(scripted(), 240, 2)) == []


def test_a_long_silence_is_told_once(scripted: Callable) -> None:
    """Nine seconds of nobody: one finding, after six."""
    found = _found(SilenceDetector(), scripted().agent(1, 3).customer(3.5, 5).agent(14, 15))
    assert [(f.rule_id, f.start_s) for f in found] == [("dead-air", 5)]
    assert 11.0 <= found[0].at_s <= 11.5


def test_a_short_silence_is_left_alone(scripted: Callable) -> None:
    """Four seconds may pass."""
    assert _found(SilenceDetector(), scripted().agent(1, 3).customer(7, 9)) == []


def test_silence_before_the_first_word_is_no_dead_air(scripted: Callable) -> None:
    """Nobody has spoken yet."""
    assert _found(SilenceDetector(), scripted().agent(20, 21)) == []


def test_an_announced_wait_is_no_dead_air(scripted: Callable) -> None:
    """Saying "bear with me for two minutes" explains the silence until it is over."""
    call = scripted(length_s=60.0).agent(1, 4, "Please bear with me for two minutes")
    assert _found(SilenceDetector(), call) == []


def test_one_channel_measures_no_silence(scripted: Callable) -> None:
    """The customer may be speaking."""
    assert _found(SilenceDetector(), scripted(has_customer=False, length_s=30.0).agent(1, 3)) == []


def test_a_long_monologue_is_told_once(scripted: Callable) -> None:
    """More than 75 s with breaths, and only signs of listening from the customer."""
    call = scripted()
    for index in range(5):
        call = call.agent(index * 20.0, index * 20.0 + 19.0)
    found = _found(TalkTimeDetector(), call.customer(30, 30.5))
    assert [(f.rule_id, f.start_s) for f in found] == [("monologue", 0.0)]
    assert 75.0 <= found[0].at_s <= 76.0


def test_a_turn_of_the_customer_ends_a_monologue(scripted: Callable) -> None:
    """Counting begins anew after the customer spoke."""
    call = scripted().agent(0, 50).customer(50.5, 55).agent(55.5, 100)
    assert _found(TalkTimeDetector(), call) == []


def test_a_silence_ends_a_monologue(scripted: Callable) -> None:
    """After four seconds of nothing a new one begins."""
    assert _found(TalkTimeDetector(), scripted().agent(0, 50).agent(54, 100)) == []
