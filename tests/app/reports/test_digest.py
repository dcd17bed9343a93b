"""A team's week."""

import json
from collections.abc import Callable
from datetime import date, timedelta

import pytest

from app.reports.digest import WeekError, digest_html, digest_json, parse_week, week_digest
from app.review.access import Viewer
from app.review.context import ReviewContext
from app.store.records import Role
from app.store.repository import Store
from coaching.rulebook.schema import Rulebook
from tests.app.store.conftest import MONDAY, MakeSession, make_session, rulebook, store, summary

__all__ = ["make_session", "rulebook", "store", "summary"]

WEEK_HOURS = 7 * 24
Context = Callable[..., ReviewContext]


@pytest.fixture
def context(store: Store, rulebook: Rulebook) -> Context:
    """Return a maker of contexts: a role, and days after the Monday."""

    def make(role: Role = Role.SUPERVISOR, days: int = 30) -> ReviewContext:
        return ReviewContext(store, Viewer("anna", role), rulebook, lambda: MONDAY + timedelta(days=days))

    return make


@pytest.mark.parametrize(("text", "monday"), [("2026-W10", date(2026, 3, 2)), (" 2026-w53 ", date(2026, 12, 28))])
def test_weeks_are_those_of_iso_8601(text: str, monday: date) -> None:
    """The week's Monday, in whatever case it is written."""
    assert parse_week(text) == monday


@pytest.mark.parametrize("text", ["", "2026", "2026-W54", "W10", "2026-10", "next week"])
def test_what_is_no_week_is_told(text: str) -> None:
    """One sentence with an example."""
    with pytest.raises(WeekError, match="2026-W47"):
        parse_week(text)


def test_a_week_stands_beside_the_weeks_before(store: Store, make_session: MakeSession, context: Context) -> None:
    """Calls and rules of the week, and the mean of the weeks before; only of the team asked for."""
    store.add([make_session(hour) for hour in (0, 1)])
    store.add([make_session(WEEK_HOURS + hour) for hour in range(4)] + [make_session(WEEK_HOURS, team="south")])
    digest = week_digest(context(), MONDAY.date() + timedelta(weeks=1), "north")
    assert (digest.measures[0].now, digest.measures[0].before) == ("4", "2")
    assert digest.rules[0].now == digest.rules[0].before
    assert [agent.name for agent in digest.agents] == ["anna"]
    assert digest.moments
    page = digest_html(digest)
    assert "north, week 2026-W11" in page
    assert "<script" not in page
    assert json.loads(digest_json(digest))["week"] == "2026-W11"


def test_agents_stand_by_name(store: Store, make_session: MakeSession, context: Context) -> None:
    """No order but that of the alphabet, whoever has more flags."""
    store.add([make_session(agent=name) for name in ("zoe", "anna", "ben", "ben")])
    digest = week_digest(context(), MONDAY.date(), "")
    assert [agent.name for agent in digest.agents] == ["anna", "ben", "zoe"]


def test_unreleased_calls_are_left_out_and_told(store: Store, make_session: MakeSession, context: Context) -> None:
    """A supervisor's digest counts what was released, and says how many were not."""
    store.add([make_session(0), make_session(48)])
    digest = week_digest(context(days=2), MONDAY.date(), "")
    assert digest.measures[0].now == "1"
    assert digest.withheld == "1 call is still with the agent and not counted here."


def test_an_agent_gets_the_agents_own_week(store: Store, make_session: MakeSession, context: Context) -> None:
    """Others' calls are not in it, nor is their number."""
    store.add([make_session(0), make_session(1, agent="ben")])
    digest = week_digest(context(Role.AGENT), MONDAY.date(), "")
    assert digest.measures[0].now == "1"
    assert digest.withheld == ""


def test_an_empty_week_is_told(store: Store, context: Context) -> None:
    """A week without sessions is an error that names week and team."""
    with pytest.raises(WeekError, match="of team north to report in week 2026-W10"):
        week_digest(context(), MONDAY.date(), "north")
