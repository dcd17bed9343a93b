"""Silence: what counts as waiting for an answer, and what as dead air."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.intervals import Interval
from coaching.metrics.timing import dead_air_s, patience_s

_speech = st.lists(st.tuples(st.integers(0, 200), st.integers(1, 40)), max_size=8).map(
    lambda pairs: [Interval(a / 4, (a + b) / 4) for a, b in pairs]
)


def _spans(*pairs: tuple[float, float]) -> list[Interval]:
    return [Interval(*pair) for pair in pairs]


def test_a_sign_of_listening_is_no_answer() -> None:
    """The wait ends with the turn that follows the customer's, not with the "mm-hm" inside it."""
    assert patience_s(_spans((5, 5.4), (10.5, 14)), _spans((0, 10))) == pytest.approx(0.5)


def test_a_word_of_the_customer_inside_the_agents_turn_is_not_waited_for() -> None:
    """The agent's own breath after it is no patience."""
    assert patience_s(_spans((0, 6), (6.5, 9)), _spans((5, 5.4))) is None


def test_answering_too_early_is_no_wait() -> None:
    """Who begins before the customer has ended waited for nothing; not even 0 s."""
    assert patience_s(_spans((9, 14)), _spans((0, 10))) is None
    assert patience_s(_spans((10, 14)), _spans((0, 10))) == 0.0


@pytest.mark.parametrize(("wait_s", "counts"), [(3.0, True), (3.1, False)])
def test_a_wait_of_more_than_three_seconds_is_dead_air_instead(wait_s: float, *, counts: bool) -> None:
    """It is counted in one of the two, never in both."""
    agent, customer = _spans((10 + wait_s, 20)), _spans((0, 10))
    assert patience_s(agent, customer) == (pytest.approx(wait_s) if counts else None)
    assert dead_air_s(agent, customer) == (0.0 if counts else pytest.approx(wait_s))


def test_the_middle_wait_is_told_whatever_the_longest_is() -> None:
    """One long search does not make an agent slow."""
    agent, customer = _spans((1.5, 2), (5.6, 6), (12.9, 14)), _spans((0, 1), (4, 5), (8, 10))
    assert patience_s(agent, customer) == pytest.approx(0.6)


def test_a_call_without_words_has_no_dead_air() -> None:
    """Nor one with a single stretch of speech."""
    assert dead_air_s([], []) == 0.0
    assert dead_air_s(_spans((20, 21)), []) == 0.0


def test_the_other_sides_speech_ends_a_silence() -> None:
    """Only what both leave empty counts."""
    assert dead_air_s(_spans((0, 1), (20, 21)), _spans((4, 17))) == 0.0
    assert dead_air_s(_spans((0, 1), (20, 21)), _spans((5, 16))) == pytest.approx(8.0)


@given(_speech, _speech)
def test_a_wait_is_a_real_silence_of_the_call(agent: list[Interval], customer: list[Interval]) -> None:
    """For any call: within 0 … 3 s, and none without a customer or an agent."""
    wait_s = patience_s(agent, customer)
    assert wait_s is None or (0.0 <= wait_s <= 3.0 and bool(agent) and bool(customer))


@given(_speech, _speech)
def test_dead_air_does_not_depend_on_who_is_silent(agent: list[Interval], customer: list[Interval]) -> None:
    """For any call it is the same from both sides, and fits between first and last word."""
    dead_s = dead_air_s(agent, customer)
    assert dead_s == pytest.approx(dead_air_s(customer, agent))
    spoken = [*agent, *customer]
    assert dead_s == 0.0 or dead_s <= max(s.end_s for s in spoken) - min(s.start_s for s in spoken)


def test_a_rest_in_a_silence_is_taken_out_of_it() -> None:
    """What is left on either side counts where it is longer than three seconds by itself."""
    agent, customer = _spans((0, 1), (40, 41)), _spans((39, 40))
    assert dead_air_s(agent, customer, _spans((3, 20))) == pytest.approx(19.0)
    assert dead_air_s(agent, customer, _spans((0, 60))) == 0.0
