"""The agenda of a call in a report: what was said, when, and what was missed.

Place in the flow: `app.reports.view` takes the lines from here for the HTML report, the terminal summary and the page of
a session; the signs are those of the overlay. Pure.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from app.reports.moments import Document
from app.reports.timeline import clock
from coaching.agenda import AgendaStatus

_SIGNS: Final[Mapping[str, str]] = {AgendaStatus.SPOKEN: "✓", AgendaStatus.MISSING: "!", AgendaStatus.OPEN: "○"}


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """One item."""

    sign: str
    """"✓" said, "!" missed, "○" its moment did not come."""
    label: str
    became: str
    """"said at 0:05", "not heard" or "its moment did not come"."""
    evidence: str
    """The words that ticked it, redacted; "" for none."""


def agenda_of(document: Document) -> tuple[AgendaLine, ...]:
    """Return the items in their order, without those that nothing in the call asked for; none for old documents."""
    return tuple(_line(item) for item in document.get("agenda", ()) if item["status"] in _SIGNS)


def agenda_sentence(lines: tuple[AgendaLine, ...]) -> str:
    """Return the agenda in one line: "Agenda: 1 of 2 said. Not heard: offer survey."; "" without items."""
    if not lines:
        return ""
    said = sum(line.sign == _SIGNS[AgendaStatus.SPOKEN] for line in lines)
    missed = ", ".join(line.label for line in lines if line.sign == _SIGNS[AgendaStatus.MISSING])
    return f"Agenda: {said} of {len(lines)} said." + (f" Not heard: {missed}." if missed else "")


def _line(item: Mapping[str, Any]) -> AgendaLine:
    return AgendaLine(_SIGNS[item["status"]], item["label"], _became(item), item["evidence"])


def _became(item: Mapping[str, Any]) -> str:
    if item["status"] == AgendaStatus.MISSING:
        return "not heard"
    if item["status"] == AgendaStatus.OPEN:
        return "its moment did not come"
    return "said" if item["spoken_s"] is None else f"said at {clock(item['spoken_s'])}"
