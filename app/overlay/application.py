"""Runs a session behind the overlay: the Qt program from its start to the call's summary.

Place in the flow: `sotto demo` and `sotto run` call `run_overlay` (through `app.overlay`) in the main thread when
there is a display; the terminal view does the same without one.
"""

import os
import signal
import socket
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final, Generic, Protocol

from PySide6.QtCore import QObject, QSocketNotifier, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication

from app.bridge import Session, SessionBridge, SummaryT
from app.interrupt import StopRequest, interruptible
from app.overlay import placement
from app.overlay.binding import check_binding
from app.overlay.controller import CueFeedback, OverlayController
from app.overlay.look import SystemLook
from app.overlay.placement import Places
from app.overlay.screens import ScreenWatch
from app.overlay.settings import OverlaySettings
from app.overlay.timing import CueTiming
from app.overlay.window import OverlayWindow
from app.overlay.wording import RuleReason
from speech.errors import ListenerError

_SWITCH_S: Final = 0.001
"""How long the session's thread may hold Python back while the overlay wants to paint: a paint takes it some dozen
times, so that five times as long (Python's own choice) adds up: from the cue to the pixels, without waiting for a core,
95 of 100 took 13.0 ms with 5 ms and 6.2 ms with 1 ms (benchmarks/bench_replay.py --minutes 6 --switch 5)."""


class OverlayProgram(QObject, Generic[SummaryT]):
    """Window, controller and bridge of one session, and when they end."""

    def __init__(
        self,
        qt: QApplication,
        session: Session[SummaryT],
        settings: OverlaySettings,
        *,
        state_file: Path,
        reasons: Mapping[str, RuleReason],
    ) -> None:
        """Build everything; nothing runs or shows yet."""
        super().__init__()
        self._state_file = state_file
        self._close_wanted = False
        self.system = SystemLook(self)
        self.window = OverlayWindow(settings, self.system.look(settings), placement.load_places(state_file))
        self.window.set_reasons(reasons)
        self.controller = OverlayController(self.window, self.system, settings)
        self.bridge: SessionBridge[SummaryT] = SessionBridge(session, self)
        self.bridge.arrived.connect(self.controller.take)
        self.bridge.failed.connect(self.controller.fail)
        self.bridge.finished.connect(self._on_finished)
        self.controller.pause_changed.connect(self._on_pause)
        self.controller.end_asked.connect(self.end)
        self.controller.card_gone.connect(self._on_card_gone)
        self.window.placed.connect(self._on_placed)
        self._screens = ScreenWatch(qt, self)
        self._screens.changed.connect(self.window.follow_screens)

    def start(self) -> None:
        """Show the overlay and begin to listen."""
        self.window.show()
        self.controller.note_capture()
        self.bridge.start()

    @Slot()
    def end(self) -> None:
        """End the session and close, as soon as the worker stopped."""
        self._close_wanted = True
        self.bridge.end()
        if self.bridge.done:
            self._close()

    @Slot(bool)
    def _on_pause(self, on: bool) -> None:  # noqa: FBT001  a signal's argument
        self.bridge.pause(on=on)

    @Slot()
    def _on_finished(self) -> None:
        state = self.controller.state
        reading = state.card is not None or (state.problem is not None and state.problem.fatal)
        if self._close_wanted or self.bridge.error is not None or not reading:
            self._close()

    @Slot()
    def _on_card_gone(self) -> None:
        if self.bridge.done:
            self._on_finished()

    @Slot(object)
    def _on_placed(self, places: Places) -> None:
        placement.save_places(self._state_file, places)

    def _close(self) -> None:
        self.window.hide()
        QApplication.quit()


class Endable(Protocol):
    """A program that ends politely."""

    def end(self) -> None:
        """End as soon as what is under way is finished."""


class InterruptWatch(QObject):
    """Wakes the event loop when a signal came (Qt's loop runs no Python on its own) and ends the program politely."""

    def __init__(self, request: StopRequest, program: Endable) -> None:
        """Watch until `close`; main thread only."""
        super().__init__()
        self._request, self._program = request, program
        self._read, self._write = socket.socketpair()
        for end in (self._read, self._write):
            end.settimeout(0.0)
        self._before = signal.set_wakeup_fd(self._write.fileno(), warn_on_full_buffer=False)
        self._notifier = QSocketNotifier(self._read.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_signal)

    def close(self) -> None:
        """Stop watching."""
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(self._before)
        self._read.close()
        self._write.close()

    @Slot()
    def _on_signal(self) -> None:
        self._read.recv(64)
        if self._request.asked:
            self._program.end()


def application() -> QApplication:
    """Return the program's QApplication, made when there is none yet.

    On Wayland it runs through XWayland: Wayland lets no window stay on top or choose its place.
    """
    sys.setswitchinterval(_SWITCH_S)
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    if sys.platform == "linux" and os.environ.get("WAYLAND_DISPLAY") and os.environ.get("DISPLAY"):
        os.environ.setdefault("QT_QPA_PLATFORM", "xcb")
    QApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    made = QApplication(["sotto"])
    made.setApplicationDisplayName("Sotto")
    made.setQuitOnLastWindowClosed(False)
    return made


def run(
    session: Session[SummaryT],
    settings: OverlaySettings,
    state_file: Path,
    *,
    reasons: Mapping[str, RuleReason] | None = None,
    on_cue_painted: Callable[[CueTiming], None] | None = None,
    on_feedback: Callable[[CueFeedback], None] | None = None,
) -> SummaryT:
    """Run a session behind the overlay until it ends; see `app.overlay.run_overlay`."""
    check_binding()
    qt = application()
    program: OverlayProgram[SummaryT] = OverlayProgram(
        qt, session, settings, state_file=state_file, reasons=reasons or {}
    )
    if on_cue_painted:
        program.controller.cue_painted.connect(on_cue_painted)
    if on_feedback:
        program.controller.cue_acted.connect(on_feedback)
    with interruptible() as request:
        watch = InterruptWatch(request, program)
        try:
            QTimer.singleShot(0, program.start)
            qt.exec()
        finally:
            program.bridge.end()
            program.bridge.join()
            watch.close()
            program.window.close()
            program.window.deleteLater()
    bridge = program.bridge
    if bridge.error is not None:
        raise bridge.error
    if bridge.summary is None:
        raise ListenerError("The session ended before it began.", "Start it again.")
    return bridge.summary
