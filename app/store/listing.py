"""Which sessions, in which order: filters and sorts as SQL.

Place in the flow: `app.store.repository` lists and counts with it; `app.store.trends` filters with it.
"""

from collections.abc import Iterator
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, func, or_, select, union
from sqlalchemy.engine import RowMapping
from sqlalchemy.orm import InstrumentedAttribute

from app.store.models import DetectionEntry, Session
from app.store.pruning import IdColumn, ids_since, ids_until
from app.store.records import FlagStatus, SessionFilter, SessionOrigin, SessionRow, SessionState, Sort, SortBy
from app.store.text_search import holds

_FIELDS: Final = tuple(SessionRow.__slots__)
_COLUMNS: Final = tuple(getattr(Session, name) for name in _FIELDS)
_SORTS: Final[dict[SortBy, InstrumentedAttribute[Any]]] = {
    SortBy.STARTED: Session.started_at,
    SortBy.DURATION: Session.duration_s,
    SortBy.SCORE: Session.score,
    SortBy.FLAGS: Session.flags,
    SortBy.AGENT: Session.agent,
    SortBy.TEAM: Session.team,
    SortBy.HEARD: Session.heard_share,
}
COUNTED: Final = (str(FlagStatus.STANDING), str(FlagStatus.DISPUTED))
"""Flags by which a session is found."""


def listed(wanted: SessionFilter, sort: Sort, offset: int, limit: int) -> Select[Any]:
    """Return the query for one page of the list."""
    column = _SORTS[sort.by]
    first = column.desc().nulls_last() if sort.descending else column.asc().nulls_last()
    if sort.by is SortBy.STARTED:
        order = (Session.started_at.desc(), Session.id.desc()) if sort.descending else (Session.started_at, Session.id)
    else:
        order = (first, Session.started_at.desc())  # type: ignore[assignment]
    return select(*_COLUMNS).where(*conditions(wanted)).order_by(*order).offset(offset).limit(limit)


def counted(wanted: SessionFilter) -> Select[Any]:
    """Return the query for how many there are."""
    return select(func.count()).select_from(Session).where(*conditions(wanted))


def session_row(row: RowMapping) -> SessionRow:
    """Return one line of the list."""
    fields: dict[str, Any] = {name: row[name] for name in _FIELDS}
    fields["origin"] = SessionOrigin(fields["origin"])
    fields["state"] = SessionState(fields["state"])
    return SessionRow(**fields)


def row_columns() -> tuple[InstrumentedAttribute[Any], ...]:
    """Return the columns that `session_row` needs."""
    return _COLUMNS


def conditions(wanted: SessionFilter) -> list[ColumnElement[bool]]:
    """Return the filter's conditions on `session`, all of which must hold."""
    return [*_who(wanted), *_when_and_how(wanted), *_state(wanted), *_words(wanted)]


def _who(wanted: SessionFilter) -> Iterator[ColumnElement[bool]]:
    if wanted.agents:
        yield Session.agent.in_(wanted.agents)
    if wanted.teams:
        yield Session.team.in_(wanted.teams)
    if wanted.origins:
        yield Session.origin.in_([str(origin) for origin in wanted.origins])
    if wanted.rules:
        flagged = select(DetectionEntry.session_id).where(
            DetectionEntry.rule_id.in_(wanted.rules),
            DetectionEntry.status.in_(COUNTED),
            *_near(DetectionEntry.session_id, wanted),
        )
        yield Session.id.in_(flagged)


def _near(ids: IdColumn, wanted: SessionFilter) -> Iterator[ColumnElement[bool]]:
    """Yield the filter's dates for ids of sessions."""
    if wanted.since is not None:
        yield ids_since(ids, wanted.since)
    if wanted.until is not None:
        yield ids_until(ids, wanted.until)


def _when_and_how(wanted: SessionFilter) -> Iterator[ColumnElement[bool]]:
    if wanted.since is not None:
        yield Session.started_at >= wanted.since
        yield ids_since(Session.id, wanted.since)
    if wanted.until is not None:
        yield Session.started_at < wanted.until
        yield ids_until(Session.id, wanted.until)
    if wanted.score_least is not None:
        yield Session.score >= wanted.score_least
    if wanted.score_most is not None:
        yield Session.score <= wanted.score_most
    if wanted.heard_most is not None:
        yield Session.heard_share <= wanted.heard_most
    if wanted.released_by is not None:
        yield Session.released_at <= wanted.released_by


def _state(wanted: SessionFilter) -> Iterator[ColumnElement[bool]]:
    if wanted.unviewed:
        yield Session.viewed_at.is_(None)
    if wanted.unacknowledged:
        yield Session.acknowledged_at.is_(None)
    if wanted.disputed:
        yield Session.disputed > 0
    if wanted.held:
        yield Session.legal_hold.is_(True)
    if wanted.finished:
        yield Session.state != str(SessionState.OPEN)


def _words(wanted: SessionFilter) -> Iterator[ColumnElement[bool]]:
    """Yield the search: each table is read once, side by side, and only the ids that fit are looked for in the order."""
    text = wanted.text.strip()
    if text:
        columns = (Session.reference, Session.agent, Session.team, Session.source)
        named = select(Session.id).where(or_(*(holds(column, text) for column in columns)), *_near(Session.id, wanted))
        said = select(DetectionEntry.session_id).where(
            holds(DetectionEntry.evidence, text), *_near(DetectionEntry.session_id, wanted)
        )
        yield Session.id.in_(union(named, said))
