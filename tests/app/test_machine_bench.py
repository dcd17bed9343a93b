"""What `sotto bench` reckons from the events of an analysis."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.machine_bench import LIVE_LIMIT, BenchFigures, Stopwatch, largest_memory_mb, share_of
from coaching.events import Cue, CueKind, Detection, Severity
from speech.events import FinalTranscript


class _Clock:
    """A clock that the test turns."""

    def __init__(self) -> None:
        self.now_s = 100.0

    def __call__(self) -> float:
        return self.now_s


def _final(at_s: float) -> FinalTranscript:
    return FinalTranscript(at_s, 1, (), "")


def _detection(end_s: float, at_s: float) -> Detection:
    return Detection(7, "dead-end", end_s - 1.0, end_s, at_s, "nothing more I can do", 0.9, "phrase")


def _cue(at_s: float, *, shown: bool = True) -> Cue:
    held = None if shown else "rate"
    return Cue(1, "dead-end", CueKind.WORDS, Severity.NORMAL, at_s, "Offer a step", "I can …", "…", 7, shown, held)


def _watched(steps: list[tuple[float, object]]) -> BenchFigures:
    """Let each event come after so many seconds of work."""
    clock = _Clock()
    watch = Stopwatch(clock, clock)
    for work_s, event in steps:
        clock.now_s += work_s
        watch.took(event)  # type: ignore[arg-type]
    return watch.figures()


def test_a_quick_machine_waits_for_the_sound() -> None:
    """Work that ends before the next sound arrives delays nothing but its own event."""
    figures = _watched([(0.2, _final(2.0)), (0.3, _final(5.0))])
    assert figures.delays_s == pytest.approx((0.2, 0.3))


def test_a_slow_machine_falls_behind() -> None:
    """Work that takes longer than the sound between two events piles up, as it would in a live call."""
    figures = _watched([(3.0, _final(1.0)), (3.0, _final(2.0))])
    assert figures.delays_s == pytest.approx((3.0, 5.0))
    assert not figures.fast_enough


def test_a_shown_cue_counts_from_the_end_of_its_words() -> None:
    """The decision of a cue is measured from the words' end to the moment a live call would have had it."""
    figures = _watched([(0.1, _detection(3.0, 3.5)), (0.1, _cue(3.5))])
    assert figures.decisions_s == pytest.approx((0.7,))


def test_a_cue_that_was_held_back_counts_nowhere() -> None:
    """What nobody saw has no latency."""
    figures = _watched([(0.1, _detection(3.0, 3.5)), (0.1, _cue(3.5, shown=False))])
    assert figures.decisions_s == ()
    assert figures.delays_s == ()


@pytest.mark.parametrize(("wall_s", "enough"), [(10.0 * LIVE_LIMIT, True), (10.0 * LIVE_LIMIT + 0.1, False)])
def test_comfort_ends_at_its_limit(wall_s: float, enough: bool) -> None:
    """Live coaching counts as comfortable up to the limit and not beyond."""
    figures = BenchFigures(10.0, wall_s, 1.0, (), (), 100.0)
    assert figures.fast_enough is enough
    assert figures.as_dict()["fast_enough"] is enough


def test_nothing_heard_divides_by_nothing() -> None:
    """An empty recording has factors of zero and no latencies."""
    told = BenchFigures(0.0, 1.0, 1.0, (), (), 1.0).as_dict()
    assert told["real_time_factor"] == told["processor_share"] == 0.0
    assert told["delay_s"] == {"median": None, "p95": None}


@given(st.lists(st.floats(-1e6, 1e6), min_size=1), st.floats(0.01, 1.0))
def test_a_share_is_not_exceeded_by_that_share(values: list[float], share: float) -> None:
    """At least that share of the values is no larger, and the answer is one of them."""
    found = share_of(values, share)
    assert found in values
    assert sum(value <= found for value in values) >= share * len(values) - 1e-6  # type: ignore[operator]


def test_memory_is_that_of_this_process() -> None:
    """An interpreter with numpy in it takes some ten megabytes, and not a terabyte: the unit is right."""
    assert 10.0 < largest_memory_mb() < 1e6


def test_the_clock_starts_with_the_watch(monkeypatch: pytest.MonkeyPatch) -> None:
    """Time before the analysis (loading of models) is not counted."""
    clock: Callable[[], float] = _Clock()
    assert Stopwatch(clock, clock).figures().wall_s == 0.0
