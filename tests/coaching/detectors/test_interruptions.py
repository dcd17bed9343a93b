"""The definition of an interruption, sentence by sentence."""

import operator
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coaching.detectors.base import Finding
from coaching.detectors.interruptions import InterruptionDetector
from coaching.events import Backchannel, Interruption, Praise
from speech.events import (
    EchoMeasured,
    FinalTranscript,
    PartialTranscript,
    Side,
    SpeechEnded,
    SpeechEvent,
    SpeechStarted,
)

_LONG = "I can see the statement but the system shows only one payment"


def _found(events: Iterable[SpeechEvent]) -> list[object]:
    detector = InterruptionDetector()
    return [found for event in events for found in detector.accept(event)]


def _of(kind: type, found: list[object]) -> list:
    return [item for item in found if isinstance(item, kind)]


def test_talking_over_the_customer_is_found_with_its_start_and_overlap(scripted: Callable) -> None:
    """1.1 s of overlap: one finding, told again when it is over, confirmed within 1.2 s."""
    found = _found(scripted().customer(1, 6.1).agent(5, 9, _LONG).events())
    first, last = _of(Interruption, found)
    assert first.start_s == last.start_s == 5
    assert first.confirmed_at_s - 5 <= 1.2
    assert abs(last.overlap_s - 1.1) < 0.05
    assert last.yielded == "customer"
    (finding,) = _of(Finding, found)
    assert finding.rule_id == "interrupting"


@pytest.mark.parametrize("text", ["", "mm-hm", "in a month"])
def test_a_short_sign_of_listening_is_a_backchannel(scripted: Callable, text: str) -> None:
    """Half a second is a backchannel, whatever the recognizer made of it."""
    found = _found(scripted().customer(1, 8).agent(4, 4.5, text).events())
    assert _of(Interruption, found) == []
    assert [(b.start_s, b.end_s) for b in _of(Backchannel, found)] == [(4, 4.5)]


@pytest.mark.parametrize("text", ["yeah okay right", "right i see okay", "oh i see of course"])
def test_a_longer_row_of_acknowledgements_is_a_backchannel(scripted: Callable, text: str) -> None:
    """Words acquit: 1.3 s of "right, I see, okay" take no turn."""
    found = _found(scripted().customer(1, 8).agent(4, 5.3, text).events())
    assert _of(Interruption, found) == []
    assert len(_of(Backchannel, found)) == 1


@pytest.mark.parametrize("overlap_s", [0.05, 0.2, 0.3])
def test_overlap_at_the_end_of_a_turn_is_none(scripted: Callable, overlap_s: float) -> None:
    """The last 0.3 s of a turn may be overlapped."""
    found = _found(scripted().customer(1, 6).agent(6 - overlap_s, 9, _LONG).events())
    assert found == []


def test_half_a_second_with_words_is_an_interruption(scripted: Callable) -> None:
    """0.6 s of overlap and at least three words."""
    assert len(_of(Finding, _found(scripted().customer(1, 6.6).agent(6, 8, _LONG).events()))) == 1


def test_half_a_second_without_words_is_none(scripted: Callable) -> None:
    """0.6 s of overlap with two words is not enough."""
    assert _of(Finding, _found(scripted().customer(1, 6.6).agent(6, 6.9, "well then").events())) == []


def test_cutting_a_sentence_off_is_an_interruption(scripted: Callable) -> None:
    """The customer stops after 0.45 s and takes the word up again while the agent speaks."""
    call = scripted().customer(1, 6.45).agent(6, 9, "well then now").customer(7.0, 9.5)
    assert len(_of(Finding, _found(call.events()))) == 1


def test_acknowledging_and_then_taking_the_free_turn_is_none(scripted: Callable) -> None:
    """An "okay" overlaps the customer's last words, the turn itself begins after them."""
    text = "okay right okay right then I will look at it"
    assert _of(Finding, _found(scripted().customer(1, 6.7).agent(6, 8, text).events())) == []


def test_acknowledging_is_no_excuse_for_a_long_overlap(scripted: Callable) -> None:
    """Over 0.8 s the definition asks only whether anything but acknowledgement was said."""
    text = "I'm so sorry was that the one with the broken signal"
    assert len(_of(Finding, _found(scripted().customer(1, 7.2).agent(6, 9, text).events()))) == 1


def test_beginning_together_is_none(scripted: Callable) -> None:
    """Both began within 0.2 s and both went on."""
    assert _found(scripted().customer(3.1, 6).agent(3, 6, _LONG).events()) == []


def test_the_customer_breaking_in_is_none(scripted: Callable) -> None:
    """The agent held the turn, also when it paused for breath while both spoke."""
    call = scripted().agent(1, 4, _LONG).customer(3, 7).agent(4.4, 6, _LONG)
    assert _of(Finding, _found(call.events())) == []


def test_a_reply_after_the_turn_is_none(scripted: Callable) -> None:
    """Ordinary turn-taking brings nothing at all."""
    assert _found(scripted().customer(1, 4).agent(4.3, 6, _LONG).customer(6.2, 8).agent(8.05, 9, _LONG).events()) == []


def test_one_channel_measures_no_interruptions(scripted: Callable) -> None:
    """Without the customer's channel nothing is guessed."""
    assert _found(scripted(has_customer=False).agent(1, 5, _LONG).events()) == []


def test_an_unconverged_echo_is_never_an_interruption(scripted: Callable) -> None:
    """While the microphone hears the far end nothing is counted."""
    assert _found(scripted().customer(1, 6).agent(3, 6, _LONG).echo(2, converged=False).events()) == []


def test_a_canceller_that_lapses_in_double_talk_hides_no_interruption(scripted: Callable) -> None:
    """Two voices at once disturb its measure; it had converged before the agent began."""
    call = scripted().customer(1, 8).agent(5, 8, _LONG).echo(2, converged=True).echo(5.6, converged=False)
    assert len(_of(Finding, _found(call.events()))) == 1


def test_the_residue_of_an_echo_is_never_an_interruption(scripted: Callable) -> None:
    """With cancelled echo, sound as quiet as its residue is no voice; a real voice still is."""
    quiet = scripted().customer(1, 6).agent(3, 6, _LONG, dbfs=-45.0).echo(2, converged=True)
    loud = scripted().customer(1, 6).agent(3, 6, _LONG).echo(2, converged=True)
    assert _of(Finding, _found(quiet.events())) == []
    assert len(_of(Finding, _found(loud.events()))) == 1


def test_sound_that_may_still_be_an_echo_is_not_counted(scripted: Callable) -> None:
    """While it is open whether the microphone hears the far end, sound 12 dB under the agent's voice waits and is dropped."""
    unknown = EchoMeasured(0.1, None, detected=False, cancelling=True, converged=True)
    for dbfs, count in ((-34.0, 0), (-22.0, 1)):
        events = scripted().agent(0, 3, _LONG).customer(4, 12).agent(7, 10, _LONG, dbfs=dbfs).events()
        found = _found([events[0], unknown, *events[1:]])
        assert len(_of(Finding, found)) == count


def test_speech_that_is_taken_back_is_nothing(scripted: Callable) -> None:
    """A stretch that ends where it began was an echo: no backchannel, no interruption, no praise."""
    call = scripted().customer(1, 9)
    call.add(SpeechStarted(6.2, Side.AGENT, 6.0), SpeechEnded(6.8, Side.AGENT, 6.0, 6.0))
    assert _found(call.events()) == []


def test_a_drawn_out_sign_of_listening_is_a_backchannel_whatever_was_understood(scripted: Callable) -> None:
    """One second of "mm-hm" that the recognizer took for other words each time, while the customer goes on."""
    events = scripted().agent(0, 3, _LONG).customer(4, 12).agent(7, 8, "in the mage and then").events()
    found = _found([_misheard(event, number) for number, event in enumerate(events)])
    assert _of(Finding, found) == []
    assert len(_of(Backchannel, found)) == 1


def test_a_short_interruption_with_words_that_stand_is_one(scripted: Callable) -> None:
    """One second of words that no new hypothesis changes is no sign of listening, though the customer goes on."""
    events = scripted().agent(0, 3, _LONG).customer(4, 12).agent(7, 8, "then you need to call").events()
    found = _found(events)
    assert len(_of(Finding, found)) == 1
    assert _of(Backchannel, found) == []


def test_going_on_as_the_customer_begins_is_none(scripted: Callable) -> None:
    """Two halves of the agent's sentence; the customer speaks up 0.25 s before the second: nobody could have heard it."""
    found = _found(scripted().agent(0, 3, _LONG).customer(3.45, 5.5).agent(3.7, 7, _LONG).events())
    assert _of(Finding, found) == []


def _misheard(event: SpeechEvent, number: int) -> SpeechEvent:
    """Give each hypothesis about the second utterance words of its own."""
    if not isinstance(event, PartialTranscript | FinalTranscript) or event.at_s < 7.0:
        return event
    other = tuple(replace(word, text=f"{word.text}{number}") for word in event.words)
    return (
        replace(event, words=other, stable_count=0)
        if isinstance(event, PartialTranscript)
        else replace(event, words=other)
    )


def test_sound_far_under_the_agents_own_level_is_no_interruption(scripted: Callable) -> None:
    """An echo that nobody detected is quiet."""
    found = _found(scripted().agent(0, 4, _LONG).customer(5, 12).agent(7, 10, _LONG, dbfs=-40.0).events())
    assert _of(Finding, found) == []


def test_stopping_at_once_earns_praise(scripted: Callable) -> None:
    """The agent notices, stops and lets the customer go on."""
    found = _found(scripted().customer(1, 9).agent(4, 5.4, "but the system shows one").events())
    assert _of(Interruption, found)[-1].yielded == "agent"
    assert [praise.praise_id for praise in _of(Praise, found)] == ["yielded"]


def test_going_on_after_a_breath_is_the_same_interruption(scripted: Callable) -> None:
    """Two stretches of one interruption are counted once."""
    call = scripted().customer(1, 10).agent(4, 6, _LONG).agent(6.6, 8.5, _LONG)
    assert len(_of(Finding, _found(call.events()))) == 1


def test_without_words_sound_alone_decides(scripted: Callable) -> None:
    """A recognizer that lags behind does not hide an interruption."""
    found = _found(scripted().customer(1, 9).agent(4, 7).events())
    assert _of(Finding, found)[0].at_s - 4 <= 1.3


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.booleans(), st.integers(0, 120), st.integers(1, 30), st.sampled_from(["", "okay", _LONG])),
        max_size=8,
    )
)
def test_any_call_is_heard_without_contradiction(scripted: Callable, spoken: list[tuple[bool, int, int, str]]) -> None:
    """Whatever overlaps: interruptions lie in the agent's speech and are confirmed once, after their start."""
    call = _spoken_by(scripted(), spoken)
    found = _found(call.events())
    findings = _of(Finding, found)
    assert len({finding.key for finding in findings}) == len(findings)
    for interruption in _of(Interruption, found):
        assert interruption.confirmed_at_s >= interruption.start_s + 0.5
        assert interruption.overlap_s >= 0.0


def _spoken_by(call: object, spoken: list[tuple[bool, int, int, str]]) -> Any:
    """Add the drawn stretches to the call; a side's own stretches do not overlap."""
    free = {True: 0.0, False: 0.0}
    for is_agent, start, length, text in sorted(spoken, key=operator.itemgetter(1)):
        start_s = max(start / 4, free[is_agent] + 0.4)
        free[is_agent] = start_s + length / 10
        call = call.agent(start_s, free[is_agent], text) if is_agent else call.customer(start_s, free[is_agent])
    return call


@pytest.mark.slow
@pytest.mark.parametrize("name", ["01-billing-refund", "02-clean-good-call", "05-overtalk", "06-speakerphone-bleed"])
def test_the_development_calls_are_heard_right(
    name: str, shared_call: Callable[[str], Path], truth_of: Callable[[Path], dict[str, Any]]
) -> None:
    """On real sound: all interruptions found within 0.15 s, none invented, confirmed within 1.2 s."""
    from speech.listener import Listener, ListenerSettings
    from speech.recognizers.moonshine import MoonshineRecognizer, MoonshineSettings, model_folder
    from speech.sources.recording import RecordingSource

    if model_folder() is None:
        pytest.skip("the built-in recognizer is not installed")
    call = shared_call(name)
    listener = Listener(RecordingSource(call), MoonshineRecognizer(MoonshineSettings()), ListenerSettings(), "test")
    found = _of(Finding, _found(listener.events()))
    listener.close()
    truth = truth_of(call)["interruptions_by_agent"]
    assert len(found) == len(truth)
    for finding, said in zip(found, truth, strict=True):
        assert abs(finding.start_s - said["start"]) <= 0.15
        assert finding.at_s - said["start"] <= 1.2
