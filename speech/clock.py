"""Session time for recognizers that count only the samples they were fed.

Place in the flow: the gate feeds a recognizer speech only, so the recognizer's own clock stands still in silence;
`FedSampleMap` turns its times back into session time. Exact to the sample, however long the session.
"""

from bisect import bisect_right
from dataclasses import dataclass

from speech.audio import SAMPLE_RATE_HZ


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Samples fed one after another: from `fed_start` on they lie at `session_start` on, or all at it (`added`)."""

    fed_start: int
    session_start: int
    added: bool


class FedSampleMap:
    """Maps positions in the fed stream to positions in the session; both count samples at 16 kHz from 0."""

    def __init__(self) -> None:
        """Start with nothing fed."""
        self._stretches: list[_Stretch] = []
        self.fed_samples = 0
        self._session_end = 0

    def feed(self, session_start: int, count: int) -> None:
        """Note that `count` samples beginning at `session_start` were fed next.

        Raises ValueError when they begin before the end of what was fed: session time never runs backwards.
        """
        if count < 0 or session_start < self._session_end:
            raise ValueError(f"samples fed out of order: {session_start} after {self._session_end}")
        if count == 0:
            return
        if not self._stretches or self._stretches[-1].added or session_start != self._session_end:
            self._stretches.append(_Stretch(self.fed_samples, session_start, added=False))
        self.fed_samples += count
        self._session_end = session_start + count

    def add_silence(self, count: int) -> None:
        """Note that `count` samples were fed that are no part of the session; they all map to its latest position."""
        if count > 0:
            self._stretches.append(_Stretch(self.fed_samples, self._session_end, added=True))
            self.fed_samples += count

    def session_sample(self, fed_sample: int) -> int:
        """Return the session position of a position in the fed stream (clamped to what was fed and is remembered)."""
        if not self._stretches:
            return 0
        position = min(max(fed_sample, self._stretches[0].fed_start), self.fed_samples)
        index = max(0, bisect_right(self._stretches, position, key=lambda s: s.fed_start) - 1)
        stretch = self._stretches[index]
        return stretch.session_start + (0 if stretch.added else position - stretch.fed_start)

    def session_s(self, fed_s: float) -> float:
        """Return session seconds for seconds of the fed stream."""
        return self.session_sample(round(fed_s * SAMPLE_RATE_HZ)) / SAMPLE_RATE_HZ

    def forget_before(self, fed_sample: int) -> None:
        """Drop what lies wholly before `fed_sample`, so that a long session stays small."""
        keep = bisect_right(self._stretches, fed_sample, key=lambda s: s.fed_start) - 1
        del self._stretches[: max(0, keep)]
