"""Who calls when in sessions that never happened."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from app.store.generator.call_times import call_time
from app.store.generator.lines import standard_lines
from app.store.generator.people import FAMILIES, TIERS, Agent, agents_of
from coaching.redaction import redact

SEEDS = st.integers(0, 2**32)


def drawn(seed: int) -> Random:
    """Return what people and times are drawn from."""
    return Random(seed)  # noqa: S311  calls that never happened are no secret


@given(count=st.integers(1, 400), teams=st.integers(1, 60), seed=SEEDS)
def test_each_agent_has_a_name_and_a_team(count: int, teams: int, seed: int) -> None:
    """However many there are: no name twice, and as many teams as asked for, where there are people for them."""
    agents = agents_of(count, teams, standard_lines(), drawn(seed))
    assert len({agent.name for agent in agents}) == count
    assert len({agent.team for agent in agents}) == min(count, teams)
    sizes = Counter(agent.team for agent in agents).values()
    assert max(sizes) - min(sizes) <= 1


@given(
    start=st.floats(0.0, 4.0),
    gain=st.floats(-3.0, 3.0),
    progress=st.floats(0.0, 1.0),
    hour=st.integers(0, 23),
    seed=SEEDS,
)
def test_a_call_is_of_a_tier_and_a_group_that_exist(
    start: float, gain: float, progress: float, hour: int, seed: int
) -> None:
    """Nobody gets better than best or worse than worst."""
    agent = Agent("anna", "north", 2, start, gain, 1.0)
    assert 0 <= agent.tier(progress, hour, drawn(seed)) < TIERS
    assert 0 <= agent.family(drawn(seed)) < FAMILIES


def test_people_get_tired_and_better() -> None:
    """In the mean of many calls: late ones are worse, those of the last week better."""
    agent = Agent("anna", "north", 2, 1.5, 1.5, 1.0)

    def mean(progress: float, hour: int) -> float:
        draw = drawn(3)
        return sum(agent.tier(progress, hour, draw) for _ in range(400)) / 400

    assert mean(0.0, 17) < mean(0.0, 10) < mean(1.0, 10)


def test_what_an_agent_finds_hard_comes_most() -> None:
    """But not alone."""
    draw, agent = drawn(3), Agent("anna", "north", 4, 2.0, 0.0, 1.0)
    groups = Counter(agent.family(draw) for _ in range(600))
    assert groups.most_common(1)[0][0] == 4
    assert len(groups) == FAMILIES


@given(week=st.integers(0, 519), seed=SEEDS)
def test_a_call_lies_in_its_week(week: int, seed: int) -> None:
    """From Monday to Saturday, within working hours, in UTC."""
    monday = date(2020, 1, 6)
    moment = call_time(monday, week, drawn(seed))
    begin = datetime(2020, 1, 6, tzinfo=UTC) + timedelta(weeks=week)
    assert begin <= moment < begin + timedelta(days=6)
    assert 8 <= moment.hour < 19
    assert moment.tzinfo is UTC


def test_what_is_said_holds_no_private_number() -> None:
    """Made-up calls are shown to people: nothing in them may look like a leak, nor be hidden when it is kept."""
    lines = standard_lines()
    said = [
        *lines.opening,
        *lines.neutral,
        *lines.closing,
        *(text for texts in lines.praise.values() for text in texts),
    ]
    assert len(said) > 30
    for text in said:
        assert redact(text) == text


def test_evidence_of_sound_can_be_filled_in() -> None:
    """Each sentence takes seconds and decibels, and says at least one of them."""
    for text in standard_lines().sound.values():
        filled = text.format(seconds=1.25, decibels=9.0)
        assert filled != text
        assert "{" not in filled
