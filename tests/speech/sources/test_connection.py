"""The life of a device: tried, lost, tried again with growing patience."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speech.sources.connection import BACK_OFF_S, STALL_S, Connection, ConnectionState


def test_a_new_connection_is_due_at_once() -> None:
    """The first attempt needs no wait."""
    assert Connection(may_idle=False).due(0.0)


def test_attempts_back_off_to_a_limit() -> None:
    """Each failure waits as long as the table says; the last wait repeats."""
    connection, now_s, waits = Connection(may_idle=False), 0.0, []
    for _ in range(len(BACK_OFF_S) + 2):
        connection.failed(now_s)
        waits.append(connection.retry_at_s - now_s)
        assert not connection.due(connection.retry_at_s - 0.01)
        now_s = connection.retry_at_s
        assert connection.due(now_s)
    assert waits == pytest.approx([*BACK_OFF_S, BACK_OFF_S[-1], BACK_OFF_S[-1]])


def test_only_sound_resets_the_patience() -> None:
    """A device that opens but delivers nothing is not back yet."""
    connection = Connection(may_idle=False)
    connection.failed(0.0)
    connection.opened(1.0)
    assert connection.attempts == 1
    connection.heard(1.1)
    assert connection.attempts == 0


def test_a_silent_microphone_is_a_lost_microphone() -> None:
    """After `STALL_S` without a block an open microphone counts as stalled, and sound puts that off."""
    connection = Connection(may_idle=False)
    connection.opened(0.0)
    assert not connection.stalled(STALL_S - 0.01)
    assert connection.stalled(STALL_S)
    connection.heard(STALL_S)
    assert not connection.stalled(STALL_S + 1.0)


def test_a_silent_loopback_is_just_silent() -> None:
    """Loopback may deliver nothing for hours."""
    connection = Connection(may_idle=True)
    connection.opened(0.0)
    assert not connection.stalled(7_200.0)


def test_a_closed_device_does_not_stall() -> None:
    """Only an open device can stall."""
    assert not Connection(may_idle=False).stalled(100.0)


def test_reopening_is_due_at_once_and_looks_afresh() -> None:
    """A followed default is opened again without a wait, as a second attempt that renews the device list."""
    connection = Connection(may_idle=False)
    connection.opened(0.0)
    connection.heard(0.1)
    connection.reopen()
    assert connection.state is ConnectionState.WAITING
    assert connection.due(0.1)
    assert connection.attempts == 1


@given(st.lists(st.sampled_from(["open", "hear", "fail", "reopen"]), max_size=30))
def test_waiting_never_lasts_longer_than_the_longest_back_off(steps: list[str]) -> None:
    """Whatever happens, a device that is away is tried again within the longest wait."""
    connection, now_s = Connection(may_idle=False), 0.0
    for step in steps:
        now_s += 0.1
        match step:
            case "open":
                connection.opened(now_s)
            case "hear":
                connection.heard(now_s)
            case "fail":
                connection.failed(now_s)
            case _:
                connection.reopen()
        assert connection.state is ConnectionState.OPEN or connection.due(now_s + max(BACK_OFF_S))
