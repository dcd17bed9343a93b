"""Every window is walked as a screen reader walks it: whatever takes the keyboard says what it is."""

import os
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.managed import Managed
from app.overlay import view_model
from app.overlay.binding import BindingError, check_binding
from app.overlay.look import SystemLook
from app.overlay.placement import Places
from app.overlay.settings import OverlaySettings
from app.overlay.state import Card, OverlayState
from app.overlay.window import OverlayWindow
from app.review.window import ReviewWindow, WindowChoices
from app.settings import Settings
from app.settings_window.window import SettingsWindow
from app.store.records import Role
from app.wizard.draft import Draft
from app.wizard.window import WizardWindow
from coaching.events import CueKind
from tests.app.review.conftest import MakeContext, make_context
from tests.app.settings_window.conftest import forget, suggest
from tests.app.store.conftest import MakeSession, make_session, rulebook, store, summary
from tests.app.wizard.conftest import FakeMachine

__all__ = ["make_context", "make_session", "rulebook", "store", "summary"]
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
SETTINGS = Settings(overlay=OverlaySettings(theme="light"))


@pytest.fixture(autouse=True)
def _sound_qt(qapp: QApplication) -> None:
    try:
        check_binding()
    except BindingError as error:
        pytest.skip(str(error))


def focusable(window: QWidget) -> list[QWidget]:
    """Return what takes the keyboard's focus in `window`, on hidden pages as well.

    Not a label, whose text is its name when it has one, and not the list of a choice, which Qt makes and tells as part of it.
    """
    return [
        widget
        for widget in window.findChildren(QWidget)
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and widget.focusProxy() is None
        and not isinstance(widget, QLabel)
        and not isinstance(getattr(widget.parent(), "parent", lambda: None)(), QComboBox)
    ]


def nameless(widgets: Iterable[QWidget]) -> list[str]:
    """Return the kind and place of all that has no name for a screen reader."""
    return [
        f"{type(widget).__name__} in {type(widget.parent()).__name__}"
        for widget in widgets
        if not QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name).strip()
    ]


def test_the_walk_finds_what_has_no_name(qtbot: QtBot) -> None:
    """A button with a sign alone and a choice without a label are found, those with text or a name are not."""
    window = QWidget()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    named = QComboBox()
    named.setAccessibleName("Team")
    for widget in (QPushButton(), QPushButton("Close"), QComboBox(), named):
        layout.addWidget(widget)
    assert nameless(focusable(window)) == ["QPushButton in QWidget", "QComboBox in QWidget"]


CARD = Card(1, "dead-end", CueKind.WORDS, 9.0, "Offer a step", "I can …", "nothing more", 8.0, None)
BUSY = OverlayState(started=True, card=CARD, expanded=True, transcript_on=True)


@pytest.mark.parametrize(
    "state", [OverlayState(idle=True), BUSY, replace(BUSY, paused=True), view_model.failed(BUSY, "No microphone.")]
)
def test_the_overlay(state: OverlayState, qtbot: QtBot) -> None:
    """Whatever is there to be worked by keyboard: between calls, in one, paused, and when it cannot hear."""
    window = OverlayWindow(OverlaySettings(theme="dark"), SystemLook().look(OverlaySettings()), Places())
    qtbot.addWidget(window)
    window.show_state(state)
    window.keyboard.enter()
    there = [
        widget for widget in focusable(window) if widget.isVisibleTo(window)
    ]  # buttons get their words as they come
    assert len(there) >= 2
    assert nameless(there) == []


def test_the_set_up(qtbot: QtBot, tmp_path: Path) -> None:
    """All of its pages."""
    machine = FakeMachine(tmp_path / "levels.json", tmp_path / "places.json")
    draft = Draft(Settings(), Managed())
    window = WizardWindow(draft, machine, tmp_path / "settings.toml", tmp_path / "set-up.json")
    qtbot.addWidget(window, before_close_func=lambda made: made.done(0))
    assert len(focusable(window)) > 10
    assert nameless(focusable(window)) == []


def test_the_settings(qtbot: QtBot, tmp_path: Path) -> None:
    """Every setting, with its way back to the default."""
    window = SettingsWindow(tmp_path / "settings.toml", Settings(), Managed(), suggest)
    qtbot.addWidget(window, before_close_func=forget)
    assert len(focusable(window)) > 100
    assert nameless(focusable(window)) == []


@pytest.mark.parametrize("role", list(Role))
def test_the_review(
    role: Role, qtbot: QtBot, tmp_path: Path, make_context: MakeContext, make_session: MakeSession
) -> None:
    """List, call, trends and, for supervisors, rules."""
    context = make_context("sam", role)
    context.store.add([make_session(number, reference=f"call-{number}") for number in range(3)])
    window = ReviewWindow(context, WindowChoices(SETTINGS, lambda _values: SETTINGS, tmp_path / "rules"))
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.list.model.listed):
        window.show()
    if role is Role.SUPERVISOR:
        qtbot.waitUntil(lambda: window.page.view is not None)
    assert len(focusable(window)) > 20
    assert nameless(focusable(window)) == []
    window.close()
