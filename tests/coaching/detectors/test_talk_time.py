"""Monologues: what lets the customer in, and what does not."""

from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.detectors.base import Finding
from coaching.detectors.talk_time import AGAIN_S, TalkTimeDetector, TalkTimeSettings

_SHORT = TalkTimeSettings(monologue_s=20.0)


def _found(call: object) -> list[Finding]:
    detector = TalkTimeDetector(_SHORT)
    return [found for event in call.events() for found in detector.accept(event)]  # type: ignore[attr-defined]


def test_it_is_told_while_it_lasts(scripted: Callable) -> None:
    """At its time, not at its end, with the measure as evidence."""
    (finding,) = _found(scripted().agent(2, 40))
    assert finding.rule_id == "monologue"
    assert (finding.start_s, finding.at_s) == (2, 22.0)
    assert finding.evidence == "talked for 20 s without a pause for the customer"


def test_a_monologue_of_exactly_the_limit_is_told_a_shorter_one_is_not(scripted: Callable) -> None:
    """The limit is the settings' own."""
    assert _found(scripted().agent(0, 19)) == []
    assert len(_found(scripted().agent(0, 20))) == 1


@pytest.mark.parametrize(("pause_s", "told"), [(2.9, 1), (3.0, 1), (3.2, 0)])
def test_only_a_longer_silence_ends_it(scripted: Callable, pause_s: float, told: int) -> None:
    """Three seconds are a breath; the time before and after adds up."""
    assert len(_found(scripted().agent(0, 12).agent(12 + pause_s, 12 + pause_s + 12))) == told


@pytest.mark.parametrize(("length_s", "told"), [(0.5, 1), (0.9, 1), (1.0, 0), (4.0, 0)])
def test_a_second_of_the_customer_is_a_turn(scripted: Callable, length_s: float, told: int) -> None:
    """Signs of listening are shorter and end nothing."""
    assert len(_found(scripted().agent(0, 10).customer(10.1, 10.1 + length_s).agent(10.5 + length_s, 25))) == told


def test_two_signs_of_listening_are_no_turn(scripted: Callable) -> None:
    """Each is short, together they would be a second."""
    assert len(_found(scripted().agent(0, 30).customer(5, 5.6).customer(7, 7.6))) == 1


def test_talking_over_the_customer_lets_nobody_in(scripted: Callable) -> None:
    """The customer's turn begins the count anew although the agent never stopped: from its end."""
    found = _found(scripted().agent(0, 50).customer(15, 18))
    assert [(finding.start_s, finding.at_s) for finding in found] == [(18, 38.0)]


@pytest.mark.parametrize("gap_s", [-0.5, 0.0, 0.1, 0.2, 0.3, 1.0])
def test_an_answer_without_a_pause_is_counted_too(scripted: Callable, gap_s: float) -> None:
    """The agent often begins before the end of the customer's turn has been noticed."""
    found = _found(scripted().customer(0, 10).agent(10 + gap_s, 45))
    assert [finding.start_s for finding in found] == [max(10.0, 10 + gap_s)]


def test_a_monologue_that_goes_on_is_told_again(scripted: Callable) -> None:
    """Every half minute, with the whole length: the first cue may have been held back."""
    found = _found(scripted().agent(0, 85))
    assert [finding.at_s for finding in found] == [20.0, 50.0, 80.0]
    assert [finding.evidence[:16] for finding in found] == ["talked for 20 s ", "talked for 50 s ", "talked for 80 s "]
    assert len({finding.key for finding in found}) == 3


def test_every_monologue_is_told(scripted: Callable) -> None:
    """After the customer's turn the next one counts for itself."""
    found = _found(scripted().agent(0, 30).customer(31, 35).agent(36, 70))
    assert [finding.start_s for finding in found] == [0, 36]
    assert len({finding.key for finding in found}) == 2


def test_nothing_is_told_in_the_pause_after_a_long_turn(scripted: Callable) -> None:
    """The agent stopped just before the limit: the customer can speak now."""
    assert _found(scripted(length_s=60.0).agent(0, 19.2)) == []


def test_one_channel_measures_no_monologue(scripted: Callable) -> None:
    """The customer may have spoken all the time."""
    assert _found(scripted(has_customer=False).agent(0, 60)) == []


@given(st.lists(st.tuples(st.booleans(), st.integers(1, 300), st.integers(1, 50)), max_size=8))
def test_what_is_told_was_long_enough_and_never_told_twice(
    scripted: Callable, spoken: list[tuple[bool, int, int]]
) -> None:
    """For any call: at least the limit long, ascending, and again only after half a minute."""
    call, at_s = scripted(), 0.0
    for is_agent, length, gap in spoken:
        start_s, end_s = at_s + gap / 10, at_s + gap / 10 + length / 10
        call = (call.agent if is_agent else call.customer)(start_s, end_s)
        at_s = end_s
    found = _found(call)
    assert all(finding.end_s - finding.start_s >= 20.0 for finding in found)
    assert [finding.at_s for finding in found] == sorted({finding.at_s for finding in found})
    told = Counter(finding.start_s for finding in found)
    assert all(
        finding.end_s - finding.start_s >= 20.0 + AGAIN_S * (told[finding.start_s] - 1) for finding in found[-1:]
    )
    assert len({finding.key for finding in found}) == len(found)
