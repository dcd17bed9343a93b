"""Tests of the expanded form."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from app.overlay import view_model, wording
from app.overlay.details import Details
from app.overlay.look import Look
from app.overlay.state import CueAction, OverlayState
from app.overlay.view_model import advance
from app.theme import LIGHT
from coaching.events import Cue
from speech.events import PartialTranscript, Word

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def details(look: Look, qtbot: QtBot) -> Details:
    """Give the part, empty."""
    made = Details(look)
    qtbot.addWidget(made)
    return made


def texts(details: Details) -> list[str]:
    """Return what can be read, from top to bottom."""
    return [row.text.text() + row.outcome.text() for row in details._rows if not row.isHidden()]


def test_it_is_hidden_in_the_compact_form(details: Details, listening: OverlayState) -> None:
    """Compact is the default."""
    details.show_state(listening)
    assert details.isHidden()


def test_without_cues_it_says_so(details: Details, listening: OverlayState) -> None:
    """An empty list is a sentence, not a hole."""
    details.show_state(view_model.expanded(listening, on=True))
    assert texts(details) == ["Words by Vosk small-en-us-0.15", wording.no_cues()]


def test_it_lists_the_last_cues_with_their_outcome(
    details: Details, listening: OverlayState, make_cue: Callable[..., Cue]
) -> None:
    """Newest first: time, headline, what became of it."""
    state = view_model.acted(advance(listening, make_cue(1, at_s=271.0)), 1, CueAction.GOT_IT)
    state = advance(view_model.expanded(state, on=True), make_cue(2, at_s=302.0, headline="Breathe"))
    details.show_state(state)
    assert texts(details)[1:] == ["05:02  Breathe", "04:31  Offer a next stepgot it"]


def test_stable_and_changing_words_have_their_own_colours(
    details: Details, listening: OverlayState, look: Look
) -> None:
    """Words that may still change are dim."""
    state = view_model.transcribing(view_model.expanded(listening, on=True), on=True)
    words = (Word("good", 0.0, 0.2), Word("morning", 0.3, 0.5))
    details.show_state(advance(state, PartialTranscript(1.0, 1, words, 1)))
    assert details.words[0].text._parts == (("good ", look.theme.body), ("morning", look.theme.changing))


def test_limits_of_the_session_are_told(details: Details, listening: OverlayState) -> None:
    """What cannot be measured stands above the cues."""
    details.show_state(replace(listening, expanded=True, bleed=True))
    assert "hears the far end" in texts(details)[1]


def test_rows_are_reused(details: Details, listening: OverlayState, make_cue: Callable[..., Cue]) -> None:
    """A second state fills the same rows; nothing flickers."""
    state = view_model.expanded(listening, on=True)
    details.show_state(advance(state, make_cue(1)))
    rows = details._rows
    details.show_state(state)
    assert details._rows == rows
    assert texts(details)[1:] == [wording.no_cues()]


def test_it_takes_another_look(details: Details, listening: OverlayState) -> None:
    """Text size reaches every row."""
    details.set_look(Look(LIGHT, 200, reduced_motion=False))
    details.show_state(view_model.expanded(listening, on=True))
    assert details.past[0].text.font().pixelSize() == 26
    assert not details.past[0].grab().isNull()
