"""The one way in which the review runs work beside its window: one thread, results back in the GUI thread.

Place in the flow: models and pages own a `Channel` each and `ask` for work; the answer is a signal of the channel, which
lives in the GUI thread. Database, replay files and reports are touched by the worker alone, so neither scrolling nor
typing ever waits for a disk. A channel for questions keeps only its newest: what nobody waits for any more is not asked.
"""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from threading import Condition, Thread
from typing import Any, TypeAlias

from PySide6.QtCore import QObject, Qt, Signal, Slot
from shiboken6 import isValid

from app.notify import Message, in_words

Work: TypeAlias = Callable[[], Any]
"""Runs in the worker's thread; what it raises becomes one sentence."""


class Channel(QObject):
    """Where the answers to one kind of question arrive; create it in the GUI thread."""

    answered = Signal(object)
    failed = Signal(object)
    """`app.notify.Message`."""
    busy_changed = Signal(bool)

    def __init__(self, parent: QObject | None = None, *, newest_only: bool = True) -> None:
        """`newest_only`: a new question replaces older ones; False for changes, all of which are carried out."""
        super().__init__(parent)
        self.newest_only = newest_only
        self.newest = 0
        self.open = 0

    @property
    def busy(self) -> bool:
        """Whether an answer is awaited."""
        return self.open > 0


@dataclass(frozen=True, slots=True)
class _Task:
    channel: Channel
    number: int
    work: Work


@dataclass(frozen=True, slots=True)
class _Done:
    task: _Task
    value: Any
    error: BaseException | None


class BackgroundWork(QObject):
    """A thread and the way back from it; create and use it in the GUI thread."""

    _woken = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        """Start the thread."""
        super().__init__(parent)
        self._tasks: deque[_Task] = deque()
        self._inbox: deque[_Done] = deque()
        self._changed = Condition()
        self._ending = False
        self._woken.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._thread = Thread(target=self._run, name="review work", daemon=True)
        self._thread.start()

    def ask(self, channel: Channel, work: Work, *, first: bool = False) -> None:
        """Run `work`, before everything that waits when it is `first`; the channel's signals tell what came of it."""
        channel.newest += 1
        was_busy = channel.busy
        with self._changed:
            if channel.newest_only:
                stale = [task for task in self._tasks if task.channel is channel]
                for task in stale:
                    self._tasks.remove(task)
                channel.open -= len(stale)
            channel.open += 1
            task = _Task(channel, channel.newest, work)
            if first:
                self._tasks.appendleft(task)
            else:
                self._tasks.append(task)
            self._changed.notify()
        if not was_busy:
            channel.busy_changed.emit(channel.busy)

    def close(self) -> None:
        """Finish what changes something, drop the rest, and wait for the thread."""
        with self._changed:
            self._ending = True
            for task in [task for task in self._tasks if task.channel.newest_only]:
                self._tasks.remove(task)
            self._changed.notify()
        self._thread.join()

    @Slot()
    def _deliver(self) -> None:
        while self._inbox:
            done = self._inbox.popleft()
            channel = done.task.channel
            if not isValid(channel):  # its window was closed meanwhile
                continue
            channel.open -= 1
            if not channel.newest_only or done.task.number == channel.newest:
                if done.error is None:
                    channel.answered.emit(done.value)
                else:
                    message: Message = in_words(done.error)
                    channel.failed.emit(message)
            if not channel.busy:
                channel.busy_changed.emit(channel.busy)

    def _run(self) -> None:
        while (task := self._next()) is not None:
            try:
                done = _Done(task, task.work(), None)
            except Exception as error:  # noqa: BLE001  nothing may die in silence in this thread: it is told
                done = _Done(task, None, error)
            self._inbox.append(done)
            if not self._ending:
                self._woken.emit()

    def _next(self) -> _Task | None:
        with self._changed:
            while not self._tasks and not self._ending:
                self._changed.wait()
            return self._tasks.popleft() if self._tasks else None
