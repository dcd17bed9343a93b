"""The overlay by keyboard alone: it takes the focus only when asked, and gives it back."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.overlay import OverlaySettings
from app.overlay.controller import OverlayController
from app.overlay.keyboard import STEP_PX
from app.overlay.look import SystemLook
from app.overlay.state import CueAction, OverlayState
from app.overlay.view_model import advance
from app.overlay.window import OverlayWindow
from coaching.events import Cue

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
MakeWindow = Callable[..., OverlayWindow]


@pytest.fixture
def window(make_window: MakeWindow, listening: OverlayState, make_cue: Callable[..., Cue]) -> OverlayWindow:
    """Give the overlay with a cue, worked by keyboard."""
    made = make_window()
    made.show_state(advance(listening, make_cue(1)))
    made.show()
    made.keyboard.enter()
    return made


def focused(window: OverlayWindow) -> QWidget | None:
    """Return the part that gets the keys."""
    return window.focusWidget()


def test_nothing_takes_the_focus_by_itself(make_window: MakeWindow) -> None:
    """Without being asked neither the window nor any button accepts it."""
    window = make_window()
    assert window.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus
    assert {button.focusPolicy() for button in window.findChildren(QPushButton)} == {Qt.FocusPolicy.NoFocus}


def test_tab_reaches_every_button_that_is_there(window: OverlayWindow) -> None:
    """The cue's four buttons first, then pause, more and end; then from the beginning."""
    names = []
    for _ in range(8):
        part = focused(window)
        assert isinstance(part, QPushButton)
        assert part.isVisible()
        names.append(part.accessibleName())
        QTest.keyClick(part, Qt.Key.Key_Tab)
    card = [button.accessibleName() for button in window.card.buttons.values()]
    assert names[:4] == card
    assert names[4:7] == [button.accessibleName() for button in window.status.buttons]
    assert names[7] == names[0]


def test_every_button_tells_its_name_and_what_it_does(window: OverlayWindow) -> None:
    """A screen reader has something to say at each stop."""
    for button in window.findChildren(QPushButton):
        if button.isVisible():
            assert button.accessibleName()
            assert button.accessibleDescription()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_keys_press_the_button(window: OverlayWindow, qtbot: QtBot, key: Qt.Key) -> None:
    """Enter and the space bar alike."""
    part = focused(window)
    with qtbot.waitSignal(window.card.acted) as caught:
        QTest.keyClick(part, key)
    assert caught.args == [1, CueAction.GOT_IT]


def test_escape_leaves_and_nothing_keeps_the_focus(window: OverlayWindow, qtbot: QtBot) -> None:
    """Everything is as it was before: flags, policies, and the cue."""
    QTest.keyClick(focused(window), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not window.keyboard.on, timeout=5_000)
    assert window.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus
    assert window.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    assert window.isVisible()
    assert not window.card._actions.isVisible()
    assert {button.focusPolicy() for button in window.findChildren(QPushButton)} == {Qt.FocusPolicy.NoFocus}
    window.keyboard.leave()  # safe to call twice


def test_control_and_arrows_move_it(window: OverlayWindow, qtbot: QtBot) -> None:
    """As by dragging: it moves, stays in the screen and its place is remembered."""
    window.move(300, 300)
    before = window.pos()
    with qtbot.waitSignal(window.placed):
        QTest.keyClick(focused(window), Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    assert window.pos() - before == QPoint(-STEP_PX, 0)
    QTest.keyClick(focused(window), Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert window.pos() - before == QPoint(-STEP_PX, STEP_PX)


def test_arrows_alone_go_from_button_to_button(window: OverlayWindow) -> None:
    """They move the focus, not the window."""
    place, first = window.pos(), focused(window)
    QTest.keyClick(first, Qt.Key.Key_Right)
    assert focused(window) is not first
    assert window.pos() == place


def test_an_answer_gives_the_focus_back(
    make_window: MakeWindow, listening: OverlayState, make_cue: Callable[..., Cue], sound_qt: QApplication
) -> None:
    """“Why?” stays for reading; any other answer ends the keyboard's turn."""
    window = make_window()
    controller = OverlayController(window, SystemLook(window), OverlaySettings())
    controller._show(advance(listening, make_cue(1)))
    window.show()
    window.keyboard.enter()
    controller.act(CueAction.WHY)
    assert window.keyboard.on
    assert not controller.fade_timer.isActive()  # no cue vanishes under the keys
    controller.act(CueAction.SNOOZE)
    assert not window.keyboard.on
    assert window.isVisible()


def test_it_works_without_a_cue_and_with_clicks_passing_through(
    make_window: MakeWindow, listening: OverlayState
) -> None:
    """Then the first button of the status line has the focus; afterwards clicks pass through again."""
    window = make_window(click_through=True)
    window.show_state(listening)
    window.show()
    window.keyboard.enter()
    assert focused(window) is window.status.pause
    assert not window.windowFlags() & Qt.WindowType.WindowTransparentForInput
    window.keyboard.leave()
    assert window.windowFlags() & Qt.WindowType.WindowTransparentForInput


def test_another_window_takes_over(window: OverlayWindow, qtbot: QtBot) -> None:
    """Choosing another window ends it."""
    other = QWidget()
    qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    qtbot.waitUntil(lambda: not window.keyboard.on, timeout=5_000)
