"""Ctrl-C ends windows that have a process of their own."""

import os
import signal

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from app.window_loop import ended_by_ctrl_c


class Asking(QWidget):
    """A window that would not close by itself, as one with unsaved changes."""

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802  Qt's name
        """Refuse."""
        event.ignore()


class Unsaved(QDialog):
    """A dialog that asks before it is rejected."""

    def reject(self) -> None:
        """Ask."""
        pytest.fail("asked")


def press(number: int) -> None:
    """Send a signal as soon as the loop runs."""
    QTimer.singleShot(0, lambda: os.kill(os.getpid(), number))


def loops_run() -> bool:
    """Return whether a loop of this thread still handles what comes."""
    QCoreApplication.processEvents()  # what the loop before left behind comes now
    ran: list[bool] = []
    loop = QEventLoop()
    QTimer.singleShot(0, lambda: ran.append(True))
    QTimer.singleShot(1, loop.quit)
    loop.exec()
    return bool(ran)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_window_ends_without_questions(qtbot: QtBot, qapp: QApplication, number: int) -> None:
    """Ctrl-C, or a polite kill, leaves the event loop although the window would rather stay."""
    window = Asking()
    qtbot.addWidget(window, before_close_func=lambda _window: None)
    window.show()
    with ended_by_ctrl_c(window):
        press(number)
        qapp.exec()
    assert not window.isVisible()
    assert loops_run()


def test_a_dialog_is_rejected(qtbot: QtBot) -> None:
    """A dialog ends as if it was cancelled, so that it releases what it holds."""
    dialog = QDialog()
    qtbot.addWidget(dialog)
    with ended_by_ctrl_c(dialog):
        press(signal.SIGINT)
        assert dialog.exec() == QDialog.DialogCode.Rejected


def test_later_loops_run(qtbot: QtBot) -> None:
    """After a dialog ended so, the thread still runs loops: for a last word to the user, and for whatever comes."""
    dialog = QDialog()
    qtbot.addWidget(dialog)
    with ended_by_ctrl_c(dialog):
        press(signal.SIGINT)
        dialog.exec()
    assert loops_run()


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_a_question_above_goes_too(qtbot: QtBot, qapp: QApplication) -> None:
    """A question that stands open does not hold the window: it is answered with nothing."""
    window = Asking()
    qtbot.addWidget(window, before_close_func=lambda _window: None)
    window.show()
    answers: list[int] = []

    def ask() -> None:
        press(signal.SIGINT)
        answers.append(QMessageBox(window).exec())

    with ended_by_ctrl_c(window):
        QTimer.singleShot(0, ask)
        qapp.exec()
    assert answers == [int(QDialog.DialogCode.Rejected)]
    assert not window.isVisible()


def test_changes_that_were_not_saved_are_not_asked_about(qtbot: QtBot, qapp: QApplication) -> None:
    """A dialog that asks before it is rejected is ended all the same."""
    dialog = Unsaved()
    qtbot.addWidget(dialog, before_close_func=lambda made: made.done(0))
    dialog.show()
    with ended_by_ctrl_c(dialog):
        press(signal.SIGTERM)
        qapp.exec()
    assert not dialog.isVisible()
    assert loops_run()


def test_the_handlers_come_back(qtbot: QtBot) -> None:
    """Afterwards Ctrl-C is again what it was before."""
    before = signal.getsignal(signal.SIGINT)
    window = QWidget()
    qtbot.addWidget(window)
    with ended_by_ctrl_c(window):
        assert signal.getsignal(signal.SIGINT) is not before
    assert signal.getsignal(signal.SIGINT) is before
