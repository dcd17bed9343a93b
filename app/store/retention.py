"""Deletes what the company keeps no longer, so that it is really gone from the disk.

Place in the flow: `sotto sessions purge` and the tidying at the start of `sotto run` call `purge`; `scrub` follows every
deletion. Legal hold comes before everything.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, delete, false, func, or_, select

from app.store.failures import told_plainly
from app.store.migrating import backups_of, log_of
from app.store.models import Session
from app.store.records import SessionState
from app.store.repository import Store

_AT_ONCE: Final = 500
"""Sessions deleted in one transaction: a call that is being written meanwhile waits for milliseconds only."""
_PAGES_AT_ONCE: Final = 2_000
"""Free pages given back to the system in one transaction: 8 MB."""


@dataclass(frozen=True, slots=True)
class Purged:
    """What a purge did."""

    deleted: int
    held: int
    """Sessions that would have gone but for their legal hold."""
    freed_bytes: int
    """By how much the file became smaller."""


def purge(store: Store, *, keep_days: int, keep_most: int) -> Purged:
    """Delete finished sessions older than `keep_days`, and the oldest beyond `keep_most`; 0 means no limit.

    Raises StoreError; what was deleted before stays deleted.
    """
    before, deleted = _size(store), 0
    for condition in _too_much(store, keep_days, keep_most):
        while count := _delete_some(store, condition):
            deleted += count
    with store.reading() as connection:
        held = _held(connection, _too_much(store, keep_days, keep_most))
    scrub(store)
    return Purged(deleted, held, max(0, before - _size(store)))


def scrub(store: Store) -> None:
    """Give free pages back and empty the write-ahead log, so that nothing of deleted sessions is left in the files.

    Freed pages were overwritten with zeros already (`secure_delete`). Copies that upgrades made are deleted. Raises
    StoreError.
    """
    with told_plainly(store.file, encrypted=store.encrypted):
        for backup in backups_of(store.file):
            log_of(backup).unlink(missing_ok=True)
            backup.unlink(missing_ok=True)
        connection: Any = store.engine.raw_connection()
        try:
            cursor = connection.cursor()
            free = int(_value(cursor, "PRAGMA freelist_count"))
            while free:
                cursor.execute(f"PRAGMA incremental_vacuum({_PAGES_AT_ONCE})").fetchall()
                before, free = free, int(_value(cursor, "PRAGMA freelist_count"))
                if free >= before:
                    break  # another program frees as fast: it scrubs too
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        finally:
            connection.close()


def _too_much(store: Store, keep_days: int, keep_most: int) -> list[ColumnElement[bool]]:
    """Return the conditions under which a session is too old or one too many."""
    conditions: list[ColumnElement[bool]] = []
    if keep_days:
        conditions.append(Session.started_at < store.now() - timedelta(days=keep_days))
    if keep_most:
        newest = (Session.started_at.desc(), Session.id.desc())
        with store.reading() as connection:
            oldest = connection.execute(
                select(Session.started_at).order_by(*newest).offset(keep_most - 1).limit(1)
            ).scalar()
        if oldest is not None:
            conditions.append(Session.started_at < oldest)
    return conditions


def _delete_some(store: Store, condition: ColumnElement[bool]) -> int:
    deletable = (condition, Session.legal_hold.is_(False), Session.state != str(SessionState.OPEN))
    chosen = select(Session.id).where(*deletable).limit(_AT_ONCE)
    with store.writing() as connection:
        ids = list(connection.execute(chosen).scalars())
        return connection.execute(delete(Session).where(Session.id.in_(ids))).rowcount if ids else 0


def _held(connection: Connection, conditions: list[ColumnElement[bool]]) -> int:
    query = select(func.count()).select_from(Session).where(or_(false(), *conditions), Session.legal_hold.is_(True))
    return int(connection.execute(query).scalar_one())


def _size(store: Store) -> int:
    files = (store.file, log_of(store.file))
    return sum(file.stat().st_size for file in files if file.exists())


def _value(cursor: Any, pragma: str) -> Any:
    return cursor.execute(pragma).fetchone()[0]
