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


def test_no_formula_reaches_a_spreadsheet(document: dict[str, Any], rulebook: Rulebook) -> None:
    """Words that a spreadsheet would run are written as text."""
    document["detections"][0]["evidence"] = '=HYPERLINK("x")'
    assert rows(csv_report(document, rulebook))[0]["evidence"] == '\'=HYPERLINK("x")'
