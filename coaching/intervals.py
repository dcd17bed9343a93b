"""Arithmetic on stretches of session time: the common ground of turn-taking, metrics and coverage.

Place in the flow: a leaf; detectors and metrics hand lists of `Interval`s to these functions. Pure; nothing is changed
in place.
"""

from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple


class Interval(NamedTuple):
    """A stretch of session time, seconds; `end_s` is never before `start_s`."""

    start_s: float
    end_s: float

    @property
    def length_s(self) -> float:
        """Length in seconds, 0.0 or more."""
        return max(0.0, self.end_s - self.start_s)


def merged(intervals: Iterable[Interval], bridge_s: float = 0.0) -> list[Interval]:
    """Return the union, ascending and disjoint; gaps of at most `bridge_s` are closed."""
    result: list[Interval] = []
    for interval in sorted(intervals):
        if result and interval.start_s - result[-1].end_s <= bridge_s:
            result[-1] = Interval(result[-1].start_s, max(result[-1].end_s, interval.end_s))
        else:
            result.append(interval)
    return result


def intersection(first: Iterable[Interval], second: Iterable[Interval]) -> list[Interval]:
    """Return the stretches that both lists cover, ascending and disjoint."""
    a, b = merged(first), merged(second)
    result: list[Interval] = []
    i = j = 0
    while i < len(a) and j < len(b):
        start_s, end_s = max(a[i].start_s, b[j].start_s), min(a[i].end_s, b[j].end_s)
        if start_s < end_s:
            result.append(Interval(start_s, end_s))
        if a[i].end_s <= b[j].end_s:
            i += 1
        else:
            j += 1
    return result


def without(intervals: Iterable[Interval], removed: Iterable[Interval]) -> list[Interval]:
    """Return what of the first list the second does not cover, ascending and disjoint."""
    taken = merged(removed)
    result: list[Interval] = []
    for start_s, end_s in merged(intervals):
        left_s = start_s
        for hole in taken:
            if hole.end_s <= left_s or hole.start_s >= end_s:
                continue
            if hole.start_s > left_s:
                result.append(Interval(left_s, hole.start_s))
            left_s = hole.end_s
        if left_s < end_s:
            result.append(Interval(left_s, end_s))
    return result


def gaps_between(intervals: Iterable[Interval]) -> list[Interval]:
    """Return the stretches between the first start and the last end that no interval covers."""
    union = merged(intervals)
    return [Interval(left.end_s, right.start_s) for left, right in pairwise(union)]


def total_s(intervals: Iterable[Interval]) -> float:
    """Return the length of the union in seconds: time covered twice counts once."""
    return sum((interval.length_s for interval in merged(intervals)), 0.0)
