"""Write transactions: whole or not at all, and one after the other."""

import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.store import writing
from app.store.connecting import engine_of
from app.store.errors import LockedStoreError, ReadOnlyStoreError
from app.store.models import Session
from app.store.new_session import NewSession
from app.store.opening import open_store
from app.store.repository import Store
from tests.app.store.conftest import MakeSession

KEY = bytes(range(32))


@pytest.mark.parametrize("count", [0, 1, 2, 3, 4, 5])
def test_batches_lose_and_double_nothing(
    count: int, store: Store, make_session: MakeSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether the last batch is full or not, and whichever of them are known already."""
    monkeypatch.setattr(writing, "_BATCH", 2)
    sessions = [make_session(n) for n in range(count)]
    store.add(sessions[1:3])
    assert store.add(sessions) == count - len(sessions[1:3])
    assert {row.id for row in store.list_sessions()} == {new.labels.id for new in sessions}


def test_the_same_session_twice_in_one_batch_is_one(store: Store, make_session: MakeSession) -> None:
    """An id is kept once, however often it comes."""
    new = make_session()
    assert store.add([new, new]) == 1


def test_an_import_that_breaks_off_keeps_nothing(
    store: Store, make_session: MakeSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also of the batches that were written already."""
    monkeypatch.setattr(writing, "_BATCH", 2)

    def broken() -> Iterator[NewSession]:
        yield from (make_session(n) for n in range(5))
        raise RuntimeError("the cable")

    with pytest.raises(RuntimeError):
        store.add(broken())
    assert store.count() == 0


def test_a_writer_waits_for_another(tmp_path: Path, make_session: MakeSession) -> None:
    """Two that write at the same moment both succeed: neither is told that the database is locked."""
    file = tmp_path / "sessions.db"
    with open_store(file) as one, open_store(file) as other:
        begun, results = threading.Event(), []

        def add() -> None:
            begun.set()
            results.append(other.add([make_session(1)]))

        thread = threading.Thread(target=add)
        with one.writing() as connection:
            thread.start()
            assert begun.wait(30)
            writing.insert_sessions(connection, [make_session(0)])
        thread.join(30)
        assert results == [1]
        assert one.count() == 2


def test_a_writer_takes_the_lock_before_it_reads(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a write transaction has read cannot be changed by another before it writes: they cannot deadlock."""
    monkeypatch.setattr("app.store.connecting.BUSY_S", 0.01)
    with store.writing() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM session")
        other = sqlite3.connect(store.file, timeout=0.01, isolation_level=None)
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
        other.close()


def test_a_reader_waits_for_nobody(store: Store, make_session: MakeSession) -> None:
    """While somebody writes, the list is what it was before."""
    with store.writing() as connection:
        writing.insert_sessions(connection, [make_session()])
        assert store.count() == 0
    assert store.count() == 1


def test_a_read_sees_one_moment(store: Store, make_session: MakeSession) -> None:
    """A list and its count, asked for within one reading, do not disagree because of a call that ended between them."""
    with store.reading() as connection:
        before = connection.exec_driver_sql("SELECT count(*) FROM session").scalar()
        store.add([make_session()])
        assert connection.exec_driver_sql("SELECT count(*) FROM session").scalar() == before == 0
    assert store.count() == 1


def test_a_reader_cannot_be_locked_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another program's exclusive lock is told in a sentence, and when it is gone the same store works again."""
    monkeypatch.setattr("app.store.connecting.BUSY_S", 0.01)
    file = tmp_path / "sessions.db"
    with open_store(file) as store:
        store.engine.dispose()
        other = sqlite3.connect(file, isolation_level=None, timeout=0.01)
        other.execute("PRAGMA locking_mode=EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises((LockedStoreError, ReadOnlyStoreError)) as caught:
            store.count()
        assert str(file) in str(caught.value)
        other.close()
        assert store.count() == 0


@pytest.mark.parametrize("key", [None, KEY])
def test_references_are_checked_on_every_connection(key: bytes | None, tmp_path: Path) -> None:
    """A body without its session is refused by the database itself, with and without encryption."""
    with (
        open_store(tmp_path / "s.db", key) as store,
        pytest.raises(Exception, match="FOREIGN KEY"),
        store.writing() as c,
    ):
        c.exec_driver_sql("INSERT INTO session_body VALUES ('00', x'00', x'00', NULL)")


def test_an_engine_opens_no_file_before_it_is_asked(tmp_path: Path) -> None:
    """Making one costs nothing and leaves nothing."""
    engine = engine_of(tmp_path / "none" / "s.db", None)
    engine.dispose()
    assert not (tmp_path / "none").exists()


def test_every_released_column_of_a_session_is_found_by_its_index(store: Store) -> None:
    """The lists that people look at all day are answered from an index, also before anything was analysed."""
    questions = {
        "ix_session_started": "SELECT id FROM session ORDER BY started_at DESC, id DESC LIMIT 100",
        "ix_session_agent": "SELECT id FROM session WHERE agent = 'anna' ORDER BY started_at DESC LIMIT 100",
        "ix_session_reference": "SELECT id FROM session WHERE reference = 'CRM-1'",
        "ix_session_state": "SELECT id FROM session WHERE state = 'open'",
    }
    with store.reading() as connection:
        for index, question in questions.items():
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {question}").all()
            assert any(index in row[-1] for row in plan), (index, plan)
    assert Session.__tablename__ == "session"
