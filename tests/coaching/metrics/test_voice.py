"""Loudness over the own level: the loud end and the loud share."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.detectors.loudness import LoudnessSettings
from coaching.metrics.voice import LOUD_DB, LevelOver, loud_share, loudness_db

_levels = st.lists(st.builds(LevelOver, st.floats(0.01, 1.0), st.floats(-40.0, 40.0)), min_size=1, max_size=40)


def test_the_share_begins_where_the_detector_does() -> None:
    """The same 7 dB, included, so that cue and report agree."""
    assert LoudnessSettings().above_db == LOUD_DB
    assert loud_share([LevelOver(0.1, LOUD_DB), LevelOver(0.1, LOUD_DB - 0.1)]) == pytest.approx(0.5)


def test_the_share_is_one_of_time_not_of_windows() -> None:
    """A long loud window weighs more than a short calm one."""
    assert loud_share([LevelOver(0.3, 10.0), LevelOver(0.1, 0.0)]) == pytest.approx(0.75)


def test_windows_without_length_measure_nothing() -> None:
    """None, not a division by zero."""
    assert loud_share([LevelOver(0.0, 10.0)]) is None


def test_a_single_shout_is_not_the_loud_end() -> None:
    """One window in forty lies above the loudest twentieth's edge; one in ten does not."""
    assert loudness_db([LevelOver(0.1, 0.0)] * 39 + [LevelOver(0.1, 20.0)]) == 0.0
    assert loudness_db([LevelOver(0.1, 0.0)] * 9 + [LevelOver(0.1, 20.0)]) == 20.0


@given(_levels)
def test_the_loud_end_is_a_level_that_was_measured(levels: list[LevelOver]) -> None:
    """For any levels, in whatever order; the share lies within 0 … 1."""
    loud = loudness_db(levels)
    assert loud in {level.over_db for level in levels}
    assert loudness_db(levels[::-1]) == loud
    share = loud_share(levels)
    assert share is not None
    assert 0.0 <= share <= 1.0


@given(_levels, st.floats(0.0, 10.0))
def test_speaking_louder_never_lowers_the_measure(levels: list[LevelOver], more_db: float) -> None:
    """For any levels, raised by the same amount."""
    raised = [LevelOver(level.window_s, level.over_db + more_db) for level in levels]
    assert (loudness_db(raised) or 0.0) >= (loudness_db(levels) or 0.0)
    assert (loud_share(raised) or 0.0) >= (loud_share(levels) or 0.0) - 1e-12
