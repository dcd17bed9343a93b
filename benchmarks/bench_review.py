"""How fast the review is: opening with 100,000 sessions, scrolling, filtering, and the timeline of a 90-minute call.

    python benchmarks/bench_review.py [--sessions 100000] [--store FILE]

Runs on the display that is there (QT_QPA_PLATFORM=offscreen, or xcb below Xvfb). `--store` keeps the generated store for
the next run. Each figure stands beside a baseline of the same process: the window with an empty store, the same queries
in the GUI thread without model or worker, one plot item for each stretch. The longest stall is the longest time between
two turns of the event loop, on which a timer of 5 ms waits;
"own" is the processor time of the GUI thread in it, which a busy machine does not lengthen.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pyqtgraph as pg  # noqa: E402
import review_sessions  # noqa: E402
from PySide6.QtCore import QTimer  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from app.overlay.look import SystemLook  # noqa: E402
from app.overlay.settings import OverlaySettings  # noqa: E402
from app.review.access import Viewer  # noqa: E402
from app.review.changes import changes_of  # noqa: E402
from app.review.context import ReviewContext  # noqa: E402
from app.review.filters import Chosen, session_filter  # noqa: E402
from app.review.list_model import PAGE  # noqa: E402
from app.review.session_view import session_view  # noqa: E402
from app.review.timeline_plot import TimelinePlot  # noqa: E402
from app.review.window import ReviewWindow, WindowChoices  # noqa: E402
from app.settings import Settings  # noqa: E402
from app.store.opening import open_store  # noqa: E402
from app.store.records import Role, Sort, SortBy  # noqa: E402
from app.store.repository import Store  # noqa: E402
from app.window_style import use_drawn_style  # noqa: E402
from coaching.rulebook.loader import load_rulebook  # noqa: E402

CALL_S = 90 * 60.0
_MADE = 5_000
"""Sessions that are made whole; the rest are copies of what lists and filters read of them, in earlier years."""


class StallWatch:
    """Notes how long the event loop was away."""

    def __init__(self) -> None:
        self._timer = QTimer(interval=5)
        self._timer.timeout.connect(self._beat)
        self._last, self._worked = time.perf_counter(), time.thread_time()
        self.longest_s = self.longest_work_s = 0.0
        self._timer.start()

    def _beat(self) -> None:
        now, worked = time.perf_counter(), time.thread_time()
        self.longest_s = max(self.longest_s, now - self._last)
        self.longest_work_s = max(self.longest_work_s, worked - self._worked)
        self._last, self._worked = now, worked

    def reset(self) -> None:
        """Begin anew."""
        self._last, self._worked = time.perf_counter(), time.thread_time()
        self.longest_s = self.longest_work_s = 0.0


def until(done: Callable[[], bool], longest_s: float = 60.0) -> float:
    """Run the event loop until something holds; return how long it took, s."""
    begin = time.perf_counter()
    while not done():
        QApplication.processEvents()
        if time.perf_counter() - begin > longest_s:
            sys.exit("bench_review: something did not come in a minute.")
        time.sleep(0.0005)
    return time.perf_counter() - begin


class Bench:
    """One store and a way to open windows on it."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.settings = Settings(overlay=OverlaySettings(theme="light"))
        self.own_s = 0.0
        self.context = ReviewContext(store, Viewer("Sam", Role.SUPERVISOR), load_rulebook(None))

    def open(self) -> tuple[ReviewWindow, float]:
        """Return a window and the time from its making to a painted list, s; `own_s` is processor time of the process."""
        begin, worked = time.perf_counter(), time.process_time()
        choices = WindowChoices(self.settings, lambda _values: self.settings, self.store.file.parent / "rules")
        window = ReviewWindow(self.context, choices)
        heard: list[int] = []
        window.list.model.listed.connect(heard.append)
        window.show()
        until(lambda: bool(heard))
        window.list.table.viewport().repaint()
        self.own_s = time.process_time() - worked
        return window, time.perf_counter() - begin


def opening(bench: Bench, empty: Bench) -> None:
    """Window with all sessions, beside a window with none."""
    for one in (empty, bench):  # once for what is loaded and compiled only once
        window, first_s = one.open()
        window.close()
    ours, baseline, own = [], [], []
    for _ in range(3):
        for one, times in ((bench, ours), (empty, baseline)):
            window, took_s = one.open()
            times.append(took_s)
            own.append(one.own_s if one is bench else float("inf"))
            window.close()
            window.deleteLater()
    print(
        f"window open, list painted       {min(ours) * 1000:6.0f} ms, own {min(own) * 1000:.0f} ms   (empty store {min(baseline) * 1000:.0f} ms, first in the process {first_s * 1000:.0f} ms)"
    )


def scrolling(bench: Bench) -> None:
    """Jumps all over the list: longest stall, and how soon rows are there; beside the same pages read in the GUI thread."""
    window, _ = bench.open()
    model, table = window.list.model, window.list.table
    until(lambda: (not model.listing.busy and window.page.view is not None) or bool(window.page.message.text()))
    watch = StallWatch()
    until(lambda: watch.longest_s > 0)
    count = model.rowCount()
    watch.reset()
    delays = []
    for step in range(40):
        row = (step * 7_919 * PAGE) % max(1, count - PAGE)
        table.scrollTo(model.index(row, 0))
        delays.append(until(lambda row=row: model.row_at(row) is not None))
    stall_s, own_s = watch.longest_s, watch.longest_work_s
    blocked = []
    wanted = session_filter(Chosen(), bench.context.viewer, bench.context.clock())
    for step in range(40):
        begin = time.perf_counter()
        bench.store.list_sessions(wanted, Sort(), (step * 7_919 * PAGE) % max(1, count - PAGE), PAGE)
        blocked.append(time.perf_counter() - begin)
    print(
        f"scroll anywhere, longest stall  {stall_s * 1000:6.0f} ms, own {own_s * 1000:.0f} ms   (the same pages read in the GUI thread: up to {max(blocked) * 1000:.0f} ms)"
    )
    print(
        f"scroll anywhere, rows there     {sorted(delays)[len(delays) // 2] * 1000:6.0f} ms   median, {max(delays) * 1000:.0f} ms at most"
    )
    filtering(bench, window, watch)
    window.close()


def filtering(bench: Bench, window: ReviewWindow, watch: StallWatch) -> None:
    """Filters and sorts: how soon the new list is there, and the longest stall meanwhile."""
    panel = window.list
    cases = [
        ("one agent", Chosen(agent=review_sessions.AGENTS[3]), Sort()),
        ("one team", Chosen(team="South"), Sort()),
        ("one rule", Chosen(rule="dead-end"), Sort()),
        ("last 30 days", Chosen(time="days30"), Sort()),
        ("score below 60", Chosen(score="low"), Sort()),
        ("not yet viewed", Chosen(unread=True), Sort()),
        ("words", Chosen(text="never get it right"), Sort()),
        ("sorted by score", Chosen(), Sort(SortBy.SCORE, descending=False)),
        ("sorted by flags", Chosen(), Sort(SortBy.FLAGS)),
    ]
    for name, chosen, sort in cases:
        heard: list[int] = []
        panel.model.listed.connect(heard.append)
        watch.reset()
        panel.model.show_found(chosen, sort)
        took_s = until(lambda heard=heard: bool(heard))
        stall_s, own_s = watch.longest_s, watch.longest_work_s
        panel.model.listed.disconnect(heard.append)
        viewer, now = bench.context.viewer, bench.context.clock()
        wanted = viewer.narrowed(session_filter(chosen, viewer, now), sort, now)
        begin = time.perf_counter()
        bench.store.count(wanted)
        bench.store.list_sessions(wanted, sort, 0, PAGE)
        blocked_s = time.perf_counter() - begin
        print(
            f"filter: {name:<22} {took_s * 1000:8.0f} ms to the list, longest stall {stall_s * 1000:4.0f} ms, own {own_s * 1000:3.0f} ms   (in the GUI thread: {blocked_s * 1000:.0f} ms of it; {heard[0]} found)"
        )


def timeline(bench: Bench) -> None:
    """A call of 90 minutes drawn, beside one item for each stretch in the same plot."""
    store, context = bench.store, bench.context
    (call,) = review_sessions.base_calls(1, CALL_S, replayable=False)
    (session,) = list(review_sessions.many(1, [call], until=datetime.now(UTC)))
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "one.db") as one:
        one.add([session])
        detail = one.detail(session.labels.id)
    begin = time.perf_counter()
    view = session_view(context, detail, changes_of(detail, ()))
    put_together_s = time.perf_counter() - begin
    del store
    look = SystemLook().look(bench.settings.overlay)
    stretches = sum(len(lane) for lane in (view.lanes.agent, view.lanes.customer, view.lanes.overlaps))
    times, owns = [], []
    for _ in range(5):
        plot = TimelinePlot()
        plot.use_look(look)
        plot.resize(1000, 196)
        plot.show()
        QApplication.processEvents()
        begin, worked = time.perf_counter(), time.thread_time()
        plot.show_lanes(view.lanes)
        plot.grab()
        times.append(time.perf_counter() - begin)
        owns.append(time.thread_time() - worked)
        plot.close()
    zooms = []
    plot = TimelinePlot()
    plot.use_look(look)
    plot.resize(1000, 196)
    plot.show_lanes(view.lanes)
    plot.show()
    plot.grab()
    for _ in range(10):
        begin = time.perf_counter()
        plot.zoom(1.4)
        plot.grab()
        zooms.append(time.perf_counter() - begin)
    plot.close()
    plain = pg.PlotWidget()
    plain.resize(1000, 196)
    plain.show()
    QApplication.processEvents()
    begin = time.perf_counter()
    for row, lane in enumerate((view.lanes.agent, view.lanes.customer, view.lanes.overlaps)):
        for start_s, end_s in lane:
            plain.addItem(pg.BarGraphItem(x0=[start_s], width=[end_s - start_s], y0=row - 0.3, height=0.6))
    plain.grab()
    plain_s = time.perf_counter() - begin
    plain.close()
    print(
        f"90-minute timeline drawn        {sorted(times)[2] * 1000:6.0f} ms, own {sorted(owns)[2] * 1000:.0f} ms   median of 5, {stretches} stretches (one item a stretch: {plain_s * 1000:.0f} ms)"
    )
    print(f"90-minute timeline zoomed       {sorted(zooms)[5] * 1000:6.0f} ms   median of 10")
    print(
        f"90-minute call put together     {put_together_s * 1000:6.0f} ms   in the worker, {len(view.report.lines)} lines of transcript"
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sessions", type=int, default=100_000)
    parser.add_argument("--store", type=Path)
    chosen = parser.parse_args()
    qt = QApplication(["sotto"])
    use_drawn_style(qt)
    with tempfile.TemporaryDirectory() as folder:
        file = chosen.store or Path(folder) / "many" / "sessions.db"
        with open_store(file) as store:
            missing = chosen.sessions - store.count()
            begin = time.perf_counter()
            if missing > 0 and not store.count():
                calls = review_sessions.base_calls(replayable=False)
                review_sessions.fill(store, min(missing, _MADE), calls=calls)
        if missing > 0:
            review_sessions.multiply(file, chosen.sessions)
        with open_store(file) as store, open_store(Path(folder) / "none" / "sessions.db") as none:
            if missing > 0:
                print(
                    f"{missing} sessions made in {time.perf_counter() - begin:.0f} s, {file.stat().st_size / 1e6:.0f} MB"
                )
            print(
                f"{store.count()} sessions, platform {os.environ['QT_QPA_PLATFORM']}, load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
            )
            bench = Bench(store)
            opening(bench, Bench(none))
            scrolling(bench)
            timeline(bench)


if __name__ == "__main__":
    main()
