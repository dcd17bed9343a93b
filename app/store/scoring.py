"""What a call's score was made with, kept so that it can be made again when a flag leaves the totals.

Place in the flow: the recorder keeps it beside the summary; `app.store.details` and `app.store.flags` score with it. Pure.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from pydantic import TypeAdapter

from coaching.events import Detection, Severity
from coaching.rulebook.schema import Rulebook
from coaching.scorecard import ScoreSettings, score_call
from coaching.summary import CallSummary


@dataclass(frozen=True)
class Scoring:
    """Weights, and how bad each rule is."""

    settings: ScoreSettings = field(default_factory=ScoreSettings)
    severities: Mapping[str, Severity] = field(default_factory=dict)
    """By rule id; rules without one are `Severity.NORMAL`."""

    @classmethod
    def of(cls, rulebook: Rulebook, settings: ScoreSettings) -> "Scoring":
        """Return what an engine with these rules scores with."""
        return cls(settings, {rule.id: rule.severity for rule in rulebook.rules})


_ADAPTER = TypeAdapter(Scoring)


def packed_scoring(scoring: Scoring) -> bytes:
    """Return the scoring as JSON."""
    return _ADAPTER.dump_json(scoring)


def read_scoring(data: bytes) -> Scoring:
    """Return the scoring of its JSON. Raises pydantic's ValidationError."""
    return _ADAPTER.validate_json(data)


def counted_anew(heard: CallSummary, standing: Iterable[Detection], scoring: Scoring) -> CallSummary:
    """Return the summary with only the `standing` detections, and the score that follows.

    As in the call itself, nothing that happened while coaching was paused costs points.
    """
    kept = tuple(standing)
    if kept == heard.detections:
        return heard
    paused = heard.coverage.paused
    counted = [d for d in kept if not any(p.start_s <= d.start_s < p.end_s for p in paused)]
    score = score_call(counted, scoring.severities, heard.praise, heard.metrics, scoring.settings)
    return replace(heard, detections=kept, score=score)
