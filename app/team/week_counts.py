"""Trends from weeks that the server counts as sessions arrive.

Place in the flow: `app.team.team_store.TeamStore` answers `weekly` and `weekly_rules` with it. Weeks that the filter cuts
in the middle, and filters that the counts know nothing of, are counted from the sessions as on the workstation.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, text

from app.store.models import METRIC_COLUMNS
from app.store.new_session import monday_of
from app.store.records import RulePoint, SessionFilter, TrendBy, WeekPoint

_MEASURES: Final = ("score", "heard_share", *METRIC_COLUMNS)
_WEEK: Final = timedelta(weeks=1)
_LATEST: Final = timedelta(minutes=1)
"""A filter that asks for what was released "now" was made a moment ago."""
_NAMES: Final = {TrendBy.ALL: "''", TrendBy.AGENT: "agent", TrendBy.TEAM: "team"}


@dataclass(frozen=True, slots=True)
class Split:
    """A filter in parts: whole weeks for the counts, the rest for the sessions."""

    weeks: SessionFilter | None
    first: date | None
    """First Monday of the whole weeks, None without a bound."""
    behind: date | None
    """The Monday after the last."""
    rest: tuple[SessionFilter, ...]


def split(wanted: SessionFilter, now: datetime) -> Split:
    """Return which weeks the counts can answer for. Pure."""
    known = SessionFilter(agents=wanted.agents, teams=wanted.teams, since=wanted.since, until=wanted.until)
    others = wanted.on(released_by=None, finished=False)
    late = wanted.released_by is None or wanted.released_by >= now - _LATEST
    if others != known or not late:
        return Split(None, None, None, (wanted,))
    first = None if wanted.since is None else _monday_from(wanted.since)
    behind = None if wanted.until is None else monday_of(wanted.until)
    if first is not None and behind is not None and first >= behind:
        return Split(None, None, None, (wanted,))
    rest = []
    if wanted.since is not None and first is not None and wanted.since < _midnight(first):
        rest.append(wanted.on(until=_midnight(first)))
    if wanted.until is not None and behind is not None and wanted.until > _midnight(behind):
        rest.append(wanted.on(since=_midnight(behind)))
    return Split(wanted, first, behind, tuple(rest))


def read_weeks(connection: Connection, parts: Split, by: TrendBy) -> tuple[WeekPoint, ...]:
    """Return the whole weeks, by name, then week."""
    means = ", ".join(f"sum({name}_sum) / nullif(sum({name}_n), 0) AS {name}" for name in _MEASURES)
    query = f"""
        SELECT week, {_NAMES[by]} AS name, sum(sessions)::bigint AS sessions, sum(duration_s) AS duration_s,
               sum(flags)::bigint AS flags, sum(praises)::bigint AS praises, {means}
        FROM week_count WHERE {_where(parts)} GROUP BY 1, 2 ORDER BY 2, 1"""  # noqa: S608  names are constants
    return tuple(
        WeekPoint(
            row["week"], row["name"], row["sessions"], row["duration_s"], row["flags"], row["praises"], row["score"],
            row["heard_share"], {name: row[name] for name in METRIC_COLUMNS},
        )
        for row in connection.execute(text(query), _values(parts)).mappings()
    )  # fmt: skip


def read_rule_weeks(connection: Connection, parts: Split, by: TrendBy) -> tuple[RulePoint, ...]:
    """Return how often each rule was flagged in the whole weeks, by name, then week, then rule."""
    query = f"""
        SELECT week, {_NAMES[by]} AS name, rule_id, sum(flags)::bigint
        FROM week_rule_count WHERE {_where(parts)} GROUP BY 1, 2, 3 ORDER BY 2, 1, 3"""  # noqa: S608  as above
    return tuple(RulePoint(*row) for row in connection.execute(text(query), _values(parts)))


def in_order(points: Sequence[Any]) -> tuple[Any, ...]:
    """Return points of several parts by name, then week, then rule."""
    return tuple(sorted(points, key=lambda point: (point.name, point.week, getattr(point, "rule_id", ""))))


def _where(parts: Split) -> str:
    wanted = parts.weeks or SessionFilter()
    asked = (
        (bool(wanted.agents), "agent = ANY (:agents)"),
        (bool(wanted.teams), "team = ANY (:teams)"),
        (parts.first is not None, "week >= :first"),
        (parts.behind is not None, "week < :behind"),
    )
    return " AND ".join(condition for is_asked, condition in asked if is_asked) or "true"


def _values(parts: Split) -> dict[str, Any]:
    wanted = parts.weeks or SessionFilter()
    values = {
        "agents": list(wanted.agents), "teams": list(wanted.teams), "first": parts.first, "behind": parts.behind,
    }  # fmt: skip
    return {name: value for name, value in values.items() if value}


def _monday_from(moment: datetime) -> date:
    """Return the first Monday whose midnight is not before `moment`."""
    monday = monday_of(moment)
    return monday if moment <= _midnight(monday) else monday + _WEEK


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)
