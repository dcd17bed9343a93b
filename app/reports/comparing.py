"""Which measures are set beside weeks before, and how several weeks become one number.

Place in the flow: the week's digest, the trends and a call's changes in the review compare the same measures.
"""

from collections.abc import Iterable
from typing import Final

COMPARED: Final = (
    "talk_ratio",
    "interruptions",
    "patience_s",
    "pace_wpm",
    "longest_monologue_s",
    "dead_air_s",
    "filler_per_min",
)
"""Keys of `coaching.metrics.measures.Metrics`, in the order in which they are shown."""


def mean_measured(values: Iterable[float | None]) -> float | None:
    """Return the mean of what was measured, each value counting the same; None where nothing was."""
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None
