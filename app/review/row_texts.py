"""How one session reads in the list; a session that is still with its agent tells nothing of its content.

Place in the flow: `list_model` asks for each visible row. No Qt.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from app.reports.timeline import clock
from app.review.access import Viewer, with_agent
from app.store.records import SessionOrigin, SessionRow, SessionState
from app.translation.words import amount, clock_text, counted, day_text, translate

FLAG_SIGN, PRAISE_SIGN = "\N{BLACK UP-POINTING TRIANGLE}", "\N{BLACK STAR}"
NOTHING = "\N{EN DASH}"


@dataclass(frozen=True, slots=True)
class RowTexts:
    """The words of one line."""

    title: str
    subtitle: str
    score: str
    flags: str
    agent: str
    team: str
    started: str
    length: str
    heard: str
    spoken: str
    """All of it as one sentence, for screen readers."""
    withheld: bool
    """The session is still with its agent."""
    unread: bool
    """This viewer has not looked at it: shown in bold."""


def row_texts(row: SessionRow, viewer: Viewer, now: datetime) -> RowTexts:
    """Return the words of a row as `viewer` may see them at `now`."""
    started = moment_text(row.started_at, now)
    if not viewer.may_read(row, now):
        title = translate("Review", "Call of {agent}").format(agent=row.agent or NOTHING)
        subtitle = f"{with_agent(row)} · {started}"
        return RowTexts(
            title, subtitle, NOTHING, NOTHING, row.agent, row.team, started, NOTHING, NOTHING, f"{title}, {subtitle}",
            withheld=True, unread=False,
        )  # fmt: skip
    title = row.reference or row.source or translate("Review", "Call")
    length = clock(row.duration_s)
    parts = [started, length] if viewer.is_agent else [row.agent or NOTHING, started, length]
    parts += [text for text in (_origin(row),) if text]
    score = NOTHING if row.score is None else amount(row.score)
    flags = f"{FLAG_SIGN} {row.flags}  {PRAISE_SIGN} {row.praises}"
    unread = row.acknowledged_at is None if viewer.is_agent else row.viewed_at is None
    return RowTexts(
        title, " · ".join(parts), score, flags, row.agent, row.team, started, length,
        NOTHING if row.heard_share is None else f"{amount(100 * row.heard_share)} %",
        _spoken(row, title, parts, score), withheld=False, unread=unread,
    )  # fmt: skip


def moment_text(moment: datetime, now: datetime) -> str:
    """Return "today 10:42", "yesterday 10:42" or the date, in local time."""
    local, today = moment.astimezone(), now.astimezone().date()
    if local.date() == today:
        return translate("Review", "today {time}").format(time=clock_text(local.time()))
    if local.date() == today - timedelta(days=1):
        return translate("Review", "yesterday {time}").format(time=clock_text(local.time()))
    return f"{day_text(local.date())} {clock_text(local.time())}"


def _origin(row: SessionRow) -> str:
    if row.origin is SessionOrigin.GENERATED:
        return translate("Review", "generated")
    if row.origin is SessionOrigin.IMPORTED:
        return translate("Review", "from another computer")
    return translate("Review", "recovered") if row.state is SessionState.RECOVERED else ""


def _spoken(row: SessionRow, title: str, parts: list[str], score: str) -> str:
    flags = counted("Review", "%n flag(s)", row.flags)
    praises = counted("Review", "%n good moment(s)", row.praises)
    points = translate("Review", "score {score}").format(score=score)
    return ", ".join((title, *parts, points, flags, praises))
