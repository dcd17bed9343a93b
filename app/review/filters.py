"""What the fields above the list mean: presets of time and score, and the filter that they make together.

Place in the flow: `session_list` reads its fields into a `Chosen`; the store gets its `session_filter`. No Qt.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from app.review.access import Viewer
from app.store.records import SessionFilter
from app.translation.words import QT_TRANSLATE_NOOP

TIMES: Final[Mapping[str, str]] = {
    "any": QT_TRANSLATE_NOOP("Review", "Any time"),
    "today": QT_TRANSLATE_NOOP("Review", "Today"),
    "week": QT_TRANSLATE_NOOP("Review", "This week"),
    "days7": QT_TRANSLATE_NOOP("Review", "Last 7 days"),
    "days30": QT_TRANSLATE_NOOP("Review", "Last 30 days"),
    "days90": QT_TRANSLATE_NOOP("Review", "Last 90 days"),
}
SCORES: Final[Mapping[str, str]] = {
    "any": QT_TRANSLATE_NOOP("Review", "Any score"),
    "low": QT_TRANSLATE_NOOP("Review", "Below 60"),
    "middle": QT_TRANSLATE_NOOP("Review", "60 to 80"),
    "high": QT_TRANSLATE_NOOP("Review", "Over 80"),
}
_SCORE_BOUNDS: Final[Mapping[str, tuple[float | None, float | None]]] = {
    "any": (None, None),
    "low": (None, 59.9),
    "middle": (60.0, 80.0),
    "high": (80.1, None),
}
"""Scores have one decimal."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the fields say."""

    text: str = ""
    agent: str = ""
    team: str = ""
    rule: str = ""
    time: str = "any"
    score: str = "any"
    unread: bool = False
    disputed: bool = False

    @property
    def anything(self) -> bool:
        """Whether any field narrows the list."""
        return self != Chosen()


def session_filter(chosen: Chosen, viewer: Viewer, now: datetime) -> SessionFilter:
    """Return the store's filter, without what the viewer's role adds (`Viewer.narrowed`)."""
    least, most = _SCORE_BOUNDS[chosen.score]
    return SessionFilter(
        text=chosen.text.strip(),
        agents=(chosen.agent,) if chosen.agent else (),
        teams=(chosen.team,) if chosen.team else (),
        rules=(chosen.rule,) if chosen.rule else (),
        since=_since(chosen.time, now),
        score_least=least,
        score_most=most,
        unviewed=chosen.unread and not viewer.is_agent,
        unacknowledged=chosen.unread and viewer.is_agent,
        disputed=chosen.disputed,
        finished=True,
    )


def _since(time: str, now: datetime) -> datetime | None:
    midnight = now.astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
    days = {"today": 0, "week": midnight.weekday(), "days7": 7, "days30": 30, "days90": 90}.get(time)
    return None if days is None else midnight - timedelta(days=days)
