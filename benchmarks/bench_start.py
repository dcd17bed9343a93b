"""From the start of the program to the first sound heard: how long until a call is coached?

    python benchmarks/bench_start.py [--times 10]

Each time a new Python process builds what `sotto run` builds for a call (settings, rules, overlay, session) and listens to
the demo call in real time; its listener runs in a child process as always. Printed: the overlay shown, and the listener
ready (its first event in the GUI thread), both from before the process was started. Beside them a process that only shows
a bare Qt window. The first of each is left out: it fills the disk's cache.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

BARE = """
import sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel
qt = QApplication([])
window = QLabel("bare")
window.show()
QTimer.singleShot(0, lambda: (print(time.time() - float(sys.argv[1])), qt.quit()))
qt.exec()
"""


def probe(begun_s: float) -> None:
    """Build a call, print when the overlay was shown and when the listener was ready, and end."""
    from speech.child_start import WaitingChild

    waiting = WaitingChild()
    waiting.prepare()

    from PySide6.QtCore import QObject, QTimer, Slot

    from app.assembly import engine_spec, live_session, load_settings, prepare_listener, watch_rules
    from app.overlay.application import OverlayProgram, application
    from app.paths import resource
    from speech.sources.spec import RecordingSpec

    qt = application()
    settings = load_settings()
    spec = engine_spec(settings)
    prepare_listener(waiting, settings, spec)
    source = RecordingSpec(resource("demo", "call.flac"), paced=True)
    session = live_session(source, settings, spec, watch_rules(settings), waiting=waiting)
    places = Path(tempfile.gettempdir()) / "sotto-bench-places.json"
    program: OverlayProgram[object] = OverlayProgram(qt, session, settings.overlay, state_file=places, reasons={})
    told: dict[str, float] = {}

    class Ears(QObject):
        @Slot()
        def on_shown(self) -> None:
            told.setdefault("shown", time.time() - begun_s)

        @Slot(object)
        def on_arrived(self, _batch: object) -> None:
            if "ready" not in told:
                told["ready"] = time.time() - begun_s
                print(told["shown"], told["ready"], flush=True)
                qt.quit()

    ears = Ears()
    program.bridge.arrived.connect(ears.on_arrived)
    QTimer.singleShot(0, program.start)
    QTimer.singleShot(1, ears.on_shown)
    qt.exec()
    session.close()
    waiting.close()
    os._exit(0)  # nothing of the call is kept


def times(command: list[str], count: int) -> list[list[float]]:
    """Return what each run printed, and the processor time that it took with its children; the first is left out."""
    found = []
    for _ in range(count + 1):
        before = os.times()
        line = [*command, str(time.time())]
        told = subprocess.run(line, check=True, capture_output=True, text=True, cwd=ROOT).stdout
        after = os.times()
        spent_s = after.children_user + after.children_system - before.children_user - before.children_system
        found.append([*(float(number) for number in told.split()), spent_s])
    return found[1:]


def show(name: str, values: list[float]) -> float:
    """Print a distribution, return its median."""
    values = sorted(values)
    print(
        f"{name:<28} p50 {statistics.median(values):.2f}  p90 {values[int(0.9 * (len(values) - 1))]:.2f}  max {values[-1]:.2f} s"
    )
    return statistics.median(values)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=10)
    parser.add_argument("--probe", type=float, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.probe:
        probe(chosen.probe)
        return
    bare = times([sys.executable, "-c", BARE], chosen.times)
    sotto = times([sys.executable, __file__, "--probe"], chosen.times)
    print(f"{chosen.times} starts, load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    base = show("bare Qt window shown", [run[0] for run in bare])
    show("overlay shown", [run[0] for run in sotto])
    ready = show("ready to listen", [run[1] for run in sotto])
    print(f"ready to listen / bare window: {ready / base:.1f}")
    show("processor time, bare window", [run[-1] for run in bare])
    show("processor time, ready", [run[-1] for run in sotto])


if __name__ == "__main__":
    main()
