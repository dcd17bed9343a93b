"""Promises of time are followed to their end."""

from collections.abc import Callable

from coaching.detectors.base import Finding
from coaching.detectors.promises import PromiseDetector, PromiseOutcome


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
