"""The overlay in other languages: nothing is said around translation, German has its room, and directions are kept."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from app.overlay import view_model, wording
from app.overlay.state import CueAction, Held, Outcome, OverlayState, PastCue, Problem, StatusAction
from app.overlay.wording import RuleReason
from coaching.agenda import AgendaStatus, Due
from coaching.events import AgendaMark, CueKind
from speech.events import Side
from tests.app.overlay.conftest import MakeCue, MakeWindow
from tests.app.translation.brackets import outside, untranslated
from tests.app.translation.conftest import Speak, speak  # noqa: F401  a fixture

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
REASON = RuleReason("Dead end", "Customers want a way on")
SPOKEN = ("I will ask our specialist to call you before five", "there is nothing more i can do")
DATA = ("Sotto", "Offer a next step", *SPOKEN, "Dead end", "Customers want a way on", "Vosk", "small-en-us-0.15", "small-en",
        "A Vosk model is installed.", "Name", "Price", "dead-end")  # fmt: skip
STATES = {
    "waiting": {},
    "paused": {"started": True, "paused": True},
    "on hold": {"started": True, "held": Held.ON_HOLD},
    "muted": {"started": True, "held": Held.MUTED},
    "ended": {"started": True, "ended": True, "elapsed_s": 75},
    "idle": {"idle": True},
    "unplugged": {"started": True, "problems": (Problem("", side=Side.AGENT),)},
    "far end lost": {"started": True, "problems": (Problem("", side=Side.CUSTOMER),)},
    "one voice": {"started": True, "has_customer": False, "expanded": True, "bleed": True, "seen_when_sharing": True},
    "balance": {"started": True, "has_customer": True, "agent_percent": 60},
    "agenda": {
        "started": True,
        "expanded": True,
        "agenda": (
            AgendaMark("name", "Name", AgendaStatus.SPOKEN, Due.OPENING),
            AgendaMark("price", "Price", AgendaStatus.OPEN, Due.BEFORE_CLOSING),
        ),
    },
}


@pytest.mark.usefixtures("brackets")
@pytest.mark.parametrize("name", STATES)
def test_every_state_passes_translation(name: str, make_window: MakeWindow) -> None:
    """Whatever the overlay shows of itself is translated: sentences, buttons, tool tips, names for screen readers."""
    window = make_window()
    window.show_state(OverlayState(**STATES[name]))  # type: ignore[arg-type]
    assert untranslated(window, DATA) == []


@pytest.mark.usefixtures("brackets")
@pytest.mark.parametrize("kind", CueKind)
def test_a_cue_passes_translation(
    kind: CueKind, make_window: MakeWindow, make_cue: MakeCue, listening: OverlayState
) -> None:
    """Of a cue only the rule's own words stay as they are; what surrounds them is translated."""
    window = make_window(expanded=True)
    state = replace(view_model.advance(listening, make_cue(kind=kind)), expanded=True)
    for reason in ({"dead-end": REASON}, {}):
        window.set_reasons(reason)
        for shown in (state, view_model.acted(state, 1, CueAction.WHY)):
            window.show_state(shown)
            assert untranslated(window, DATA) == []


@pytest.mark.usefixtures("brackets")
@pytest.mark.parametrize("outcome", Outcome)
def test_what_became_of_cues_passes_translation(outcome: Outcome, make_window: MakeWindow) -> None:
    """The list of the last cues says what became of each through translation."""
    window = make_window()
    past = PastCue(1, 12.0, CueKind.WORDS, "Offer a next step", 1, outcome)
    window.show_state(OverlayState(started=True, expanded=True, past=(past,)))
    assert untranslated(window, DATA) == []


@pytest.mark.usefixtures("brackets")
@pytest.mark.parametrize("action", StatusAction)
def test_the_one_button_passes_translation(action: StatusAction) -> None:
    """The button of the status line, and what it does, are translated."""
    for text in (wording.status_action(action), wording.status_action_help(action)):
        assert text
        assert outside(text) == []


@pytest.mark.parametrize("percent", [100, 200])
def test_german_has_its_room(
    percent: int,
    make_window: MakeWindow,
    make_cue: MakeCue,
    listening: OverlayState,
    speak: Speak,  # noqa: F811
) -> None:
    """At 100 % and 200 % the German buttons of a cue lie within the card, each as wide as its name."""
    speak("de")
    window = make_window(text_percent=percent, actions="always")
    window.show()
    window.show_state(view_model.advance(listening, make_cue()))
    for _ in range(5):  # a layout passes its changes up one level an event
        QApplication.processEvents()
    texts = {button.text() for button in window.card.buttons.values()}
    assert texts == {"Okay", "Falsch", "Stumm", "Warum?"}
    for button in window.findChildren(QPushButton):
        if button.isVisible() and button.text():
            assert button.width() >= button.fontMetrics().horizontalAdvance(button.text()), button.text()
            assert window.rect().contains(button.mapTo(window, button.rect().bottomRight())), button.text()
    for block in (window.status.text, window.card.headline, window.card.say, window.card.evidence):
        assert block.height() >= block.heightForWidth(block.width())


def test_german_sentences(speak: Speak, listening: OverlayState, make_cue: MakeCue) -> None:  # noqa: F811
    """Status, evidence, reason and announcement are German around the rule's own words."""
    speak("de")
    card = view_model.advance(listening, make_cue()).card
    assert card is not None
    assert wording.evidence(card) == "Sie sagten „there is nothing more i can do“"
    assert wording.why(card, None) == "Regel „dead-end“. Gehört bei 00:11."
    assert wording.status(OverlayState(idle=True)) == "Bereit · kein Gespräch"
    assert wording.balance(60) == "Redeanteile: Sie 60 %, der Kunde 40 %"


def test_right_to_left_turns_the_line_round(make_window: MakeWindow, speak: Speak) -> None:  # noqa: F811
    """In a language that runs from right to left the line begins at the right; a card follows its rule's own words."""
    speak("ar")
    window = make_window()
    window.show()
    window.show_state(OverlayState(started=True))
    QApplication.processEvents()
    assert window.layoutDirection() == Qt.LayoutDirection.RightToLeft
    assert window.status.dot.x() > window.status.text.x()
