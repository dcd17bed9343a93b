"""Power cuts and kills: what was reported as kept is there afterwards."""

import sys
from pathlib import Path

import pytest

from benchmarks.bench_store_crash import crash_rounds


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere each round starts a whole new process")
def test_a_killed_writer_loses_nothing(tmp_path: Path) -> None:
    """Twenty kills at random points: no committed event is lost, no file damaged, every open session is recovered."""
    tally = crash_rounds(tmp_path / "sessions.db", rounds=20, seed=11)
    assert (tally.rounds, tally.lost, tally.damaged) == (20, 0, 0)
    assert tally.recovered > 0
    assert tally.commits > 50
