"""Everything that the page of one session shows, read and put together in the worker.

Place in the flow: `session_page` asks the worker for `load_session`; what comes back is ready to draw. No Qt.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from app.reports.kept import session_document
from app.reports.moments import SIGNS, Moment, rule_kind, rule_title
from app.reports.timeline import clock
from app.reports.view import ReportView, report_view
from app.review.access import with_agent
from app.review.changes import WEEKS, Changes, changes_of
from app.review.context import ReviewContext
from app.review.lanes import Lanes, lanes_of
from app.store.records import FlagStatus, KeptDetection, SessionDetail, SessionFilter, SessionRow
from app.translation.words import translate


@dataclass(frozen=True, slots=True)
class ShownMoment:
    """A moment, and whether it counts."""

    moment: Moment
    kept: KeptDetection | None
    """The flag behind it; None for praise, promises and advice."""

    @property
    def counts(self) -> bool:
        """Whether it is in totals and score."""
        return self.kept is None or self.kept.status is FlagStatus.STANDING

    @property
    def disputed(self) -> bool:
        """Whether a dispute is open."""
        return self.kept is not None and self.kept.status is FlagStatus.DISPUTED


@dataclass(frozen=True, slots=True)
class SessionView:
    """One session, ready to draw."""

    detail: SessionDetail
    report: ReportView
    lanes: Lanes
    moments: tuple[ShownMoment, ...]
    changes: Changes


@dataclass(frozen=True, slots=True)
class Withheld:
    """A session that this viewer may not read yet: who has it, and nothing else."""

    row: SessionRow
    why: str


def load_session(context: ReviewContext, session_id: UUID, *, log: bool = True) -> SessionView | Withheld:
    """Read a session and put on record that it was viewed (`log`). Raises StoreError. Worker's thread."""
    store, viewer = context.store, context.viewer
    detail = store.detail(session_id)
    row = detail.row
    if not viewer.may_read(row, context.clock()):
        return Withheld(row, translate("Review", "This session is {state}.").format(state=with_agent(row)))
    if log:
        store.log_view(session_id, viewer.name, viewer.role)
    own_past = SessionFilter(agents=(row.agent,), since=row.started_at - timedelta(weeks=WEEKS), until=row.started_at)
    # A mean of few calls tells them: what this viewer may not read yet is not in it.
    past = store.weekly(viewer.in_totals(own_past, context.clock()))
    return session_view(context, detail, changes_of(detail, past))


def session_view(context: ReviewContext, detail: SessionDetail, changes: Changes) -> SessionView:
    """Put a session's parts together. Pure."""
    document = session_document(detail)
    report = report_view(document, context.rulebook)
    moments = shown_moments(context, detail, report.moments)
    return SessionView(detail, report, lanes_of(document, report.moments), moments, changes)


def shown_moments(context: ReviewContext, detail: SessionDetail, standing: Sequence[Moment]) -> tuple[ShownMoment, ...]:
    """Return all moments in order of time, also those flags that a dispute took out of the totals.

    What the engine took back by itself ("revised", "repaired") was never told to the agent and is left out.
    """
    kept = {one.detection.detection_id: one for one in detail.detections}
    shown = [ShownMoment(moment, kept.get(moment.detection_id or 0)) for moment in standing]
    shown += [ShownMoment(_left_out(context, one), one) for one in detail.detections if _worth_telling(one)]
    return tuple(sorted(shown, key=lambda one: one.moment.at_s))


def _worth_telling(kept: KeptDetection) -> bool:
    return kept.status in {FlagStatus.DISPUTED, FlagStatus.RESOLVED} or kept.status_reason == "marked-wrong"


def _left_out(context: ReviewContext, kept: KeptDetection) -> Moment:
    found = kept.detection
    kind = rule_kind(context.rulebook, found.rule_id)
    title = rule_title(context.rulebook, found.rule_id)
    at = clock(found.start_s)
    return Moment(found.start_s, at, kind, SIGNS[kind], title, found.evidence, "", "", detection_id=found.detection_id)
