"""A kept session as the JSON document of its call, with what only the store knows in one more key.

Place in the flow: `sotto report` makes the document of `Store.detail`; all formats are written from it. Pure. The key
`session` is not part of `sotto analyze --json`; everything else is, unchanged.
"""

from datetime import datetime
from typing import Any

from app.store.records import FlagStatus, KeptDetection, Note, SessionDetail
from coaching.summary_json import summary_json


def session_document(detail: SessionDetail) -> dict[str, Any]:
    """Return the document: dicts, lists, strings, numbers, booleans and None only; dates in ISO 8601, UTC."""
    row = detail.row
    document = summary_json(detail.summary)
    document["session"] = {
        "id": str(row.id),
        "reference": row.reference,
        "agent": row.agent,
        "team": row.team,
        "origin": str(row.origin),
        "state": str(row.state),
        "started_at": _iso(row.started_at),
        "acknowledged_at": _iso(row.acknowledged_at),
        "has_transcript": detail.has_transcript,
        "notes": [_note(note) for note in detail.notes],
        "not_counted": [_left_out(kept) for kept in detail.detections if kept.status is not FlagStatus.STANDING],
    }
    return document


def _note(note: Note) -> dict[str, Any]:
    return {
        "role": str(note.role),
        "author": note.author,
        "text": note.text,
        "written_at": _iso(note.written_at),
        "at_s": note.at_s,
    }


def _left_out(kept: KeptDetection) -> dict[str, Any]:
    dispute = kept.dispute
    return {
        "rule_id": kept.detection.rule_id,
        "start_s": round(kept.detection.start_s, 3),
        "evidence": kept.detection.evidence,
        "status": str(kept.status),
        "reason": dispute.reason if dispute else kept.status_reason,
        "answer": dispute.answer if dispute else "",
    }


def _iso(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat(timespec="seconds")
