"""All metrics of a call in one place: what they are called, and computing them together.

Place in the flow: `coaching.engine` calls `measure` when the session ends. None always means "not measured", never 0.
"""

from dataclasses import dataclass
from typing import Final

from coaching.intervals import Interval
from coaching.metrics import talk, timing, voice, wording
from speech.events import Word


@dataclass(frozen=True, slots=True)
class CallFacts:
    """What metrics are computed from."""

    agent: tuple[Interval, ...]
    customer: tuple[Interval, ...]
    two_sided: bool
    """False when only the agent was heard."""
    utterances: tuple[tuple[Word, ...], ...]
    competitive: tuple[Interval, ...]
    """The agent's interruptions."""
    cooperative: tuple[Interval, ...]
    """The agent's backchannels."""
    levels: tuple[voice.LevelOver, ...]
    """Empty when loudness was not measured."""
    hold_s: float
    interruptions_measured: bool
    rests: tuple[Interval, ...] = ()
    """When the call was on hold or muted, or the agent paused coaching."""


@dataclass(frozen=True, slots=True)
class Metrics:
    """The metrics of one call; see the functions of `coaching.metrics` for definitions and sources."""

    talk_ratio: float | None
    longest_monologue_s: float | None
    patience_s: float | None
    pace_wpm: float | None
    dead_air_s: float | None
    filler_per_min: float | None
    overlap_s: float | None
    competitive_overlap_s: float | None
    cooperative_overlap_s: float | None
    interruptions: int | None
    customer_interruptions: int | None
    loudness_db: float | None
    loud_share: float | None
    hold_s: float | None


UNITS: Final = {
    "talk_ratio": "share", "longest_monologue_s": "s", "patience_s": "s", "pace_wpm": "words/min", "dead_air_s": "s",
    "filler_per_min": "1/min", "overlap_s": "s", "competitive_overlap_s": "s", "cooperative_overlap_s": "s",
    "interruptions": "count", "customer_interruptions": "count", "loudness_db": "dB", "loud_share": "share",
    "hold_s": "s",
}  # fmt: skip
"""Unit of each metric."""


def measure(facts: CallFacts) -> Metrics:
    """Compute all metrics of a call."""
    agent, customer = facts.agent, facts.customer
    two = facts.two_sided
    overlaps = two and facts.interruptions_measured
    return Metrics(
        talk_ratio=talk.talk_ratio(agent, customer) if two else None,
        longest_monologue_s=talk.longest_monologue_s(agent, customer) if two else None,
        patience_s=timing.patience_s(agent, customer) if two else None,
        pace_wpm=wording.pace_wpm(facts.utterances, agent),
        dead_air_s=timing.dead_air_s(agent, customer, facts.rests) if two else None,
        filler_per_min=wording.filler_per_min(facts.utterances, agent),
        overlap_s=talk.overlap_s(agent, customer) if overlaps else None,
        competitive_overlap_s=talk.overlap_s(facts.competitive, customer) if overlaps else None,
        cooperative_overlap_s=talk.overlap_s(facts.cooperative, customer) if overlaps else None,
        interruptions=len(facts.competitive) if overlaps else None,
        customer_interruptions=talk.barged_in(customer, agent) if overlaps else None,
        loudness_db=voice.loudness_db(facts.levels),
        loud_share=voice.loud_share(facts.levels),
        hold_s=facts.hold_s if two else None,
    )
