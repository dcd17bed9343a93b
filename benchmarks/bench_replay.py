"""An hour of calls at ten times its speed with the recognizer busy on both cores: is the overlay quick, and never stuck?

    python benchmarks/bench_replay.py [--minutes 60] [--speed 10] [--baseline 60] [--busy 2] [--expanded] [--switch 5]

First a bare Qt window that shows a text whenever a worker thread asks for it, then the overlay with the real session,
engine and bridge, both in this process, with the same 5 ms timer and while `--busy` processes keep recognizing the demo
call as the listener's child does. Printed for both: from the worker's hand to the pixels, and the timer's longest gaps.
Beside each: how much of it the machine gave this thread no core at all (other programs count as well; the load is
printed). `--switch`: Python's thread switch interval in ms, to compare; without it the program's own.
"""

import argparse
import multiprocessing
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from queue import SimpleQueue

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot  # noqa: E402
from PySide6.QtGui import QPaintEvent  # noqa: E402
from PySide6.QtWidgets import QApplication, QLabel  # noqa: E402
from replay.hour import hour  # noqa: E402
from replay.watching import STALL_S, Gaps, StallWatch, starved_s  # noqa: E402

from app.assembly import load_rules, new_coach, recording_listener  # noqa: E402
from app.overlay import OverlaySettings  # noqa: E402
from app.overlay.application import OverlayProgram, application  # noqa: E402
from app.overlay.timing import CueTiming  # noqa: E402
from app.paths import resource  # noqa: E402
from app.session import LiveSession, SessionEvent  # noqa: E402
from app.settings import Settings  # noqa: E402
from coaching.cue_policy import CueSettings  # noqa: E402
from coaching.engine import CoachingEngine  # noqa: E402
from coaching.events import Cue  # noqa: E402
from coaching.settings import CoachingSettings  # noqa: E402
from speech.events import SessionEnded, SpeechEvent  # noqa: E402
from speech.process.spec import EngineSpec  # noqa: E402
from speech.sources.spec import RecordingSpec  # noqa: E402


def recognize_for_ever() -> None:
    """Keep a core busy as the listener's child does.

    Linux shares its cores out by session: each recognizer and the window have one of their own here, so that on a machine
    with other work the window competes as it does on one without.
    """
    os.setsid()
    engine = EngineSpec(Path(tempfile.gettempdir()) / "no models", "moonshine", None)
    while True:
        with recording_listener(RecordingSpec(resource("demo", "call.flac")), Settings(), engine) as listener:
            for _ in listener.events():
                pass


class Replay:
    """A feed (`app.session.EventFeed`) that gives events at their time, `speed` times as fast."""

    def __init__(self, events: Sequence[SpeechEvent], speed: float) -> None:
        self._events, self._speed = events, speed
        self._next = 0
        self._start_s = 0.0
        self.ended = False

    def start(self) -> None:
        """Begin."""
        self._start_s = time.perf_counter()

    def poll(self, timeout_s: float) -> list[SpeechEvent]:
        """Wait for the next event, and give all that are due."""
        if self.ended:
            return []
        due_s = self._start_s + self._events[self._next].at_s / self._speed
        threading.Event().wait(min(timeout_s, max(0.0, due_s - time.perf_counter())))
        now_s = (time.perf_counter() - self._start_s) * self._speed
        first = self._next
        while self._next < len(self._events) and self._events[self._next].at_s <= now_s:
            self._next += 1
        due = list(self._events[first : self._next])
        self.ended = any(isinstance(event, SessionEnded) for event in due)
        return due

    def stop(self) -> None:
        """Nothing is left open."""
        self.ended = True

    def close(self) -> None:
        """Nothing is left open."""
        self.ended = True


class StampedSession(LiveSession):
    """Notes for each cue how long the GUI thread had gone without a core when the cue left the session."""

    def __init__(self, feed: Replay, coach: CoachingEngine, gui_thread: int) -> None:
        super().__init__(feed, coach)
        self._gui_thread = gui_thread
        self.starved_s: dict[int, float] = {}

    def poll(self, timeout_s: float) -> list[SessionEvent]:
        """Note it."""
        events = super().poll(timeout_s)
        for event in events:
            if isinstance(event, Cue):
                self.starved_s[event.cue_id] = starved_s(self._gui_thread)
        return events


@dataclass
class Result:
    """What one window took."""

    name: str
    gaps: Gaps = field(default_factory=Gaps)
    painted_s: list[float] = field(default_factory=list)
    starved_s: list[float] = field(default_factory=list)
    """Of each painting: the GUI thread had no core."""
    length_s: float = 0.0
    cpu_s: float = 0.0
    """Processor time of the whole process, its session included."""


class BareLabel(QLabel):
    """Shows a text and says when it was painted."""

    painted = Signal()

    def __init__(self) -> None:
        super().__init__("bare")
        self._fresh = False
        self.resize(368, 150)
        self._after = QTimer(self)
        self._after.setSingleShot(True)
        self._after.timeout.connect(self.painted)

    def show_text(self, text: str) -> None:
        """Show it."""
        self._fresh = True
        self.setText(text)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Paint."""
        super().paintEvent(event)
        if self._fresh:
            self._fresh = False
            self._after.start()


class Bare(QObject):
    """A bare window and a worker thread that asks for a text five times a second."""

    _woken = Signal()

    def __init__(self, length_s: float) -> None:
        super().__init__()
        self.result = Result("bare Qt window", length_s=length_s)
        self._length_s = length_s
        self._label = BareLabel()
        self._label.painted.connect(self._on_painted)
        self._inbox: SimpleQueue[tuple[float, float]] = SimpleQueue()
        self._gui_thread = threading.get_native_id()
        self._sent_s = self._starved = 0.0
        self._woken.connect(self._on_woken, Qt.ConnectionType.QueuedConnection)
        self._watch = StallWatch(self)

    def run(self, qt: QApplication) -> Result:
        """Run it to its end."""
        self._label.show()
        cpu_s = time.process_time()
        QTimer.singleShot(1000, self._watch.start)
        QTimer.singleShot(1000 + int(self._length_s * 1000), qt.quit)
        threading.Thread(target=self._work, daemon=True).start()
        qt.exec()
        self.result.cpu_s = time.process_time() - cpu_s
        self.result.gaps = self._watch.stop()
        self._label.close()
        return self.result

    def _work(self) -> None:
        until_s = time.perf_counter() + 1 + self._length_s
        while time.perf_counter() < until_s - 0.3:
            threading.Event().wait(0.2)
            self._inbox.put((time.perf_counter(), starved_s(self._gui_thread)))
            self._woken.emit()

    @Slot()
    def _on_woken(self) -> None:
        self._sent_s, self._starved = self._inbox.get()
        self._label.show_text(f"asked at {self._sent_s:.3f}")

    @Slot()
    def _on_painted(self) -> None:
        self.result.painted_s.append(time.perf_counter() - self._sent_s)
        self.result.starved_s.append(starved_s() - self._starved)


def replayed(qt: QApplication, length_s: float, speed: float, folder: Path, *, expanded: bool) -> Result:
    """Run the overlay over the replayed session."""
    settings = Settings()
    coaching = CoachingSettings(
        cues=CueSettings(min_gap_s=6.0, rule_cooldown_s=6.0, visible_s=5.0, max_cues=100, max_praise=50)
    )
    rules = load_rules(settings)
    slips = [rule.examples[number] for number in range(4) for rule in rules.rules if len(rule.examples) > number]
    coach = new_coach(Settings(coaching=coaching), rules)
    session = StampedSession(Replay(hour(length_s, slips), speed), coach, threading.get_native_id())
    overlay = OverlaySettings(expanded=expanded, transcript=expanded)
    program: OverlayProgram[object] = OverlayProgram(
        qt, session, overlay, state_file=folder / "places.json", reasons={}
    )
    result, watch = Result("overlay", length_s=length_s / speed), StallWatch()

    class Ears(QObject):
        @Slot(object)
        def on_painted(self, timing: CueTiming) -> None:
            result.painted_s.append(timing.latency_s)
            result.starved_s.append(starved_s() - session.starved_s[timing.cue_id])

    ears = Ears()
    program.controller.cue_painted.connect(ears.on_painted)
    QTimer.singleShot(0, program.start)
    QTimer.singleShot(1000, watch.start)
    cpu_s = time.process_time()
    qt.exec()
    result.cpu_s = time.process_time() - cpu_s
    result.gaps = watch.stop()
    program.bridge.end()
    program.bridge.join()
    program.window.close()
    return result


def told(result: Result) -> tuple[float, float]:
    """Print one window's figures and return its p95 in ms, and that without the time in which it had no core."""
    ms = sorted(1000 * value for value in result.painted_s)
    own = sorted(1000 * max(0.0, a - b) for a, b in zip(result.painted_s, result.starved_s, strict=True))
    cut, own_cut = (statistics.quantiles(values, n=100, method="inclusive") for values in (ms, own))
    gaps, longest = result.gaps, result.gaps.longest
    over = [gap for gap in gaps.stalls if gap.length_s - gap.starved_s > STALL_S]
    print(f"{result.name}, {result.length_s:.0f} s, {100 * result.cpu_s / result.length_s:.0f} % of a core")
    print(f"  to the pixels, ms      n {len(ms)}  p50 {cut[49]:.1f}  p95 {cut[94]:.1f}  max {ms[-1]:.1f}")
    print(f"    without waiting for a core       p50 {own_cut[49]:.1f}  p95 {own_cut[94]:.1f}  max {own[-1]:.1f}")
    print(
        f"  longest gap of the 5 ms timer      {1000 * longest.length_s:.0f} ms ({1000 * longest.starved_s:.0f} ms of it without a core)"
    )
    print(
        f"  gaps above 50 ms       {len(gaps.stalls)} of {gaps.ticks} ticks; {len(over)} not explained by waiting for a core"
    )
    return cut[94], own_cut[94]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=60.0, help="of the session")
    parser.add_argument("--speed", type=float, default=10.0)
    parser.add_argument("--baseline", type=float, default=60.0, help="seconds of the bare window")
    parser.add_argument("--busy", type=int, default=os.cpu_count() or 1, help="recognizers that keep a core busy each")
    parser.add_argument("--expanded", action="store_true", help="with the live transcript: the dearest form")
    parser.add_argument("--switch", type=float, help="Python's switch interval, ms")
    chosen = parser.parse_args()
    if hasattr(os, "setsid") and os.getsid(0) != os.getpid():
        sys.exit(subprocess.run([sys.executable, *sys.argv], start_new_session=True, check=False).returncode)
    spawn = multiprocessing.get_context("spawn")
    others = [spawn.Process(target=recognize_for_ever, daemon=True) for _ in range(chosen.busy)]
    for other in others:
        other.start()
    qt = application()
    if chosen.switch:
        sys.setswitchinterval(chosen.switch / 1000)
    time.sleep(5.0 if others else 0.0)  # until they have loaded
    try:
        bare = Bare(chosen.baseline).run(qt)
        with tempfile.TemporaryDirectory() as folder:
            overlay = replayed(qt, chosen.minutes * 60, chosen.speed, Path(folder), expanded=chosen.expanded)
    finally:
        for other in others:
            other.terminate()
    print(
        f"{chosen.busy} recognizers at work, load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores, switch interval {1000 * sys.getswitchinterval():.1f} ms"
    )
    (bare_ms, bare_own_ms), (ms, own_ms) = told(bare), told(overlay)
    print(
        f"p95, overlay / bare window: {ms / bare_ms:.1f}; without waiting for a core {own_ms / max(bare_own_ms, 0.1):.1f}"
    )


if __name__ == "__main__":
    main()
