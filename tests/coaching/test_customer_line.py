"""Whether the customer is heard at all."""

from collections.abc import Callable
from typing import Any

import pytest

from coaching.customer_line import CustomerLine
from coaching.detectors.silence import SilenceDetector
from coaching.detectors.talk_time import TalkTimeDetector
from speech.events import LevelMeasured, SessionStarted, Side, SpeechEvent


def _level(at_s: float, dbfs: float, side: Side = Side.CUSTOMER) -> LevelMeasured:
    return LevelMeasured(at_s, side, 0.1, dbfs, dbfs, speaking=False)


def _heard(*events: SpeechEvent) -> bool:
    line = CustomerLine()
    for event in events:
        line.accept(event)
    return line.heard


def test_a_line_is_trusted_until_it_proves_dead() -> None:
    """Digital silence alone is a dead line; any noise before or after makes it a live one."""
    assert _heard()
    assert not _heard(_level(1.0, -100.0), _level(2.0, -93.0))
    assert _heard(_level(1.0, -100.0), _level(2.0, -62.0))
    assert _heard(_level(1.0, -62.0), _level(2.0, -100.0))
    assert _heard(_level(1.0, -100.0, Side.AGENT))


def test_one_channel_has_no_line() -> None:
    """Nothing is known of a customer there."""
    assert not _heard(SessionStarted(0.0, "s", has_customer=False, engine="e", model="m", engine_version="1",
                                     engine_reason="r"))  # fmt: skip


@pytest.mark.parametrize("detector", [SilenceDetector, TalkTimeDetector])
def test_nothing_is_told_of_a_customer_who_is_not_heard(detector: type, scripted: Callable[..., Any]) -> None:
    """On a dead line neither silence nor a monologue: the customer may be speaking all the time."""
    events = [
        event
        for event in scripted(length_s=200.0).agent(0, 150).events()
        if not isinstance(event, LevelMeasured) or event.side is Side.AGENT
    ]
    for dbfs, told in ((-100.0, False), (-60.0, True)):
        one = detector()
        with_line = [events[0], _level(0.1, dbfs), *events[1:]]
        assert bool([found for event in with_line for found in one.accept(event)]) is told
