"""Whose call a report is about, what people wrote beside it, and which flags do not count.

Place in the flow: `app.reports.view` puts it on the page; empty for calls that were only analysed. Pure.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.reports.moments import Document, rule_title
from app.reports.timeline import clock
from coaching.rulebook.schema import Rulebook


@dataclass(frozen=True, slots=True)
class WrittenNote:
    """A note, ready to show."""

    author: str
    role: str
    """"agent" or "supervisor"."""
    about: str
    """Time in the call, "" for the whole call."""
    text: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A flag that does not count."""

    at: str
    title: str
    evidence: str
    why: str


_STATUS = {
    "withdrawn": "taken back in the call",
    "disputed": "in dispute",
    "resolved": "the supervisor agreed with the agent",
}
_REASONS = {
    "revised": "the words turned out otherwise",
    "repaired": "put right at once",
    "marked-wrong": "marked wrong",
}


def title_of(document: Document) -> str:
    """Return the call's reference, else what was heard."""
    return str(_session(document).get("reference") or document["source"])


def subtitle_of(document: Document) -> str:
    """Return "Anna · North · 2026-03-02 09:00", in local time; "" for calls that were not kept."""
    session = _session(document)
    if not session:
        return ""
    started = datetime.fromisoformat(session["started_at"]).astimezone()
    generated = "generated, not a real call" if session["origin"] == "generated" else ""
    parts = (session["agent"], session["team"], f"{started:%Y-%m-%d %H:%M}", generated)
    return " · ".join(part for part in parts if part)


def notes_of(document: Document) -> tuple[WrittenNote, ...]:
    """Return the notes, oldest first."""
    return tuple(
        WrittenNote(
            note["author"], note["role"], "" if note["at_s"] is None else clock(note["at_s"]), str(note["text"])
        )
        for note in _session(document).get("notes", ())
    )


def left_out_of(document: Document, rulebook: Rulebook) -> tuple[LeftOut, ...]:
    """Return the flags that do not count, and why."""
    return tuple(
        LeftOut(clock(one["start_s"]), rule_title(rulebook, one["rule_id"]), str(one["evidence"]), _why(one))
        for one in _session(document).get("not_counted", ())
    )


def _why(one: dict[str, Any]) -> str:
    reason = _REASONS.get(one["reason"], one["reason"])
    parts = (_STATUS.get(one["status"], one["status"]), reason, one["answer"])
    text = "; ".join(part for part in parts if part)
    return text[:1].upper() + text[1:]


def _session(document: Document) -> dict[str, Any]:
    found: dict[str, Any] = document.get("session", {})
    return found
