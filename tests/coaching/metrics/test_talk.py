"""Who talks: corner cases of ratio, monologue, overlap and barging in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.intervals import Interval
from coaching.metrics.talk import barged_in, longest_monologue_s, overlap_s, talk_ratio

_speech = st.lists(st.tuples(st.integers(0, 200), st.integers(1, 40)), max_size=10).map(
    lambda pairs: [Interval(a / 4, (a + b) / 4) for a, b in pairs]
)


def _spans(*pairs: tuple[float, float]) -> list[Interval]:
    return [Interval(*pair) for pair in pairs]


def test_speech_that_was_told_twice_counts_once() -> None:
    """Stretches of one side that overlap are one."""
    assert talk_ratio(_spans((0, 4), (2, 6)), _spans((10, 16))) == pytest.approx(0.5)
    assert overlap_s(_spans((0, 4), (2, 6)), _spans((3, 5), (4, 5))) == pytest.approx(2.0)


def test_one_side_alone_has_all_or_nothing() -> None:
    """The other never spoke."""
    assert talk_ratio(_spans((0, 4)), []) == 1.0
    assert talk_ratio([], _spans((0, 4))) == 0.0


@given(_speech, _speech)
def test_the_two_sides_shares_make_a_whole(agent: list[Interval], customer: list[Interval]) -> None:
    """Whoever is called the agent."""
    mine, theirs = talk_ratio(agent, customer), talk_ratio(customer, agent)
    assert (mine is None) == (theirs is None) == (not agent and not customer)
    if mine is not None and theirs is not None:
        assert mine + theirs == pytest.approx(1.0)


@given(_speech, _speech)
def test_overlap_is_the_same_from_both_sides(agent: list[Interval], customer: list[Interval]) -> None:
    """It belongs to both."""
    assert overlap_s(agent, customer) == pytest.approx(overlap_s(customer, agent))


@pytest.mark.parametrize(("silence_s", "longest_s"), [(3.0, 13.0), (3.1, 5.0)])
def test_a_silence_of_three_seconds_is_still_a_breath(silence_s: float, longest_s: float) -> None:
    """Only a longer one ends a monologue."""
    assert longest_monologue_s(_spans((0, 5), (5 + silence_s, 10 + silence_s)), []) == pytest.approx(longest_s)


@pytest.mark.parametrize(("turn_s", "longest_s"), [(0.9, 12.0), (1.0, 6.0)])
def test_a_customer_turn_lasts_a_second(turn_s: float, longest_s: float) -> None:
    """A shorter one is a sign of listening."""
    assert longest_monologue_s(_spans((0, 6), (8, 12)), _spans((6.2, 6.2 + turn_s))) == pytest.approx(longest_s)


def test_talking_over_the_customer_does_not_end_a_monologue() -> None:
    """The floor was never given away."""
    assert longest_monologue_s(_spans((0, 30)), _spans((10, 14))) == 30.0


@given(_speech, _speech)
def test_a_turn_of_the_customer_never_lengthens_a_monologue(agent: list[Interval], customer: list[Interval]) -> None:
    """For any call it lies between the longest stretch and what it would be alone."""
    longest, alone = longest_monologue_s(agent, customer), longest_monologue_s(agent, [])
    assert (longest is None) == (not agent)
    if longest is not None and alone is not None:
        assert max(span.length_s for span in agent) - 1e-9 <= longest <= alone + 1e-9


@pytest.mark.parametrize(("start_s", "count"), [(0.2, 0), (0.3, 1), (5.0, 0)])
def test_only_who_begins_inside_the_others_turn_barges_in(start_s: float, count: int) -> None:
    """Beginning together, within 0.2 s, is nobody's fault; at the end the turn is free."""
    assert barged_in(_spans((start_s, start_s + 3)), _spans((0, 5))) == count


def test_a_breath_of_the_holder_does_not_free_the_turn() -> None:
    """Half a second between two phrases is inside the turn; a whole second is not."""
    assert barged_in(_spans((5.2, 8)), _spans((0, 5), (5.5, 9))) == 1
    assert barged_in(_spans((5.2, 8)), _spans((0, 5), (6.0, 6.5))) == 0


@given(_speech, _speech)
def test_nobody_barges_in_more_often_than_speaking(agent: list[Interval], customer: list[Interval]) -> None:
    """For any call."""
    assert 0 <= barged_in(customer, agent) <= len(customer)
