"""Metrics of silence: patience and dead air.

Place in the flow: called by `coaching.metrics.measures` with both sides' stretches of speech.
"""

from collections.abc import Sequence
from statistics import median

from coaching.intervals import Interval, gaps_between, merged, without

DEAD_AIR_S = 3.0
"""Silence from which air is dead."""


def patience_s(agent: Sequence[Interval], customer: Sequence[Interval]) -> float | None:
    """Return the median silence between the customer's last word and the agent's answer, seconds.

    Only changes from customer to agent with a silence between them of at most 3 s (longer is dead air); a sign of listening
    inside the customer's turn is no answer. None when there was none. Source: Gong, "patience" (0.6 … 1.0 s is good); the median of human gaps is 0.2 s (Stivers et al. 2009).
    """
    spoken = sorted([*((s, "agent") for s in merged(agent)), *((s, "customer") for s in merged(customer))])
    waits: list[float] = []
    quiet_since_s, last = 0.0, ""
    for stretch, side in spoken:
        if (last, side) == ("customer", "agent") and 0.0 <= stretch.start_s - quiet_since_s <= DEAD_AIR_S:
            waits.append(stretch.start_s - quiet_since_s)
        if stretch.end_s >= quiet_since_s:
            quiet_since_s, last = stretch.end_s, side
    return median(waits) if waits else None


def dead_air_s(agent: Sequence[Interval], customer: Sequence[Interval], rests: Sequence[Interval] = ()) -> float:
    """Return the total length of silences of both sides longer than 3 s, between the first and the last word, seconds.

    `rests`: when the call was on hold or muted or the agent paused coaching; nothing counts then. Source: Amazon Connect Contact Lens, "non-talk time" (silence over 3 s).
    """
    silences = without(gaps_between([*agent, *customer]), rests)
    return sum((gap.length_s for gap in silences if gap.length_s > DEAD_AIR_S), 0.0)
