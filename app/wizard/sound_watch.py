"""Listens to devices in a thread and hands readings, or the echo test's progress, to a page.

Place in the flow: pages start and stop it; native sound is touched only here, by the thread. Signals are emitted in the
GUI thread (an inbox and one queued wake-up, as in `app.bridge`). Each start waits in its thread for the one before.
"""

from collections import deque
from collections.abc import Callable
from threading import Event, Thread
from typing import TypeAlias

from PySide6.QtCore import QObject, Qt, Signal, Slot

from app.translation.words import translate
from app.wizard.echo_check import EchoCheck
from app.wizard.hearing import Hearing
from speech.errors import DeviceError, SpeechError
from speech.sources.base import Source
from speech.vad import VadSettings

OpenSource: TypeAlias = Callable[[], Source]
"""Opens what is to be heard; called in the thread. Raises SpeechError."""


class SoundWatch(QObject):
    """One at a time; create it in the GUI thread."""

    opened = Signal(str)
    """The devices' names: listening began."""
    heard = Signal(object)
    """`Reading`."""
    tested = Signal(object)
    """`EchoCheck`, about ten times a second while the test runs, and once it is done."""
    failed = Signal(object)
    """`SpeechError`: listening is over."""
    _woken = Signal()

    def __init__(self, vad: VadSettings, parent: QObject | None = None) -> None:
        """Listen to nothing yet."""
        super().__init__(parent)
        self._vad = vad
        self._inbox: deque[tuple[int, Signal, object]] = deque()
        self._stop = Event()
        self._thread: Thread | None = None
        self._run = 0
        self._woken.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def start(self, open_source: OpenSource, check: EchoCheck | None = None) -> None:
        """Listen, instead of to anything before. `check`: run this echo test with what is heard."""
        self.stop()
        self._stop = Event()
        arguments = (self._run, self._stop, self._thread, open_source, check)
        self._thread = Thread(target=self._work, args=arguments, name="wizard sound", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Stop listening; nothing more is emitted from what ran. Returns at once."""
        self._run += 1
        self._stop.set()

    def join(self) -> None:
        """Wait until the devices are released (after `stop`)."""
        if self._thread is not None:
            self._thread.join()

    @Slot()
    def _deliver(self) -> None:
        while self._inbox:
            run, signal, value = self._inbox.popleft()
            if run == self._run:
                signal.emit(value)  # type: ignore[attr-defined]

    def _put(self, run: int, signal: object, value: object) -> None:
        self._inbox.append((run, signal, value))  # type: ignore[arg-type]
        self._woken.emit()

    def _work(
        self, run: int, stop: Event, before: Thread | None, open_source: OpenSource, check: EchoCheck | None
    ) -> None:
        if before is not None:
            before.join()
        try:
            if not stop.is_set():
                self._listen(run, stop, open_source(), check)
        except SpeechError as error:
            self._put(run, self.failed, error)
        except Exception as error:  # noqa: BLE001  nothing may die in silence in this thread
            words = translate("Wizard", "Listening failed ({error}).").format(error=type(error).__name__)
            self._put(run, self.failed, DeviceError(words, translate("Wizard", "Try another device.")))

    def _listen(self, run: int, stop: Event, source: Source, check: EchoCheck | None) -> None:
        try:
            self._put(run, self.opened, source.info.name)
            hearing = Hearing(self._vad)
            while not stop.is_set() and (chunk := source.read()) is not None:
                if check is not None:
                    check.accept(chunk)
                if (reading := hearing.accept(chunk)) is not None:
                    self._put(run, self.heard, reading)
                    if check is not None:
                        self._put(run, self.tested, check)
                if check is not None and check.done:
                    self._put(run, self.tested, check)
                    return
        finally:
            source.close()
