"""Weeks as series."""

from datetime import date, timedelta

from app.review.trends import MOST_RULES, RECENT_WEEKS, read_trends, trends_of
from app.store.records import Role, RulePoint, WeekPoint
from app.store.repository import Store
from coaching.rulebook.schema import Rulebook
from tests.app.review.conftest import NOW, MakeContext
from tests.app.store.conftest import MONDAY, MakeSession

FIRST = date(2026, 1, 5)
MONDAYS = tuple(FIRST + timedelta(weeks=n) for n in range(6))


def week(place: int, flags: int = 2) -> WeekPoint:
    """Return a week of two calls."""
    return WeekPoint(MONDAYS[place], "", 2, 600.0, flags, 4, 80.0, 1.0, {"patience_s": 1.0})


def test_weeks_without_calls_are_holes_not_zeros(rulebook: Rulebook) -> None:
    """A week in which nobody called says nothing about anybody."""
    trends = trends_of(MONDAYS, [week(0), week(5)], [], rulebook)
    flags = trends.measures[2]
    assert flags.values == (1.0, None, None, None, None, 1.0)
    assert trends.calls == (2, 0, 0, 0, 0, 2)


def test_recent_weeks_stand_beside_earlier_ones(rulebook: Rulebook) -> None:
    """The means of the last weeks and of those before are apart."""
    trends = trends_of(MONDAYS, [week(n, flags=8 if n < 6 - RECENT_WEEKS else 2) for n in range(6)], [], rulebook)
    assert (trends.measures[2].earlier, trends.measures[2].recent) == (4.0, 1.0)


def test_rules_are_counted_for_a_hundred_calls(rulebook: Rulebook) -> None:
    """The most frequent come first, a week with calls and no flag is zero, and there are not too many."""
    points = [RulePoint(MONDAYS[0], "", "dead-end", 3), RulePoint(MONDAYS[0], "", "gossip", 1)]
    points += [RulePoint(MONDAYS[1], "", f"rule-{n}", 1) for n in range(20)]
    rules = trends_of(MONDAYS, [week(0), week(1)], points, rulebook).rules
    assert rules[0].title == "No way forward"
    assert rules[0].values[:3] == (150.0, 0.0, None)
    assert len(rules) == MOST_RULES


def test_an_agent_reads_the_own_weeks_alone(make_context: MakeContext, store: Store, make_session: MakeSession) -> None:
    """Whoever is asked for; a supervisor reads what was released."""
    store.add([make_session(0), make_session(1, agent="ben")])
    assert sum(read_trends(make_context("anna", Role.AGENT), "ben", "", 4).calls) == 1
    assert sum(read_trends(make_context(), "", "", 4).calls) == 2
    assert sum(read_trends(make_context(now=MONDAY + timedelta(hours=2)), "", "", 4).calls) == 0
    assert sum(read_trends(make_context(), "", "south", 4).calls) == 0


def test_the_last_week_is_this_one(make_context: MakeContext, store: Store) -> None:
    """As many weeks as were asked for, the last of them the one that goes on."""
    trends = read_trends(make_context(), "", "", 12)
    assert len(trends.weeks) == 12
    assert trends.weeks[-1] <= NOW.date() < trends.weeks[-1] + timedelta(weeks=1)
