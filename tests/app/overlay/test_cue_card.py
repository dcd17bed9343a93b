"""Tests of the card: what it shows, what its buttons do, when it tells that it was painted."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.overlay.cue_card import CueCard
from app.overlay.look import Look
from app.overlay.state import Card, CueAction
from app.overlay.wording import RuleReason
from app.theme import LIGHT
from coaching.events import CueKind

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

REASON = RuleReason("No dead ends", "There is always a next step.")


def card(cue_id: int = 1, **fields: object) -> Card:
    """Return a card to show."""
    values: dict[str, object] = {
        "rule_id": "dead-end", "kind": CueKind.WORDS, "at_s": 302.0, "headline": "Offer a next step",
        "say_instead": "Try: “I will call you back.”", "evidence": "nothing more i can do", "visible_s": 8.0,
        "detection_id": 1,
    }  # fmt: skip
    return Card(cue_id=cue_id, **{**values, **fields})  # type: ignore[arg-type]


@pytest.fixture
def shown(look: Look, qtbot: QtBot) -> CueCard:
    """Give a card with a cue, its buttons shown."""
    made = CueCard(look)
    qtbot.addWidget(made)
    made.show_card(card(), REASON, actions=True)
    return made


def test_it_shows_headline_words_and_evidence(shown: CueCard) -> None:
    """Everything that the cue says stands there once."""
    assert shown.headline.text() == "Offer a next step"
    assert shown.say.text() == "Try: “I will call you back.”"
    assert shown.evidence.text() == "you said “nothing more i can do”"
    assert shown.why.isHidden()
    assert not shown.icon.pixmap().isNull()


@pytest.mark.parametrize("action", CueAction)
def test_each_button_says_what_was_done(shown: CueCard, qtbot: QtBot, action: CueAction) -> None:
    """A click carries the cue's id and the action."""
    with qtbot.waitSignal(shown.acted) as caught:
        qtbot.mouseClick(shown.buttons[action], Qt.MouseButton.LeftButton)
    assert caught.args == [1, action]


def test_buttons_never_take_the_focus_and_have_names(shown: CueCard) -> None:
    """Keyboard focus stays with the agent's work; screen readers find each button."""
    for button in shown.buttons.values():
        assert button.focusPolicy() == Qt.FocusPolicy.NoFocus
        assert button.accessibleName()
        assert button.accessibleDescription()


def test_why_shows_the_reason_and_keeps_the_buttons(shown: CueCard) -> None:
    """The answer stays while it is read, also without the pointer."""
    shown.show_card(card(why_open=True), REASON, actions=False)
    assert shown.why.text() == "No dead ends. There is always a next step. Heard at 05:02."
    assert not shown.why.isHidden()
    assert not shown._actions.isHidden()


def test_without_evidence_there_is_no_empty_line(shown: CueCard) -> None:
    """Praise often has nothing to cite."""
    shown.show_card(card(2, kind=CueKind.PRAISE, evidence="", say_instead=""), None, actions=False)
    assert shown.evidence.isHidden()
    assert shown.say.isHidden()
    assert shown._actions.isHidden()


def test_a_right_to_left_cue_turns_the_card_round(shown: CueCard) -> None:
    """The shape stands where reading begins, and goes back for the next cue."""
    shown.show_card(card(2, headline="הציעו צעד"), None, actions=True)
    assert shown.layoutDirection() == Qt.LayoutDirection.RightToLeft
    shown.show_card(card(3), None, actions=True)
    assert shown.layoutDirection() == Qt.LayoutDirection.LeftToRight


def test_no_card_hides_it(shown: CueCard) -> None:
    """Nothing stands there between cues."""
    shown.show_card(None, None, actions=True)
    assert shown.isHidden()


def test_painting_is_told_once_for_each_cue(shown: CueCard, qtbot: QtBot) -> None:
    """The first painting of a cue is told, further ones are not."""
    told: list[int] = []
    shown.painted.connect(told.append)
    with qtbot.waitSignal(shown.painted):
        shown.show()
    shown.grab()
    QApplication.processEvents()
    with qtbot.waitSignal(shown.painted):
        shown.show_card(card(2), None, actions=True)
    assert told == [1, 2]


def test_fading_ends_and_is_told(shown: CueCard, qtbot: QtBot) -> None:
    """After the animation the card is whole again, ready for the next cue."""
    shown.fade(100)
    with qtbot.waitSignal(shown.faded_out):
        shown.animation.setCurrentTime(100)
    assert not shown._effect.isEnabled()
    assert shown._effect.opacity() == 1.0


def test_a_new_cue_stops_the_fading_of_the_old(shown: CueCard) -> None:
    """A cue never appears half faded."""
    shown.fade(100)
    shown.animation.setCurrentTime(50)
    assert shown._effect.opacity() < 1.0
    shown.show_card(card(2), None, actions=False)
    assert shown._effect.opacity() == 1.0


def test_another_look_is_taken_over_while_a_cue_stands(shown: CueCard) -> None:
    """Theme and size change in place."""
    shown.set_look(Look(LIGHT, 200, reduced_motion=True))
    assert shown.headline.font().pixelSize() == 40
    assert shown.headline._parts[0][1] == LIGHT.headline


def test_long_names_of_buttons_go_to_a_second_row(shown: CueCard, look: Look) -> None:
    """Translations may be long; no button is cut."""
    for button in shown.buttons.values():
        button.setText("Nicht mehr in diesem Gespräch")
    shown.set_look(look)

    def row_of(action: CueAction) -> int:
        place = shown._row.getItemPosition(shown._row.indexOf(shown.buttons[action]))
        return int(place[0])  # type: ignore[index]

    assert row_of(CueAction.GOT_IT) == 0
    assert row_of(CueAction.WHY) == 1
