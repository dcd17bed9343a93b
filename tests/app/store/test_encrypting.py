"""Turning a readable database into an encrypted one: whole or not at all, and nothing readable is left."""

import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from app.store import encrypting
from app.store.connecting import connector
from app.store.encrypting import encrypt, is_encrypted, wipe_plain
from app.store.errors import BrokenStoreError, StoreError
from app.store.migrating import backups_of, log_of
from app.store.opening import open_store
from tests.app.store.conftest import MakeSession

ROOT = Path(__file__).resolve().parents[3]
KEY = bytes(range(32))
WORDS = b"nothing more"

FULL = """
import resource, signal, sys
from pathlib import Path
from app.store.encrypting import encrypt
from app.store.errors import StoreError
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192))
try:
    encrypt(Path(sys.argv[1]), bytes(range(32)))
except StoreError as error:
    print(type(error).__name__, error)
"""


@pytest.fixture
def plain(tmp_path: Path, make_session: MakeSession) -> Path:
    """Return a readable database with three sessions."""
    file = tmp_path / "sessions.db"
    with open_store(file) as store:
        store.add([make_session(n) for n in range(3)])
    return file


def readable(folder: Path) -> list[str]:
    """Return the files in which the agent's words can be read."""
    return sorted(file.name for file in folder.iterdir() if file.is_file() and WORDS in file.read_bytes())


def backup_of(file: Path, *, with_log: bool) -> Path:
    """Make the copy that an upgrade leaves, with its log where another program was reading at that time."""
    backup = file.with_name(f"{file.name}.0001-20260302T090000000000Z.before-upgrade")
    shutil.copy2(file, backup)
    if with_log:
        log_of(backup).write_bytes(b"pages: " + WORDS * 1_000)
    return backup


def test_nothing_readable_is_left_and_everything_is_there(plain: Path) -> None:
    """The sessions open with the key; neither the file, its copies nor their logs show a word."""
    backup_of(plain, with_log=True)
    assert len(readable(plain.parent)) == 3
    encrypt(plain, KEY)
    assert readable(plain.parent) == []
    assert [file.name for file in plain.parent.iterdir() if file.is_file()] == [plain.name]
    with open_store(plain, KEY) as store:
        assert store.count() == 3


@pytest.mark.parametrize("written", [1, 16, 4096, 1 << 20])
def test_a_wipe_that_was_cut_off_goes_on(plain: Path, written: int) -> None:
    """A crash while a copy is overwritten leaves zeros and then words: the next start does not take it for encrypted."""
    copy = plain.with_name(f"{plain.name}.plain")
    shutil.copy2(plain, copy)
    backup = backup_of(plain, with_log=False)
    plain.unlink()
    zeros = max(written, 16)
    for file in (copy, backup):
        data = file.read_bytes() * (1 + zeros // file.stat().st_size)
        file.write_bytes(bytes(zeros) + data[zeros:])
    wipe_plain(plain)
    assert not copy.exists()
    assert backups_of(plain) == []


def test_copies_of_an_encrypted_file_stay(plain: Path) -> None:
    """What an upgrade copied after encryption was turned on can be read by nobody without the key, and may be wanted."""
    encrypt(plain, KEY)
    backup = backup_of(plain, with_log=False)
    before = backup.read_bytes()
    wipe_plain(plain)
    assert backup.read_bytes() == before


def test_what_an_earlier_attempt_left_is_in_nobodys_way(plain: Path) -> None:
    """A half-written file of a crash is replaced, not added to."""
    plain.with_name(f"{plain.name}.encrypting").write_bytes(b"half of something " * 1_000)
    encrypt(plain, KEY)
    with open_store(plain, KEY) as store:
        assert store.count() == 3


@pytest.mark.skipif(sys.platform == "win32", reason="limits of the file size are POSIX")
def test_a_full_disk_leaves_the_file_as_it_was(plain: Path) -> None:
    """Without room for the second file there is one sentence; the first still opens, and no half of the second is left."""
    done = subprocess.run(
        [sys.executable, "-c", FULL, str(plain)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.stdout.startswith("FullDiskError"), (done.stdout, done.stderr)
    assert done.stdout.count("\n") == 1
    assert not plain.with_name(f"{plain.name}.encrypting").exists()
    assert is_encrypted(plain) is False
    with open_store(plain) as store:
        assert store.count() == 3


def test_what_cannot_be_read_back_replaces_nothing(plain: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The encrypted file is read whole before it takes the place of the readable one."""
    inner = encrypting._export

    def spoiled(file: Path, encrypted: Path, key: bytes) -> None:
        inner(file, encrypted, key)
        data = bytearray(encrypted.read_bytes())
        data[5_000] ^= 1
        encrypted.write_bytes(data)

    monkeypatch.setattr(encrypting, "_export", spoiled)
    with pytest.raises(StoreError):
        encrypt(plain, KEY)
    assert is_encrypted(plain) is False
    assert not plain.with_name(f"{plain.name}.encrypting").exists()
    with open_store(plain) as store:
        assert store.count() == 3


def test_a_file_that_is_no_database_is_not_encrypted(tmp_path: Path) -> None:
    """Damaged or something else: one sentence, and it stays as it is."""
    file = tmp_path / "sessions.db"
    file.write_bytes(b"SQLite format 3\x00" + b"and then a diary " * 500)
    before = file.read_bytes()
    with pytest.raises(BrokenStoreError, match=str(file)):
        encrypt(file, KEY)
    assert file.read_bytes() == before


def test_the_key_is_in_no_file(plain: Path) -> None:
    """Neither as bytes nor spelled out, also not in what a crash could leave."""
    encrypt(plain, KEY)
    with open_store(plain, KEY) as store:
        store.count()
        data = b"".join(file.read_bytes() for file in plain.parent.iterdir() if file.is_file())
    assert KEY not in data
    assert KEY.hex().encode() not in data


def test_the_readable_blocks_are_overwritten(plain: Path) -> None:
    """Whoever still holds the old file open sees zeros, not words: deleting alone would leave them on the disk."""
    with plain.open("rb") as held:
        assert WORDS in held.read()
        encrypt(plain, KEY)
        held.seek(0)
        assert not any(held.read())


def test_encrypted_files_ask_for_the_key_on_each_connection(plain: Path) -> None:
    """Plain SQLite gets nothing out of it."""
    encrypt(plain, KEY)
    with sqlite3.connect(plain) as connection, pytest.raises(sqlite3.DatabaseError, match="not a database"):
        connection.execute("SELECT count(*) FROM session")
    connection.close()
    opened = connector(plain, KEY)()
    assert opened.execute("SELECT count(*) FROM session").fetchone() == (3,)
    opened.close()
