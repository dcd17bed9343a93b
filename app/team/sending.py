"""Writes a batch of sessions on the team's server: all of it or nothing, and the same batch twice is the same as once.

Place in the flow: `app.team.sync` sends with it, and `benchmarks/bench_team.py` measures it. A session goes in when it is
new there or its revision is newer; rows travel as one JSON text and one statement a table.
"""

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from pydantic_core import to_json
from sqlalchemy import BigInteger, Boolean, Date, Double, Float, Integer, LargeBinary, String, Table, Uuid
from sqlalchemy import Connection as SqlConnection
from sqlalchemy.dialects.postgresql import dialect
from sqlalchemy.types import TypeDecorator

from app.store.column_types import Packed, UtcDateTime
from app.store.models import CueEntry, DetectionEntry, NoteEntry, Session, SessionBody
from app.store.new_session import Row, SessionRows

_TYPES: Final = (
    (Uuid, "uuid"), (UtcDateTime, "timestamptz"), (Date, "date"), (Boolean, "bool"), (BigInteger, "int8"),
    (Integer, "int4"), (Double, "float8"), (Float, "float8"), (String, "text"), (Packed, "bytea"),
    (LargeBinary, "bytea"),
)  # fmt: skip
_PACKED: Final = Packed()
_DIALECT: Final = dialect()  # type: ignore[no-untyped-call]
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
    team = connection.exec_driver_sql("SELECT coalesce(my_team(), '')").scalar_one()
    there = {"workstation": workstation, "team": team, "viewed_at": None, "notes": 0, "revision": 1}
    rows = [one.session | there | {"source_revision": one.session["revision"]} for one in batch]
    labels = {row.id: row._asdict() for row in _execute(connection, _SESSIONS, rows)}
    new = [one for one in batch if one.session["id"] in labels]
    for statement, parts in (
        (_BODIES, ([one.body] for one in new)),
        (_DETECTIONS, (one.detections for one in new)),
        (_CUES, (one.cues for one in new)),
    ):
        _execute(connection, statement, [row | labels[row["session_id"]] for rows in parts for row in rows])
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
    """An INSERT of many rows, sent as one JSON text: of all ways the one that costs client and server least."""

    def __init__(self, table: Table, conflict: str, extra: dict[str, str] | None = None) -> None:
        kinds = {column.name: _type_name(column.type) for column in table.columns} | (extra or {})
        self.names = tuple(kinds)
        self.texts = {column.name: _length(column.type) for column in table.columns if isinstance(column.type, String)}
        self.packed = tuple(name for name, kind in kinds.items() if kind == "bytea")
        names, fields = ", ".join(kinds), ", ".join(f"{name} {kind}" for name, kind in kinds.items())
        rows = f"SELECT {names} FROM json_to_recordset(%s::json) AS sent ({fields})"  # noqa: S608  names of columns
        self.text = f"INSERT INTO {table.name} ({names}) {rows} {conflict}"

    def payload(self, rows: Sequence[Row]) -> str:
        """Return the rows as JSON; texts fit the server's columns and hold no NUL, which it refuses."""
        return to_json([self._fitting(row) for row in rows]).decode()

    def _fitting(self, row: Row) -> Row:
        result = {name: row[name] for name in self.names}
        for name, length in self.texts.items():
            value = result[name]
            if value is not None and (length is not None or "\0" in value):
                result[name] = value.replace("\0", "")[:length]
        for name in self.packed:
            value = _PACKED.process_bind_param(result[name], _DIALECT)
            result[name] = None if value is None else f"\\x{value.hex()}"
        return result


def _execute(connection: SqlConnection, statement: _Statement, rows: Sequence[Row]) -> Sequence[Any]:
    if not rows:
        return ()
    result = connection.exec_driver_sql(statement.text, (statement.payload(rows),))
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
    return f"ON CONFLICT (id) DO UPDATE SET {changes} WHERE {newer} RETURNING id, agent, team, week, released_at"


def _newer_dispute() -> str:
    changes = ", ".join(f"{name} = excluded.{name}" for name in _DISPUTE)
    # What was settled on the server stays until the agent objects anew; settling is not the workstation's.
    return (
        f"ON CONFLICT (session_id, detection_id) DO UPDATE SET {changes} WHERE excluded.resolved_at IS NULL "
        "AND (detection.status, detection.raised_at) IS DISTINCT FROM (excluded.status, excluded.raised_at) "
        "AND (detection.resolved_at IS NULL OR excluded.raised_at > detection.raised_at)"
    )


_SESSIONS: Final = _Statement(_table(Session), _newer_session(), {"workstation": "uuid", "source_revision": "int8"})
_LABELS: Final = {"agent": "text", "team": "text"}
_BODIES: Final = _Statement(_table(SessionBody), "ON CONFLICT DO NOTHING", _LABELS)
_DETECTIONS: Final = _Statement(_table(DetectionEntry), _newer_dispute(), {"released_at": "timestamptz"})
_CUES: Final = _Statement(_table(CueEntry), "ON CONFLICT DO NOTHING", _LABELS)
_NOTES: Final = _Statement(_table(NoteEntry), "ON CONFLICT DO NOTHING")
