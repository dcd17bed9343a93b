"""What the view-model tells of a session that is not heard as it should be."""

from dataclasses import replace

import pytest

from app.overlay import view_model, wording
from app.overlay.state import OverlayState, Phase, StatusAction
from app.overlay.view_model import advance
from speech.events import EchoMeasured, SessionEnded, Side, SourceChanged
from tests.app.overlay.made_events import after


def test_a_lost_microphone_is_one_calm_line_until_it_is_back(listening: OverlayState) -> None:
    """The problem names the thing, and goes when the thing is back."""
    lost = advance(listening, SourceChanged(5.0, Side.AGENT, "Headset", available=False))
    assert lost.phase is Phase.PROBLEM
    assert lost.problem is not None
    assert wording.status(lost) == "Microphone unplugged. Waiting for it…"
    assert advance(lost, SourceChanged(6.0, Side.AGENT, "Headset", available=True)).phase is Phase.LISTENING


def test_swapped_sides_are_told_until_they_are_right(listening: OverlayState) -> None:
    """What is coached may be the customer's words: a line says so, and offers another microphone where it can."""
    seems = EchoMeasured(5.0, -3.0, detected=True, cancelling=False, converged=False, far_repeats=True)
    state = advance(advance(listening, seems), replace(seems, at_s=9.0))
    assert (state.phase, len(state.problems)) == (Phase.PROBLEM, 1)
    assert wording.status(state) == "Microphone and call seem swapped"
    assert state.status_action is StatusAction.END
    assert replace(state, can_choose=True).status_action is StatusAction.CHOOSE
    lost = advance(state, SourceChanged(10.0, Side.AGENT, "Headset", available=False))
    assert wording.status(lost) == "Microphone unplugged. Waiting for it…"
    back = advance(lost, SourceChanged(11.0, Side.AGENT, "Headset", available=True))
    assert wording.status(back) == "Microphone and call seem swapped"
    assert advance(back, replace(seems, at_s=12.0, far_repeats=False)).phase is Phase.LISTENING


def test_two_problems_are_told_one_after_the_other(listening: OverlayState) -> None:
    """The newest problem is shown; when it is mended the older one is."""
    both = after(
        listening,
        SourceChanged(5.0, Side.AGENT, "Headset", available=False),
        SourceChanged(6.0, Side.CUSTOMER, "Monitor", available=False),
        SourceChanged(7.0, Side.CUSTOMER, "Monitor", available=False),
    )
    assert len(both.problems) == 2
    assert both.problem is not None
    assert both.problem.side is Side.CUSTOMER
    one = advance(both, SourceChanged(8.0, Side.CUSTOMER, "Monitor", available=True))
    assert one.problem is not None
    assert one.problem.side is Side.AGENT


def test_a_failure_for_good_is_shown_even_while_paused(listening: OverlayState) -> None:
    """Nobody waits behind a pause for a session that cannot go on."""
    state = view_model.failed(view_model.paused(listening, on=True), "The listener stopped.")
    assert state.phase is Phase.PROBLEM
    assert state.problem is not None
    assert state.problem.fatal


def test_the_end_wins_over_everything(listening: OverlayState) -> None:
    """After the last event the call is over, problems or not."""
    state = after(
        listening, SourceChanged(5.0, Side.AGENT, "Headset", available=False), SessionEnded(9.0, complete=True)
    )
    assert state.phase is Phase.ENDED


@pytest.mark.parametrize(
    ("detected", "cancelling", "converged", "bleed"),
    [(False, False, True, False), (True, False, False, True), (True, True, False, True), (True, True, True, False)],
)
def test_bleed_is_told_unless_it_is_cancelled(
    listening: OverlayState, detected: bool, cancelling: bool, converged: bool, bleed: bool
) -> None:
    """Only what spoils the measures is worth a word."""
    event = EchoMeasured(5.0, -3.0, detected=detected, cancelling=cancelling, converged=converged)
    assert advance(listening, event).bleed is bleed
