"""Metrics of loudness, relative to the agent's own level.

Place in the flow: called by `coaching.metrics.measures` with what `coaching.detectors.loudness.VoiceLevel` measured.
"""

from collections.abc import Sequence
from typing import NamedTuple

LOUD_DB = 7.0
"""As `LoudnessSettings.above_db`."""


class LevelOver(NamedTuple):
    """One comparison of the agent's short-term level with the own baseline."""

    window_s: float
    over_db: float


def loudness_db(levels: Sequence[LevelOver]) -> float | None:
    """Return how far the agent's loudest twentieth of speech lies over the own usual level, dB; None when not measured.

    The 95th percentile of short-term level minus baseline. Source: after the loudness range of EBU Tech 3342, which
    also takes the 95th percentile of gated short-term loudness.
    """
    if not levels:
        return None
    ordered = sorted(level.over_db for level in levels)
    return ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]


def loud_share(levels: Sequence[LevelOver]) -> float | None:
    """Return the share of the agent's speech 7 dB or more over the own usual level, 0.0 … 1.0; None when not measured."""
    total_s = sum(level.window_s for level in levels)
    if total_s == 0.0:
        return None
    return sum(level.window_s for level in levels if level.over_db >= LOUD_DB) / total_s
