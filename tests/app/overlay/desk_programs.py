"""Two programs for the tests on a real X server: an editor that says what it gets, and the overlay.

python desk_programs.py editor                  says "focus ID", "text ..." for each change and "click"
python desk_programs.py overlay PLACE [through] does what standard input says: "cue N", "keys", "full" or "end"; says
                                                "at X Y W H" when a cue is painted and "act ACTION" for each action
python desk_programs.py full                    a full-screen window; says "full" when it is shown
"""

import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from queue import Empty, Queue

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT))

from PySide6.QtCore import QEvent, QObject, QTimer, Signal  # noqa: E402
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit  # noqa: E402

from app.overlay import OverlaySettings, run_overlay  # noqa: E402
from app.overlay.application import OverlayProgram  # noqa: E402
from app.overlay.controller import CueFeedback  # noqa: E402
from app.overlay.timing import CueTiming  # noqa: E402
from app.session import SessionEvent  # noqa: E402
from coaching.events import Cue, CueKind, Severity  # noqa: E402
from speech.events import SessionEnded, SessionStarted  # noqa: E402


def say(text: str) -> None:
    """Tell the test."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


class FullScreen(QLabel):
    """A window as large as the screen, like a softphone's own full-screen mode."""

    def event(self, event: QEvent) -> bool:
        """Say when it is there, and each click."""
        if event.type() == QEvent.Type.WindowActivate:
            say("full")
        if event.type() == QEvent.Type.MouseButtonPress:
            say(f"click {event.position().toPoint().x()}")  # type: ignore[attr-defined]
        return bool(super().event(event))


def cover() -> None:
    """Run the full-screen window."""
    app = QApplication(["full"])
    window = FullScreen("full screen")
    window.setWindowTitle("the full screen")
    window.setStyleSheet("background: #204060; color: white")
    window.showFullScreen()
    app.exec()


class Editor(QLineEdit):
    """A line edit as large as the screen."""

    def event(self, event: QEvent) -> bool:
        """Say each click."""
        if event.type() == QEvent.Type.MouseButtonPress:
            say("click")
        if event.type() == QEvent.Type.FocusIn:
            say(f"focus {int(self.winId())}")
        return bool(super().event(event))


def edit() -> None:
    """Run the editor."""
    app = QApplication(["editor"])
    editor = Editor()
    editor.setWindowTitle("the editor")
    editor.textChanged.connect(lambda text: say(f"text {text}"))
    editor.resize(700, 500)
    editor.move(20, 40)
    editor.show()
    app.exec()


class Door(QObject):
    """Carries what is typed to the GUI thread."""

    keys_asked = Signal()


class TypedSession:
    """A session whose events are typed into standard input."""

    def __init__(self) -> None:
        self._lines: Queue[str] = Queue()
        self.door = Door()
        self.ended = False
        self.error = None
        threading.Thread(target=self._read, daemon=True).start()

    def start(self) -> None:
        """Begin."""
        self._lines.put("start")

    def poll(self, timeout_s: float) -> Sequence[SessionEvent]:
        """Return what was typed."""
        try:
            line = self._lines.get(timeout=timeout_s)
        except Empty:
            return []
        if line == "start":
            return [SessionStarted(0.0, "typed", True, "vosk", "small", "1", "")]
        if line == "end":
            self.ended = True
            return [SessionEnded(9.0, complete=True)]
        if line == "keys":
            self.door.keys_asked.emit()
            return []
        number = int(line.split()[1])
        return [
            Cue(
                number,
                "dead-end",
                CueKind.WORDS,
                Severity.NORMAL,
                float(number),
                "Offer a next step",
                "Say it.",
                "",
                None,
                shown=True,
                suppressed_by=None,
                visible_s=600.0,
            )
        ]

    def pause(self) -> None:
        """Nothing to do."""

    def resume(self) -> None:
        """Nothing to do."""

    def stop(self) -> str:
        """Give a summary."""
        return "done"

    def _read(self) -> None:
        for line in sys.stdin:
            self._lines.put(line.strip())


def overlay(place: Path, through: bool) -> None:
    """Run the overlay."""
    windows: list[QObject] = []
    start = OverlayProgram.start

    def on_painted(timing: CueTiming) -> None:
        window = windows[0]

        def tell() -> None:
            box = window.geometry()  # type: ignore[attr-defined]
            say(f"at {box.x()} {box.y()} {box.width()} {box.height()} cue {timing.cue_id}")

        QTimer.singleShot(100, tell)  # the X server has moved and mapped it by then

    session = TypedSession()

    def note(program: OverlayProgram[str]) -> None:
        windows.append(program.window)
        session.door.keys_asked.connect(program.window.keyboard.enter)
        start(program)

    def on_feedback(feedback: CueFeedback) -> None:
        say(f"act {feedback.action}")

    OverlayProgram.start = note  # type: ignore[method-assign]
    settings = OverlaySettings(click_through=through, motion="reduced")
    say(run_overlay(session, settings, place, on_cue_painted=on_painted, on_feedback=on_feedback))


if __name__ == "__main__":
    if sys.argv[1] == "editor":
        edit()
    elif sys.argv[1] == "full":
        cover()
    else:
        overlay(Path(sys.argv[2]), "through" in sys.argv)
