"""Runs a draft over past calls in processes of their own, with progress and cancel.

Place in the flow: `rules_page` starts one run at a time. A thread reads calls and hands them out, at most two a process
ahead; what comes back is delivered in the GUI thread (an inbox and one queued wake-up, as in `app.bridge`).
"""

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass, replace
from threading import Event, Thread
from typing import Final, TypeAlias
from uuid import UUID

from PySide6.QtCore import QObject, Qt, Signal, Slot

from app.notify import Message, in_words
from app.review.rules.replay import Compared, Totals, compare, prepare
from app.store.call_log import LogItem
from app.store.errors import BrokenStoreError, NoSuchSessionError
from app.store.records import SessionFilter
from app.store.repository import Store
from coaching.rulebook.schema import Rulebook
from coaching.settings import CoachingSettings

_PAGE: Final = 500


@dataclass(frozen=True, slots=True)
class ReplayJob:
    """What is to be run."""

    store: Store
    wanted: SessionFilter
    """Which sessions; those without a log are skipped."""
    most: int
    """The newest so many."""
    before: Rulebook
    after: Rulebook
    settings: CoachingSettings


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is."""

    done: int
    total: int
    totals: Totals
    """A copy."""


MakeExecutor: TypeAlias = Callable[[ReplayJob], Executor]


def processes(job: ReplayJob) -> Executor:
    """Return processes that know both rulebooks; one core is left to calls that are under way."""
    return ProcessPoolExecutor(
        max_workers=max(1, (os.cpu_count() or 2) - 1), mp_context=multiprocessing.get_context("spawn"),
        initializer=prepare, initargs=(job.before, job.after, job.settings),
    )  # fmt: skip


class ReplayRun(QObject):
    """One run at a time; create it in the GUI thread."""

    progressed = Signal(object)
    """`Progress`; those that come faster than they can be shown are merged."""
    finished = Signal(object)
    """`Progress`: all calls are done, or the run was cancelled."""
    failed = Signal(object)
    """`Message`."""
    _woken = Signal()

    def __init__(self, parent: QObject | None = None, make_executor: MakeExecutor = processes) -> None:
        """Run nothing yet."""
        super().__init__(parent)
        self._make_executor = make_executor
        self._inbox: deque[Progress | Message | None] = deque()
        self._last: Progress | None = None
        self._cancel = Event()
        self._thread: Thread | None = None
        self.busy = False
        self._woken.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def start(self, job: ReplayJob) -> None:
        """Begin."""
        self.busy, self._last, self._cancel = True, None, Event()
        self._thread = Thread(target=self._work, args=(job, self._cancel), name="rule replay", daemon=True)
        self._thread.start()

    def cancel(self) -> None:
        """Stop; `finished` follows with what was done until then."""
        self._cancel.set()

    def join(self) -> None:
        """Wait for the end (after `cancel`, at most one call's time)."""
        if self._thread is not None:
            self._thread.join()

    @Slot()
    def _deliver(self) -> None:
        latest: Progress | None = None
        while self._inbox:
            item = self._inbox.popleft()
            if isinstance(item, Progress):
                latest = self._last = item
            elif isinstance(item, Message):
                self.busy = False
                self.failed.emit(item)
                return
            else:
                self.busy = False
                self.finished.emit(self._last)
                return
        if latest is not None:
            self.progressed.emit(latest)

    def _put(self, item: Progress | Message | None) -> None:
        self._inbox.append(item)
        self._woken.emit()

    def _work(self, job: ReplayJob, cancel: Event) -> None:
        try:
            calls = _calls(job, cancel)
            self._put(Progress(0, len(calls), Totals()))
            with self._make_executor(job) as pool:
                self._run(job, pool, calls, cancel)
                if cancel.is_set():
                    pool.shutdown(wait=False, cancel_futures=True)
            self._put(None)
        except Exception as error:  # noqa: BLE001  nothing may die in silence in this thread: it is told
            self._put(in_words(error))

    def _run(self, job: ReplayJob, pool: Executor, calls: Sequence[tuple[UUID, str]], cancel: Event) -> None:
        totals, done = Totals(), 0
        waiting: set[Future[Compared]] = set()
        ahead = 2 * max(1, (os.cpu_count() or 2) - 1)
        left = deque(calls)
        while (left or waiting) and not cancel.is_set():
            while left and len(waiting) < ahead:
                session_id, name = left.popleft()
                log = _log_of(job.store, session_id, totals)
                if log:
                    waiting.add(pool.submit(compare, name, str(session_id), log))
                else:
                    done += 1
            if not waiting:
                continue
            ready, waiting = wait(waiting, return_when=FIRST_COMPLETED)
            for future in ready:
                done += 1
                totals.add(future.result())
            self._put(Progress(done, len(calls), replace(totals, differences=list(totals.differences))))
        self._put(Progress(done, len(calls), replace(totals, differences=list(totals.differences))))


def _log_of(store: Store, session_id: UUID, totals: Totals) -> list[LogItem]:
    """Return what rules are run over; where there is nothing, empty, and counted why."""
    try:
        log = store.replay_log(session_id)
    except (BrokenStoreError, NoSuchSessionError):  # damaged, or deleted since the run began
        totals.failed += 1
        return []
    totals.wordless += not log
    return log


def _calls(job: ReplayJob, cancel: Event) -> list[tuple[UUID, str]]:
    found: list[tuple[UUID, str]] = []
    while len(found) < job.most and not cancel.is_set():
        rows = job.store.list_sessions(job.wanted, offset=len(found), limit=min(_PAGE, job.most - len(found)))
        found += [(row.id, f"{row.reference or row.source} · {row.started_at.astimezone():%Y-%m-%d}") for row in rows]
        if len(rows) < _PAGE:
            break
    return found
