"""The JSON document of a call: schema_version 1, as `sotto analyze --json` writes it.

Place in the flow: a pure function of the summary; resources/schema/analyze.schema.json describes what comes out, the
reports and the store read it. Keys are only ever added, never renamed.
"""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any, Final

from coaching.events import Cue, Detection
from coaching.intervals import Interval
from coaching.latency import CueLatency
from coaching.summary import CallSummary, Utterance
from speech.events import Word

SCHEMA_VERSION: Final = 1


def summary_json(summary: CallSummary) -> dict[str, Any]:
    """Return the document: dicts, lists, strings, numbers, booleans and None only; all times in seconds."""
    latencies = {latency.cue_id: latency for latency in summary.latencies}
    return {
        "schema_version": SCHEMA_VERSION,
        "source": summary.source,
        "duration_s": _s(summary.duration_s),
        "complete": summary.complete,
        "engine": {"name": summary.engine, "model": summary.model, "version": summary.engine_version, "reason": summary.engine_reason},
        "rulebook_version": summary.rulebook_version,
        "rulebooks": [{"version": rulebook.version, "from_s": _s(rulebook.from_s)} for rulebook in summary.rulebooks],
        "coverage": _coverage(summary),
        "speech": {"agent": _intervals(summary.agent_speech), "customer": _intervals(summary.customer_speech)},
        "transcript": [_utterance(utterance) for utterance in summary.transcript],
        "interruptions": [
            {"start_s": _s(i.start_s), "overlap_s": _s(i.overlap_s), "confirmed_at_s": _s(i.confirmed_at_s), "yielded": i.yielded}
            for i in summary.interruptions
        ],
        "backchannels": [{"start_s": _s(b.start_s), "end_s": _s(b.end_s)} for b in summary.backchannels],
        "detections": [_detection(detection) for detection in summary.detections],
        "cues": [_cue(cue, latencies.get(cue.cue_id)) for cue in summary.cues],
        "praise": [
            {"praise_id": p.praise_id, "start_s": _s(p.start_s), "end_s": _s(p.end_s), "at_s": _s(p.at_s), "evidence": p.evidence,
             "repairs_detection_id": p.repairs_detection_id}
            for p in summary.praise
        ],
        "promises": [
            {"phrase": p.phrase, "made_s": _s(p.made_s), "deadline_s": _s(p.deadline_s), "outcome": str(p.outcome)}
            for p in summary.promises
        ],
        "metrics": {name: _s(value) for name, value in asdict(summary.metrics).items()},
        "agenda": [
            {"item_id": e.item_id, "label": e.label, "due": str(e.due), "status": str(e.status), "spoken_s": _s(e.spoken_s),
             "evidence": e.evidence}
            for e in summary.agenda
        ],
        "score": asdict(summary.score) | {"lines": [asdict(line) for line in summary.score.lines]},
    }  # fmt: skip


def _s(value: float | None) -> float | None:
    """Round to a millisecond, or a thousandth of any other unit; counts stay whole."""
    return value if value is None or isinstance(value, int) else round(float(value), 3)


def _intervals(intervals: Iterable[Interval]) -> list[list[float | None]]:
    return [[_s(interval.start_s), _s(interval.end_s)] for interval in intervals]


def _coverage(summary: CallSummary) -> dict[str, Any]:
    coverage = summary.coverage
    return {
        "heard_share": _s(coverage.heard_share),
        "gaps": [
            {"side": str(gap.side), "start_s": _s(gap.start_s), "end_s": _s(gap.end_s), "reason": gap.reason}
            for gap in coverage.gaps
        ],
        "echo": {
            "detected": coverage.echo.detected,
            "bleed_db": None if coverage.echo.bleed_db is None else round(coverage.echo.bleed_db, 1),
            "cancelled": coverage.echo.cancelled,
        },
        "not_measured": [{"what": item.what, "reason": item.reason} for item in coverage.not_measured],
        "paused": _intervals(coverage.paused),
    }


def _utterance(utterance: Utterance) -> dict[str, Any]:
    return {
        "start_s": _s(utterance.start_s),
        "end_s": _s(utterance.end_s),
        "text": utterance.text,
        "words": [_word(word) for word in utterance.words],
    }


def _word(word: Word) -> dict[str, Any]:
    return {"word": word.text, "start_s": _s(word.start_s), "end_s": _s(word.end_s), "conf": _s(word.confidence)}


def _detection(detection: Detection) -> dict[str, Any]:
    return {
        "detection_id": detection.detection_id,
        "rule_id": detection.rule_id,
        "start_s": _s(detection.start_s),
        "end_s": _s(detection.end_s),
        "at_s": _s(detection.at_s),
        "evidence": detection.evidence,
        "confidence": _s(detection.confidence),
        "detector": detection.detector,
    }


def _cue(cue: Cue, latency: CueLatency | None) -> dict[str, Any]:
    return {
        "cue_id": cue.cue_id,
        "detection_id": cue.detection_id,
        "rule_id": cue.rule_id,
        "kind": str(cue.kind),
        "at_s": _s(cue.at_s),
        "headline": cue.headline,
        "say_instead": cue.say_instead,
        "shown": cue.shown,
        "suppressed_by": cue.suppressed_by,
        "latency": None if latency is None else _latency(latency),
    }


def _latency(latency: CueLatency) -> dict[str, Any]:
    return {
        "decided_s": _s(latency.decided_s),
        "delivered_s": _s(latency.delivered_s),
        "painted_s": _s(latency.painted_s),
        "total_s": _s(latency.total_s),
    }
