"""Tests of the one calm line: what it shows, its buttons, and dragging by it."""

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from app.overlay import view_model
from app.overlay.look import Look
from app.overlay.state import OverlayState, Phase
from app.overlay.status_line import StatusLine
from app.overlay.view_model import advance
from app.theme import LIGHT
from speech.events import ClockAdvanced, SessionEnded, Side, SourceChanged, SpeechEnded

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def line(look: Look, qtbot: QtBot, listening: OverlayState) -> StatusLine:
    """Give the line of a session with a known balance."""
    made = StatusLine(look)
    qtbot.addWidget(made)
    state = advance(listening, SpeechEnded(252.0, Side.AGENT, 0.0, 43.0))
    made.show_state(advance(state, SpeechEnded(252.0, Side.CUSTOMER, 0.0, 57.0)))
    made.resize(368, 34)
    made.show()
    return made


def test_it_says_state_time_and_balance(line: StatusLine) -> None:
    """One line, nothing to click."""
    assert line.text.text() == "Listening · 04:12"
    assert line.balance.accessibleName() == "Talk balance: you 43 %, the customer 57 %"
    assert line.dot.accessibleName() == "Listening"
    assert line.balance.isVisible()
    assert not line.action.isVisible()
    assert not any(button.isVisible() for button in line.buttons)


def test_under_the_pointer_buttons_take_the_place_of_the_balance(line: StatusLine) -> None:
    """They come and go with the pointer."""
    line.show_hovered(hovered=True)
    assert all(button.isVisible() for button in line.buttons)
    assert not line.balance.isVisible()
    line.show_hovered(hovered=False)
    assert line.balance.isVisible()


@pytest.mark.parametrize("name", ["pause", "expand", "end"])
def test_each_button_asks_for_its_thing(line: StatusLine, qtbot: QtBot, name: str) -> None:
    """Pause, more, end."""
    line.show_hovered(hovered=True)
    with qtbot.waitSignal(getattr(line, f"{name}_asked")):
        qtbot.mouseClick(getattr(line, name), Qt.MouseButton.LeftButton)


def test_a_paused_session_offers_to_resume(line: StatusLine, qtbot: QtBot, listening: OverlayState) -> None:
    """The way back is always in sight, and the pause button is gone."""
    line.show_state(view_model.paused(listening, on=True))
    assert line.action.text() == "Resume"
    line.show_hovered(hovered=True)
    assert not line.pause.isVisible()
    with qtbot.waitSignal(line.action_asked):
        qtbot.mouseClick(line.action, Qt.MouseButton.LeftButton)


def test_a_problem_has_one_action(line: StatusLine, listening: OverlayState) -> None:
    """The end is offered once, not twice."""
    line.show_state(advance(listening, SourceChanged(5.0, Side.AGENT, "Headset", available=False)))
    line.show_hovered(hovered=True)
    assert line.text.text() == "Microphone unplugged. Waiting for it…"
    assert line.action.text() == "End call"
    assert not line.end.isVisible()
    assert not line.level.isVisible()


def test_expanding_turns_the_arrow_and_its_name(line: StatusLine, listening: OverlayState) -> None:
    """The button says what it will do."""
    assert line.expand.accessibleName() == "Show more"
    line.show_state(view_model.expanded(listening, on=True))
    assert line.expand.accessibleName() == "Show less"


def test_dragging_tells_each_way_and_the_end(line: StatusLine, qtbot: QtBot) -> None:
    """The left button on the line moves the overlay."""
    moves: list[QPoint] = []
    line.moved.connect(moves.append)
    qtbot.mousePress(line, Qt.MouseButton.LeftButton, pos=QPoint(60, 10))
    qtbot.mouseMove(line, QPoint(75, 18))
    qtbot.mouseMove(line, QPoint(80, 20))
    with qtbot.waitSignal(line.dropped):
        qtbot.mouseRelease(line, Qt.MouseButton.LeftButton, pos=QPoint(80, 20))
    assert sum((move.x() for move in moves), 0) == 20
    assert sum((move.y() for move in moves), 0) == 10


def test_other_buttons_do_not_drag(line: StatusLine, qtbot: QtBot) -> None:
    """A right click moves nothing."""
    moves: list[QPoint] = []
    line.moved.connect(moves.append)
    qtbot.mousePress(line, Qt.MouseButton.RightButton, pos=QPoint(60, 10))
    qtbot.mouseMove(line, QPoint(90, 18))
    qtbot.mouseRelease(line, Qt.MouseButton.RightButton)
    assert moves == []


def test_each_state_has_its_own_shape(line: StatusLine, listening: OverlayState) -> None:
    """Disc, ring, square and dash: colour is not needed to tell them apart."""
    lost = advance(listening, SourceChanged(5.0, Side.AGENT, "Headset", available=False))
    states = [
        listening,
        view_model.paused(listening, on=True),
        lost,
        advance(listening, SessionEnded(9.0, complete=True)),
    ]
    masks, names = [], []
    for state in states:
        line.show_state(state)
        image = line.dot.grab().toImage()
        ground = image.pixelColor(0, 0)
        pixels = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
        masks.append(tuple(abs(pixel.lightness() - ground.lightness()) > 40 for pixel in pixels))
        names.append(line.dot.accessibleName())
    assert len(set(masks)) == len(states)
    assert len(set(names)) == len(states)
    assert states[2].phase is Phase.PROBLEM


def test_meters_paint_mirrored_and_empty(line: StatusLine, listening: OverlayState) -> None:
    """Right to left, the bars begin at the right; without a balance nothing is painted."""
    left = line.balance.grab().toImage()
    line.balance.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert line.balance.grab().toImage() != left
    line.balance.show_percent(None)
    assert line.balance.grab().toImage() != left
    dark = line.level.grab().toImage()
    line.level.show_steps(3)
    lit = line.level.grab().toImage()
    line.level.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert dark != lit != line.level.grab().toImage()


def test_another_look_is_taken_over(line: StatusLine, listening: OverlayState) -> None:
    """Sizes follow the text size."""
    line.set_look(Look(LIGHT, 200, reduced_motion=True))
    line.show_state(advance(listening, ClockAdvanced(1.0)))
    assert line.minimumHeight() == 68
    assert line.text._parts[0][1] == LIGHT.muted
