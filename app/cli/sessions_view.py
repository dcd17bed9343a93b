"""How `sotto sessions` shows sessions: tables for people, plain documents for programs.

Place in the flow: `app.cli.sessions` gets its rows and details from the store and prints what comes from here.
"""

from collections.abc import Sequence
from typing import Any, Final

from rich.table import Table
from rich.text import Text

from app.cli.console import harmless
from app.store.records import KeptDetection, Note, SessionDetail, SessionOrigin, SessionRow, SessionState
from coaching.summary_json import summary_json

SCHEMA_VERSION: Final = 1
SHORT_ID: Final = 13
"""Letters of an id in tables: its time to a sixteenth of a millisecond … enough to be the only one on a workstation."""


def row_document(row: SessionRow) -> dict[str, Any]:
    """Return one line of the list as JSON."""
    return {name: _plain(getattr(row, name)) for name in row.__slots__}


def detail_document(detail: SessionDetail) -> dict[str, Any]:
    """Return a session as JSON: the document of `sotto analyze`, and what was done with it since."""
    return {
        "schema_version": SCHEMA_VERSION,
        "session": row_document(detail.row),
        "call": summary_json(detail.summary),
        "flags": [_flag(kept) for kept in detail.detections],
        "cues": [
            {"cue_id": kept.cue.cue_id, "outcome": str(kept.outcome), "acted_at_s": kept.acted_at_s}
            for kept in detail.cues
        ],
        "notes": [{name: _plain(getattr(note, name)) for name in note.__slots__} for note in detail.notes],
        "views": [{name: _plain(getattr(view, name)) for name in view.__slots__} for view in detail.views],
        "can_replay": detail.can_replay,
    }


def rows_table(rows: Sequence[SessionRow], total: int) -> Table:
    """Return the list for people; times are those of this machine's zone."""
    table = Table(box=None, pad_edge=False, header_style="dim")
    for title, justify in (
        ("Session", "left"), ("Begin", "left"), ("Agent", "left"), ("Team", "left"), ("Length", "right"),
        ("Flags", "right"), ("Praise", "right"), ("Score", "right"), ("", "left"),
    ):  # fmt: skip
        table.add_column(title, justify=justify, no_wrap=True)  # type: ignore[arg-type]
    for row in rows:
        table.add_row(
            str(row.id)[:SHORT_ID], f"{row.started_at.astimezone():%Y-%m-%d %H:%M}", Text(harmless(row.agent)),
            Text(harmless(row.team)),
            length(row.duration_s), str(row.flags), str(row.praises),
            "" if row.score is None else f"{row.score:.0f}", Text(harmless(_remarks(row)), style="dim"),
        )  # fmt: skip
    if len(rows) < total:
        table.caption = f"{len(rows)} of {total}; --limit and --offset show others"
    return table


def afterwards(detail: SessionDetail) -> list[str]:
    """Return what was done with a session since the call, one sentence each."""
    lines = (*map(_note_line, detail.notes), *filter(None, map(_dispute_line, detail.detections)))
    return [harmless(line) for line in lines]


def length(duration_s: float) -> str:
    """Return minutes and seconds."""
    return f"{int(duration_s) // 60}:{int(duration_s) % 60:02d}"


def _remarks(row: SessionRow) -> str:
    words = [
        "" if row.origin is SessionOrigin.LOCAL else str(row.origin),
        "" if row.state is SessionState.FINISHED else str(row.state),
        f"{row.disputed} disputed" if row.disputed else "",
        "on hold" if row.legal_hold else "",
        row.reference,
    ]
    return " · ".join(filter(None, words))


def _note_line(note: Note) -> str:
    return f"Note by {note.author} ({note.role}): {note.text}"


def _dispute_line(kept: KeptDetection) -> str:
    if kept.dispute is None:
        return ""
    settled = {None: "open", True: "agreed", False: "rejected"}[kept.dispute.upheld]
    answer = f" {kept.dispute.answer}" if kept.dispute.answer else ""
    return f"{kept.dispute.raised_by} disputes “{kept.detection.evidence}”: {kept.dispute.reason} ({settled}){answer}"


def _flag(kept: KeptDetection) -> dict[str, Any]:
    dispute = kept.dispute
    return {
        "detection_id": kept.detection.detection_id,
        "rule_id": kept.detection.rule_id,
        "evidence": kept.detection.evidence,
        "status": str(kept.status),
        "status_reason": kept.status_reason,
        "dispute": None if dispute is None else {name: _plain(getattr(dispute, name)) for name in dispute.__slots__},
    }


def _plain(value: Any) -> Any:
    """Return a value as JSON knows it: ids and moments as text."""
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return value if value is None or isinstance(value, bool | int | float) else str(value)
