"""From the engine's cue to painted pixels, and what the overlay costs while nothing happens.

    python benchmarks/bench_overlay.py [--cues 60] [--idle 8] [--busy]

Runs on the display that is there (QT_QPA_PLATFORM=xcb below Xvfb, or offscreen). Latency is from the moment a cue comes
out of the session to the moment its pixels were handed to the window system. Idle: processor time while levels come
ten times a second for both sides and the clock once (a call in which nobody speaks), beside an empty QApplication in
the same run. `--busy` runs one busy process for each core meanwhile.
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
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from app.overlay import OverlaySettings, run_overlay  # noqa: E402
from app.overlay.timing import CueTiming  # noqa: E402
from app.session import SessionEvent  # noqa: E402
from coaching.events import Cue, CueKind, Severity  # noqa: E402
from speech.events import ClockAdvanced, LevelMeasured, SessionEnded, SessionStarted, Side, SpeechEnded  # noqa: E402


class BenchSession:
    """A call that gives levels, and every `cue_every_s` a cue, for `length_s` of real time."""

    def __init__(self, length_s: float, cue_every_s: float | None) -> None:
        self._length_s, self._cue_every_s = length_s, cue_every_s
        self._start_s = self._next_cue_s = 0.0
        self._tick = 0
        self.cues = 0
        self.cpu_s = 0.0
        self.ended = False
        self.error = None

    def start(self) -> None:
        """Begin after the window has been shown."""
        time.sleep(1.0)
        self._start_s = time.perf_counter()
        self._next_cue_s = self._cue_every_s or float("inf")
        self._cpu_start_s = time.process_time()

    def poll(self, _timeout_s: float) -> Sequence[SessionEvent]:
        """Wait for the next tenth of a second and give its events."""
        self._tick += 1
        due_s = self._start_s + self._tick * 0.1
        threading.Event().wait(max(0.0, due_s - time.perf_counter()))
        at_s = self._tick * 0.1
        if at_s >= self._length_s:
            self.ended = True
            self.cpu_s = time.process_time() - self._cpu_start_s
            return [SessionEnded(at_s, complete=True)]
        if self._tick == 1:
            return [
                SessionStarted(0.0, "bench", True, "vosk", "small", "1", ""),  # noqa: FBT003
                SpeechEnded(at_s, Side.AGENT, 0.0, 4.0), SpeechEnded(at_s, Side.CUSTOMER, 0.0, 5.0),
            ]  # fmt: skip
        dbfs = -70.0 if self._cue_every_s is None else -50.0 + self._tick % 40
        events: list[SessionEvent] = [LevelMeasured(at_s, side, 0.1, dbfs, dbfs + 6, speaking=False) for side in Side]
        if self._tick % 10 == 0:
            events.append(ClockAdvanced(at_s))
        if at_s >= self._next_cue_s and self._cue_every_s:
            self._next_cue_s += self._cue_every_s
            events.append(self._cue(at_s))
        return events

    def pause(self) -> None:
        """Nothing to do."""

    def resume(self) -> None:
        """Nothing to do."""

    def stop(self) -> float:
        """Return the processor time of the whole process while the call went on, s."""
        return self.cpu_s

    def _cue(self, at_s: float) -> Cue:
        self.cues += 1
        kind = list(CueKind)[self.cues % len(CueKind)]
        say = "“I will ask our specialist to call you before five today.”" if self.cues % 2 else "Note your point."
        return Cue(
            self.cues, "rule", kind, Severity.NORMAL, at_s, f"Offer step number {self.cues}", say,
            "there is nothing more i can do", None, shown=True, suppressed_by=None, visible_s=0.25,
        )  # fmt: skip


def bare(seconds: float) -> float:
    """Return the processor time of an empty QApplication's event loop, s (in a process of its own)."""
    code = (
        "import sys, time\nfrom PySide6.QtCore import QTimer\nfrom PySide6.QtWidgets import QApplication\n"
        "app = QApplication([])\nstart = []\n"
        "QTimer.singleShot(1000, lambda: start.append(time.process_time()))\n"
        f"QTimer.singleShot(1000 + int({seconds} * 1000), app.quit)\n"
        "app.exec()\nprint(time.process_time() - start[0])"
    )
    return float(subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout)


def burn() -> None:
    """Keep a core busy."""
    while True:
        sum(range(10_000))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cues", type=int, default=60)
    parser.add_argument("--idle", type=float, default=8.0, help="seconds")
    parser.add_argument("--busy", action="store_true", help="with both cores busy")
    chosen = parser.parse_args()
    others = (
        [multiprocessing.Process(target=burn, daemon=True) for _ in range(os.cpu_count() or 1)] if chosen.busy else []
    )
    for other in others:
        other.start()
    timings: list[CueTiming] = []
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "place.json"
        session = BenchSession(0.5 + chosen.cues * 0.4, 0.4)
        run_overlay(session, OverlaySettings(), place, on_cue_painted=timings.append)
        idle_s = run_overlay(BenchSession(chosen.idle, None), OverlaySettings(), place)
    baseline_s = bare(chosen.idle)
    for other in others:
        other.terminate()
    took = sorted(timing.latency_s * 1000 for timing in timings)
    quantiles = statistics.quantiles(took, n=100)
    print(
        f"platform                {os.environ.get('QT_QPA_PLATFORM', 'system default')}, {'with busy processes' if others else 'as it is'}, load {os.getloadavg()[0]:.1f}"
    )
    print(f"cue to painted, ms      n {len(took)} of {session.cues}")
    print(
        f"                        p50 {quantiles[49]:.1f}  p90 {quantiles[89]:.1f}  p95 {quantiles[94]:.1f}  max {took[-1]:.1f}"
    )
    print(
        f"idle, share of a core   overlay {100 * idle_s / chosen.idle:.2f} %  empty QApplication {100 * baseline_s / chosen.idle:.2f} %"
    )


if __name__ == "__main__":
    main()
