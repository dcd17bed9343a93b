"""Installs a Vosk model in a thread: progress, cancel and errors for the recognizer page.

Place in the flow: between the page and `speech.models.install`, which does the work. Signals are emitted in the GUI
thread. A download that was cancelled goes on where it stopped the next time.
"""

from collections import deque
from collections.abc import Callable
from threading import Event, Thread
from typing import TypeAlias

from PySide6.QtCore import QObject, Qt, Signal, Slot

from app.translation.words import translate
from speech.errors import ModelError, SpeechError
from speech.models.progress import Progress, ProgressCallback
from speech.models.store import InstalledModel

Install: TypeAlias = Callable[[ProgressCallback], InstalledModel]
"""Does the installation, reporting to the callback. Raises ModelError."""


class _CancelledError(Exception):
    """Raised by the progress callback to stop the work."""


class ModelInstaller(QObject):
    """One installation at a time; create it in the GUI thread."""

    progressed = Signal(object)
    """`Progress`; reports that come faster than they can be shown are merged."""
    finished = Signal(object)
    """`InstalledModel`."""
    cancelled = Signal()
    failed = Signal(object)
    """`SpeechError`."""
    _woken = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        """Install nothing yet."""
        super().__init__(parent)
        self._cancel = Event()
        self._thread: Thread | None = None
        self._inbox: deque[Progress | InstalledModel | SpeechError | _CancelledError] = deque()
        self.busy = False
        """Whether an installation runs."""
        self._woken.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def start(self, install: Install) -> None:
        """Begin."""
        self.busy = True
        self._cancel = Event()
        self._thread = Thread(target=self._work, args=(install, self._cancel), name="model install", daemon=True)
        self._thread.start()

    def cancel(self) -> None:
        """Stop at the next report; `cancelled` follows."""
        self._cancel.set()

    def join(self) -> None:
        """Wait for the thread (after `cancel`)."""
        if self._thread is not None:
            self._thread.join()

    @Slot()
    def _deliver(self) -> None:
        latest: Progress | None = None
        while self._inbox:
            item = self._inbox.popleft()
            if isinstance(item, Progress):
                latest = item
                continue
            self.busy = False
            if isinstance(item, InstalledModel):
                self.finished.emit(item)
            elif isinstance(item, SpeechError):
                self.failed.emit(item)
            else:
                self.cancelled.emit()
            return
        if latest is not None:
            self.progressed.emit(latest)

    def _work(self, install: Install, cancel: Event) -> None:
        def report(progress: Progress) -> None:
            if cancel.is_set():
                raise _CancelledError
            self._put(progress)

        try:
            self._put(install(report))
        except _CancelledError as stop:
            self._put(stop)
        except SpeechError as error:
            self._put(error)
        except Exception as error:  # noqa: BLE001  nothing may die in silence in this thread
            words = translate("Wizard", "The model could not be installed ({error}).")
            mend = translate("Wizard", "Try again.")
            self._put(ModelError(words.format(error=type(error).__name__), mend))

    def _put(self, item: Progress | InstalledModel | SpeechError | _CancelledError) -> None:
        self._inbox.append(item)
        self._woken.emit()
