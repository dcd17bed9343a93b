"""Deleting what is too old or too much, so that it is gone."""

import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.store import retention
from app.store.errors import LockedStoreError
from app.store.migrating import log_of
from app.store.open_sessions import begin_session
from app.store.opening import open_store
from app.store.plan import RecordingPlan
from app.store.records import Role, SessionState
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


def test_a_held_session_is_counted_once(store: Store, make_session: MakeSession) -> None:
    """Too old and one too many is still one session."""
    sessions = [make_session(0), *(make_session(240 + n) for n in range(4))]
    store.add(sessions)
    store.hold(sessions[0].labels.id, on=True)
    done = purge(at_hour(store, 250), keep_days=1, keep_most=1)
    assert (done.deleted, done.held) == (3, 1)


def test_a_hold_that_concerns_no_limit_is_not_told(store: Store, make_session: MakeSession) -> None:
    """Without limits, and where the held session is young enough, nothing would have gone."""
    new = make_session()
    store.add([new])
    store.hold(new.labels.id, on=True)
    assert purge(store, keep_days=0, keep_most=0).held == 0
    assert purge(at_hour(store, 5), keep_days=1, keep_most=5).held == 0


def test_a_call_that_goes_on_is_not_purged(store: Store, make_session: MakeSession) -> None:
    """However small the limits are; it goes the next time, when it is over."""
    with store.writing() as connection:
        begin_session(connection, make_session().labels, RecordingPlan(), "Headset")
    store.add([make_session(-5)])
    assert purge(at_hour(store, 1e5), keep_days=1, keep_most=1).deleted == 1
    assert [row.state for row in store.list_sessions()] == [SessionState.OPEN]


def test_many_go_in_small_steps(store: Store, make_session: MakeSession, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between two steps a call that is being written gets its turn; in the end all are gone."""
    monkeypatch.setattr(retention, "_AT_ONCE", 2)
    monkeypatch.setattr(retention, "_PAGES_AT_ONCE", 1)
    store.add([make_session(n) for n in range(7)])
    assert purge(at_hour(store, 1e5), keep_days=1, keep_most=0).deleted == 7


def test_copies_of_upgrades_go_with_their_logs(store: Store) -> None:
    """What an upgrade copied would keep deleted sessions readable; its log holds whole pages of them."""
    backup = store.file.with_name(f"{store.file.name}.0001-x.before-upgrade")
    for file in (backup, log_of(backup)):
        file.write_bytes(b"words of a session that was deleted")
    scrub(store)
    assert [file.name for file in store.file.parent.iterdir() if "before-upgrade" in file.name] == []


def test_a_purge_that_must_wait_too_long_says_so_and_keeps_what_it_did(
    tmp_path: Path, make_session: MakeSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another program holds the database in the middle of it: what was deleted stays deleted, the rest goes next time."""
    monkeypatch.setattr(retention, "_AT_ONCE", 2)
    monkeypatch.setattr("app.store.connecting.BUSY_S", 0.01)
    with open_store(tmp_path / "s.db") as store:
        store.add([make_session(n) for n in range(6)])
        other = sqlite3.connect(store.file, isolation_level=None)
        inner, steps = retention._delete_some, []

        def delete_some(*arguments: object) -> int:
            steps.append(inner(*arguments))  # type: ignore[arg-type]
            other.execute("BEGIN IMMEDIATE")
            return steps[-1]

        monkeypatch.setattr(retention, "_delete_some", delete_some)
        with pytest.raises(LockedStoreError, match="in use by another program"):
            purge(at_hour(store, 1e5), keep_days=1, keep_most=0)
        other.close()
        assert (steps, store.count()) == ([2], 4)


def test_the_age_is_counted_to_the_moment(store: Store, make_session: MakeSession) -> None:
    """A session that is exactly as old as allowed stays; a moment older it goes."""
    store.add([make_session(0)])
    at_hour(store, 24)
    assert purge(store, keep_days=1, keep_most=0).deleted == 0
    at_hour(store, 24.001)
    assert purge(store, keep_days=1, keep_most=0).deleted == 1
