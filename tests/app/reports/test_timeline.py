"""Geometry of the timeline."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from app.reports.timeline import LEFT, WIDTH, Scale, clock, overlaps

SPANS = st.lists(st.floats(0, 500), max_size=20, unique=True).map(
    lambda values: [(a, b) for a, b in zip(sorted(values)[::2], sorted(values)[1::2], strict=False)]
)


@given(st.floats(0, 20_000), st.floats(-10, 30_000))
def test_everything_stays_inside(duration_s: float, at_s: float) -> None:
    """No moment leaves the drawing, whatever its time."""
    assert LEFT <= Scale(duration_s).x(at_s) <= WIDTH


@given(st.floats(0, 100_000))
def test_ticks_are_few_and_ascending(duration_s: float) -> None:
    """There are never more than a dozen ticks, the first at zero, each further right."""
    ticks = Scale(duration_s).ticks()
    assert ticks[0].text == "0:00"
    assert len(ticks) <= max(12, duration_s / 7200 + 1)
    assert all(left.x <= right.x for left, right in pairwise(ticks))


def test_short_stretches_stay_visible() -> None:
    """A tenth of a second in an hour's call is still drawn."""
    bar = Scale(3600.0).bar((10.0, 10.1), "Agent speaks")
    assert bar.width >= 1.5
    assert bar.label == "Agent speaks, 0:10 to 0:10"


@given(SPANS, SPANS)
def test_overlaps_lie_in_both(left: list[tuple[float, float]], right: list[tuple[float, float]]) -> None:
    """Each overlap lies within one stretch of either side, and both orders give the same."""
    found = overlaps(left, right)
    assert found == overlaps(right, left)
    for start, end in found:
        assert start < end
        assert any(a <= start and end <= b for a, b in left)
        assert any(a <= start and end <= b for a, b in right)


def test_overlap_of_one() -> None:
    """A simple overlap is where it should be."""
    assert overlaps([(0.0, 5.0)], [(4.0, 6.0), (8.0, 9.0)]) == [(4.0, 5.0)]


def test_clock() -> None:
    """Times read like times."""
    assert [clock(0), clock(59.9), clock(61), clock(3_725)] == ["0:00", "0:59", "1:01", "1:02:05"]
