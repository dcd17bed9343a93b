"""A team's calendar week on one page: what happened, beside the weeks before, and moments worth talking about.

Place in the flow: `sotto report --week 2026-W47 --team X`; the numbers come from `Store.weekly` and `weekly_rules`. A
team is compared with its own four weeks before, an agent with the agent's own: agents stand in the order of their
names, and there is no ranking.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from app.errors import AppError
from app.paths import resource
from app.reports.comparing import COMPARED, mean_measured
from app.reports.metric_texts import metric_label, written
from app.reports.moments import PRAISE_TITLES, rule_title
from app.reports.timeline import clock
from app.review.context import ReviewContext
from app.store.records import RulePoint, SessionFilter, TrendBy, WeekPoint
from app.store.repository import Store
from coaching.rulebook.schema import Rulebook

WEEKS_BEFORE: Final = 4
_LOOKED_AT: Final = 200
"""Sessions of the week among which the moments are chosen."""
_MOMENTS: Final = 6


class WeekError(AppError):
    """The week cannot be read, or has no sessions."""

    code = "report-week"


@dataclass(frozen=True, slots=True)
class Measure:
    """One number of the week beside the mean of the weeks before."""

    label: str
    now: str
    before: str
    """"\N{EN DASH}" where there is nothing to compare with."""


@dataclass(frozen=True, slots=True)
class GoodMoment:
    """Something done well, with its words."""

    agent: str
    call: str
    at: str
    title: str
    evidence: str


@dataclass(frozen=True, slots=True)
class AgentWeek:
    """One agent beside the agent's own weeks before."""

    name: str
    measures: tuple[Measure, ...]


@dataclass(frozen=True, slots=True)
class Digest:
    """The page."""

    week: str
    monday: date
    team: str
    """"" for all."""
    measures: tuple[Measure, ...]
    delivery: tuple[Measure, ...]
    rules: tuple[Measure, ...]
    """Flags for each hundred calls."""
    agents: tuple[AgentWeek, ...]
    moments: tuple[GoodMoment, ...]
    withheld: str
    """What is not in it, and why."""
    own: bool = False
    """Whether these are the reader's own calls: an agent's page speaks to the agent."""

    @property
    def heading(self) -> str:
        """Whose calls and which week."""
        if not self.own:
            return f"{self.team or 'All teams'}, week {self.week}"
        return f"Your calls{f' for {self.team}' if self.team else ''}, week {self.week}"


def parse_week(text: str) -> date:
    """Return the Monday of a week written "2026-W47". Raises WeekError."""
    try:
        monday = datetime.strptime(f"{text.strip().upper()}-1", "%G-W%V-%u").replace(tzinfo=UTC).date()
        _ = monday - timedelta(weeks=WEEKS_BEFORE), monday + timedelta(weeks=1)  # what is asked for must be there
    except (ValueError, OverflowError):
        raise WeekError(f"{text} is no calendar week.", "Write it like 2026-W47.") from None
    return monday


def week_digest(context: ReviewContext, monday: date, team: str) -> Digest:
    """Return the digest of what the context's viewer may see. Raises WeekError when the week has no sessions, StoreError."""
    store = context.store
    team_only = SessionFilter(teams=(team,) if team else ())
    seen = context.viewer.in_totals(team_only, context.clock())
    span = seen.on(
        since=_midnight(monday - timedelta(weeks=WEEKS_BEFORE)), until=_midnight(monday + timedelta(weeks=1))
    )
    this_week = seen.on(since=_midnight(monday), until=_midnight(monday + timedelta(weeks=1)), finished=True)
    points = store.weekly(span)
    current, before = _split(points, monday)
    week = f"{monday:%G-W%V}"
    if current is None:
        raise _empty(week, team, own=context.viewer.is_agent)
    return Digest(
        week=week,
        monday=monday,
        team=team,
        measures=_totals(current, before),
        delivery=_delivery(current, before),
        rules=_rules(store.weekly_rules(span), points, monday, context.rulebook),
        agents=_agents(store.weekly(span, TrendBy.AGENT), monday),
        moments=_moments(store, this_week),
        withheld=_withheld(store, team_only, this_week, current.sessions),
        own=context.viewer.is_agent,
    )


def digest_html(digest: Digest) -> str:
    """Return the page: one file that needs nothing else."""
    environment = Environment(
        loader=FileSystemLoader(resource("reports")), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    return environment.get_template("week.html.jinja").render(
        digest=digest, last=digest.monday + timedelta(days=6), before=WEEKS_BEFORE
    )


def digest_json(digest: Digest) -> str:
    """Return the same as JSON."""
    plain = asdict(digest) | {"schema_version": 1, "monday": digest.monday.isoformat()}
    return json.dumps(plain, indent=2, ensure_ascii=False) + "\n"


def _empty(week: str, team: str, *, own: bool) -> WeekError:
    whose = f" of team {team}" if team else ""
    kept = "`sotto sessions list` shows what is kept"
    if own:
        return WeekError(f"You have no sessions{whose} in week {week}.", f"{kept}; supervisors add --as supervisor.")
    return WeekError(f"There are no sessions{whose} to report in week {week}.", f"{kept}.")


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _split(points: Sequence[WeekPoint], monday: date) -> tuple[WeekPoint | None, list[WeekPoint]]:
    current = next((point for point in points if point.week == monday), None)
    return current, [point for point in points if point.week < monday]


def _totals(current: WeekPoint, before: Sequence[WeekPoint]) -> tuple[Measure, ...]:
    def measure(label: str, value: float | None, past: Iterable[float | None], form: str = "{:.1f}") -> Measure:
        return Measure(label, _number(value, form), _number(mean_measured(past), form))

    return (
        measure("calls", current.sessions, (p.sessions for p in before), "{:.0f}"),
        measure("hours", current.duration_s / 3600, (p.duration_s / 3600 for p in before)),
        measure(
            "done well, for each call", current.praises / current.sessions, (p.praises / p.sessions for p in before)
        ),
        measure("flags, for each call", current.flags / current.sessions, (p.flags / p.sessions for p in before)),
        measure("score", current.score, (p.score for p in before), "{:.0f}"),
        measure("heard, %", _percent(current.heard_share), (_percent(p.heard_share) for p in before), "{:.0f}"),
    )


def _delivery(current: WeekPoint, before: Sequence[WeekPoint]) -> tuple[Measure, ...]:
    return tuple(
        Measure(
            metric_label(key) or key,
            written(key, current.metrics.get(key)),
            _dash(written(key, mean_measured(p.metrics.get(key) for p in before))),
        )
        for key in COMPARED
    )


def _rules(
    flags: Sequence[RulePoint], weeks: Sequence[WeekPoint], monday: date, rulebook: Rulebook
) -> tuple[Measure, ...]:
    calls = {point.week: point.sessions for point in weeks}
    past_calls = sum(count for week, count in calls.items() if week < monday)
    now: dict[str, int] = {}
    past: dict[str, int] = {}
    for point in flags:
        counts = now if point.week == monday else past
        counts[point.rule_id] = counts.get(point.rule_id, 0) + point.flags
    ordered = sorted(now, key=lambda rule_id: (-now[rule_id], rule_id))
    return tuple(
        Measure(
            rule_title(rulebook, rule_id),
            _number(100 * now[rule_id] / calls[monday]),
            _number(100 * past.get(rule_id, 0) / past_calls if past_calls else None),
        )
        for rule_id in ordered
    )


def _agents(points: Sequence[WeekPoint], monday: date) -> tuple[AgentWeek, ...]:
    names = sorted({point.name for point in points if point.week == monday and point.name})
    found: list[AgentWeek] = []
    for name in names:
        current, before = _split([point for point in points if point.name == name], monday)
        if current is not None:
            totals = _totals(current, before)
            found.append(AgentWeek(name, (totals[0], totals[2], totals[3])))
    return tuple(found)


def _moments(store: Store, this_week: SessionFilter) -> tuple[GoodMoment, ...]:
    rows = sorted(store.list_sessions(this_week, limit=_LOOKED_AT), key=lambda row: -row.praises)
    found: list[GoodMoment] = []
    for row in rows[:_MOMENTS]:
        praise = next((one for one in store.detail(row.id).summary.praise if one.evidence), None)
        if praise is not None:
            title = PRAISE_TITLES.get(praise.praise_id, praise.praise_id)
            call = row.reference or f"{row.started_at.astimezone():%a %H:%M}"
            found.append(GoodMoment(row.agent, call, clock(praise.start_s), title, praise.evidence))
    return tuple(found)


def _withheld(store: Store, team_only: SessionFilter, this_week: SessionFilter, counted: int) -> str:
    everything = store.count(team_only.on(since=this_week.since, until=this_week.until, finished=True))
    missing = everything - counted
    if missing <= 0 or this_week.agents:
        return ""
    calls = "call is" if missing == 1 else "calls are"
    return f"{missing} {calls} still with the agent and not counted here."


def _percent(share: float | None) -> float | None:
    return None if share is None else 100 * share


def _number(value: float | None, form: str = "{:.1f}") -> str:
    return "\N{EN DASH}" if value is None else form.format(value)


def _dash(text: str) -> str:
    return "\N{EN DASH}" if text == "not measured" else text
