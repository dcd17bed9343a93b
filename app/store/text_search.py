"""Whether a text holds another, upper or lower case: as fast as each database can.

Place in the flow: `app.store.listing` searches with it. SQLAlchemy's own `icontains` lowers both sides on SQLite, whose
LIKE does not heed the case of ASCII letters anyway: that takes twice as long.
"""

from typing import Any, Final

from sqlalchemy import Boolean, ColumnElement, literal
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql.functions import FunctionElement

_ESCAPE: Final = "/"


class _Holds(FunctionElement[bool]):
    """`column`, `pattern`."""

    name = "holds"
    inherit_cache = True
    type = Boolean()


@compiles(_Holds)
def _ilike(element: _Holds, compiler: Any, **rest: Any) -> str:
    return _compared(element, compiler, "ILIKE", rest)


@compiles(_Holds, "sqlite")
def _like(element: _Holds, compiler: Any, **rest: Any) -> str:
    return _compared(element, compiler, "LIKE", rest)


def holds(column: InstrumentedAttribute[str], text: str) -> ColumnElement[bool]:
    """Return that `column` holds `text`; percent signs and underscores in it mean themselves."""
    escaped = text
    for sign in (_ESCAPE, "%", "_"):
        escaped = escaped.replace(sign, _ESCAPE + sign)
    return _Holds(column, literal(f"%{escaped}%"))


def _compared(element: _Holds, compiler: Any, operator: str, rest: dict[str, Any]) -> str:
    column, pattern = (compiler.process(clause, **rest) for clause in element.clauses)
    return f"{column} {operator} {pattern} ESCAPE '{_ESCAPE}'"
