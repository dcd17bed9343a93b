"""Promises of time are followed to their end."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coaching.detectors.base import Finding
from coaching.detectors.promises import PromiseDetector, PromiseOutcome, PromiseSettings


def _run(call: object) -> tuple[PromiseDetector, list[Finding]]:
    detector = PromiseDetector()
    return detector, [found for event in call.events() for found in detector.accept(event)]  # type: ignore[attr-defined]


def test_a_return_in_time_keeps_the_promise(scripted: Callable) -> None:
    """Back after 70 of 120 s: kept, no warning, the hold is measured."""
    detector, found = _run(
        scripted().agent(0, 4, "Bear with me for two minutes").agent(74, 76, "Thank you for waiting")
    )
    assert [promise.outcome for promise in detector.promises] == [PromiseOutcome.KEPT]
    assert detector.promises[0].hold_s == 70.0
    assert found == []


def test_a_warning_comes_before_the_time_is_up(scripted: Callable) -> None:
    """Of two minutes the last 20 s are warned of, once."""
    detector, found = _run(scripted().agent(0, 4, "Bear with me for two minutes").agent(120, 122, "I am back"))
    assert [finding.rule_id for finding in found] == ["promise-due"]
    assert 104.0 <= found[0].at_s <= 104.6
    assert detector.promises[0].outcome is PromiseOutcome.KEPT


def test_running_out_in_silence_breaks_the_promise(scripted: Callable) -> None:
    """The rule "late" applies at the deadline."""
    detector, found = _run(scripted().agent(0, 2, "One moment please").agent(90, 92, "Sorry about that"))
    assert [finding.rule_id for finding in found] == ["promise-due", "late"]
    assert 62.0 <= found[-1].at_s <= 62.6
    assert detector.promises[0].outcome is PromiseOutcome.BROKEN
    assert detector.promises[0].hold_s == 88.0


def test_an_agent_who_never_left_keeps_the_promise(scripted: Callable) -> None:
    """The agent says "one moment", and the talk goes on."""
    call = scripted().agent(0, 2, "One moment please")
    for start in range(3, 80, 4):
        call = call.agent(start, start + 2.5)
    detector, found = _run(call)
    assert found == []
    assert detector.promises[0].outcome is PromiseOutcome.KEPT


def test_a_call_back_is_noted_for_after_the_call(scripted: Callable) -> None:
    """The session cannot know whether it was kept."""
    detector, found = _run(scripted().agent(0, 4, "I'll call you back by five"))
    assert [promise.outcome for promise in detector.promises] == [PromiseOutcome.AFTER_CALL]
    assert found == []


def test_the_end_of_the_call_ends_the_wait(scripted: Callable) -> None:
    """A call that ends within the time promised kept it; the hold is measured up to the end."""
    detector, found = _run(scripted(length_s=40.0).agent(0, 4, "Bear with me for two minutes"))
    assert found == []
    assert detector.promises[0].outcome is PromiseOutcome.KEPT
    assert detector.promises[0].hold_s == pytest.approx(38.0)


def test_words_before_the_hold_begins_do_not_end_it(scripted: Callable) -> None:
    """An "okay?" a few seconds later: the wait begins after the last words."""
    detector, _ = _run(
        scripted().agent(0, 4, "Bear with me for two minutes").agent(6, 7, "okay").agent(60, 62, "I am back")
    )
    assert detector.promises[0].outcome is PromiseOutcome.KEPT
    assert detector.promises[0].hold_s == 53.0


def test_two_promises_are_followed_apart(scripted: Callable) -> None:
    """The second has its own deadline and its own outcome."""
    call = (
        scripted().agent(0, 2, "One moment please").agent(20, 24, "Bear with me for two minutes").agent(200, 201, "yes")
    )
    detector, found = _run(call)
    assert [promise.outcome for promise in detector.promises] == [PromiseOutcome.KEPT, PromiseOutcome.BROKEN]
    assert [finding.rule_id for finding in found] == ["promise-due", "late"]
    assert all("two minutes" in finding.evidence for finding in found)


def test_the_settings_move_the_warning(scripted: Callable) -> None:
    """Half of two minutes, but not earlier than 60 s before the end."""
    detector = PromiseDetector(PromiseSettings(warn_share=0.9, warn_at_most_s=60.0))
    call = scripted().agent(0, 4, "Bear with me for two minutes").agent(120, 122, "I am back")
    found = [finding for event in call.events() for finding in detector.accept(event)]
    assert [64.0 <= finding.at_s <= 64.6 for finding in found] == [True]


_said = st.sampled_from(["One moment please", "Bear with me for two minutes", "thank you for waiting", "by five then"])


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(_said, st.integers(1, 150)), max_size=6))
def test_no_promise_stays_open_and_none_is_warned_of_twice(scripted: Callable, said: list[tuple[str, int]]) -> None:
    """At the end every promise is kept, broken or for later; one warning and one "late" at most for each."""
    call, now_s = scripted(), 0.0
    for text, pause in said:
        call, now_s = call.agent(now_s, now_s + 2.0, text), now_s + 2.0 + pause
    call.length_s = now_s + 130.0
    detector, found = _run(call)
    keys = [finding.key for finding in found]
    assert len(keys) == len(set(keys))
    assert all(promise.hold_s >= 0.0 for promise in detector.promises)
    assert PromiseOutcome.WAITING not in {promise.outcome for promise in detector.promises}
    broken = [promise for promise in detector.promises if promise.outcome is PromiseOutcome.BROKEN]
    assert len(broken) == sum(finding.rule_id == "late" for finding in found)
