"""Who has what: sessions that are being written, and databases that are open."""

import subprocess
import sys
from pathlib import Path
from uuid import UUID

import pytest

from app.store import in_use
from app.store.opening import open_store
from app.store.write_lock import WriteLock

ROOT = Path(__file__).resolve().parents[3]
SESSION = UUID(int=5)
HOLDER = """
import sys
from pathlib import Path
from uuid import UUID
from app.store.write_lock import WriteLock
lock = WriteLock(Path(sys.argv[1]), UUID(int=5))
assert lock.take()
print("taken", flush=True)
sys.stdin.readline()
"""


def test_a_session_has_one_writer(tmp_path: Path) -> None:
    """The second is told so at once; when the first is done it may."""
    first, second = WriteLock(tmp_path / "s.db", SESSION), WriteLock(tmp_path / "s.db", SESSION)
    assert first.take()
    assert not second.take()
    first.give_back()
    assert second.take()
    second.give_back()


def test_each_session_has_a_lock_of_its_own(tmp_path: Path) -> None:
    """Two calls of two programs do not wait for each other."""
    locks = [WriteLock(tmp_path / "s.db", UUID(int=number)) for number in (1, 2)]
    assert all(lock.take() for lock in locks)
    for lock in locks:
        lock.give_back()


def test_nothing_is_left_beside_the_database(tmp_path: Path) -> None:
    """Also when it is given back twice, or was never taken."""
    lock = WriteLock(tmp_path / "s.db", SESSION)
    lock.give_back()
    lock.take()
    assert lock.file.exists()
    lock.give_back()
    lock.give_back()
    assert list(tmp_path.iterdir()) == []


def test_giving_back_what_another_has_takes_it_from_nobody(tmp_path: Path) -> None:
    """Recovery that was turned away must not free the lock of the call that goes on."""
    mine, other = WriteLock(tmp_path / "s.db", SESSION), WriteLock(tmp_path / "s.db", SESSION)
    assert mine.take()
    assert not other.take()
    other.give_back()
    assert not other.take()
    mine.give_back()


def test_a_lock_ends_with_its_process(tmp_path: Path) -> None:
    """After `kill -9` the session can be recovered at once, though the lock's file still lies there."""
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path / "s.db")], cwd=ROOT, stdin=subprocess.PIPE,
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert holder.stdout is not None
    assert holder.stdout.readline() == "taken\n"
    lock = WriteLock(tmp_path / "s.db", SESSION)
    assert not lock.take()
    holder.kill()
    holder.communicate()
    assert lock.file.exists()
    assert lock.take()
    lock.give_back()


def test_a_database_is_open_until_its_last_store_is_closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By whatever path it is named; a second close of the same store counts once."""
    file = tmp_path / "s.db"
    monkeypatch.chdir(tmp_path)
    assert not in_use.is_open(file)
    first, second = open_store(file), open_store(Path("s.db"))
    first.close()
    first.close()
    assert in_use.is_open(file)
    second.close()
    assert not in_use.is_open(file)


def test_a_store_that_nobody_holds_any_more_is_closed(tmp_path: Path) -> None:
    """A window that was thrown away without closing keeps no file busy for ever."""
    store = open_store(tmp_path / "s.db")
    assert in_use.is_open(store.file)
    del store
    assert not in_use.is_open(tmp_path / "s.db")


def test_a_store_that_could_not_be_opened_is_not_open(tmp_path: Path) -> None:
    """The file of something else is free again after the refusal."""
    file = tmp_path / "s.db"
    file.write_text("Dear diary, " * 500)
    with pytest.raises(Exception, match="no session database"):
        open_store(file)
    assert not in_use.is_open(file)
    file.unlink()
