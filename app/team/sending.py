"""Writes a batch of sessions on the team's server: all of it or nothing, and the same batch twice is the same as once.

Place in the flow: `app.team.sync` sends with it, and `benchmarks/bench_team.py` measures it. A session goes in when it is
new there or its revision is newer; rows travel as one array a column, one statement a table.
"""

from collections.abc import Iterable, Sequence
from typing import Any, Final
from uuid import UUID

from sqlalchemy import BigInteger, Boolean, Date, Double, Float, Integer, LargeBinary, String, Table, Uuid
from sqlalchemy import Connection as SqlConnection
from sqlalchemy.types import TypeDecorator

from app.store.column_types import Packed, UtcDateTime
from app.store.models import CueEntry, DetectionEntry, NoteEntry, Session, SessionBody
from app.store.new_session import Row, SessionRows

_TYPES: Final = (
    (Uuid, "uuid"), (UtcDateTime, "timestamptz"), (Date, "date"), (Boolean, "bool"), (BigInteger, "int8"),
    (Integer, "int4"), (Double, "float8"), (Float, "float8"), (String, "text"), (Packed, "bytea"),
    (LargeBinary, "bytea"),
)  # fmt: skip
_KEPT_THERE: Final = {"id", "team", "week", "started_at", "viewed_at", "notes", "revision", "workstation"}
"""Columns of `session` that a later revision does not change: the server's own, and what never changes."""
_DISPUTE: Final = (
    "status", "status_reason", "raised_by", "raised_reason", "raised_at", "resolved_by", "upheld", "answer",
    "resolved_at",
)  # fmt: skip


def send_batch(connection: SqlConnection, batch: Sequence[SessionRows], workstation: UUID) -> int:
    """Write the sessions and return how many were new or newer; the caller commits.

    `batch`: by id, so that two senders never wait for each other in a circle. Raises what the driver raises.
    """
    extra = [{"workstation": workstation, "source_revision": one.session["revision"]} for one in batch]
    rows = [one.session | more for one, more in zip(batch, extra, strict=True)]
    written = {row[0] for row in _execute(connection, _SESSIONS, rows)}
    new = [one for one in batch if one.session["id"] in written]
    _execute(connection, _BODIES, [one.body for one in new])
    _execute(connection, _DETECTIONS, [row for one in new for row in one.detections])
    _execute(connection, _CUES, [row for one in new for row in one.cues])
    _send_notes(connection, new)
    return len(new)


def _send_notes(connection: SqlConnection, written: Sequence[SessionRows]) -> None:
    """Add the agent's notes and take out those that the agent removed; supervisors' notes are the server's."""
    changed = [one for one in written if one.session["revision"] > 1]
    if changed:
        connection.exec_driver_sql(
            "DELETE FROM note WHERE role = 'agent' AND session_id = ANY (%s::uuid[]) AND id <> ALL (%s::uuid[])",
            ([one.session["id"] for one in changed], [note["id"] for one in changed for note in one.notes]),
        )
    _execute(connection, _NOTES, [note for one in written for note in one.notes])


class _Statement:
    """An INSERT of many rows, one array a column."""

    def __init__(self, table: Table, conflict: str, extra: dict[str, str] | None = None) -> None:
        columns = {column.name: (_type_name(column.type), _length(column.type)) for column in table.columns}
        columns |= {name: (kind, None) for name, kind in (extra or {}).items()}
        self.columns = [(name, length, kind == "text") for name, (kind, length) in columns.items()]
        self.packed = {column.name: column.type for column in table.columns if isinstance(column.type, Packed)}
        arrays = ", ".join(f"%s::{kind}[]" for kind, _ in columns.values())
        names = ", ".join(columns)
        self.text = f"INSERT INTO {table.name} ({names}) SELECT * FROM unnest({arrays}) {conflict}"  # noqa: S608

    def parameters(self, rows: Sequence[Row]) -> tuple[list[Any], ...]:
        """Return a list for each column; texts fit the server's columns and hold no NUL, which it refuses."""
        result = []
        for name, length, is_text in self.columns:
            values = [row[name] for row in rows]
            if is_text:
                values = [None if value is None else str(value).replace("\0", "")[:length] for value in values]
            elif name in self.packed:
                values = [self.packed[name].process_bind_param(value, None) for value in values]  # type: ignore[arg-type]
            result.append(values)
        return tuple(result)


def _execute(connection: SqlConnection, statement: _Statement, rows: Sequence[Row]) -> Iterable[Any]:
    if not rows:
        return ()
    result = connection.exec_driver_sql(statement.text, statement.parameters(rows))
    return result.all() if result.returns_rows else ()


def _type_name(kind: Any) -> str:
    return next(name for known, name in _TYPES if isinstance(kind, known))


def _length(kind: Any) -> int | None:
    return None if isinstance(kind, TypeDecorator) else getattr(kind, "length", None)


def _table(model: Any) -> Table:
    table: Table = model.__table__
    return table


def _newer_session() -> str:
    names = [column.name for column in _table(Session).columns if column.name not in _KEPT_THERE]
    changes = ", ".join(f"{name} = excluded.{name}" for name in (*names, "source_revision"))
    newer = "session.source_revision < excluded.source_revision"
    return f"ON CONFLICT (id) DO UPDATE SET {changes} WHERE {newer} RETURNING id"


def _newer_dispute() -> str:
    changes = ", ".join(f"{name} = excluded.{name}" for name in _DISPUTE)
    # What was settled on the server stays until the agent objects anew; settling is not the workstation's.
    return (
        f"ON CONFLICT (session_id, detection_id) DO UPDATE SET {changes} WHERE excluded.resolved_at IS NULL "
        "AND (detection.status, detection.raised_at) IS DISTINCT FROM (excluded.status, excluded.raised_at) "
        "AND (detection.resolved_at IS NULL OR excluded.raised_at > detection.raised_at)"
    )


_SESSIONS: Final = _Statement(_table(Session), _newer_session(), {"workstation": "uuid", "source_revision": "int8"})
_BODIES: Final = _Statement(_table(SessionBody), "ON CONFLICT DO NOTHING")
_DETECTIONS: Final = _Statement(_table(DetectionEntry), _newer_dispute())
_CUES: Final = _Statement(_table(CueEntry), "ON CONFLICT DO NOTHING")
_NOTES: Final = _Statement(_table(NoteEntry), "ON CONFLICT DO NOTHING")
