"""Opening a database, and everything that can stand in the way: one sentence each, nothing overwritten."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from app.store.errors import (
    BrokenStoreError,
    FullDiskError,
    KeyUnavailableError,
    LockedStoreError,
    NewerSchemaError,
    ReadOnlyStoreError,
    StoreError,
)
from app.store.failures import explained, told_plainly
from app.store.opening import open_store
from tests.app.store.conftest import MakeSession

ROOT = Path(__file__).resolve().parents[3]
KEY = bytes(range(32))

LIMITED = """
import resource, sys
from pathlib import Path
from app.store.errors import FullDiskError
from app.store.opening import open_store
import signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
file = Path(sys.argv[1])
with open_store(file) as store:
    before = store.count()
    size = file.stat().st_size
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    try:
        with store.writing() as connection:
            connection.exec_driver_sql("CREATE TABLE filler (x)")
            for n in range(10_000):
                connection.exec_driver_sql("INSERT INTO filler VALUES (?)", (b"x" * 4096,))
    except FullDiskError as error:
        print(error)
    print(store.count() == before)
"""

UNPRIVILEGED = """
import os, sys
from pathlib import Path
from app.store.errors import ReadOnlyStoreError
from app.store.opening import open_store
if os.getuid() == 0:
    os.setuid(65534)
try:
    open_store(Path(sys.argv[1])).close()
except ReadOnlyStoreError as error:
    print(error)
"""


def run(script: str, file: Path) -> str:
    """Run a script in a process of its own and return what it printed."""
    done = subprocess.run(
        [sys.executable, "-c", script, str(file)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def refused(kind: type[StoreError], file: Path, key: bytes | None = None) -> str:
    """Return the sentence with which opening is refused; the file is as it was before."""
    before = file.read_bytes()
    with pytest.raises(kind) as caught:
        open_store(file, key)
    assert file.read_bytes() == before
    assert str(file) in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize("key", [None, KEY])
def test_a_new_database_keeps_what_is_put_in(tmp_path: Path, make_session: MakeSession, key: bytes | None) -> None:
    """A file is made with its folder; opened again it holds the sessions; encrypted it shows no word of them."""
    file, new = tmp_path / "deep" / "sessions.db", make_session()
    with open_store(file, key) as store:
        store.add([new])
    with open_store(file, key) as store:
        assert store.detail(new.labels.id).summary == new.summary
        store.list_sessions()
    readable = file.read_bytes()
    assert (b"nothing more" in readable) == (key is None)
    assert readable.startswith(b"SQLite format 3") == (key is None)


def test_the_promises_about_the_disk_hold_on_every_connection(tmp_path: Path) -> None:
    """Write-ahead log, full synchronisation, overwriting and checked references are on, freed pages are given back."""
    with open_store(tmp_path / "sessions.db") as store, store.reading() as connection:
        wanted = {"journal_mode": "wal", "synchronous": 2, "secure_delete": 1, "foreign_keys": 1, "auto_vacuum": 2}
        assert {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in wanted} == wanted


def test_a_newer_schema_is_refused(tmp_path: Path) -> None:
    """A database of a later version is left alone."""
    file = tmp_path / "sessions.db"
    open_store(file).close()
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    sentence = refused(NewerSchemaError, file)
    assert "later version of Sotto" in sentence
    assert "schema 9999" in sentence


def test_a_database_of_something_else_is_refused(tmp_path: Path) -> None:
    """Tables that are not Sotto's are not touched."""
    file = tmp_path / "sessions.db"
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE recipes (id INTEGER)")
    connection.close()
    refused(BrokenStoreError, file)
    with sqlite3.connect(file) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("recipes",)]
    connection.close()


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    """A text file in the place of the sessions stays as it is."""
    file = tmp_path / "sessions.db"
    file.write_text("Dear diary, " * 1000)
    assert "no session database" in refused(BrokenStoreError, file)


def test_a_damaged_file_is_told(tmp_path: Path, make_session: MakeSession) -> None:
    """When pages in the middle are damaged, reading says so instead of giving half a list."""
    file = tmp_path / "sessions.db"
    with open_store(file) as store:
        store.add([make_session(n) for n in range(60)])
    data = bytearray(file.read_bytes())
    data[4096:] = b"\xff" * (len(data) - 4096)
    file.write_bytes(data)
    with pytest.raises(BrokenStoreError, match="damaged"), open_store(file) as store:
        store.list_sessions()


def test_a_wrong_key_is_one_sentence(tmp_path: Path) -> None:
    """With another key the encrypted file is refused and stays as it is."""
    file = tmp_path / "sessions.db"
    open_store(file, KEY).close()
    assert "key restore" in refused(KeyUnavailableError, file, bytes(32))
    assert "encrypted" in refused(BrokenStoreError, file)


def test_a_key_has_thirty_two_bytes(tmp_path: Path) -> None:
    """A shorter key is a mistake of the program, never a weak key."""
    with pytest.raises(ValueError, match="32 bytes"):
        open_store(tmp_path / "sessions.db", b"short")


def test_a_locked_database_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While another program holds the write lock, writing says who stands in the way; then it works again."""
    monkeypatch.setattr("app.store.connecting.BUSY_S", 0.01)
    file = tmp_path / "sessions.db"
    open_store(file).close()
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with open_store(file) as store:
        with pytest.raises(LockedStoreError, match="in use by another program"):
            store.add([])
        other.execute("ROLLBACK")
        assert store.add([]) == 0
    other.close()


@pytest.mark.skipif(sys.platform == "win32", reason="limits of the file size are POSIX")
def test_a_full_disk_is_told_and_nothing_is_half_written(tmp_path: Path) -> None:
    """When the file may not grow any more, the write is refused whole; what was there can still be read."""
    sentence, intact = run(LIMITED, tmp_path / "sessions.db").splitlines()
    assert "could not be" in sentence
    assert "Free some space" in sentence or "free some space" in sentence
    assert intact == "True"


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of POSIX")
def test_a_folder_that_may_not_be_written_is_told(tmp_path: Path) -> None:
    """In a read-only folder there is one sentence, and nothing else."""
    for folder in (*tmp_path.parents[:2], tmp_path):
        folder.chmod(0o755)
    target = tmp_path / "closed"
    target.mkdir(mode=0o555)
    assert str(target) in run(UNPRIVILEGED, target / "sessions.db")


def test_a_file_that_may_not_be_written_is_told(tmp_path: Path) -> None:
    """A database that only its owner may write is refused with a sentence."""
    if os.name == "nt":
        pytest.skip("permissions of POSIX")
    for folder in (*tmp_path.parents[:2], tmp_path):
        folder.chmod(0o755)
    file = tmp_path / "sessions.db"
    open_store(file).close()
    file.chmod(0o444)
    told = run(UNPRIVILEGED, file)
    assert (
        "permission" in told or "read-only" in told
    )  # the folder cannot take the log either, whichever is noticed first
    assert str(tmp_path) in told


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("database or disk is full", FullDiskError),
        ("disk I/O error", FullDiskError),
        ("attempt to write a readonly database", ReadOnlyStoreError),
        ("unable to open database file", ReadOnlyStoreError),
        ("database is locked", LockedStoreError),
        ("file is not a database", BrokenStoreError),
        ("database disk image is malformed", BrokenStoreError),
    ],
)
def test_what_sqlite_says_is_translated(said: str, kind: type[StoreError], tmp_path: Path) -> None:
    """Each of SQLite's own sentences becomes one that names the file and what to do."""
    told = explained(sqlite3.OperationalError(said), tmp_path)
    assert type(told) is kind
    assert str(tmp_path) in told.message
    assert told.mend


def test_what_nobody_foresaw_passes(tmp_path: Path) -> None:
    """A mistake of ours is not dressed up as one of the disk."""
    assert explained(sqlite3.OperationalError("no such column: x"), tmp_path) is None
    with pytest.raises(KeyError), told_plainly(tmp_path):
        raise KeyError("x")


@pytest.mark.parametrize(("number", "kind"), [(28, FullDiskError), (122, FullDiskError), (13, ReadOnlyStoreError), (30, ReadOnlyStoreError)])  # fmt: skip
def test_what_the_system_says_is_translated(number: int, kind: type[StoreError], tmp_path: Path) -> None:
    """Full disks, quotas and missing rights outside of SQLite are told in the same way."""
    with pytest.raises(kind, match=str(tmp_path)), told_plainly(tmp_path):
        raise OSError(number, os.strerror(number), str(tmp_path))
