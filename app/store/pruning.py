"""A condition that only PostgreSQL is told: times as ranges of ids, so that whole months are left out.

Place in the flow: `app.store.listing` and `trends` add it to filters by time. On the team's server tables are cut by id
(docs/scale.md), and ids tell the time; on the workstation the index on `started_at` serves.
"""

from datetime import datetime, timedelta
from typing import Any, Final, TypeAlias
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql.visitors import InternalTraversal

from app.store.session_ids import new_session_id

IdColumn: TypeAlias = ColumnElement[UUID] | InstrumentedAttribute[UUID]
_SLACK: Final = timedelta(seconds=1)
"""An id tells the time to a second at least: the server checks it of each session."""


class OnPostgres(ColumnElement[bool]):
    """`clause` on PostgreSQL, nothing elsewhere."""

    inherit_cache = True
    _traverse_internals = [("clause", InternalTraversal.dp_clauseelement)]  # noqa: RUF012  SQLAlchemy's own way

    def __init__(self, clause: ColumnElement[bool]) -> None:
        """`clause`: what PostgreSQL is told."""
        self.clause = clause


@compiles(OnPostgres)
def _nothing(element: OnPostgres, compiler: Any, **_: Any) -> str:
    del element, compiler
    return "1 = 1"


@compiles(OnPostgres, "postgresql")
def _clause(element: OnPostgres, compiler: Any, **rest: Any) -> str:
    return str(compiler.process(element.clause, **rest))


def _first_id(moment: datetime, slack: timedelta) -> UUID:
    """Return the first id of the moment with its slack; at the ends of the calendar without."""
    try:
        return new_session_id(moment + slack, 0)
    except OverflowError:
        return new_session_id(moment, 0)


def ids_since(column: IdColumn, since: datetime) -> OnPostgres:
    """Return that `column`, ids of sessions, holds none that began before `since`, to a second."""
    return OnPostgres(column >= _first_id(since, -_SLACK))


def ids_until(column: IdColumn, until: datetime) -> OnPostgres:
    """Return that `column`, ids of sessions, holds none that began after `until`, to a second."""
    return OnPostgres(column < _first_id(until, _SLACK))
