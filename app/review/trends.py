"""Weeks as series: one line a measure, beside the mean of the weeks before.

Place in the flow: `trends_page` asks the worker for `read_trends` and draws each series as a small multiple. An agent is
compared with the agent's own past alone; agents are never put side by side. No Qt.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from app.reports.comparing import COMPARED, mean_measured
from app.reports.metric_texts import definition, metric_label
from app.reports.moments import rule_title
from app.review.context import ReviewContext
from app.store.records import RulePoint, SessionFilter, WeekPoint
from app.translation.words import translate, translated
from coaching.rulebook.schema import Rulebook

RECENT_WEEKS: Final = 4
MOST_RULES: Final = 8


@dataclass(frozen=True, slots=True)
class Series:
    """One measure over the weeks."""

    title: str
    meaning: str
    values: tuple[float | None, ...]
    """One for each week; None where there was no call, or where it was not measured."""
    earlier: float | None
    """Mean before the last `RECENT_WEEKS`."""
    recent: float | None
    """Mean of the last `RECENT_WEEKS`."""


@dataclass(frozen=True, slots=True)
class Trends:
    """Everything that the page shows."""

    weeks: tuple[date, ...]
    """Mondays, without holes."""
    calls: tuple[int, ...]
    measures: tuple[Series, ...]
    rules: tuple[Series, ...]
    """Flags for each hundred calls, the most frequent rules first."""


def read_trends(context: ReviewContext, agent: str, team: str, weeks: int) -> Trends:
    """Read the last `weeks` weeks of an agent, a team or all ("" each). Raises StoreError. Worker's thread."""
    now = context.clock()
    monday = now.astimezone(UTC).date() - timedelta(days=now.astimezone(UTC).weekday())
    first = monday - timedelta(weeks=weeks - 1)
    wanted = SessionFilter(
        agents=(agent,) if agent else (), teams=(team,) if team else (), since=datetime.combine(first, time(), UTC)
    )
    wanted = context.viewer.in_totals(wanted, now)
    mondays = tuple(first + timedelta(weeks=number) for number in range(weeks))
    return trends_of(mondays, context.store.weekly(wanted), context.store.weekly_rules(wanted), context.rulebook)


def trends_of(
    mondays: Sequence[date], points: Sequence[WeekPoint], flags: Sequence[RulePoint], rulebook: Rulebook
) -> Trends:
    """Return the series of weeks. Pure."""
    by_week = {point.week: point for point in points}
    found = [by_week.get(monday) for monday in mondays]
    calls = tuple(point.sessions if point else 0 for point in found)
    measures = [
        _series(translate("Review", "Calls"), "", [float(count) for count in calls]),
        _series(
            translate("Review", "Done well, for each call"), "", [p.praises / p.sessions if p else None for p in found]
        ),
        _series(translate("Review", "Flags, for each call"), "", [p.flags / p.sessions if p else None for p in found]),
        _series(translate("Review", "Score"), "", [p.score if p else None for p in found]),
    ]
    measures += [
        _series(
            translated("Report", metric_label(key) or key),
            translated("Report", definition(key)),
            [p.metrics.get(key) if p else None for p in found],
        )
        for key in COMPARED
    ]
    return Trends(tuple(mondays), calls, tuple(measures), _rules(mondays, calls, flags, rulebook))


def _rules(
    mondays: Sequence[date], calls: Sequence[int], flags: Sequence[RulePoint], rulebook: Rulebook
) -> tuple[Series, ...]:
    counts: dict[str, dict[date, int]] = {}
    for point in flags:
        weeks = counts.setdefault(point.rule_id, {})
        weeks[point.week] = weeks.get(point.week, 0) + point.flags
    often = sorted(counts, key=lambda rule_id: (-sum(counts[rule_id].values()), rule_id))[:MOST_RULES]
    return tuple(
        _series(
            rule_title(rulebook, rule_id),
            translate("Review", "Flags for each hundred calls."),
            [
                100 * counts[rule_id].get(monday, 0) / number if number else None
                for monday, number in zip(mondays, calls, strict=True)
            ],
        )
        for rule_id in often
    )


def _series(title: str, meaning: str, values: Sequence[float | None]) -> Series:
    return Series(
        title, meaning, tuple(values), mean_measured(values[:-RECENT_WEEKS]), mean_measured(values[-RECENT_WEEKS:])
    )
