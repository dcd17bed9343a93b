"""Dead air: told once, and not where the silence was explained."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.detectors.base import Finding
from coaching.detectors.silence import SilenceDetector, SilenceSettings
from speech.events import ClockAdvanced, SessionEnded, SessionStarted, Side, SpeechEnded, SpeechEvent, SpeechStarted


def _found(events: list[SpeechEvent], cue_after_s: float = 6.0) -> list[Finding]:
    detector = SilenceDetector(SilenceSettings(cue_after_s=cue_after_s))
    return [found for event in events for found in detector.accept(event)]


def test_each_silence_is_told_once_and_every_one_is_told(scripted: Callable) -> None:
    """Two long silences are two findings, under different keys."""
    found = _found(scripted(length_s=30.0).agent(0, 1).agent(12, 13).events())
    assert [finding.start_s for finding in found] == [1, 13]
    assert len({finding.key for finding in found}) == 2


@pytest.mark.parametrize("cue_after_s", [3.0, 6.0, 15.0])
def test_the_cue_waits_as_long_as_the_settings_say(scripted: Callable, cue_after_s: float) -> None:
    """Measured from the last word, not from when its end was noticed."""
    (finding,) = _found(scripted(length_s=30.0).agent(0, 2).events(), cue_after_s)
    assert cue_after_s <= finding.at_s - 2.0 < cue_after_s + 0.5
    assert finding.evidence == f"silence for {cue_after_s:.0f} s"


@pytest.mark.parametrize("side", list(Side))
def test_silence_begins_when_the_last_of_both_stops(side: Side) -> None:
    """While one of them speaks on there is no silence."""
    other = Side.CUSTOMER if side is Side.AGENT else Side.AGENT
    found = _found([
        SpeechStarted(0.1, side, 0.0), SpeechStarted(0.6, other, 0.5), SpeechEnded(2.3, side, 0.0, 2.0),
        ClockAdvanced(9.0), SpeechEnded(10.3, other, 0.5, 10.0), ClockAdvanced(12.0), ClockAdvanced(16.5),
    ])  # fmt: skip
    assert [(finding.start_s, finding.at_s) for finding in found] == [(10.0, 16.5)]


def test_a_word_in_time_begins_the_waiting_anew(scripted: Callable) -> None:
    """Five seconds, a word, five seconds: nothing to tell."""
    assert _found(scripted().agent(0, 1).customer(6, 6.5).agent(11.5, 12).events()) == []


def test_an_excuse_runs_out(scripted: Callable) -> None:
    """Half a minute was asked for: told when it is over, not before, and with the whole silence."""
    (finding,) = _found(scripted(length_s=60.0).agent(0, 3, "Give me 30 seconds").events())
    assert 33.5 <= finding.at_s <= 34.0
    assert finding.start_s == 3


def test_a_call_back_excuses_no_silence(scripted: Callable) -> None:
    """A promise for after the call does not explain why nobody speaks now."""
    assert len(_found(scripted(length_s=20.0).agent(0, 4, "I will ring you back within two days").events())) == 1


def test_the_end_of_the_call_is_no_dead_air() -> None:
    """Hanging up after the goodbye is told to nobody."""
    events = [
        SpeechStarted(0.1, Side.AGENT, 0.0),
        SpeechEnded(2.3, Side.AGENT, 0.0, 2.0),
        SessionEnded(60.0, complete=True),
    ]
    assert _found(events) == []


def test_one_channel_never_tells_silence() -> None:
    """Whatever is said: the customer is not heard at all."""
    started = SessionStarted(0.0, "s", has_customer=False, engine="e", model="m", engine_version="1", engine_reason="r")
    events = [started, SpeechStarted(0.1, Side.AGENT, 0.0), SpeechEnded(2.3, Side.AGENT, 0.0, 2.0), ClockAdvanced(90.0)]
    assert _found(events) == []


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 200), st.integers(2, 60)), max_size=8))
def test_what_is_told_was_silent(scripted: Callable, spoken: list[tuple[bool, int, int]]) -> None:
    """For any call: nobody spoke within a told silence, it was long enough, and no two overlap."""
    call, free_s, spans = scripted(length_s=40.0), {True: 0.0, False: 0.0}, []
    for is_agent, start, length in sorted(spoken, key=lambda item: item[1]):
        start_s = max(start / 5, free_s[is_agent] + 0.5)
        free_s[is_agent] = start_s + length / 10
        spans.append((start_s, free_s[is_agent]))
        call = (call.agent if is_agent else call.customer)(start_s, free_s[is_agent])
    found = _found(call.events())
    for finding in found:
        assert finding.end_s - finding.start_s >= 6.0
        assert not any(start_s < finding.end_s - 0.2 and end_s > finding.start_s for start_s, end_s in spans)
    assert all(after.start_s >= before.end_s for before, after in pairwise(found))
