"""Work beside the window."""

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QThread, Slot
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.errors import AppError
from app.notify import Message
from app.review.background import BackgroundWork, Channel


class Receiver(QObject):
    """Keeps what arrived, and in which thread."""

    def __init__(self, channel: Channel) -> None:
        super().__init__()
        self.values: list[object] = []
        self.problems: list[Message] = []
        self.busy: list[bool] = []
        self.threads: set[QThread] = set()
        channel.answered.connect(self.on_answered)
        channel.failed.connect(self.on_failed)
        channel.busy_changed.connect(self.busy.append)

    @Slot(object)
    def on_answered(self, value: object) -> None:
        """Keep it."""
        self.values.append(value)
        self.threads.add(QThread.currentThread())

    @Slot(object)
    def on_failed(self, message: Message) -> None:
        """Keep it."""
        self.problems.append(message)


@pytest.fixture
def work(qapp: QApplication) -> Iterator[BackgroundWork]:
    """Give a worker, and wait for its end."""
    made = BackgroundWork()
    yield made
    made.close()


def test_answers_arrive_in_the_gui_thread(work: BackgroundWork, qtbot: QtBot) -> None:
    """The work runs elsewhere; its answer is delivered where the receiver lives."""
    channel = Channel()
    receiver = Receiver(channel)
    with qtbot.waitSignal(channel.answered):
        work.ask(channel, threading.current_thread)
    assert receiver.values != [threading.current_thread()]
    assert receiver.threads == {QThread.currentThread()}
    assert receiver.busy == [True, False]
    work.close()


def test_only_the_newest_question_is_answered(work: BackgroundWork, qtbot: QtBot) -> None:
    """Questions that were replaced while they waited never run; one that ran already is not delivered."""
    channel, gate, ran = Channel(), threading.Event(), []
    receiver = Receiver(channel)

    def slow() -> str:
        gate.wait()
        return "old"

    work.ask(channel, slow)
    work.ask(channel, lambda: ran.append("middle"))
    work.ask(channel, lambda: "new")
    with qtbot.waitSignal(channel.answered):
        gate.set()
    assert receiver.values == ["new"]
    assert ran == []
    assert not channel.busy
    work.close()


def test_changes_are_all_carried_out(work: BackgroundWork, qtbot: QtBot) -> None:
    """A channel for changes drops nothing, in the order of asking, even when the window closes meanwhile."""
    channel, done = Channel(newest_only=False), []
    for number in range(20):
        work.ask(channel, lambda number=number: done.append(number))
    work.close()
    assert done == list(range(20))


def test_what_goes_wrong_is_one_sentence(work: BackgroundWork, qtbot: QtBot) -> None:
    """Expected errors keep their sentence, unforeseen ones get one, and the worker goes on."""
    channel = Channel()
    receiver = Receiver(channel)

    def fail(error: Exception) -> None:
        raise error

    for error in (AppError("No.", "Do that."), ZeroDivisionError()):
        with qtbot.waitSignal(channel.failed):
            work.ask(channel, lambda error=error: fail(error))
    assert str(receiver.problems[0]) == "No. Do that."
    assert "ZeroDivisionError" in receiver.problems[1].text
    with qtbot.waitSignal(channel.answered):
        work.ask(channel, lambda: 1)
    work.close()


def test_what_is_urgent_comes_first(work: BackgroundWork, qtbot: QtBot) -> None:
    """The page that somebody looks at does not wait behind trends."""
    slow, late, urgent, gate = Channel(), Channel(), Channel(), threading.Event()
    order: list[str] = []
    work.ask(slow, gate.wait)
    work.ask(late, lambda: order.append("late"))
    work.ask(urgent, lambda: order.append("urgent"), first=True)
    with qtbot.waitSignals([late.answered, urgent.answered]):
        gate.set()
    assert order == ["urgent", "late"]
    work.close()
