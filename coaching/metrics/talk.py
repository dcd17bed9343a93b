"""Metrics of who talks: talk ratio, longest monologue, overlap, interruptions by the customer.

Place in the flow: called by `coaching.metrics.measures` with both sides' stretches of speech.
"""

from collections.abc import Sequence

from coaching.intervals import Interval, intersection, merged, total_s

CUSTOMER_TURN_S = 1.0
"""Customer speech shorter than this is a sign of listening, not a turn."""
MONOLOGUE_PAUSE_S = 3.0
"""A longer silence ends a monologue (the threshold of dead air)."""
BARGE_IN_S = 0.8
"""Overlap that makes an interruption, as in `coaching.detectors.interruptions`."""
TOGETHER_S = 0.2


def talk_ratio(agent: Sequence[Interval], customer: Sequence[Interval]) -> float | None:
    """Return the agent's share of all speech, 0.0 … 1.0; None when nobody spoke.

    Agent speech time ÷ (agent + customer speech time). Source: Gong, "Talk-to-listen ratio" (best calls 43 : 57; above
    65 % results fall).
    """
    agent_s, customer_s = total_s(agent), total_s(customer)
    return None if agent_s + customer_s == 0.0 else agent_s / (agent_s + customer_s)


def longest_monologue_s(agent: Sequence[Interval], customer: Sequence[Interval]) -> float | None:
    """Return the longest time the agent held the floor, seconds; None when the agent never spoke.

    From the start of the agent's first to the end of the last stretch that no customer turn (≥ 1 s) and no silence of
    more than 3 s separates. Source: Gong, "longest monologue" (aim: under 2:30).
    """
    turns = [turn.start_s for turn in customer if turn.length_s >= CUSTOMER_TURN_S]
    longest: float | None = None
    start_s = end_s = 0.0
    for stretch in merged(agent):
        broken = longest is None or stretch.start_s - end_s > MONOLOGUE_PAUSE_S
        if broken or any(end_s - TOGETHER_S <= turn < stretch.start_s for turn in turns):
            start_s = stretch.start_s
        end_s = stretch.end_s
        longest = max(longest or 0.0, end_s - start_s)
    return longest


def overlap_s(agent: Sequence[Interval], customer: Sequence[Interval]) -> float:
    """Return for how long both spoke at once, seconds. Source: Heldner & Edlund 2010 (overlap of any kind)."""
    return total_s(intersection(agent, customer))


def barged_in(barging: Sequence[Interval], holder: Sequence[Interval]) -> int:
    """Return how often one side began while the other held the turn and both spoke for 0.8 s.

    The interruption rule of `coaching.detectors.interruptions` by sound alone, for the side whose words are not heard.
    """
    count = 0
    for held in merged(holder, bridge_s=0.6):
        count += sum(
            held.start_s + TOGETHER_S < stretch.start_s < held.end_s
            and min(stretch.end_s, held.end_s) - stretch.start_s >= BARGE_IN_S
            for stretch in merged(barging)
        )
    return count
