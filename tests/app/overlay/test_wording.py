"""Tests of what the overlay says."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.overlay import view_model, wording
from app.overlay.state import Card, Held, OverlayState, StatusAction
from app.overlay.view_model import advance
from app.overlay.wording import RuleReason, Span
from coaching.events import Cue, CueKind
from speech.events import ClockAdvanced, SessionEnded, Side, SourceChanged


def card(**fields: object) -> Card:
    """Return a card."""
    whole = Card(1, "dead-end", CueKind.WORDS, 302.0, "Offer a next step", "Say it.", "nothing more i can do", 8.0, 1)
    return replace(whole, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("seconds", "text"), [(0.0, "00:00"), (59.99, "00:59"), (252.0, "04:12"), (3599.0, "59:59"), (4000.0, "1:06:40")]
)
def test_times_read_as_on_a_clock(seconds: float, text: str) -> None:
    """Hours come in only when there are any."""
    assert wording.clock(seconds) == text


def test_the_status_line_says_what_matters_most(listening: OverlayState) -> None:
    """Waiting, listening, paused, a problem, the end: one sentence each."""
    lost = advance(listening, SourceChanged(5.0, Side.AGENT, "Headset", available=False))
    assert wording.status(OverlayState()) == "Getting ready…"
    assert wording.status(advance(listening, ClockAdvanced(252.3))) == "Listening · 04:12"
    assert wording.status(view_model.paused(listening, on=True)) == "Paused by you"
    assert wording.status(lost) == "Microphone unplugged. Waiting for it…"
    assert wording.status(advance(lost, SessionEnded(400.0, complete=True))) == "Call ended · 06:40"


def test_the_one_action_fits_the_state(listening: OverlayState) -> None:
    """Resume what is paused, end what is troubled, close what failed; else nothing."""
    lost = advance(listening, SourceChanged(5.0, Side.AGENT, "Headset", available=False))
    assert wording.status_action(listening.status_action) == ""
    assert wording.status_action(view_model.paused(listening, on=True).status_action) == "Resume"
    assert wording.status_action(lost.status_action) == "End call"
    assert wording.status_action(replace(lost, can_choose=True).status_action) == "Choose another"
    assert all(wording.status_action_help(action) for action in StatusAction)
    assert wording.status_action_help(None) == ""
    assert wording.status_action(view_model.failed(listening, "It stopped.").status_action) == "Close"


def test_balance_in_words_adds_up() -> None:
    """Screen readers hear both sides."""
    assert wording.balance(43) == "Talk balance: you 43 %, the customer 57 %"
    assert "not enough" in wording.balance(None)


def test_the_announcement_is_headline_and_what_to_say() -> None:
    """It ends the headline once."""
    assert wording.announcement(card(headline="Breathe.")) == "Breathe. Say it."
    assert wording.announcement(card(say_instead="")) == "Offer a next step."


def test_the_agents_own_words_stand_in_quotation_marks() -> None:
    """Measures and texts that already quote are left as they are."""
    assert wording.evidence(card()) == "you said “nothing more i can do”"
    assert wording.evidence(card(kind=CueKind.TURN, evidence="talked over for 1.1 s")) == "talked over for 1.1 s"
    assert wording.evidence(card(evidence="you said “no”")) == "you said “no”"
    assert wording.evidence(card(evidence="  ")) == ""


def test_a_measure_is_no_quotation() -> None:
    """Sotto's own sentence about a card number, under a cue of words, is not put into the agent's mouth."""
    assert wording.evidence(card(evidence="read out the card number")) == "read out the card number"


def test_why_names_the_rule_its_reason_and_the_time() -> None:
    """Without a known reason the rule's id must do."""
    assert wording.why(card(), RuleReason("No dead ends", "There is always a step.")) == (
        "No dead ends. There is always a step. Heard at 05:02."
    )
    assert wording.why(card(), None) == "Rule “dead-end”. Heard at 05:02."


def test_the_expanded_form_says_what_is_not_measured(listening: OverlayState) -> None:
    """One voice, bleed and visible sharing are told; a sound session only names its recognizer."""
    assert wording.notes(listening) == ("Words by Vosk small-en-us-0.15",)
    limited = replace(listening, has_customer=False, bleed=True, seen_when_sharing=True)
    assert len(wording.notes(limited)) == 4
    assert wording.notes(OverlayState()) == ()


@pytest.mark.parametrize("text", ["“Go on.”", "„Nur zu.“", "«Allez-y.»", '"Go on."'])
def test_quotations_of_several_languages_are_found(text: str) -> None:
    """The words to say stand out from the advice around them."""
    assert wording.spans(f"Then: {text} Wait.") == (
        Span("Then: ", quoted=False),
        Span(text, quoted=True),
        Span(" Wait.", quoted=False),
    )


@given(st.text(alphabet="ab “”„«»\"'", max_size=30))
def test_splitting_at_quotations_loses_nothing(text: str) -> None:
    """The pieces joined are the text."""
    assert "".join(span.text for span in wording.spans(text)) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [("שלום", True), ("1.1 مرحبا", True), ("Hello שלום", False), ("“שלום”", True), ("123", False), ("", False)],
)
def test_direction_is_that_of_the_first_letter(text: str, expected: bool) -> None:
    """Digits and quotation marks have no direction."""
    assert wording.is_right_to_left(text) is expected


def test_every_action_and_kind_has_words(make_cue: Callable[..., Cue]) -> None:
    """Nothing is left without a name for screen readers."""
    assert set(wording.ACTION_NAMES) == set(wording.ACTION_HELP)
    assert set(wording.KINDS) == set(CueKind)


def test_rest_and_hold_are_said() -> None:
    """Between calls the line offers the next one; on hold it says so and offers nothing that would not help."""
    rest, hold = OverlayState(idle=True), OverlayState(started=True, held=Held.ON_HOLD)
    assert (wording.status(rest), wording.status_action(rest.status_action)) == ("Ready · no call", "Start call")
    assert (wording.status(hold), wording.status_action(hold.status_action)) == ("On hold", "")
