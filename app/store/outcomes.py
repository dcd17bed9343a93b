"""What became of each detection and cue, read from the call's log.

Place in the flow: recorder and recovery make a `NewSession` of a summary and a log with it. Pure.
"""

from collections.abc import Iterable, Sequence

from app.store.call_log import CueActed, LogItem
from app.store.records import CueOutcome, FlagStatus, KeptCue, KeptDetection
from coaching.events import Detection, DetectionWithdrawn
from coaching.summary import CallSummary

_OUTCOMES = {"wrong": CueOutcome.WRONG, "snooze": CueOutcome.SNOOZED, "got-it": CueOutcome.GOT_IT}


def detections_of(log: Iterable[LogItem]) -> tuple[KeptDetection, ...]:
    """Return every detection that the engine made, whether it stands or was withdrawn and why."""
    found: dict[int, Detection] = {}
    withdrawn: dict[int, str] = {}
    for item in log:
        if isinstance(item, Detection):
            found[item.detection_id] = item
        elif isinstance(item, DetectionWithdrawn):
            withdrawn[item.detection_id] = item.reason
    return tuple(
        KeptDetection(
            detection,
            FlagStatus.WITHDRAWN if detection_id in withdrawn else FlagStatus.STANDING,
            withdrawn.get(detection_id, ""),
        )
        for detection_id, detection in found.items()
    )


def cues_of(summary: CallSummary, log: Iterable[LogItem]) -> tuple[KeptCue, ...]:
    """Return the summary's cues with what the agent did with each; "wrong" weighs most, then "snooze"."""
    acted: dict[int, list[CueActed]] = {}
    for item in log:
        if isinstance(item, CueActed) and item.action in _OUTCOMES:
            acted.setdefault(item.cue_id, []).append(item)
    latencies = {latency.cue_id: latency for latency in summary.latencies}
    result = []
    for cue in summary.cues:
        outcome, at_s = _outcome(acted.get(cue.cue_id, ()), shown=cue.shown)
        result.append(KeptCue(cue, outcome, at_s, latencies.get(cue.cue_id)))
    return tuple(result)


def _outcome(acts: Sequence[CueActed], *, shown: bool) -> tuple[CueOutcome, float | None]:
    for action, outcome in _OUTCOMES.items():
        for act in acts:
            if act.action == action:
                return outcome, act.at_s
    return (CueOutcome.SHOWN if shown else CueOutcome.HELD_BACK), None
