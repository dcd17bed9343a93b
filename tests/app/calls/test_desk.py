"""The desk: one state for all doors, told to all listeners in order, from any thread."""

import threading

import pytest

from app.calls.desk import CallDesk, state_json
from app.calls.errors import CallError
from app.calls.state import IDLE, CallCommand, CallPhase, CallState, CallVerb


def test_listeners_hear_changes_only() -> None:
    """A command that changes nothing tells nobody."""
    desk = CallDesk(clock=lambda: 5.0)
    heard: list[tuple[CallPhase, CallPhase]] = []
    desk.listen(lambda before, after: heard.append((before.phase, after.phase)))
    desk.ask(CallCommand(CallVerb.START, "1"))
    desk.ask(CallCommand(CallVerb.START, "1"))
    desk.session_over()
    desk.settle()
    assert heard == [
        (CallPhase.IDLE, CallPhase.IN_CALL),
        (CallPhase.IN_CALL, CallPhase.ENDED),
        (CallPhase.ENDED, CallPhase.IDLE),
    ]


def test_a_refusal_leaves_the_state() -> None:
    """What is refused changes nothing."""
    desk = CallDesk()
    with pytest.raises(CallError):
        desk.ask(CallCommand(CallVerb.END))
    assert desk.state == IDLE


def test_a_listener_may_ask_in_turn() -> None:
    """A listener that asks for the next step gets it without waiting for itself."""
    desk = CallDesk()

    def hold(_before: CallState, after: CallState) -> None:
        if after.phase is CallPhase.IN_CALL:
            desk.ask(CallCommand(CallVerb.HOLD))

    desk.listen(hold)
    desk.ask(CallCommand(CallVerb.START))
    assert desk.state.phase is CallPhase.HOLD


def test_of_many_threads_one_begins_the_call() -> None:
    """Starts of different references from many threads give one call; all others are refused."""
    desk, refused, gate = CallDesk(), [], threading.Barrier(8)

    def begin(number: int) -> None:
        gate.wait()
        try:
            desk.ask(CallCommand(CallVerb.START, f"call {number}"))
        except CallError as error:
            refused.append(error)

    threads = [threading.Thread(target=begin, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 7


def test_other_programs_are_told_three_things() -> None:
    """The JSON of a state is its phase, reference and beginning, and nothing else."""
    assert state_json(IDLE) == {"state": "idle", "reference": None, "since": None}
    call = CallState(active=True, reference="4711", since=1_700_000_000.0)
    assert state_json(call) == {"state": "in-call", "reference": "4711", "since": "2023-11-14T22:13:20+00:00"}
