"""Sessions that never happened."""

from collections import Counter
from datetime import UTC, date
from pathlib import Path

import pytest

from app.store.call_log import replay_log
from app.store.generator.sessions import GenerationPlan, generate, generated_rows
from app.store.opening import open_store
from app.store.records import SessionFilter, SessionOrigin, TrendBy
from app.store.repository import Store
from coaching.rulebook.schema import Rulebook

PLAN = GenerationPlan(150, seed=3, agents=6, teams=2, weeks=8, until=date(2026, 3, 4))


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory, rulebook: Rulebook) -> Store:
    """Return a store with the plan's sessions."""
    store = open_store(tmp_path_factory.mktemp("generated") / "sessions.db")
    assert generate(store, PLAN, rulebook) == PLAN.count
    return store


def test_every_session_is_marked(filled: Store) -> None:
    """No generated session can be taken for a real one."""
    assert filled.count(SessionFilter(origins=(SessionOrigin.GENERATED,))) == PLAN.count == filled.count()
    assert {row.source for row in filled.list_sessions(limit=500)} == {"Generated call"}


def test_the_same_seed_gives_the_same_sessions(rulebook: Rulebook) -> None:
    """Row by row the same; another seed gives others."""
    small = GenerationPlan(40, seed=5, until=date(2026, 3, 4))
    assert list(generated_rows(small, rulebook)) == list(generated_rows(small, rulebook))
    other = GenerationPlan(40, seed=6, until=date(2026, 3, 4))
    assert [rows.session["id"] for rows in generated_rows(small, rulebook)] != [
        rows.session["id"] for rows in generated_rows(other, rulebook)
    ]


def test_calls_come_in_the_weeks_asked_for_and_in_working_hours(filled: Store) -> None:
    """All weeks lie before the week of the last day; nobody works at night or on Sundays, Mondays are busiest."""
    rows = filled.list_sessions(limit=500)
    assert {row.started_at.astimezone(UTC).hour for row in rows} <= set(range(8, 19))
    days = Counter(row.started_at.weekday() for row in rows)
    assert days[6] == 0
    assert days[0] > days[4] > days[5]
    weeks = {point.week for point in filled.weekly()}
    assert min(weeks) >= PLAN.first_monday == date(2026, 1, 5)
    assert max(weeks) < date(2026, 3, 2)


def test_agents_and_teams_are_as_many_as_asked_for(filled: Store) -> None:
    """Each agent belongs to one team."""
    pairs = {(row.agent, row.team) for row in filled.list_sessions(limit=500)}
    assert len(pairs) == len(filled.agents()) == 6
    assert len(filled.teams()) == 2


def test_what_the_list_says_is_what_the_detail_holds(filled: Store) -> None:
    """Totals and scores of every session follow from its flags, also where one is disputed; words are evidence."""
    for row in filled.list_sessions(limit=500):
        detail = filled.detail(row.id)
        assert (row.score, row.flags) == (detail.summary.score.total, len(detail.summary.detections))
        assert row.disputed == sum(kept.status == "disputed" for kept in detail.detections)
        assert (row.notes, row.praises) == (len(detail.notes), len(detail.summary.praise))
        texts = " / ".join(utterance.text for utterance in detail.summary.transcript)
        spoken = [d for d in detail.summary.detections if d.detector in {"phrase", "paraphrase"}]
        assert all(detection.evidence in texts for detection in spoken)


def test_some_things_happen_now_and_then(filled: Store) -> None:
    """There are disputes, notes, views, praise, gaps and sessions that nobody read."""
    rows = filled.list_sessions(limit=500)
    assert any(row.disputed for row in rows)
    assert any(row.notes for row in rows)
    assert any(row.viewed_at for row in rows)
    assert any(row.acknowledged_at is None for row in rows)
    assert any(row.praises for row in rows)
    assert any(row.heard_share is not None and row.heard_share < 1 for row in rows)
    assert len({point.rule_id for point in filled.weekly_rules()}) > 10


def test_calls_hold_promises_and_an_agenda(filled: Store) -> None:
    """Customers wait and are called back, some too late; what the agenda asks for is said in some calls only."""
    details = [filled.detail(row.id).summary for row in filled.list_sessions(limit=500)]
    outcomes = {str(promise.outcome) for summary in details for promise in summary.promises}
    assert {"kept", "broken", "after-call"} <= outcomes
    assert any(summary.metrics.hold_s for summary in details)
    assert {str(entry.status) for summary in details for entry in summary.agenda} >= {"spoken", "missing"}
    assert len({round(summary.metrics.pace_wpm or 0, -1) for summary in details}) > 4


def test_generated_calls_can_be_replayed(filled: Store, rulebook: Rulebook) -> None:
    """Rules can be run over a generated call: they find some of what was put in."""
    flagged = [row for row in filled.list_sessions(limit=500) if row.flags >= 2][:4]
    found = [replay_log(filled.replay_log(row.id), rulebook).detections for row in flagged]
    assert any(found)


def test_most_agents_get_better(tmp_path: Path, rulebook: Rulebook) -> None:
    """Over the weeks the mean score of all rises."""
    with open_store(tmp_path / "s.db") as store:
        generate(store, GenerationPlan(600, seed=2, agents=12, weeks=10, until=date(2026, 3, 4)), rulebook)
        points = store.weekly(by=TrendBy.ALL)
        first, last = ([point.score or 0.0 for point in part] for part in (points[:4], points[-4:]))
        assert sum(last) / 4 > sum(first) / 4


def test_what_is_there_is_not_written_again(tmp_path: Path, rulebook: Rulebook) -> None:
    """A longer plan of the same seed adds only what is new."""
    with open_store(tmp_path / "sessions.db") as store:
        short, longer = (GenerationPlan(count, seed=5, until=date(2026, 3, 4)) for count in (4, 6))
        assert [generate(store, plan, rulebook) for plan in (short, short, longer)] == [4, 0, 2]
        assert store.count() == 6
