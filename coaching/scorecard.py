"""The score of a call, explained point by point: every point names the evidence that it rests on.

Place in the flow: `coaching.engine` calls `score_call` when the session ends. The score helps agent and supervisor to
talk about a call; it is no measure of a person. Weights are data, so that a company can set its own.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, TypeAlias

from pydantic import Field
from pydantic.dataclasses import dataclass as settings_dataclass

from coaching.events import Detection, Praise, Severity
from coaching.metrics.measures import Metrics

Points: TypeAlias = Annotated[float, Field(ge=0.0, le=100.0, json_schema_extra={"unit": "points"})]


@settings_dataclass(frozen=True)
class ScoreSettings:
    """What costs and earns points; a call begins with `start`."""

    start: Annotated[Points, Field(title="A call begins with")] = 90.0
    gentle: Annotated[Points, Field(title="A gentle flag costs")] = 2.0
    normal: Annotated[Points, Field(title="A flag costs")] = 4.0
    severe: Annotated[Points, Field(title="A severe flag costs")] = 8.0
    most_per_rule: Annotated[Points, Field(title="One rule costs at most")] = 16.0
    repaired_share: Annotated[
        float, Field(ge=0.0, le=1.0, title="Given back when repaired", json_schema_extra={"unit": "share"})
    ] = 0.75
    praise: Annotated[Points, Field(title="A good moment earns")] = 2.0
    praise_times: Annotated[
        int, Field(ge=0, le=10, title="Each kind earns so often", json_schema_extra={"unit": "times"})
    ] = 2
    most_praise: Annotated[Points, Field(title="Praise earns at most")] = 10.0
    delivery: Annotated[Points, Field(title="Each delivery measure outside its range costs")] = 2.0


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """One reason for points."""

    points: float
    """Negative when it cost."""
    reason: str
    """A rule id, praise id or metric name."""
    evidence: str
    at_s: float | None
    """Where to listen; None when it is about the whole call."""


@dataclass(frozen=True, slots=True)
class Score:
    """The points of a call; `total` is the sum of `start` and all lines, kept within 0 … 100."""

    total: float
    start: float
    lines: tuple[ScoreLine, ...]


_RANGES: Mapping[str, tuple[float, float, str]] = {
    "talk_ratio": (0.0, 0.65, "the agent's share of the talk was {:.0%}"),
    "longest_monologue_s": (0.0, 150.0, "the longest monologue took {:.0f} s"),
    "pace_wpm": (110.0, 190.0, "the pace was {:.0f} words a minute"),
    "dead_air_s": (0.0, 15.0, "{:.0f} s of unexplained silence"),
    "filler_per_min": (0.0, 8.0, "{:.0f} filler words a minute"),
}
"""Delivery within these bounds costs nothing; sources stand with each metric. Silence that was announced is explained: the time
on hold is taken off the dead air."""


def score_call(
    detections: Sequence[Detection],
    severities: Mapping[str, Severity],
    praises: Sequence[Praise],
    metrics: Metrics,
    settings: ScoreSettings,
) -> Score:
    """Return the score of the standing `detections`, the `praises` and the `metrics`; `severities` by rule id."""
    lines = [
        *_flag_lines(detections, severities, {praise.repairs_detection_id for praise in praises}, settings),
        *_praise_lines(praises, settings),
        *_delivery_lines(metrics, settings),
    ]
    total = min(100.0, max(0.0, settings.start + sum(line.points for line in lines)))
    return Score(round(total, 1), settings.start, tuple(lines))


def _flag_lines(
    detections: Sequence[Detection],
    severities: Mapping[str, Severity],
    repaired: set[int | None],
    settings: ScoreSettings,
) -> list[ScoreLine]:
    costs = {Severity.GENTLE: settings.gentle, Severity.NORMAL: settings.normal, Severity.SEVERE: settings.severe}
    spent: dict[str, float] = defaultdict(float)
    seen: set[tuple[str, int | None]] = set()  # a rule costs once in an utterance, however often it is broken there
    lines: list[ScoreLine] = []
    for detection in detections:
        cost = costs[severities.get(detection.rule_id, Severity.NORMAL)]
        evidence = detection.evidence
        if detection.detection_id in repaired:
            cost *= 1.0 - settings.repaired_share
            evidence += " (made good soon after)"
        if (detection.rule_id, detection.utterance_id) in seen:
            cost = 0.0
        if detection.utterance_id is not None:
            seen.add((detection.rule_id, detection.utterance_id))
        cost = min(cost, settings.most_per_rule - spent[detection.rule_id])
        spent[detection.rule_id] += cost
        lines.append(ScoreLine(-cost if cost else 0.0, detection.rule_id, evidence, detection.start_s))
    return lines


def _praise_lines(praises: Sequence[Praise], settings: ScoreSettings) -> list[ScoreLine]:
    earned, lines = 0.0, []
    times: Counter[str] = Counter()
    for praise in praises:
        times[praise.praise_id] += 1
        points = min(settings.praise, settings.most_praise - earned)
        if times[praise.praise_id] <= settings.praise_times and points > 0:
            earned += points
            lines.append(ScoreLine(points, praise.praise_id, praise.evidence, praise.start_s))
    return lines


def _delivery_lines(metrics: Metrics, settings: ScoreSettings) -> list[ScoreLine]:
    lines: list[ScoreLine] = []
    for name, (low, high, sentence) in _RANGES.items():
        value: float | None = getattr(metrics, name)
        if name == "dead_air_s" and value is not None:
            value = max(0.0, value - (metrics.hold_s or 0.0))
        if value is not None and not low <= value <= high:
            lines.append(ScoreLine(-settings.delivery, name, sentence.format(value), None))
    return lines
