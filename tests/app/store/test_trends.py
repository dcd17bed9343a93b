"""Weeks and rules counted together: the same numbers as the list's own, whatever the filter."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.store.new_session import monday_of
from app.store.open_sessions import begin_session
from app.store.opening import open_store
from app.store.plan import RecordingPlan
from app.store.records import FlagStatus, SessionFilter, TrendBy
from app.store.repository import Store
from coaching.rulebook.schema import Rulebook
from tests.app.store.conftest import MONDAY, MakeSession

zones = st.integers(-12, 14).map(lambda hours: timezone(timedelta(hours=hours)))
mondays = st.integers(-1, 4).map(lambda weeks: MONDAY.replace(hour=0, tzinfo=None) + timedelta(weeks=weeks))
moments = st.one_of(
    st.builds(lambda day, zone: day.replace(tzinfo=zone), mondays, zones),
    st.integers(-100, 700).map(lambda hours: MONDAY + timedelta(hours=hours)),
)
filters = st.builds(
    SessionFilter,
    agents=st.sampled_from([(), ("anna",), ("anna", "ben"), ("nobody",)]),
    teams=st.sampled_from([(), ("north",)]),
    rules=st.sampled_from([(), ("dead-end",), ("gossip",)]),
    since=st.none() | moments,
    until=st.none() | moments,
    unviewed=st.booleans(),
)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory, make_session: MakeSession) -> Iterator[Store]:
    """Return four weeks of two agents, a call every four hours; one flag is disputed."""
    with open_store(tmp_path_factory.mktemp("trends") / "sessions.db") as store:
        made = [make_session(4 * n, ("anna", "ben")[n % 2], ("north", "south")[n % 2]) for n in range(160)]
        store.add(made)
        store.dispute(made[5].labels.id, 1, by="ben", reason="x")
        yield store


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(wanted=filters, by=st.sampled_from(TrendBy))
def test_weeks_hold_what_the_list_holds(filled: Store, wanted: SessionFilter, by: TrendBy) -> None:
    """Each session that the filter lets through is in exactly one point, that of its own week."""
    rows = filled.list_sessions(wanted, limit=1_000)
    points = filled.weekly(wanted, by)
    assert sum(point.sessions for point in points) == len(rows)
    assert sum(point.flags for point in points) == sum(row.flags for row in rows)
    assert {point.week for point in points} == {monday_of(row.started_at) for row in rows}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(wanted=filters, by=st.sampled_from(TrendBy))
def test_rules_hold_the_flags_of_the_listed_sessions(filled: Store, wanted: SessionFilter, by: TrendBy) -> None:
    """In any time zone: a week that begins elsewhere than in UTC is not counted from its UTC beginning."""
    expected: dict[str, int] = {}
    for row in filled.list_sessions(wanted, limit=1_000):
        for kept in filled.detail(row.id).detections if row.flags else ():
            rule_id = kept.detection.rule_id
            if kept.status is FlagStatus.STANDING and (not wanted.rules or rule_id in wanted.rules):
                expected[rule_id] = expected.get(rule_id, 0) + 1
    counted: dict[str, int] = {}
    for point in filled.weekly_rules(wanted, by):
        counted[point.rule_id] = counted.get(point.rule_id, 0) + point.flags
    assert counted == expected


def test_points_come_by_name_then_week(filled: Store) -> None:
    """As the review draws them."""
    points = filled.weekly(by=TrendBy.AGENT)
    assert [(point.name, point.week) for point in points] == sorted((point.name, point.week) for point in points)
    rules = filled.weekly_rules(by=TrendBy.TEAM)
    keys = [(point.name, point.week, point.rule_id) for point in rules]
    assert keys == sorted(keys)


def test_a_call_that_goes_on_is_in_no_trend(store: Store, make_session: MakeSession) -> None:
    """Half a call would pull means down."""
    store.add([make_session(0)])
    with store.writing() as connection:
        begin_session(connection, make_session(1).labels, RecordingPlan(), "Headset")
    assert store.count() == 2
    assert sum(point.sessions for point in store.weekly()) == 1


def test_what_was_not_measured_pulls_no_mean_down(store: Store, make_session: MakeSession) -> None:
    """A mean is that of the sessions in which it was measured; of none it is none."""
    store.add([make_session(n) for n in range(3)])
    with store.writing() as connection:
        connection.exec_driver_sql("UPDATE session SET pace_wpm = NULL, loudness_db = NULL")
        connection.exec_driver_sql(
            "UPDATE session SET pace_wpm = 150 WHERE id = (SELECT id FROM session ORDER BY started_at LIMIT 1)"
        )
    (point,) = store.weekly()
    assert (point.metrics["pace_wpm"], point.metrics["loudness_db"]) == (150.0, None)


def test_without_sessions_there_are_no_weeks(tmp_path: Path, rulebook: Rulebook) -> None:
    """An empty database gives no point, no zero."""
    assert rulebook.rules
    with open_store(tmp_path / "empty.db") as store:
        assert store.weekly() == store.weekly_rules() == ()
        assert store.weekly(SessionFilter(since=datetime(2026, 1, 5, tzinfo=UTC)), TrendBy.TEAM) == ()
