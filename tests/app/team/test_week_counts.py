"""Trends from counted weeks: the same as from the sessions, whatever happened to them."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.store.records import RulePoint, SessionFilter, TrendBy, WeekPoint
from app.store.repository import Store
from app.team.connecting import Server
from app.team.team_store import TeamStore
from app.team.week_counts import split
from tests.app.store.conftest import MONDAY, MakeSession
from tests.app.team.conftest import Team

MOMENTS = st.none() | st.datetimes(datetime(2025, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
NOW = datetime(2027, 1, 1, tzinfo=UTC)


@given(MOMENTS, MOMENTS)
def test_each_moment_lies_in_exactly_one_part(since: datetime | None, until: datetime | None) -> None:
    """Whole weeks and cut ends cover what was asked for, once, and no week lies in two parts."""
    parts = split(SessionFilter(since=since, until=until), NOW)
    moment = datetime(2024, 12, 20, 7, 30, tzinfo=UTC)
    while moment < datetime(2027, 1, 20, tzinfo=UTC):
        wanted = (since is None or moment >= since) and (until is None or moment < until)
        counted = parts.weeks is not None and (
            (parts.first is None or moment.date() >= parts.first)
            and (parts.behind is None or moment.date() < parts.behind)
        )
        rest = [
            one for one in parts.rest
            if (one.since is None or moment >= one.since) and (one.until is None or moment < one.until)
        ]  # fmt: skip
        assert counted + len(rest) == wanted
        moment += timedelta(hours=53)


@pytest.mark.parametrize(
    "wanted",
    [
        SessionFilter(text="x"), SessionFilter(rules=("dead-end",)), SessionFilter(score_most=50.0),
        SessionFilter(unviewed=True), SessionFilter(released_by=NOW - timedelta(days=1)),
        SessionFilter(since=NOW - timedelta(days=2), until=NOW),
    ],
)  # fmt: skip
def test_what_the_counts_do_not_know_is_asked_of_the_sessions(wanted: SessionFilter) -> None:
    """Filters by content, past releases and parts of weeks."""
    assert split(wanted, NOW).weeks is None


def test_counted_weeks_equal_the_sessions_own(
    team: Team,
    workstation: Callable[[str], Store],
    opened: Callable[[Team, Server], TeamStore],
    make_session: MakeSession,
) -> None:
    """For all, each agent and each team; after sending, disputing, settling and deleting."""
    stores = {}
    for name in ("anna", "ben"):
        server, store = team.member(name), workstation(name)
        stores[name] = server, store
        store.add([make_session(hour * 31 + len(name), name) for hour in range(14)])
        team.sync(store, server)
    supervisor = opened(team, team.member("sue", "supervisor", None, ("north",)))
    _same(supervisor)
    server, store = stores["anna"]
    first, second = (row.id for row in store.list_sessions(limit=2))
    flag = store.detail(first).detections[0].detection.detection_id
    store.dispute(first, flag, by="anna", reason="No.")
    team.sync(store, server)
    before = supervisor.weekly_rules()
    _same(supervisor)
    supervisor.resolve(first, flag, by="Sue", upheld=False)
    assert supervisor.weekly_rules() != before
    store.delete([second])
    team.sync(store, server)
    _same(supervisor)
    assert supervisor.agents() == ["anna", "ben"]
    assert supervisor.teams() == ["north"]
    assert supervisor.rules() == Store.rules(supervisor)


def test_counts_follow_what_happens_on_the_server(
    team: Team,
    workstation: Callable[[str], Store],
    opened: Callable[[Team, Server], TeamStore],
    make_session: MakeSession,
) -> None:
    """Sessions count from their release on, each once, however they get there; nothing stays of what is gone."""
    server, store = team.member("anna"), workstation("anna")
    store.add([make_session(hour * 31, "anna") for hour in range(14)])
    team.sync(store, server)
    supervisor = opened(team, team.member("sue", "supervisor", None, ("north",)))
    # Back to the agent, and due: as if their release had not come when they were sent.
    late = "UPDATE sotto.session SET released_at = now() + interval '1 h' WHERE id IN (SELECT id FROM sotto.session LIMIT 6)"
    team.execute(late)
    assert team.execute("SELECT count(*) FROM sotto.release_due") == [(6,)]
    _same(supervisor)
    team.execute("SET LOCAL ROLE sotto_owner; UPDATE sotto.session SET score = 50, flags = flags + 1")
    team.execute("SET LOCAL ROLE sotto_owner; UPDATE sotto.detection SET status = 'withdrawn' WHERE detection_id = 1")
    team.execute("DELETE FROM sotto.session WHERE id = (SELECT min(session_id::text)::uuid FROM sotto.release_due)")
    _same(supervisor)
    held_back = "SET LOCAL session_replication_role = replica; UPDATE sotto.{} SET {} = now() WHERE {} > now()"
    for table, column in (("session", "released_at"), ("detection", "released_at"), ("release_due", "due_at")):
        team.execute(held_back.format(table, column, column))
    _same(supervisor)
    assert team.execute("SELECT count(*) FROM sotto.release_due") == [(0,)]
    counted = team.execute("SELECT team, agent, week, sessions, flags FROM sotto.week_count ORDER BY week")
    team.execute("SELECT sotto.count_anew()")
    assert team.execute("SELECT team, agent, week, sessions, flags FROM sotto.week_count ORDER BY week") == counted
    team.execute("DELETE FROM sotto.session")
    assert team.execute("SELECT count(*) FROM sotto.week_count") == [(0,)]
    assert team.execute("SELECT count(*) FROM sotto.week_rule_count") == [(0,)]


def _same(supervisor: TeamStore) -> None:
    cut = SessionFilter(since=MONDAY + timedelta(days=2), until=MONDAY + timedelta(days=16))
    for wanted in (SessionFilter(), cut, cut.on(agents=("anna",)), SessionFilter(released_by=supervisor.now())):
        for by in TrendBy:
            weeks = supervisor.weekly(wanted, by)
            assert weeks
            assert list(map(_rounded, weeks)) == list(map(_rounded, Store.weekly(supervisor, wanted, by)))
            rules = supervisor.weekly_rules(wanted, by)
            assert sorted(rules, key=_key) == sorted(Store.weekly_rules(supervisor, wanted, by), key=_key)


def _rounded(point: WeekPoint) -> tuple[object, ...]:
    numbers = (point.duration_s, point.score, point.heard_share, *point.metrics.values())
    whole = (point.week, point.name, point.sessions, point.flags, point.praises)
    return (*whole, *(None if number is None else round(number, 6) for number in numbers))


def _key(point: RulePoint) -> tuple[object, ...]:
    return point.name, point.week, point.rule_id
