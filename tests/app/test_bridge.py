"""Tests of the one door between a session's thread and the Qt thread."""

import os
import threading
from collections import deque
from collections.abc import Sequence

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QCoreApplication, QObject, QThread, Slot
from pytestqt.qtbot import QtBot

from app.bridge import Arrival, SessionBridge
from app.session import SessionEvent
from speech.errors import DeviceError, ListenerError, SpeechError
from speech.events import ClockAdvanced, SessionEnded


class ScriptedSession:
    """A session that gives out prepared batches; a batch may be an error to raise."""

    def __init__(self, *batches: Sequence[SessionEvent] | Exception, endless: bool = False) -> None:
        self._batches = deque(batches)
        self._endless = endless
        self.error: SpeechError | None = None
        self.error_at_end: SpeechError | None = None
        self.start_error: Exception | None = None
        self.stop_error: Exception | None = None
        self.calls: list[str] = []
        self.threads: set[int] = set()
        self.idle = threading.Event()

    @property
    def ended(self) -> bool:
        """True when every batch is given out."""
        return not self._batches and not self._endless

    def start(self) -> None:
        """Start, or fail."""
        self._note("start")
        if self.start_error:
            raise self.start_error

    def poll(self, timeout_s: float) -> Sequence[SessionEvent]:
        """Give the next batch."""
        self.threads.add(threading.get_ident())
        if not self._batches:
            self.idle.set()
            threading.Event().wait(timeout_s)
            return []
        batch = self._batches.popleft()
        if isinstance(batch, Exception):
            raise batch
        if self.ended:
            self.error = self.error_at_end
        return batch

    def pause(self) -> None:
        """Note it."""
        self._note("pause")

    def resume(self) -> None:
        """Note it."""
        self._note("resume")

    def stop(self) -> str:
        """Give the summary, or fail."""
        self._note("stop")
        if self.stop_error:
            raise self.stop_error
        return "the summary"

    def _note(self, what: str) -> None:
        self.calls.append(what)
        self.threads.add(threading.get_ident())


class Listener(QObject):
    """Notes what arrives and in which thread."""

    def __init__(self, bridge: SessionBridge[str]) -> None:
        super().__init__()
        self.batches: list[list[Arrival]] = []
        self.failures: list[Exception] = []
        self.order: list[str] = []
        self.threads: set[QThread] = set()
        bridge.arrived.connect(self.on_arrived)
        bridge.failed.connect(self.on_failed)
        bridge.finished.connect(self.on_finished)

    @Slot(object)
    def on_arrived(self, batch: list[Arrival]) -> None:
        """Note a batch."""
        self.batches.append(batch)
        self.order.append("arrived")
        self.threads.add(QThread.currentThread())

    @Slot(object)
    def on_failed(self, error: Exception) -> None:
        """Note a failure."""
        self.failures.append(error)
        self.order.append("failed")

    @Slot()
    def on_finished(self) -> None:
        """Note the end."""
        self.order.append("finished")
        self.threads.add(QThread.currentThread())

    @property
    def times(self) -> list[float]:
        """The times of all events, in the order of arrival."""
        return [arrival.event.at_s for batch in self.batches for arrival in batch]


def clock(*times: float) -> list[SessionEvent]:
    """Return a batch of clock events."""
    return [ClockAdvanced(time) for time in times]


def held(session: ScriptedSession, qtbot: QtBot) -> tuple[SessionBridge[str], Listener]:
    """Run the session to its end and return the bridge and what was heard of it."""
    bridge: SessionBridge[str] = SessionBridge(session)
    listener = Listener(bridge)
    with qtbot.waitSignal(bridge.finished, timeout=20_000):
        bridge.start()
    bridge.join()
    return bridge, listener


def test_events_arrive_in_order_in_the_gui_thread(qtbot: QtBot) -> None:
    """The session lives in one thread, its events are delivered in the other."""
    session = ScriptedSession(clock(1, 2), clock(3), [SessionEnded(4, complete=True)])
    bridge, listener = held(session, qtbot)
    application = QCoreApplication.instance()
    assert application is not None
    assert listener.times == [1, 2, 3, 4]
    assert listener.order[-1] == "finished"
    assert listener.threads == {application.thread()}
    assert len(session.threads) == 1
    assert threading.get_ident() not in session.threads
    assert (bridge.summary, bridge.error, bridge.done) == ("the summary", None, True)


def test_each_event_knows_when_it_came_out_of_the_session(qtbot: QtBot) -> None:
    """The times never go back: latency can be computed from them."""
    _, listener = held(ScriptedSession(clock(1), clock(2), clock(3)), qtbot)
    received = [arrival.received_s for batch in listener.batches for arrival in batch]
    assert received == sorted(received)
    assert len(received) == 3


def test_a_slow_window_gets_larger_batches_not_more_wakeups(qtbot: QtBot) -> None:
    """What gathers while the window is busy comes in one piece."""
    session = ScriptedSession(*(clock(n) for n in range(200)), endless=True)
    bridge: SessionBridge[str] = SessionBridge(session)
    listener = Listener(bridge)
    bridge.start()
    assert session.idle.wait(20)  # the event loop does not run here: everything gathers
    with qtbot.waitSignal(bridge.finished, timeout=20_000):
        bridge.end()
    assert listener.times == list(range(200))
    assert len(listener.batches) <= 2


def test_pause_and_resume_reach_the_session_in_its_own_thread(qtbot: QtBot) -> None:
    """Commands are carried out by the thread that owns the session, in their order."""
    session = ScriptedSession(endless=True)
    bridge: SessionBridge[str] = SessionBridge(session)
    bridge.pause(on=True)
    bridge.pause(on=False)
    bridge.start()
    assert session.idle.wait(20)
    with qtbot.waitSignal(bridge.finished, timeout=20_000):
        bridge.end()
        bridge.end()
    assert session.calls == ["start", "pause", "resume", "stop"]
    assert threading.get_ident() not in session.threads


def test_a_session_that_cannot_start_is_not_stopped(qtbot: QtBot) -> None:
    """The error is kept for whoever runs the overlay; there is no summary."""
    session = ScriptedSession(endless=True)
    session.start_error = DeviceError("There is no microphone.", "Plug one in.")
    bridge, listener = held(session, qtbot)
    assert bridge.error is session.start_error
    assert bridge.summary is None
    assert not bridge.started
    assert session.calls == ["start"]
    assert listener.order == ["finished"]


def test_a_listener_that_fails_later_is_told_and_summed_up(qtbot: QtBot) -> None:
    """What was heard until then stands."""
    session = ScriptedSession(clock(1), [SessionEnded(2, complete=False)])
    session.error_at_end = ListenerError("The listener stopped.", "Restart Sotto.")
    bridge, listener = held(session, qtbot)
    assert listener.failures == [session.error_at_end]
    assert listener.order[-2:] == ["failed", "finished"]
    assert bridge.summary == "the summary"
    assert bridge.error is None


@pytest.mark.parametrize("error", [ZeroDivisionError(), DeviceError("Nothing was heard.")])
def test_what_a_poll_raises_never_dies_in_silence(qtbot: QtBot, error: Exception) -> None:
    """The session is stopped, and the error is there to be raised."""
    session = ScriptedSession(clock(1), error, endless=True)
    bridge, listener = held(session, qtbot)
    assert bridge.error is error
    assert session.calls == ["start", "stop"]
    assert listener.times == [1]


def test_a_stop_that_fails_is_kept_too(qtbot: QtBot) -> None:
    """The first error wins; a failing stop alone is one."""
    session = ScriptedSession(clock(1))
    session.stop_error = ListenerError("It hangs.")
    assert held(session, qtbot)[0].error is session.stop_error
    both = ScriptedSession(ZeroDivisionError(), endless=True)
    both.stop_error = ListenerError("It hangs.")
    assert isinstance(held(both, qtbot)[0].error, ZeroDivisionError)


def test_a_bridge_that_never_started_can_be_joined(qtbot: QtBot) -> None:
    """Closing early waits for nothing."""
    bridge: SessionBridge[str] = SessionBridge(ScriptedSession())
    bridge.end()
    bridge.join()
    assert not bridge.done
