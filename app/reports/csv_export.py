"""A call as CSV for spreadsheets: one row for each moment and measure.

Place in the flow: `sotto report SESSION --format csv`. Cells that a spreadsheet would take for a formula are written
as text.
"""

import csv
import io
from collections.abc import Iterator

from app.reports.moments import Document
from app.reports.view import report_view
from coaching.rulebook.schema import Rulebook

COLUMNS = ("type", "start_s", "end_s", "id", "title", "evidence", "value", "note")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def csv_report(document: Document, rulebook: Rulebook) -> str:
    """Return the call as CSV text with a header, lines ended by CR LF (RFC 4180)."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in _rows(document, rulebook):
        writer.writerow([_cell(value) for value in row])
    return stream.getvalue()


def _rows(document: Document, rulebook: Rulebook) -> Iterator[tuple[object, ...]]:
    for found in document["detections"]:
        rule = rulebook.rule(found["rule_id"])
        title = rule.title if rule else ""
        yield (
            "detection",
            found["start_s"],
            found["end_s"],
            found["rule_id"],
            title,
            found["evidence"],
            found["confidence"],
            found["detector"],
        )
    for cue in document["cues"]:
        note = "shown" if cue["shown"] else f"held back: {cue['suppressed_by']}"
        yield "cue", cue["at_s"], cue["at_s"], cue["rule_id"], cue["headline"], cue["say_instead"], "", note
    for cut in document["interruptions"]:
        yield (
            "interruption",
            cut["start_s"],
            cut["start_s"] + cut["overlap_s"],
            "",
            "",
            "",
            cut["overlap_s"],
            "overlap in s",
        )
    for praise in document["praise"]:
        yield "praise", praise["start_s"], praise["end_s"], praise["praise_id"], "", praise["evidence"], "", ""
    for item in document.get("agenda", ()):
        yield (
            "agenda",
            item["spoken_s"],
            "",
            item["item_id"],
            item["label"],
            item["evidence"],
            item["status"],
            item["due"],
        )
    for fact in report_view(document, rulebook).all_facts:
        yield "measure", "", "", fact.key, fact.label, "", fact.value, fact.definition


def _cell(value: object) -> object:
    if isinstance(value, str) and value.startswith(_FORMULA_STARTS):
        return f"'{value}"
    return value
