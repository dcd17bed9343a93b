"""What a user would feel of a GUI thread: gaps of a 5 ms timer, and how much of them the machine is to blame for.

Place in the flow: `bench_replay` runs one beside the overlay and one beside a bare window. Linux tells how long a thread
waited for a core although it wanted to run (/proc/…/schedstat); elsewhere that part is 0.
"""

import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer, Slot

TICK_MS: Final = 5
STALL_S: Final = 0.050


@dataclass(frozen=True, slots=True)
class Gap:
    """Between two ticks."""

    length_s: float
    starved_s: float
    """Of it: the thread wanted to run and the machine gave it no core."""


@dataclass(slots=True)
class Gaps:
    """All gaps of a run; only long ones are kept one by one."""

    ticks: int = 0
    longest: Gap = Gap(0.0, 0.0)
    stalls: list[Gap] = field(default_factory=list)
    lengths_s: list[float] = field(default_factory=list)


def starved_s(thread_id: int | None = None) -> float:
    """Return how long a thread (None: the calling one) has waited for a core so far, s; 0.0 where the system is silent."""
    try:
        told = Path(f"/proc/self/task/{thread_id or threading.get_native_id()}/schedstat").read_text(encoding="ascii")
    except OSError:
        return 0.0
    return int(told.split()[1]) / 1e9


class StallWatch(QObject):
    """Ticks in the GUI thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin to tick with the event loop."""
        super().__init__(parent)
        self.gaps = Gaps()
        self._last_s, self._starved_s = 0.0, 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._on_tick)

    def start(self) -> None:
        """Forget what was and tick."""
        self.gaps = Gaps()
        self._last_s, self._starved_s = time.perf_counter(), starved_s()
        self._timer.start()

    def stop(self) -> Gaps:
        """Return what was seen."""
        self._timer.stop()
        return self.gaps

    @Slot()
    def _on_tick(self) -> None:
        now_s, starved = time.perf_counter(), starved_s()
        gap = Gap(now_s - self._last_s, starved - self._starved_s)
        self._last_s, self._starved_s = now_s, starved
        self.gaps.ticks += 1
        self.gaps.lengths_s.append(gap.length_s)
        if gap.length_s > self.gaps.longest.length_s:
            self.gaps.longest = gap
        if gap.length_s > STALL_S:
            self.gaps.stalls.append(gap)
