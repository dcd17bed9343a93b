"""What changed since the agent's last calls: this call beside the mean of the weeks before it.

Place in the flow: `session_view` computes it in the worker. An agent is compared with the agent's own past alone. No Qt.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from app.reports.comparing import COMPARED
from app.reports.metric_texts import definition, metric_label, written
from app.review.heard_words import in_users_figures
from app.store.records import SessionDetail, WeekPoint
from app.translation.words import amount, translate, translated

WEEKS: Final = 4


@dataclass(frozen=True, slots=True)
class Change:
    """One measure of the call beside the agent's own usual value."""

    label: str
    now: str
    usual: str
    meaning: str
    direction: int
    """1: more than usual, -1: less, 0: about the same (within a tenth) or not comparable."""


@dataclass(frozen=True, slots=True)
class Changes:
    """All measures, and how many calls the usual values rest on."""

    calls: int
    lines: tuple[Change, ...]


def changes_of(detail: SessionDetail, weeks: Sequence[WeekPoint]) -> Changes:
    """Return the call beside `weeks`: those of its agent before it."""
    calls = sum(point.sessions for point in weeks)
    summary = detail.summary
    lines = [
        _plain(
            translate("Review", "Flags"),
            len(summary.detections),
            _mean((p.flags / p.sessions, p.sessions) for p in weeks),
        ),
        _plain(
            translate("Review", "Done well"),
            len(summary.praise),
            _mean((p.praises / p.sessions, p.sessions) for p in weeks),
        ),
        _plain(translate("Review", "Score"), summary.score.total, _mean((p.score, p.sessions) for p in weeks)),
    ]
    for key in COMPARED:
        now: float | None = getattr(summary.metrics, key)
        usual = _mean((point.metrics.get(key), point.sessions) for point in weeks)
        shown = "\N{EN DASH}" if usual is None else in_users_figures(written(key, usual))
        lines.append(
            Change(
                translated("Report", metric_label(key) or key),
                in_users_figures(written(key, now)),
                shown,
                translated("Report", definition(key)),
                _direction(now, usual),
            )
        )
    return Changes(calls, tuple(lines))


def _plain(label: str, now: float, usual: float | None) -> Change:
    return Change(
        label, amount(now), "\N{EN DASH}" if usual is None else amount(usual, 1), "", _direction(float(now), usual)
    )


def _mean(values: Iterable[tuple[float | None, int]]) -> float | None:
    known = [(value, weight) for value, weight in values if value is not None]
    weights = sum(weight for _, weight in known)
    return sum(value * weight for value, weight in known) / weights if weights else None


def _direction(now: float | None, usual: float | None) -> int:
    if now is None or usual is None or abs(now - usual) <= 0.1 * max(abs(usual), 1e-9):
        return 0
    return 1 if now > usual else -1
