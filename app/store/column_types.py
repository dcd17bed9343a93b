"""Column types that mean the same on SQLite and PostgreSQL.

Place in the flow: used by `app.store.models` and the migrations.
"""

import zlib
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, LargeBinary
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

from app.store.errors import BrokenStoreError

_LEVEL = 6
"""zlib's own balance of speed and size."""
_MEND = "Put back a copy of it (docs/store.md)."


class UtcDateTime(TypeDecorator[datetime]):
    """An aware datetime in UTC; SQLite knows no zones, so it is written there without and read back with one."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return what the driver gets. Raises ValueError for a datetime without a zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a time zone cannot be stored")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        """Return an aware datetime in UTC."""
        del dialect
        if not isinstance(value, datetime):
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Compressed(bytes):
    """Bytes that `compressed` gave: a column takes them as they are."""


def compressed(data: bytes) -> Compressed:
    """Return the bytes as a `Packed` column stores them, for content that many rows share."""
    return Compressed(zlib.compress(data, _LEVEL))


class Packed(TypeDecorator[bytes]):
    """Bytes, compressed on the way in: bodies of sessions are JSON and shrink to about a tenth."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: bytes | None, dialect: Dialect) -> bytes | None:
        """Compress."""
        del dialect
        return value if value is None or isinstance(value, Compressed) else zlib.compress(value, _LEVEL)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> bytes | None:
        """Decompress. Raises BrokenStoreError where the disk gave back something else than was written."""
        del dialect
        try:
            return None if value is None else zlib.decompress(bytes(value))
        except zlib.error as error:
            raise BrokenStoreError("A part of the sessions' database is damaged.", _MEND) from error
