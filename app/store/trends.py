"""Trends: weeks counted together, as a whole, for each agent or for each team.

Place in the flow: `app.store.repository.Store.weekly` and `weekly_rules`; the review draws what comes out, against the
agent's own past.
"""

from datetime import UTC, datetime, time
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Double, Select, func, literal, select

from app.store.listing import conditions
from app.store.models import METRIC_COLUMNS, DetectionEntry, Session
from app.store.new_session import monday_of
from app.store.records import FlagStatus, RulePoint, SessionFilter, TrendBy, WeekPoint

_SESSION_NAMES: Final = {TrendBy.AGENT: Session.agent, TrendBy.TEAM: Session.team}
_FLAG_NAMES: Final = {TrendBy.AGENT: DetectionEntry.agent, TrendBy.TEAM: DetectionEntry.team}


def read_weeks(connection: Connection, wanted: SessionFilter, by: TrendBy) -> tuple[WeekPoint, ...]:
    """Return the weeks in which there were sessions, by name, then week."""
    return tuple(
        WeekPoint(
            row["week"], row["name"], row["sessions"], row["duration_s"], row["flags"], row["praises"], row["score"],
            row["heard_share"], {name: row[name] for name in METRIC_COLUMNS},
        )
        for row in connection.execute(_weeks(wanted, by)).mappings()
    )  # fmt: skip


def read_rule_weeks(connection: Connection, wanted: SessionFilter, by: TrendBy) -> tuple[RulePoint, ...]:
    """Return how often each rule was flagged in each week, by name, then week, then rule; weeks with none are absent."""
    return tuple(RulePoint(*row) for row in connection.execute(_rule_weeks(wanted, by)))


def _weeks(wanted: SessionFilter, by: TrendBy) -> Select[Any]:
    name: ColumnElement[str] = _SESSION_NAMES.get(by, literal(""))  # type: ignore[assignment]
    keys = (name, Session.week) if by is not TrendBy.ALL else (Session.week,)
    return (
        select(
            Session.week.label("week"),
            name.label("name"),
            func.count().label("sessions"),
            func.sum(Session.duration_s).label("duration_s"),
            func.sum(Session.flags).label("flags"),
            func.sum(Session.praises).label("praises"),
            func.avg(Session.score, type_=Double).label("score"),
            func.avg(Session.heard_share, type_=Double).label("heard_share"),
            *(func.avg(getattr(Session, metric), type_=Double).label(metric) for metric in METRIC_COLUMNS),
        )
        .where(*conditions(wanted.on(finished=True)))
        .group_by(*keys)
        .order_by(*keys)
    )


def _rule_weeks(wanted: SessionFilter, by: TrendBy) -> Select[Any]:
    name: ColumnElement[str] = _FLAG_NAMES.get(by, literal(""))  # type: ignore[assignment]
    keys = (name, DetectionEntry.week, DetectionEntry.rule_id)
    keys = keys if by is not TrendBy.ALL else keys[1:]  # type: ignore[assignment]
    return (
        select(DetectionEntry.week, name, DetectionEntry.rule_id, func.count())  # type: ignore[return-value]
        .where(DetectionEntry.status == str(FlagStatus.STANDING), *_on_flags(wanted))
        .group_by(*keys)
        .order_by(*keys)
    )


def _on_flags(wanted: SessionFilter) -> list[ColumnElement[bool]]:
    """Return the filter's conditions on `detection`; the sessions are only asked for what flags do not know."""
    result: list[ColumnElement[bool]] = []
    rest = wanted
    if wanted.agents:
        result.append(DetectionEntry.agent.in_(wanted.agents))
    if wanted.teams:
        result.append(DetectionEntry.team.in_(wanted.teams))
    if wanted.rules:
        result.append(DetectionEntry.rule_id.in_(wanted.rules))
    rest = rest.on(agents=(), teams=(), rules=(), finished=False)
    if wanted.since is not None and _begins_a_week(wanted.since):
        result.append(DetectionEntry.week >= monday_of(wanted.since))
        rest = rest.on(since=None)
    if rest != SessionFilter():
        result.append(DetectionEntry.session_id.in_(select(Session.id).where(*conditions(rest))))
    return result


def _begins_a_week(moment: datetime) -> bool:
    """Whether it is the first moment of one of the weeks that flags know: those of UTC."""
    return moment == datetime.combine(monday_of(moment), time(), UTC)
