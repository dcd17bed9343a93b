"""A call's score under other weights: "what would it be if …".

Place in the flow: `score_panel` shows it while weights are edited. Pure.
"""

from collections.abc import Mapping

from app.reports.metric_texts import metric_label
from app.reports.moments import PRAISE_TITLES, rule_title
from app.store.records import FlagStatus, SessionDetail
from app.translation.words import translated
from coaching.events import Severity
from coaching.rulebook.schema import Rulebook
from coaching.scorecard import Score, ScoreSettings, score_call


def rescored(detail: SessionDetail, rulebook: Rulebook, weights: ScoreSettings) -> Score:
    """Return the score of what counts now, with these weights and the severities of the rules in force.

    As in the call itself, nothing that happened while coaching was paused costs points.
    """
    severities: Mapping[str, Severity] = {rule.id: rule.severity for rule in rulebook.rules}
    paused = detail.heard.coverage.paused
    standing = [
        kept.detection
        for kept in detail.detections
        if kept.status is FlagStatus.STANDING
        and not any(rest.start_s <= kept.detection.start_s < rest.end_s for rest in paused)
    ]
    return score_call(standing, severities, detail.heard.praise, detail.heard.metrics, weights)


def reason_text(reason: str, rulebook: Rulebook) -> str:
    """Return what a line of a score is for."""
    known = PRAISE_TITLES.get(reason) or metric_label(reason)
    return translated("Report", known) if known else rule_title(rulebook, reason)
