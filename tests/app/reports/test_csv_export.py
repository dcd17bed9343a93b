"""The CSV table."""

import csv
import io
from typing import Any

from app.reports.csv_export import COLUMNS, csv_report
from coaching.rulebook.schema import Rulebook


def rows(text: str) -> list[dict[str, str]]:
    """Read the table back."""
    return list(csv.DictReader(io.StringIO(text)))


def test_all_kinds_of_rows(document: dict[str, Any], rulebook: Rulebook) -> None:
    """Detections, cues, interruptions, praise and measures are rows of one table."""
    found = rows(csv_report(document, rulebook))
    assert tuple(found[0]) == COLUMNS
    assert {row["type"] for row in found} == {"detection", "cue", "interruption", "praise", "measure"}
    assert found[0]["title"] == "No way forward"


def test_the_agenda_has_a_row_for_each_item(document: dict[str, Any], rulebook: Rulebook) -> None:
    """When it was said, with which words, how it stands and when it was due."""
    document["agenda"] = [
        {"item_id": "own-1", "label": "Survey", "due": "before-closing", "status": "spoken", "spoken_s": 5.5,
         "evidence": "short survey"},
        {"item_id": "own-2", "label": "Refund", "due": "any-time", "status": "missing", "spoken_s": None, "evidence": ""},
    ]  # fmt: skip
    said, missed = (row for row in rows(csv_report(document, rulebook)) if row["type"] == "agenda")
    assert (said["start_s"], said["title"], said["evidence"], said["value"]) == (
        "5.5",
        "Survey",
        "short survey",
        "spoken",
    )
    assert (missed["start_s"], missed["id"], missed["value"], missed["note"]) == ("", "own-2", "missing", "any-time")


def test_no_formula_reaches_a_spreadsheet(document: dict[str, Any], rulebook: Rulebook) -> None:
    """Words that a spreadsheet would run are written as text."""
    document["detections"][0]["evidence"] = '=HYPERLINK("x")'
    assert rows(csv_report(document, rulebook))[0]["evidence"] == '\'=HYPERLINK("x")'
