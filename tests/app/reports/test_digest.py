"""A team's week."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

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


def test_an_agents_page_speaks_to_the_agent(store: Store, make_session: MakeSession, context: Context) -> None:
    """Your calls beside your own weeks; no table of agents with one line, and nobody is named to themselves."""
    store.add([make_session(0)])
    own, team = (week_digest(context(role), MONDAY.date(), "") for role in (Role.AGENT, Role.SUPERVISOR))
    assert own.heading == "Your calls, week 2026-W10"
    assert team.heading == "All teams, week 2026-W10"
    page, other = digest_html(own), digest_html(team)
    assert "the mean of your own 4 weeks before" in page
    assert "anna" not in page
    assert "ranking" not in page
    assert "Your calls" not in other
    assert "anna" in other
    assert json.loads(digest_json(own))["own"] is True


def test_an_agents_empty_week_is_told_to_the_agent(store: Store, context: Context) -> None:
    """Whoever wanted the team's week learns how supervisors ask for it."""
    with pytest.raises(WeekError, match=r"You have no sessions of team north in week 2026-W10\. .*--as supervisor"):
        week_digest(context(Role.AGENT), MONDAY.date(), "north")


def test_an_empty_week_is_told(store: Store, context: Context) -> None:
    """A week without sessions is an error that names week and team."""
    with pytest.raises(WeekError, match="of team north to report in week 2026-W10"):
        week_digest(context(), MONDAY.date(), "north")


@given(st.dates(date(1970, 1, 5), date(9998, 1, 1)))
def test_every_week_is_read_as_it_is_written(day: date) -> None:
    """The Monday on or before any day, through its week's name and back; the weeks around it can be asked for."""
    monday = parse_week(f"{day:%G-W%V}")
    assert monday.weekday() == 0
    assert 0 <= (day - monday).days < 7
    assert monday - timedelta(weeks=4) < monday + timedelta(weeks=1)


@given(st.one_of(st.text(max_size=12), st.from_regex(r"[0-9]{1,5}-[Ww][0-9]{1,3}", fullmatch=True)))
def test_whatever_is_typed_is_a_week_or_told(text: str) -> None:
    """Never another error; a week that is taken can be reported with the weeks before and the day after."""
    told, monday = "", None
    try:
        monday = parse_week(text)
    except WeekError as error:
        told = str(error)
    assert (monday is None) == ("no calendar week" in told)
    if monday is not None:
        assert monday - timedelta(weeks=4) < monday + timedelta(weeks=1)


@pytest.mark.parametrize("text", ["0001-W01", "9999-W52"])
def test_the_ends_of_time_are_no_weeks(text: str) -> None:
    """The weeks before or after them cannot be counted."""
    with pytest.raises(WeekError, match="no calendar week"):
        parse_week(text)


def test_names_and_words_are_escaped(
    store: Store, make_session: MakeSession, context: Context, rulebook: Rulebook
) -> None:
    """Agent, team, reference, words and rule titles of other machines cannot smuggle in markup or a template."""
    evil = "<img src=x onerror=alert(1)>{{ 7 * 7 }}"
    new = make_session(agent=evil, team=evil, reference=evil)
    praise = tuple(replace(one, evidence=evil) for one in new.summary.praise)
    store.add([replace(new, summary=replace(new.summary, praise=praise))])
    page = digest_html(week_digest(context(), MONDAY.date(), evil))
    assert "<img" not in page
    assert page.count("&lt;img src=x") >= 4
    assert "{{ 7 * 7 }}" in page


def test_the_page_needs_nothing_else(store: Store, make_session: MakeSession, context: Context) -> None:
    """Nothing is loaded from anywhere, the policy forbids it, and it is fit for paper and for the dark."""
    store.add([make_session()])
    page = digest_html(week_digest(context(), MONDAY.date(), ""))
    assert not re.search(r"""(src|href|url|@import)\s*[=(]?\s*["']?(https?:|//)""", page)
    assert "default-src 'none'" in page
    assert "@media print" in page
    assert "All teams, week 2026-W10" in page


def test_no_words_but_those_that_did_well(store: Store, make_session: MakeSession, context: Context) -> None:
    """A digest goes round: the words of flags stay with the call, the customer has none anyway."""
    store.add([make_session()])
    digest = week_digest(context(), MONDAY.date(), "")
    for text in (digest_html(digest), digest_json(digest)):
        assert "nothing more i can do" not in text.lower()
        assert "not transcribed" not in text
        assert "thank you for waiting" in text.lower()


def test_nobody_is_ranked(store: Store, make_session: MakeSession, context: Context) -> None:
    """An agent's row has calls, good moments and flags; no score, no place, and the page says what it is for."""
    store.add([make_session(agent=name) for name in ("ben", "anna")])
    digest = week_digest(context(), MONDAY.date(), "")
    assert [[one.label for one in agent.measures] for agent in digest.agents] == [
        ["calls", "done well, for each call", "flags, for each call"]
    ] * 2
    assert "not for ranking" in digest_html(digest)


def test_a_first_week_stands_beside_nothing(store: Store, make_session: MakeSession, context: Context) -> None:
    """Dashes, never zeros, where there are no weeks before."""
    store.add([make_session()])
    digest = week_digest(context(), MONDAY.date(), "")
    everything = (*digest.measures, *digest.delivery, *digest.rules, *digest.agents[0].measures)
    assert {one.before for one in everything} == {"\N{EN DASH}"}


def test_only_the_four_weeks_before_count(store: Store, make_session: MakeSession, context: Context) -> None:
    """Neither a fifth nor the week after."""
    store.add(
        [
            make_session(WEEK_HOURS * week + hour)
            for week, calls in enumerate((9, 1, 1, 1, 1, 1, 9))
            for hour in range(calls)
        ]
    )
    digest = week_digest(context(days=90), MONDAY.date() + timedelta(weeks=5), "")
    assert (digest.measures[0].now, digest.measures[0].before) == ("1", "1")


def test_the_week_ends_on_sunday_night_of_utc(store: Store, make_session: MakeSession, context: Context) -> None:
    """The last hour counts, the first of the next Monday does not; the page names the days."""
    store.add([make_session(WEEK_HOURS - 10), make_session(WEEK_HOURS - 9)])
    digest = week_digest(context(), MONDAY.date(), "")
    assert digest.measures[0].now == "1"
    assert "2026-03-02 to 2026-03-08, days of UTC" in digest_html(digest)


@pytest.mark.parametrize(("withheld", "told"), [(1, "1 call is still"), (3, "3 calls are still")])
def test_what_is_withheld_is_counted(
    store: Store, make_session: MakeSession, context: Context, withheld: int, told: str
) -> None:
    """One or many, on the page as well; nothing of their content is."""
    store.add([make_session(0), *(make_session(48 + n, reference=f"ticket-{n}") for n in range(withheld))])
    digest = week_digest(context(days=2), MONDAY.date(), "")
    assert digest.withheld.startswith(told)
    assert digest.withheld in digest_html(digest)
    assert "ticket-" not in digest_json(digest)


def test_json_holds_the_page(store: Store, make_session: MakeSession, context: Context) -> None:
    """Versioned, plain, and with the same numbers."""
    store.add([make_session()])
    digest = week_digest(context(), MONDAY.date(), "")
    read = json.loads(digest_json(digest))
    assert read["schema_version"] == 1
    assert read["monday"] == "2026-03-02"
    assert [one["now"] for one in read["measures"]] == [one.now for one in digest.measures]
