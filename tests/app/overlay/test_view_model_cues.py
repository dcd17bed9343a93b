"""The view-model's one card: which cue stands, what the agent answers, and what the list of last cues remembers."""

from collections.abc import Callable

import pytest

from app.overlay import view_model
from app.overlay.state import CueAction, Outcome, OverlayState
from app.overlay.view_model import PAST_KEPT, advance
from coaching.events import Cue, CueRetired, DetectionWithdrawn, Praise
from tests.app.overlay.made_events import after

MakeCue = Callable[..., Cue]


def test_a_shown_cue_becomes_the_card_and_the_newest_line(listening: OverlayState, make_cue: MakeCue) -> None:
    """The card carries the cue's texts; the list of last cues begins with it."""
    state = advance(listening, make_cue(7))
    assert state.card is not None
    assert (state.card.cue_id, state.card.headline) == (7, "Offer a next step")
    assert state.past[0].cue_id == 7


def test_a_cue_that_the_policy_held_back_is_not_seen(listening: OverlayState, make_cue: MakeCue) -> None:
    """`shown=False` leaves no trace."""
    state = advance(listening, make_cue(1, shown=False, suppressed_by="cooldown"))
    assert state.card is None
    assert state.past == ()


def test_a_newer_cue_takes_the_place_of_the_older(listening: OverlayState, make_cue: MakeCue) -> None:
    """There is one card, ever."""
    state = after(listening, make_cue(1), make_cue(2))
    assert state.card is not None
    assert state.card.cue_id == 2
    assert [past.cue_id for past in state.past] == [2, 1]


def test_only_the_last_cues_are_listed(listening: OverlayState, make_cue: MakeCue) -> None:
    """The list never grows into a dashboard."""
    state = after(listening, *(make_cue(number) for number in range(1, 10)))
    assert [past.cue_id for past in state.past] == [9, 8, 7, 6][:PAST_KEPT]


def test_a_retired_cue_leaves_and_another_stays(listening: OverlayState, make_cue: MakeCue) -> None:
    """Retiring names a cue: a newer one is left alone."""
    state = advance(listening, make_cue(2))
    assert advance(state, CueRetired(13.0, 1, "replaced")).card == state.card
    assert advance(state, CueRetired(13.0, 2, "withdrawn")).card is None


@pytest.mark.parametrize(("reason", "outcome"), [("revised", Outcome.WITHDRAWN), ("repaired", Outcome.RECOVERED)])
def test_a_withdrawn_detection_takes_its_cue_away(
    listening: OverlayState, make_cue: MakeCue, reason: str, outcome: Outcome
) -> None:
    """What turned out wrong, or was mended, does not stay on the screen; the list says what became of it."""
    state = after(listening, make_cue(3), DetectionWithdrawn(14.0, 3, reason))
    assert state.card is None
    assert state.past[0].outcome is outcome


def test_praise_for_a_repair_marks_the_cue_as_recovered(listening: OverlayState, make_cue: MakeCue) -> None:
    """Recovering well is credited in the list."""
    state = after(listening, make_cue(3), Praise(14.0, "next-step", 13.0, 14.0, "", repairs_detection_id=3))
    assert state.past[0].outcome is Outcome.RECOVERED
    assert after(listening, make_cue(3), Praise(14.0, "yielded", 13.0, 14.0, "")).past[0].outcome is None


@pytest.mark.parametrize(
    ("action", "outcome"),
    [(CueAction.GOT_IT, Outcome.GOT_IT), (CueAction.WRONG, Outcome.WRONG), (CueAction.SNOOZE, Outcome.SNOOZED)],
)
def test_acting_on_a_cue_hides_it_and_is_remembered(
    listening: OverlayState, make_cue: MakeCue, action: CueAction, outcome: Outcome
) -> None:
    """Every answer closes the card."""
    state = view_model.acted(advance(listening, make_cue(1)), 1, action)
    assert state.card is None
    assert state.past[0].outcome is outcome


def test_why_opens_and_closes_the_reason(listening: OverlayState, make_cue: MakeCue) -> None:
    """Asking why keeps the card; asking again folds the answer."""
    once = view_model.acted(advance(listening, make_cue(1)), 1, CueAction.WHY)
    assert once.card is not None
    assert once.card.why_open
    twice = view_model.acted(once, 1, CueAction.WHY)
    assert twice.card is not None
    assert not twice.card.why_open


def test_a_snoozed_rule_is_silent_for_the_rest_of_the_call(listening: OverlayState, make_cue: MakeCue) -> None:
    """Only that rule is silent."""
    state = view_model.acted(advance(listening, make_cue(1)), 1, CueAction.SNOOZE)
    assert advance(state, make_cue(2)).card is None
    other = advance(state, make_cue(3, rule_id="excuses"))
    assert other.card is not None


def test_acting_on_a_cue_that_is_gone_does_nothing(listening: OverlayState, make_cue: MakeCue) -> None:
    """A click that comes too late hits no other cue."""
    state = advance(listening, make_cue(2))
    assert view_model.acted(state, 1, CueAction.WRONG) == state
    assert view_model.acted(listening, 1, CueAction.WRONG) == listening
    assert view_model.faded(state, 1) == state
