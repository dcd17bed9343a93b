"""The life of a call: every command at every moment, and what must hold whatever is asked for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.calls.errors import CallError
from app.calls.state import (
    IDLE,
    REFERENCE_MOST,
    CallCommand,
    CallPhase,
    CallState,
    CallVerb,
    Origin,
    advance,
    checked_agenda,
    checked_reference,
    session_over,
    settled,
)

REFERENCES = st.sampled_from(["", "4711", "4712"])
COMMANDS = st.builds(CallCommand, st.sampled_from(CallVerb), REFERENCES, st.sampled_from(Origin))
STEPS = st.lists(st.one_of(COMMANDS, st.sampled_from(["settled", "over"])), max_size=30)


def start(reference: str = "") -> CallState:
    """Return a call that began at 100."""
    return advance(IDLE, CallCommand(CallVerb.START, reference), 100.0)


def after(state: CallState, *verbs: CallVerb) -> CallState:
    """Return the state after the verbs, without references."""
    for verb in verbs:
        state = advance(state, CallCommand(verb), 200.0)
    return state


def test_a_call_goes_through_its_phases() -> None:
    """Start, hold, resume, mute, end and the written summary lead through the named phases and back to idle."""
    state = start("4711")
    assert (state.phase, state.reference, state.since) == (CallPhase.IN_CALL, "4711", 100.0)
    assert after(state, CallVerb.HOLD).phase is CallPhase.HOLD
    assert after(state, CallVerb.HOLD, CallVerb.RESUME).phase is CallPhase.IN_CALL
    assert after(state, CallVerb.MUTE).phase is CallPhase.MUTED
    assert after(state, CallVerb.MUTE, CallVerb.HOLD).phase is CallPhase.HOLD
    assert after(state, CallVerb.MUTE, CallVerb.UNMUTE).phase is CallPhase.IN_CALL
    ended = after(state, CallVerb.END)
    assert (ended.phase, ended.reference) == (CallPhase.ENDED, "4711")
    assert settled(ended, 300.0) == IDLE


def test_asking_twice_changes_nothing() -> None:
    """A softphone may repeat itself: the same start, hold or end changes nothing."""
    state = start("4711")
    assert advance(state, CallCommand(CallVerb.START, "4711"), 150.0) == state
    assert advance(state, CallCommand(CallVerb.START), 150.0) == state
    held = after(state, CallVerb.HOLD)
    assert after(held, CallVerb.HOLD) == held
    ended = after(state, CallVerb.END)
    assert after(ended, CallVerb.END) == ended


def test_a_call_that_began_by_itself_is_named_later() -> None:
    """A reference that comes after the far end began the call names that call, keeping its beginning."""
    named = advance(start(), CallCommand(CallVerb.START, "4711", Origin.ENDPOINT), 150.0)
    assert (named.reference, named.since) == ("4711", 100.0)


def test_another_call_does_not_replace_the_one_under_way() -> None:
    """Starting another reference, or ending one that is not under way, is refused naming both."""
    with pytest.raises(CallError, match="4711 is still under way"):
        advance(start("4711"), CallCommand(CallVerb.START, "4712"), 150.0)
    with pytest.raises(CallError, match="is 4711, not 4712"):
        advance(start("4711"), CallCommand(CallVerb.END, "4712"), 150.0)


def test_the_next_call_waits_for_the_summary() -> None:
    """A call that begins while the last summary is written begins when it is; it can be called off before."""
    ended = after(start("4711"), CallVerb.END)
    waiting = advance(ended, CallCommand(CallVerb.START, "4712"), 250.0)
    assert waiting.phase is CallPhase.ENDED
    begun = settled(waiting, 260.0)
    assert (begun.phase, begun.reference, begun.since) == (CallPhase.IN_CALL, "4712", 260.0)
    assert settled(after(waiting, CallVerb.END), 260.0) == IDLE


@pytest.mark.parametrize("verb", [verb for verb in CallVerb if verb is not CallVerb.START])
def test_without_a_call_there_is_nothing_to_do(verb: CallVerb) -> None:
    """Every verb but start needs a call under way, and says so."""
    with pytest.raises(CallError, match="No call is under way"):
        advance(IDLE, CallCommand(verb), 1.0)


@given(STEPS)
def test_whatever_happens_the_state_makes_sense(steps: list[CallCommand | str]) -> None:
    """Active and ending never hold together, times and holds exist only with a call, and end always leads to idle."""
    state = IDLE
    for now, step in enumerate(steps):
        try:
            if isinstance(step, CallCommand):
                state = advance(state, step, float(now))
            elif step == "settled":
                state = settled(state, float(now)) if state.ending else state
            else:
                state = session_over(state)
        except CallError:
            pass
        assert not (state.active and state.ending)
        assert (state.since is not None) == (state.active or state.ending)
        assert state.waiting is None or state.ending
        assert state.active or not (state.on_hold or state.muted)
    state = session_over(state)
    while state != IDLE:
        state = session_over(settled(state, 99.0)) if state.ending else state


@given(st.text(max_size=200))
def test_a_reference_is_short_and_can_be_shown(text: str) -> None:
    """What can be a reference is stripped, printable and short; all else is refused."""
    stripped = text.strip()
    if len(stripped) <= REFERENCE_MOST and stripped.isprintable():
        assert checked_reference(text) == stripped
    else:
        with pytest.raises(CallError):
            checked_reference(text)


def test_a_call_has_an_agenda_of_its_own() -> None:
    """It comes with the start, whoever names the call later keeps it, and it may be changed while the call goes on."""
    begun = advance(IDLE, CallCommand(CallVerb.START, agenda=" verify identity "), 100.0)
    named = advance(begun, CallCommand(CallVerb.START, "4711"), 110.0)
    assert (begun.agenda, named.agenda) == ("verify identity", "verify identity")
    again = advance(named, CallCommand(CallVerb.START, "4711", agenda="offer survey"), 120.0)
    assert again.agenda == "offer survey"
    assert advance(again, CallCommand(CallVerb.AGENDA), 130.0).agenda == ""
    ended = advance(again, CallCommand(CallVerb.END), 140.0)
    assert settled(ended, 150.0).agenda is None


def test_a_call_that_waits_keeps_its_agenda() -> None:
    """The agenda of the next call is there when the summary of the last one is written."""
    ended = advance(start("1"), CallCommand(CallVerb.END), 200.0)
    waiting = advance(ended, CallCommand(CallVerb.START, "2", agenda="offer survey"), 210.0)
    assert (waiting.agenda, settled(waiting, 220.0).agenda) == (None, "offer survey")


@pytest.mark.parametrize(
    ("items", "why"),
    [
        (["x" * 90], "too long"),
        (["offer (survey"], "never closed"),
        (["word "] * 300, "longer than 1000"),
        (["two\nlines"], "cannot be shown"),
        ([f"item {number}" for number in range(21)], "21 items"),
    ],
)
def test_a_bad_agenda_is_refused_in_one_sentence(items: list[str], why: str) -> None:
    """It names what is wrong; a call never begins with half an agenda."""
    with pytest.raises(CallError, match=why):
        checked_agenda(items)
    with pytest.raises(CallError):
        advance(IDLE, CallCommand(CallVerb.START, agenda="; ".join(items)), 1.0)


@given(st.lists(st.text(max_size=60), max_size=8))
def test_what_was_checked_stays_as_it_is(items: list[str]) -> None:
    """Checking the text again changes nothing; anything else is a CallError."""
    try:
        text = checked_agenda(items)
    except CallError:
        return
    assert checked_agenda([text]) == text
