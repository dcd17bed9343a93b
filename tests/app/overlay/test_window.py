"""Tests of the window: its flags, its size, its place, and that nothing in it is ever cut off."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QEnterEvent, QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.overlay import native, view_model
from app.overlay.placement import Places, Rect
from app.overlay.state import CueAction, OverlayState
from app.overlay.text_block import TextBlock
from app.overlay.view_model import advance
from app.overlay.window import OverlayWindow
from app.overlay.wording import RuleReason
from coaching.events import Cue, CueKind
from speech.events import FinalTranscript, Side, SourceChanged, SpeechEnded, Word

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
MakeWindow = Callable[..., OverlayWindow]
MakeCue = Callable[..., Cue]

GERMAN = {
    "headline": "Berufsunfähigkeitsversicherungsangelegenheiten weitergeben",
    "say_instead": "„Selbstverständlich lasse ich Ihnen die Datenschutzgrundverordnungskonformitätsbescheinigung zukommen.“",
    "evidence": "da kann ich ihnen beim besten willen leider überhaupt nicht mehr weiterhelfen " * 3,
}
ARABIC = {
    "headline": "دعهم يكملون كلامهم",
    "say_instead": "دوّن ملاحظتك، ثم قل: “تفضل، أنا أستمع إليك.”",
    "evidence": "1.1",
}


def hover(window: OverlayWindow, on: bool) -> None:
    """Move the pointer in or out."""
    if on:
        point = QPointF(5, 5)
        QApplication.sendEvent(window, QEnterEvent(point, point, point))
    else:
        QApplication.sendEvent(window, QEvent(QEvent.Type.Leave))


def state_named(name: str, start: OverlayState, make_cue: MakeCue) -> OverlayState:
    """Return one of the states that must fit."""
    said = FinalTranscript(
        3.0, 1, (Word("well", 0.0, 0.2),), "Well, " + "let me have another look at that for you " * 3
    )
    spoken = advance(start, SpeechEnded(4000.0, Side.AGENT, 0.0, 10.0))
    german = advance(spoken, make_cue(1, **GERMAN))
    return {
        "waiting": OverlayState(),
        "listening": spoken,
        "words": advance(spoken, make_cue(1)),
        "why": view_model.acted(german, 1, CueAction.WHY),
        "german": german,
        "arabic": advance(spoken, make_cue(2, kind=CueKind.TURN, **ARABIC)),
        "problem": advance(spoken, SourceChanged(5.0, Side.AGENT, "Headset", available=False)),
        "failed": view_model.failed(spoken, "The listener stopped three times in a minute. Restart Sotto, please."),
        "paused": view_model.paused(spoken, on=True),
        "expanded": replace(german, expanded=True, bleed=True, seen_when_sharing=True, has_customer=False),
        "transcript": advance(view_model.transcribing(replace(german, expanded=True), on=True), said),
    }[name]


STATES = (
    "waiting",
    "listening",
    "words",
    "why",
    "german",
    "arabic",
    "problem",
    "failed",
    "paused",
    "expanded",
    "transcript",
)


@pytest.mark.parametrize("percent", [100, 125, 150, 200])
@pytest.mark.parametrize("name", STATES)
def test_nothing_is_cut_off(
    make_window: MakeWindow, listening: OverlayState, make_cue: MakeCue, name: str, percent: int
) -> None:
    """In every state, at every text size, each text has the room that it needs and lies within the window."""
    window = make_window(text_percent=percent)
    window.set_reasons({"dead-end": RuleReason("No dead ends", "There is always a next step " * 5)})
    window.show()
    window.show_state(state_named(name, listening, make_cue))
    for hovered in (False, True):
        hover(window, hovered)
        QApplication.processEvents()
        assert window.width() == window._look.card_width_px
        check_parts(window)


def check_parts(window: OverlayWindow) -> None:
    """Check that each visible text and button has its room, within the window."""
    ground = QRect(QPoint(0, 0), window.size())
    for part in window.findChildren(QWidget):
        if not part.isVisible():
            continue
        place = QRect(part.mapTo(window, QPoint(0, 0)), part.size())
        if isinstance(part, TextBlock):
            assert part.height() >= part.heightForWidth(part.width()), part.text()
        if isinstance(part, TextBlock | QAbstractButton):
            assert ground.contains(place), (part.accessibleName(), place, ground)
        if isinstance(part, QAbstractButton):
            assert part.width() >= part.minimumSizeHint().width()


def test_it_floats_and_never_takes_the_focus(make_window: MakeWindow) -> None:
    """Tool, frameless, on top, no focus, no activation."""
    window = make_window()
    wanted = (
        Qt.WindowType.Tool | Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint
        | Qt.WindowType.WindowDoesNotAcceptFocus
    )  # fmt: skip
    assert window.windowFlags() & wanted == wanted
    assert window.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    assert not window.windowFlags() & Qt.WindowType.WindowTransparentForInput
    assert all(part.focusPolicy() == Qt.FocusPolicy.NoFocus for part in [window, *window.findChildren(QAbstractButton)])


def test_clicks_can_pass_through(make_window: MakeWindow) -> None:
    """As a setting, and later on; the window stays shown."""
    assert make_window(click_through=True).windowFlags() & Qt.WindowType.WindowTransparentForInput
    window = make_window()
    window.show()
    window.set_click_through(on=True)
    assert window.isVisible()
    assert window.windowFlags() & Qt.WindowType.WindowTransparentForInput
    window.set_click_through(on=False)
    assert not window.windowFlags() & Qt.WindowType.WindowTransparentForInput


def test_everything_shown_has_a_name(make_window: MakeWindow, listening: OverlayState, make_cue: MakeCue) -> None:
    """Window, parts, meters and buttons speak to screen readers."""
    window = make_window(expanded=True)
    window.show_state(replace(advance(listening, make_cue(1)), expanded=True))
    window.show()
    hover(window, True)
    status = window.status
    parts = [window, status, window.card, window.details, status.dot, status.level, status.balance, window.card.icon]
    buttons = [button for button in window.findChildren(QAbstractButton) if button.isVisible()]
    assert len(buttons) == 7
    assert all(part.accessibleName() for part in [*parts, *buttons])


def test_actions_come_with_the_pointer(
    make_window: MakeWindow, listening: OverlayState, make_cue: MakeCue, qtbot: QtBot
) -> None:
    """Calm until pointed at; the window grows and shrinks by the row of buttons."""
    window = make_window()
    window.show()
    window.show_state(advance(listening, make_cue(1)))
    calm = window.height()
    with qtbot.waitSignal(window.hover_changed):
        hover(window, True)
    assert window.card.buttons[CueAction.WHY].isVisible()
    assert window.height() > calm
    hover(window, False)
    assert not window.card.buttons[CueAction.WHY].isVisible()
    assert window.height() == calm


def test_actions_can_always_stand_there(make_window: MakeWindow, listening: OverlayState, make_cue: MakeCue) -> None:
    """For those who cannot hover."""
    window = make_window(actions="always")
    window.show()
    window.show_state(advance(listening, make_cue(1)))
    assert window.card.buttons[CueAction.GOT_IT].isVisible()


def test_it_starts_in_the_upper_right_corner(make_window: MakeWindow) -> None:
    """Within what task bars leave free."""
    area = QGuiApplication.primaryScreen().availableGeometry()
    window = make_window()
    assert window.geometry().right() < area.right()
    assert window.y() == area.y() + 16


def test_it_returns_to_its_remembered_place(make_window: MakeWindow) -> None:
    """Screen and rectangle are remembered."""
    name = QGuiApplication.primaryScreen().name()
    window = make_window(Places(name, {name: Rect(100, 200, 368, 34)}))
    assert (window.x(), window.y()) == (100, 200)


def test_on_the_lower_edge_it_grows_upwards_and_comes_back(
    make_window: MakeWindow, listening: OverlayState, make_cue: MakeCue
) -> None:
    """A docked overlay stays docked whatever its height."""
    area = QGuiApplication.primaryScreen().availableGeometry()
    name, bottom = QGuiApplication.primaryScreen().name(), area.y() + area.height()
    window = make_window(Places(name, {name: Rect(100, 5000, 368, 36)}))
    window.status.dropped.emit()
    home = window.y()
    assert home + window.height() == bottom
    window.show_state(advance(listening, make_cue(1)))
    assert window.y() + window.height() == bottom
    assert window.y() < home
    window.show_state(listening)
    assert window.y() == home


def test_dragging_moves_it_and_the_drop_is_remembered(make_window: MakeWindow, qtbot: QtBot) -> None:
    """It snaps to the near edge and says where it stands now."""
    window = make_window(snap_distance_px=24)
    window.status.moved.emit(QPoint(-5000, 0))
    with qtbot.waitSignal(window.placed) as caught:
        window.status.dropped.emit()
    area = QGuiApplication.primaryScreen().availableGeometry()
    assert (window.x(), window.y()) == (area.x(), area.y())
    places: Places = caught.args[0]
    assert places.by_screen[places.last].x == area.x()


def test_it_follows_when_screens_change(make_window: MakeWindow) -> None:
    """After a screen came or went it stands where it can be seen."""
    window = make_window()
    window.move(-9000, -9000)
    window._home = Rect(-9000, -9000, 368, 34)
    window.follow_screens()
    assert QGuiApplication.primaryScreen().availableGeometry().contains(window.geometry())


def test_the_corners_are_cut_where_nothing_blends_them(make_window: MakeWindow) -> None:
    """Without a compositor the window has the shape of the card; with one it needs none."""
    window = make_window()
    assert window.mask().isEmpty()
    window._blended = False
    window.resize(368, 80)
    window._cut_corners()
    assert not window.mask().contains(QPoint(0, 0))
    assert window.mask().contains(QPoint(184, 40))


def test_each_new_native_window_is_prepared_again(make_window: MakeWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    """Capture exclusion is lost with the native window, so every show asks for it."""
    asked: list[bool] = []

    def prepare(_window_id: int, *, hide_from_sharing: bool) -> native.CaptureExclusion:
        asked.append(hide_from_sharing)
        return native.CaptureExclusion.EXCLUDED

    monkeypatch.setattr(native, "prepare", prepare)
    window = make_window()
    window.show()
    window.set_click_through(on=True)
    assert asked == [True, True]
    assert window.capture is native.CaptureExclusion.EXCLUDED
