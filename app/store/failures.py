"""Translates what the database says into one sentence that names the file and what to do.

Place in the flow: everything in `app.store` that touches the database runs inside `told_plainly`.
"""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import sqlcipher3.dbapi2
from sqlalchemy.exc import DBAPIError

from app.store.errors import (
    BrokenStoreError,
    FullDiskError,
    KeyUnavailableError,
    LockedStoreError,
    ReadOnlyStoreError,
    StoreError,
)

_SAFE = "Nothing was changed."
_FULL = ("The disk is full: {} could not be written.", f"Free some space and try again. {_SAFE}")

_SENTENCES: Final[tuple[tuple[str, type[StoreError], str, str], ...]] = (
    ("database or disk is full", FullDiskError, *_FULL),
    ("disk I/O error", FullDiskError, "The session database {} could not be read or written by the system.",
     f"The disk may be full, over its quota or failing: free some space and try again. {_SAFE}"),
    ("readonly database", ReadOnlyStoreError, "The session database {} is read-only.",
     "Ask whoever looks after this computer for the right to write it."),
    ("unable to open database file", ReadOnlyStoreError, "The session database {} cannot be opened.",
     "Check that its folder exists and that you may write into it."),
    ("database is locked", LockedStoreError, "The session database {} is in use by another program.",
     f"Wait until it is done, or close it, and try again. {_SAFE}"),
    ("file is not a database", BrokenStoreError, "{} is damaged, encrypted, or no session database.", f"If it was encrypted, its key is needed (docs/store.md). {_SAFE}"),
    ("malformed", BrokenStoreError, "The session database {} is damaged.",
     f"Put back a copy of it, or move it away to begin a new one (docs/store.md). {_SAFE}"),
)  # fmt: skip
"""What SQLite says, in order of how surely it says it; the words are part of its public interface (sqlite3_errstr)."""
_ENCRYPTED_SENTENCE: Final = (
    "The session database {} cannot be read with this key: it is another one, or the file is damaged.",
    f"Put the right key back with `sotto sessions key restore`. {_SAFE}",
)


@contextmanager
def told_plainly(file: Path, *, encrypted: bool = False) -> Iterator[None]:
    """Raise what the database raises within the block as a StoreError; what is nobody's fault but ours passes."""
    try:
        yield
    except (DBAPIError, sqlite3.Error, sqlcipher3.dbapi2.Error) as error:
        told = explained(getattr(error, "orig", None) or error, file, encrypted=encrypted)
        if told is None:
            raise
        raise told from error
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
            raise FullDiskError(_FULL[0].format(file), _FULL[1]) from error
        if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
            raise ReadOnlyStoreError(
                f"No permission to write {error.filename or file}.",
                "Ask whoever looks after this computer for the right to write it.",
            ) from error
        raise


def explained(error: BaseException, file: Path, *, encrypted: bool = False) -> StoreError | None:
    """Return the error for what the database says, None when it is something that nobody foresaw."""
    said = str(error)
    if encrypted and "file is not a database" in said:
        return KeyUnavailableError(_ENCRYPTED_SENTENCE[0].format(file), _ENCRYPTED_SENTENCE[1])
    for words, kind, message, mend in _SENTENCES:
        if words in said:
            return kind(message.format(file), mend)
    return None
