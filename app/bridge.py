"""The only place where a session's events cross into the Qt thread.

Place in the flow: a worker thread owns the session (starts, polls, pauses and stops it: a `LiveSession` belongs to one
thread); what comes back is put into an inbox and one queued signal wakes `SessionBridge._deliver`, a method of a
QObject that lives in the GUI thread. Only methods of such objects are safe receivers: lambdas and plain functions run
in the worker's thread even when queued (tried on PySide6 6.12). Wake-ups are merged, so a slow GUI gets larger batches
rather than a longer queue of signals.
"""

import time
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import Final, Generic, Protocol, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from app.session import SessionEvent
from speech.errors import SpeechError

POLL_S: Final = 0.05
"""Longest wait for events: also the longest delay of pause, resume and end."""

SummaryT_co = TypeVar("SummaryT_co", covariant=True)
SummaryT = TypeVar("SummaryT")


class Session(Protocol[SummaryT_co]):
    """What the bridge needs of a session; `app.session.LiveSession` is one."""

    @property
    def ended(self) -> bool:
        """True when nothing more will come."""

    @property
    def error(self) -> SpeechError | None:
        """Why listening ended before its time; None while it goes well."""

    def start(self) -> None:
        """Begin to listen; raises SpeechError when that is not possible."""

    def poll(self, timeout_s: float) -> Sequence[SessionEvent]:
        """Return what happened since, waiting up to `timeout_s`; raises SpeechError when nothing at all was heard."""

    def pause(self) -> None:
        """Let the agent be."""

    def resume(self) -> None:
        """Coach again."""

    def stop(self) -> SummaryT_co:
        """End the session and return its summary."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """An event and when it came out of the session (`time.perf_counter`, seconds)."""

    event: SessionEvent
    received_s: float


@dataclass(frozen=True, slots=True)
class _Failure:
    error: SpeechError


class _Finished:
    """The worker is done."""


class SessionBridge(QObject, Generic[SummaryT]):
    """Runs a session in a worker thread and hands its events to the GUI thread, in order.

    `arrived(list[Arrival])`, `failed(SpeechError)` and `finished()` are emitted in the GUI thread: `failed` when
    listening ended before its time, `finished` always and last. Create it in the GUI thread.
    """

    arrived = Signal(object)
    failed = Signal(object)
    finished = Signal()
    _woken = Signal()

    def __init__(self, session: Session[SummaryT], parent: QObject | None = None) -> None:
        """Take a session that was not started."""
        super().__init__(parent)
        self._session = session
        self._inbox: deque[Arrival | _Failure | _Finished] = deque()
        self._wake_pending = Event()
        self._commands: SimpleQueue[bool] = SimpleQueue()
        self._ending = Event()
        self._thread = Thread(target=self._work, name="session", daemon=True)
        self.started = False
        """True once the session began to listen."""
        self.error: Exception | None = None
        """What the session raised: nothing was heard, or something that nobody foresaw. None when all went well."""
        self.summary: SummaryT | None = None
        """Set before `finished`; None when the session never gave one."""
        self.done = False
        """True once `finished` was emitted."""
        self._woken.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        """Start the worker."""
        self._thread.start()

    def pause(self, *, on: bool) -> None:
        """Pause coaching or go on with it, at the worker's next step."""
        self._commands.put(on)

    def end(self) -> None:
        """Ask the worker to stop the session; safe to call twice."""
        self._ending.set()

    def join(self) -> None:
        """Wait until the worker is done (after `end`, at most one poll and the session's own stop)."""
        if self._thread.ident is not None:
            self._thread.join()

    @Slot()
    def _deliver(self) -> None:
        self._wake_pending.clear()  # before draining: what comes in between wakes again
        batch: list[Arrival] = []
        rest: list[_Failure | _Finished] = []
        while self._inbox:
            item = self._inbox.popleft()
            if isinstance(item, Arrival):
                batch.append(item)
            else:
                rest.append(item)
        if batch:
            self.arrived.emit(batch)
        for item in rest:
            if isinstance(item, _Failure):
                self.failed.emit(item.error)
            else:
                self.done = True
                self.finished.emit()

    def _put(self, *items: Arrival | _Failure | _Finished) -> None:
        self._inbox.extend(items)
        if not self._wake_pending.is_set():
            self._wake_pending.set()
            self._woken.emit()

    def _work(self) -> None:
        try:
            self._session.start()
            self.started = True
            while not (self._ending.is_set() or self._session.ended):
                self._obey()
                events = self._session.poll(POLL_S)
                now_s = time.perf_counter()
                if events:
                    self._put(*(Arrival(event, now_s) for event in events))
            self._obey()
            if self._session.error is not None:
                self._put(_Failure(self._session.error))
        except Exception as error:  # noqa: BLE001  nothing may die in silence in this thread: its owner raises it
            self.error = error
        if self.started:
            self._stop()
        self._put(_Finished())

    def _stop(self) -> None:
        try:
            self.summary = self._session.stop()
        except Exception as error:  # noqa: BLE001  as above
            self.error = self.error or error

    def _obey(self) -> None:
        try:
            while True:
                if self._commands.get_nowait():
                    self._session.pause()
                else:
                    self._session.resume()
        except Empty:
            return
