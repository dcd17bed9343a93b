"""Connections to the session database: pragmas, transactions, and the key when it is encrypted.

Place in the flow: `app.store.opening` makes one engine for each open store; nothing else opens the file.
"""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import sqlcipher3.dbapi2
from sqlalchemy import Engine, QueuePool, create_engine, event
from sqlalchemy.engine import Connection

KEY_BYTES: Final = 32
"""SQLCipher's raw key: 256 bits, used as they are, so that opening costs no key derivation."""
BUSY_S: Final = 5.0
"""How long a write waits for another's; the recorder's own take milliseconds."""
_CACHE_KIB: Final = 16_384
"""Holds the index pages of some hundred thousand sessions."""
IMMEDIATE: Final = "sotto_immediate"
"""Execution option: take the write lock at once, so that two writers wait for each other rather than fail."""

Connect = Callable[[], Any]


def connector(file: Path, key: bytes | None) -> Connect:
    """Return a function that opens `file`; `key`: 32 bytes, None for a file that is not encrypted."""
    if key is not None and len(key) != KEY_BYTES:
        raise ValueError(f"a key has {KEY_BYTES} bytes")

    def connect() -> Any:
        if key is None:
            connection: Any = sqlite3.connect(
                file, timeout=BUSY_S, isolation_level=None, check_same_thread=False, cached_statements=256
            )
        else:
            connection = sqlcipher3.dbapi2.connect(
                str(file), timeout=BUSY_S, isolation_level=None, check_same_thread=False, cached_statements=256
            )
            connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        return connection

    return connect


def engine_of(file: Path, key: bytes | None) -> Engine:
    """Return an engine for `file`; connections are opened when they are first needed."""
    module = sqlite3 if key is None else sqlcipher3.dbapi2
    engine = create_engine(
        "sqlite://", creator=connector(file, key), module=module, poolclass=QueuePool, pool_size=4, max_overflow=8
    )
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    return engine


def prepare(connection: Any) -> None:
    """Set what holds for each connection of the DBAPI.

    - `synchronous=FULL`: in WAL mode each commit is then flushed to the disk, so a power cut takes none that was told of;
      NORMAL would lose all since the last checkpoint, which may be minutes (sqlite.org/pragma.html#pragma_synchronous).
    - `secure_delete`: what is deleted is overwritten with zeros.
    - `temp_store=MEMORY`: sorting writes nothing readable beside an encrypted file.
    """
    cursor = connection.cursor()
    if not cursor.execute("PRAGMA page_count").fetchone()[0]:
        cursor.execute("PRAGMA auto_vacuum=INCREMENTAL")  # counts only while the file is empty, and would take a lock
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "secure_delete=ON",
        "temp_store=MEMORY",
        f"cache_size=-{_CACHE_KIB}",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _on_connect(connection: Any, _record: Any) -> None:
    prepare(connection)


def _on_begin(connection: Connection) -> None:
    immediate = connection.get_execution_options().get(IMMEDIATE, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")
