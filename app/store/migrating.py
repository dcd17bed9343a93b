"""Brings a session database to the schema of this version, with a copy of the file first.

Place in the flow: `app.store.opening` calls `bring_up_to_date` each time; as long as nothing is to do this is one small
read. All of an upgrade happens in one transaction: a crash in the middle leaves the old schema and all data.
"""

import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine, inspect, text

from app.store.connecting import IMMEDIATE, Connect
from app.store.errors import BrokenStoreError, NewerSchemaError

SCHEMAS: Final = ("0001", "0002")
"""All released schemas, oldest first; the last is that of this version (a test holds it against the scripts)."""
_SCRIPTS: Final = Path(__file__).parent / "migrations"


def bring_up_to_date(engine: Engine, file: Path, schema: str = SCHEMAS[-1]) -> Path | None:
    """Create the tables, or upgrade them to `schema`; return the copy made of the file before, None when there is none.

    Raises NewerSchemaError or BrokenStoreError, and then changes nothing.
    """
    with engine.connect() as connection:
        found = _schema_of(connection, file)
        if found == schema:
            return None
        _finish_log(connection)
    with engine.connect() as connection:
        # Rebuilding a table must not take its children along, and this cannot be switched within a transaction.
        _plainly(connection, "PRAGMA foreign_keys=OFF")
        try:
            return _upgraded(connection, file, schema)
        finally:
            connection.invalidate()


def look_at(file: Path, connect: Connect) -> None:
    """Look whether the file is Sotto's and not too new, before anything touches it.

    Raises NewerSchemaError, BrokenStoreError, or what the database itself raises.
    """
    if not file.exists() or not file.stat().st_size:
        return
    connection = connect()
    try:
        connection.execute("PRAGMA query_only=ON")
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        versions = connection.execute("SELECT version_num FROM alembic_version") if "alembic_version" in tables else ()
        _known(tables, [version for (version,) in versions], file)
    finally:
        connection.close()


def backups_of(file: Path) -> list[Path]:
    """Return the copies that upgrades made of `file`, oldest first."""
    return sorted(file.parent.glob(f"{file.name}.*.before-upgrade"))


def log_of(file: Path) -> Path:
    """Return where SQLite keeps what is not yet written into `file` itself; it holds whole pages of it."""
    return file.with_name(f"{file.name}-wal")


def _upgraded(connection: Connection, file: Path, schema: str) -> Path | None:
    with connection.execution_options(**{IMMEDIATE: True}).begin():
        found = _schema_of(connection, file)  # another program may have been faster
        if found == schema:
            return None
        backup = None if found is None else _copied(file, found)
        _run_scripts(connection, schema)
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
        if broken is not None:
            raise BrokenStoreError(
                f"The session database {file} is damaged and was not upgraded.", "Nothing was changed (docs/store.md)."
            )
    return backup


def _schema_of(connection: Connection, file: Path) -> str | None:
    """Return the schema of the file, None for an empty one."""
    tables = set(inspect(connection).get_table_names())
    found = (
        "alembic_version" in tables and connection.execute(text("SELECT version_num FROM alembic_version")).scalars()
    )
    return _known(tables, list(found or ()), file)


def _known(tables: set[str], versions: list[str], file: Path) -> str | None:
    if not tables:
        return None
    if not versions:
        raise BrokenStoreError(f"{file} is a database, but not one of Sotto's.", "Move it away. Nothing was changed.")
    if versions[0] not in SCHEMAS:
        raise NewerSchemaError(
            f"The session database {file} was written by a later version of Sotto (schema {versions[0]}, this one knows {SCHEMAS[-1]}).",
            "Install the later version again. Nothing was changed.",
        )
    return versions[0]


def _finish_log(connection: Connection) -> None:
    """Write the log into the file, so that a copy of the file is whole."""
    connection.commit()
    _plainly(connection, "PRAGMA wal_checkpoint(TRUNCATE)")


def _plainly(connection: Connection, statement: str) -> None:
    """Execute outside of any transaction."""
    cursor = connection.connection.cursor()
    cursor.execute(statement)
    cursor.fetchall()
    cursor.close()


def _copied(file: Path, schema: str) -> Path:
    """Copy the file, and its log when something is in it; the caller holds the write lock."""
    now = datetime.now(tz=UTC)
    backup = file.with_name(f"{file.name}.{schema}-{now:%Y%m%dT%H%M%S%fZ}.before-upgrade")
    shutil.copy2(file, backup)
    log = log_of(file)
    if log.exists() and log.stat().st_size:
        shutil.copy2(log, log_of(backup))
    return backup


def _run_scripts(connection: Connection, schema: str) -> None:
    from alembic import command  # noqa: PLC0415  a second of loading that only an upgrade is worth
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, schema)
