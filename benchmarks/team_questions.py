"""What a supervisor asks the team's server, for `bench_team.py`.

Place in the flow: each question goes through `TeamStore`, as the review asks it.
"""

import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from app.store.records import SessionFilter, Sort, SortBy, TrendBy
from app.store.repository import ALL
from app.team.team_store import TeamStore


def questions(store: TeamStore, draw: random.Random, now: datetime) -> dict[str, Callable[[], object]]:
    """Return what a supervisor asks, by name; each call asks with other values."""
    agents = store.agents()
    rules = store.rules()
    ids = [row.id for row in store.list_sessions(limit=2_000)]
    quarter = SessionFilter(since=now - timedelta(days=91))

    def released(wanted: SessionFilter = ALL) -> SessionFilter:
        return wanted.on(released_by=datetime.now(tz=UTC))

    def a_month() -> SessionFilter:
        since = now - timedelta(days=30 * draw.randint(1, 11))
        return SessionFilter(since=since, until=since + timedelta(days=30))

    return {
        "list, newest": lambda: store.list_sessions(released()),
        "list, page 20": lambda: store.list_sessions(released(), offset=1_900),
        "list, lowest score of a quarter": lambda: store.list_sessions(released(quarter), Sort(SortBy.SCORE, descending=False)),
        "filter, agent": lambda: store.list_sessions(released(SessionFilter(agents=(draw.choice(agents),)))),
        "filter, rule and month": lambda: store.list_sessions(released(a_month().on(rules=(draw.choice(rules),)))),
        "filter, score below 70": lambda: store.list_sessions(released(SessionFilter(score_most=70.0))),
        "filter, open disputes": lambda: store.list_sessions(released(SessionFilter(disputed=True))),
        "filter, not viewed": lambda: store.list_sessions(released(SessionFilter(unviewed=True))),
        "count, a quarter": lambda: store.count(released(quarter)),
        "trend, team, a year": lambda: store.weekly(released(), TrendBy.ALL),
        "trend, each agent, a year": lambda: store.weekly(released(), TrendBy.AGENT),
        "trend, rules, a year": lambda: store.weekly_rules(released(), TrendBy.ALL),
        "trend, one agent, from a day": lambda: store.weekly(
            released(SessionFilter(agents=(draw.choice(agents),), since=now - timedelta(days=draw.randint(60, 300))))
        ),
        "one session's timeline": lambda: store.detail(draw.choice(ids)),
    }  # fmt: skip
