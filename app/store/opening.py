"""Opens the session database, made when it is not there.

Place in the flow: whoever needs sessions calls `open_store` with a path and a key, or
`app.store.workstation.open_workstation_store` for this user's own.
"""

from pathlib import Path

from app.store.connecting import connector, engine_of
from app.store.failures import told_plainly
from app.store.migrating import bring_up_to_date, look_at
from app.store.repository import Store

FILE_NAME = "sessions.db"


def open_store(file: Path, key: bytes | None = None) -> Store:
    """Open `file`; `key`: 32 bytes when it is encrypted.

    Raises a `StoreError` with one sentence: newer schema, wrong key, damaged file, read-only folder, full disk, locked
    database. Nothing that lies there is overwritten.
    """
    with told_plainly(file, encrypted=key is not None):
        file.parent.mkdir(parents=True, exist_ok=True)
        look_at(file, connector(file, key))
        engine = engine_of(file, key)
        try:
            bring_up_to_date(engine, file)
        except BaseException:
            engine.dispose()
            raise
    return Store(engine, file, encrypted=key is not None)
