"""Arithmetic on stretches of time."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from coaching.intervals import Interval, gaps_between, intersection, merged, total_s, without

_intervals = st.lists(
    st.tuples(st.integers(0, 200), st.integers(0, 40)).map(lambda pair: Interval(pair[0] / 4, (pair[0] + pair[1]) / 4))
)


@given(_intervals)
def test_a_union_is_ascending_and_disjoint(intervals: list[Interval]) -> None:
    """Merged intervals never touch each other and come in order."""
    union = merged(intervals)
    assert all(left.end_s < right.start_s for left, right in pairwise(union))


@given(_intervals, _intervals)
def test_union_and_intersection_add_up(first: list[Interval], second: list[Interval]) -> None:
    """|A| + |B| = |A or B| + |A and B|."""
    both = total_s(first) + total_s(second)
    assert abs(both - total_s([*first, *second]) - total_s(intersection(first, second))) < 1e-9


@given(_intervals)
def test_gaps_and_union_fill_the_whole_span(intervals: list[Interval]) -> None:
    """What is not covered between the first start and the last end is a gap."""
    if intervals:
        span_s = max(i.end_s for i in intervals) - min(i.start_s for i in intervals)
        assert abs(total_s(intervals) + sum(gap.length_s for gap in gaps_between(intervals)) - span_s) < 1e-9


def test_short_gaps_are_bridged() -> None:
    """Stretches closer than the bridge become one."""
    assert merged([Interval(0, 1), Interval(1.3, 2), Interval(4, 5)], bridge_s=0.5) == [Interval(0, 2), Interval(4, 5)]


@given(_intervals, _intervals)
def test_what_is_left_and_what_is_shared_make_the_whole(first: list[Interval], second: list[Interval]) -> None:
    """|A without B| + |A and B| = |A|, and nothing of what is left lies in B."""
    left = without(first, second)
    assert abs(total_s(left) + total_s(intersection(first, second)) - total_s(first)) < 1e-9
    assert total_s(intersection(left, second)) < 1e-9
