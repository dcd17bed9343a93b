"""Whether a database file is encrypted, and turning one that is not into one that is.

Place in the flow: `app.store.workstation` calls this before it opens the file.
"""

import contextlib
import os
from pathlib import Path
from typing import Any, Final

import sqlcipher3.dbapi2

from app.store import in_use
from app.store.connecting import connector
from app.store.errors import BrokenStoreError, LockedStoreError
from app.store.failures import explained
from app.store.migrating import backups_of, log_of

_PLAIN_HEADER: Final = b"SQLite format 3\x00"
"""The first sixteen bytes of every database that is not encrypted (sqlite.org/fileformat.html)."""
_ZEROS: Final = bytes(1 << 20)


def is_encrypted(file: Path) -> bool | None:
    """Return whether the file is encrypted (or no database at all); None when there is none yet. Raises OSError."""
    try:
        with file.open("rb") as stream:
            header = stream.read(len(_PLAIN_HEADER))
    except FileNotFoundError:
        return None
    return header != _PLAIN_HEADER if header else None


def encrypt(file: Path, key: bytes) -> None:
    """Replace the file by an encrypted one with the same content; copies made by upgrades are deleted.

    The old file is overwritten with zeros before it is deleted; on solid-state disks that does not reach every block.
    Raises LockedStoreError while another program has the file open, StoreError otherwise; the file is then as it was.
    """
    if in_use.is_open(file):
        raise _used(file)
    encrypted = file.with_name(f"{file.name}.encrypting")
    encrypted.unlink(missing_ok=True)  # what a crash left
    try:
        _export(file, encrypted, key)
        _check(encrypted, key)
    except sqlcipher3.dbapi2.Error as error:
        encrypted.unlink(missing_ok=True)
        told = explained(error, file)
        raise (told or BrokenStoreError(f"{file} could not be encrypted: {error}.")) from error
    plain = _plain_name(file)
    with contextlib.suppress(OSError):  # not every disk knows links; the old blocks then stay until they are used again
        os.link(file, plain)
    os.replace(encrypted, file)  # noqa: PTH105  atomic
    for left in ("-wal", "-shm"):
        file.with_name(file.name + left).unlink(missing_ok=True)
    wipe_plain(file)


def wipe_plain(file: Path) -> None:
    """Overwrite and delete what was left of the time before encryption, also by a crash. Raises OSError."""
    for left in (_plain_name(file), *backups_of(file)):
        if _readable(left):
            for part in (log_of(left), left):  # the file last: by its beginning the log is known to be readable
                if part.exists():
                    _overwrite(part)
                    part.unlink()


def _readable(file: Path) -> bool:
    """Whether anybody can read it, also when overwriting it was cut off: then it begins with zeros, an encrypted one never."""
    if not file.exists():
        return False
    with file.open("rb") as stream:
        return stream.read(len(_PLAIN_HEADER)) in {_PLAIN_HEADER, _ZEROS[: len(_PLAIN_HEADER)]}


def _plain_name(file: Path) -> Path:
    return file.with_name(f"{file.name}.plain")


def _export(file: Path, encrypted: Path, key: bytes) -> None:
    connection: Any = sqlcipher3.dbapi2.connect(str(file), timeout=0.0, isolation_level=None)
    with contextlib.closing(connection):
        # Leaving WAL works only for the one program that has the file open, and writes the log into the file.
        if connection.execute("PRAGMA journal_mode=DELETE").fetchone()[0] != "delete":
            raise _used(file)
        connection.execute(f"ATTACH DATABASE ? AS encrypted KEY \"x'{key.hex()}'\"", (str(encrypted),))
        connection.execute("PRAGMA encrypted.auto_vacuum=INCREMENTAL")
        connection.execute("SELECT sqlcipher_export('encrypted')").fetchall()
        connection.execute("DETACH DATABASE encrypted")


def _used(file: Path) -> LockedStoreError:
    return LockedStoreError(
        f"The session database {file} is in use and cannot be encrypted now.", "Close Sotto and try again."
    )


def _check(encrypted: Path, key: bytes) -> None:
    """Read every page back. Raises the database's own error, or BrokenStoreError."""
    with contextlib.closing(connector(encrypted, key)()) as connection:
        if connection.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
            raise BrokenStoreError(f"{encrypted} was not written as it should be.", "Nothing was changed.")


def _overwrite(file: Path) -> None:
    left = file.stat().st_size
    with file.open("r+b") as stream:
        while left > 0:
            left -= stream.write(_ZEROS[:left])
        stream.flush()
        os.fsync(stream.fileno())
