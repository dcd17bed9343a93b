"""The agenda in reports: what was said and what was missed, in every form."""

from typing import Any

import pytest

from app.reports.agenda import AgendaLine, agenda_of, agenda_sentence
from app.reports.html import html_report
from app.reports.view import report_view
from coaching.agenda import AgendaEntry, AgendaStatus, Due
from coaching.rulebook.schema import Rulebook


def item(label: str, status: AgendaStatus, spoken_s: float | None = None, evidence: str = "") -> dict[str, Any]:
    """Return an item as it stands in a call's JSON document."""
    entry = AgendaEntry("own-1", label, Due.BEFORE_CLOSING, status, spoken_s, evidence)
    return {
        "item_id": entry.item_id,
        "label": entry.label,
        "due": str(entry.due),
        "status": str(entry.status),
        "spoken_s": entry.spoken_s,
        "evidence": entry.evidence,
    }


@pytest.fixture
def agenda(document: dict[str, Any]) -> dict[str, Any]:
    """Return a call in which one item was said, one missed, one not asked for and one left open."""
    document["agenda"] = [
        item("Survey <b>", AgendaStatus.SPOKEN, 65.0, "short survey"),
        item("Refund date", AgendaStatus.MISSING),
        item("Introduction", AgendaStatus.NOT_DUE),
        item("Goodbye", AgendaStatus.OPEN),
    ]
    return document


def test_each_item_says_what_became_of_it(agenda: dict[str, Any]) -> None:
    """In the order of the agenda; what nothing asked for is left out."""
    assert agenda_of(agenda) == (
        AgendaLine("✓", "Survey <b>", "said at 1:05", "short survey"),
        AgendaLine("!", "Refund date", "not heard", ""),
        AgendaLine("○", "Goodbye", "its moment did not come", ""),
    )


def test_an_item_of_a_recovered_call_has_no_time() -> None:
    """Only that it was said is known."""
    assert agenda_of({"agenda": [item("Survey", AgendaStatus.SPOKEN)]})[0].became == "said"


def test_one_line_counts_and_names_what_was_missed(agenda: dict[str, Any]) -> None:
    """For places with room for one line; nothing where there is no agenda."""
    assert agenda_sentence(agenda_of(agenda)) == "Agenda: 1 of 3 said. Not heard: Refund date."
    assert agenda_sentence(agenda_of({"agenda": [item("Survey", AgendaStatus.SPOKEN)]})) == "Agenda: 1 of 1 said."
    assert agenda_sentence(()) == ""


def test_the_page_shows_it_escaped(agenda: dict[str, Any], rulebook: Rulebook) -> None:
    """Label, words and what became of it; a document from before agendas has no such part."""
    page = html_report(agenda, rulebook)
    assert "Survey &lt;b&gt;" in page
    assert "said at 1:05" in page
    assert "“short survey”" in page
    del agenda["agenda"]
    assert "agenda-title" not in html_report(agenda, rulebook)
    assert report_view(agenda, rulebook).agenda == ()
