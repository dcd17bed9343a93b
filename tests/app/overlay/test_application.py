"""Tests of a whole session behind the overlay."""

import os
import signal
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication

from app.overlay import OverlaySettings, application, run_overlay
from app.overlay.application import OverlayProgram
from app.overlay.controller import CueFeedback
from app.overlay.state import CueAction
from app.overlay.timing import CueTiming
from app.session import SessionEvent
from coaching.events import Cue, CueRetired
from speech.errors import DeviceError, ListenerError, SpeechError
from speech.events import ClockAdvanced, SessionEnded, SessionStarted

pytestmark = [
    pytest.mark.qt_log_ignore("This plugin does not support"),
    pytest.mark.usefixtures("sound_qt"),
]
SETTINGS = OverlaySettings(motion="reduced")


class Play:
    """A session that gives one step a poll; a step may be a function to call (in the session's thread)."""

    def __init__(self, *steps: SessionEvent | Callable[[], None] | Exception, endless: bool = False) -> None:
        self._steps = deque(steps)
        self._endless = endless
        self.ended = False
        self.error: SpeechError | None = None
        self.paused: list[bool] = []

    def start(self) -> None:
        """Begin."""

    def poll(self, timeout_s: float) -> Sequence[SessionEvent]:
        """Take the next step."""
        if not self._steps:
            self.ended = not self._endless
            threading.Event().wait(timeout_s)
            return []
        step = self._steps.popleft()
        if isinstance(step, Exception):
            raise step
        if callable(step):
            step()
            return []
        self.ended = isinstance(step, SessionEnded)
        return [step]

    def pause(self) -> None:
        """Note it."""
        self.paused.append(True)

    def resume(self) -> None:
        """Note it."""
        self.paused.append(False)

    def stop(self) -> str:
        """Give the summary."""
        return "the summary"


def windows() -> list[OverlayProgram[str]]:
    """Return what still shows."""
    return [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]  # type: ignore[misc]


def test_it_closes_by_itself_and_gives_the_summary(
    tmp_path: Path, session_started: Callable[..., SessionStarted], make_cue: Callable[..., Cue]
) -> None:
    """The demo needs no hand; the last cue is left to fade, and each cue seen has its latency."""
    seen = threading.Event()
    timings: list[CueTiming] = []

    def on_painted(timing: CueTiming) -> None:
        timings.append(timing)
        seen.set()

    session = Play(
        session_started(), make_cue(1, visible_s=0.05), lambda: bool(seen.wait(20)), SessionEnded(20.0, complete=True)
    )  # type: ignore[arg-type]
    assert run_overlay(session, SETTINGS, tmp_path / "place.json", on_cue_painted=on_painted) == "the summary"
    assert [timing.cue_id for timing in timings] == [1]
    assert timings[0].latency_s > 0
    assert windows() == []


def test_a_retired_last_cue_lets_it_close(
    tmp_path: Path, session_started: Callable[..., SessionStarted], make_cue: Callable[..., Cue]
) -> None:
    """There is nothing left to read."""
    session = Play(session_started(), make_cue(1, visible_s=3000.0), CueRetired(13.0, 1, "x"), SessionEnded(20.0, True))
    assert run_overlay(session, SETTINGS, tmp_path / "place.json") == "the summary"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent in another way there")
def test_ctrl_c_ends_it_politely(
    tmp_path: Path, session_started: Callable[..., SessionStarted], make_cue: Callable[..., Cue], number: signal.Signals
) -> None:
    """What was heard is kept, also while a cue stands; the handlers of before are back afterwards."""
    before = signal.getsignal(number)
    session = Play(session_started(), make_cue(1, visible_s=3000.0), lambda: os.kill(os.getpid(), number), endless=True)
    assert run_overlay(session, SETTINGS, tmp_path / "place.json") == "the summary"
    assert signal.getsignal(number) == before
    assert signal.set_wakeup_fd(-1) == -1


@pytest.mark.parametrize("error", [DeviceError("There is no microphone."), ZeroDivisionError()])
def test_a_session_that_raises_is_raised(tmp_path: Path, error: Exception) -> None:
    """The command line says it in one sentence; no window is left behind."""
    with pytest.raises(type(error)):
        run_overlay(Play(error, endless=True), SETTINGS, tmp_path / "place.json")
    assert windows() == []


def program_of(session: Play, place: Path, qtbot: object) -> OverlayProgram[str]:
    """Return a program that is not run by `run`, to look into it."""
    qt = QApplication.instance()
    assert isinstance(qt, QApplication)
    made: OverlayProgram[str] = OverlayProgram(qt, session, SETTINGS, state_file=place, reasons={})
    qtbot.addWidget(made.window)  # type: ignore[attr-defined]
    return made


def test_a_failure_stays_in_sight_until_the_agent_closes_it(
    tmp_path: Path, session_started: Callable[..., SessionStarted], qtbot: object
) -> None:
    """The overlay does not vanish with the reason."""
    session = Play(session_started(), SessionEnded(3.0, complete=False))
    session.error = ListenerError("The listener stopped.", "Restart Sotto.")
    program = program_of(session, tmp_path / "place.json", qtbot)
    with qtbot.waitSignal(program.bridge.finished, timeout=20_000):  # type: ignore[attr-defined]
        program.start()
    assert program.window.isVisible()
    program.end()
    assert not program.window.isVisible()
    program.bridge.join()
    assert program.bridge.summary == "the summary"


def test_pausing_reaches_the_session(
    tmp_path: Path, session_started: Callable[..., SessionStarted], qtbot: object
) -> None:
    """The button in the overlay pauses the coaching itself."""
    session = Play(session_started(), endless=True)
    program = program_of(session, tmp_path / "place.json", qtbot)
    program.controller.toggle_pause()
    program.start()
    qtbot.waitUntil(lambda: session.paused == [True], timeout=20_000)  # type: ignore[attr-defined]
    with qtbot.waitSignal(program.bridge.finished, timeout=20_000):  # type: ignore[attr-defined]
        program.end()
    program.bridge.join()


def test_the_place_is_kept_in_the_file(tmp_path: Path, qtbot: object) -> None:
    """Where it was dropped is where it starts the next time."""
    place = tmp_path / "place.json"
    first = program_of(Play(), place, qtbot)
    first.window.status.moved.emit(QPoint(-300, 200))
    first.window.status.dropped.emit()
    assert place.exists()
    second = program_of(Play(), place, qtbot)
    assert second.window.pos() == first.window.pos()


def test_feedback_is_passed_out(
    tmp_path: Path,
    session_started: Callable[..., SessionStarted],
    make_cue: Callable[..., Cue],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whoever runs the overlay learns what the agent did."""
    feedback: list[CueFeedback] = []
    made: list[OverlayProgram[str]] = []
    start = OverlayProgram.start

    def note(program: OverlayProgram[str]) -> None:
        made.append(program)
        start(program)

    def act(_timing: CueTiming) -> None:
        made[0].controller.act(CueAction.WRONG)
        made[0].end()

    monkeypatch.setattr(OverlayProgram, "start", note)
    session = Play(session_started(), make_cue(1, visible_s=3000.0), ClockAdvanced(12.0), endless=True)
    run_overlay(session, SETTINGS, tmp_path / "p.json", on_cue_painted=act, on_feedback=feedback.append)
    assert [(one.cue_id, one.action) for one in feedback] == [(1, CueAction.WRONG)]


def test_importing_the_package_loads_no_qt() -> None:
    """Settings load on machines without Qt's system libraries."""
    code = "import sys, app.overlay, app.overlay.view_model; sys.exit(any('PySide6' in name for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_there_is_one_qt_program() -> None:
    """A second overlay in the same process uses the program that is there."""
    assert application.application() is QApplication.instance()
