"""Deleting what is too old or too much, so that it is gone."""

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.store.opening import open_store
from app.store.records import Role
from app.store.repository import Store
from app.store.retention import purge, scrub
from tests.app.store.conftest import MONDAY, MakeSession


def at_hour(store: Store, hour: float) -> Store:
    """Let the store believe that it is `hour` hours after Monday morning."""
    store._clock = lambda: MONDAY + timedelta(hours=hour)
    return store


def test_what_is_too_old_goes(store: Store, make_session: MakeSession) -> None:
    """Sessions older than the limit are deleted, to the hour; the others stay."""
    store.add([make_session(24 * day) for day in range(10)])
    done = purge(at_hour(store, 24 * 9), keep_days=3, keep_most=0)
    assert (done.deleted, done.held) == (6, 0)
    assert [row.started_at for row in store.list_sessions()][-1] == MONDAY + timedelta(days=6)


def test_what_is_too_much_goes_oldest_first(store: Store, make_session: MakeSession) -> None:
    """Beyond the limit the oldest go."""
    sessions = [make_session(n) for n in range(10)]
    store.add(sessions)
    assert purge(store, keep_days=0, keep_most=4).deleted == 6
    assert {row.id for row in store.list_sessions()} == {new.labels.id for new in sessions[6:]}


def test_no_limit_deletes_nothing(store: Store, make_session: MakeSession) -> None:
    """0 means for ever."""
    store.add([make_session(n) for n in range(3)])
    assert purge(at_hour(store, 1e5), keep_days=0, keep_most=0).deleted == 0


def test_legal_hold_comes_first(store: Store, make_session: MakeSession) -> None:
    """A session under legal hold stays whatever the limits say, and is counted."""
    sessions = [make_session(n) for n in range(5)]
    store.add(sessions)
    store.hold(sessions[0].labels.id, on=True)
    done = purge(at_hour(store, 24 * 100), keep_days=1, keep_most=0)
    assert (done.deleted, done.held) == (4, 1)
    assert [row.id for row in store.list_sessions()] == [sessions[0].labels.id]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
@given(days=st.integers(0, 12), most=st.integers(0, 12))
def test_what_stays_is_young_and_few_enough(
    tmp_path_factory: pytest.TempPathFactory, make_session: MakeSession, days: int, most: int
) -> None:
    """For any two limits what is left keeps both, and nothing went that need not."""
    with open_store(tmp_path_factory.mktemp("purge") / "s.db") as store:
        ages = range(10)
        store.add([make_session(-24 * age) for age in ages])
        purge(at_hour(store, 1), keep_days=days, keep_most=most)
        young = [age for age in ages if not days or age < days]
        assert store.count() == min(len(young), most or len(young))


@pytest.mark.parametrize("key", [None, bytes(32)])
def test_nothing_of_a_deleted_session_is_left_on_the_disk(
    tmp_path: Path, make_session: MakeSession, key: bytes | None
) -> None:
    """After a purge neither the file nor its log holds a word of what was deleted, and the file is smaller."""
    file = tmp_path / "sessions.db"
    with open_store(file, key) as store:
        sessions = [make_session(n, agent=f"Zwetschgenbaum {n}") for n in range(200)]
        store.add(sessions)
        for new in sessions[:20]:
            store.annotate(new.labels.id, Role.AGENT, "anna", "Pflaumenmus on toast")
        full = file.stat().st_size + file.with_name("sessions.db-wal").stat().st_size
        done = purge(at_hour(store, 1e5), keep_days=1, keep_most=0)
        assert done.deleted == 200
        assert done.freed_bytes > full / 2
        data = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    for word in (b"Zwetschgenbaum", b"Pflaumenmus", b"nothing more"):
        assert word not in data


def test_scrubbing_while_somebody_reads_does_no_harm(store: Store, make_session: MakeSession) -> None:
    """A reader keeps its view; what it still needs is given back the next time."""
    new = make_session()
    store.add([new])
    with store.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM session").scalar() == 1
        store.delete([new.labels.id])
        assert connection.exec_driver_sql("SELECT count(*) FROM session").scalar() == 1
        scrub(store)
    scrub(store)
    assert store.count() == 0
