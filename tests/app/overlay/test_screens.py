"""The overlay is told of every change of the screens, once for each change."""

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.overlay.screens import SETTLE_MS, ScreenWatch

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def watch(sound_qt: QApplication) -> ScreenWatch:
    """Give a watch over the screen of the tests."""
    return ScreenWatch(sound_qt)


@pytest.mark.parametrize("what", ["size", "dots", "primary", "added", "removed"])
def test_every_kind_of_change_is_told(watch: ScreenWatch, sound_qt: QApplication, qtbot: QtBot, what: str) -> None:
    """A smaller work area, another scaling, another primary screen, one more or one less."""
    screen = QGuiApplication.primaryScreen()
    signals = {
        "size": lambda: screen.availableGeometryChanged.emit(QRect(0, 0, 640, 480)),
        "dots": lambda: screen.logicalDotsPerInchChanged.emit(144.0),
        "primary": lambda: sound_qt.primaryScreenChanged.emit(screen),
        "added": lambda: sound_qt.screenAdded.emit(screen),
        "removed": lambda: sound_qt.screenRemoved.emit(screen),
    }
    with qtbot.waitSignal(watch.changed, timeout=10 * SETTLE_MS + 5_000):
        signals[what]()


def test_a_burst_is_one_change(watch: ScreenWatch, sound_qt: QApplication, qtbot: QtBot) -> None:
    """A docking station brings a dozen signals; the overlay moves once, when all is quiet."""
    told: list[int] = []
    watch.changed.connect(lambda: told.append(1))
    screen = QGuiApplication.primaryScreen()
    with qtbot.waitSignal(watch.changed, timeout=10 * SETTLE_MS + 5_000):
        for _ in range(12):
            sound_qt.primaryScreenChanged.emit(screen)
            sound_qt.screenRemoved.emit(screen)
    assert told == [1]
    assert not watch._settled.isActive()
