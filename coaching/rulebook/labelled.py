"""Utterances that people have labelled: reads them from a table of tab-separated values.

Place in the flow: `sotto rules test` reads with it, `quality` measures on it.
"""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from coaching.errors import CoachingError

NONE_LABEL: Final = "none"
"""The label of utterances that break no rule."""
_COLUMNS: Final = ("id", "label", "text")


class LabelledFileError(CoachingError):
    """A file of labelled utterances cannot be read or is not valid."""

    code = "labelled"


@dataclass(frozen=True, slots=True)
class LabelledRow:
    """One utterance and the rule that it breaks."""

    id: str
    label: str
    text: str


def read_labelled(path: Path, rule_ids: Collection[str]) -> list[LabelledRow]:
    """Return the rows of a file with the columns id, label and text, named in its first line; empty lines are skipped.

    `rule_ids`: labels that are allowed beside "none". Raises `LabelledFileError` naming file and line.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")  # not at other signs that Unicode calls line ends
    except UnicodeDecodeError as error:
        raise LabelledFileError(f"{path} is not UTF-8.", "Save it with the encoding UTF-8.") from error
    except OSError as error:
        raise LabelledFileError(
            f"{path} cannot be read ({error.strerror}).", "Check the name and the folder."
        ) from error
    header = lines[0].split("\t")
    if missing := [column for column in _COLUMNS if column not in header]:
        mend = "The first line names the columns id, label and text, separated by tabs."
        raise LabelledFileError(f"{path}:1: the column {missing[0]} is missing.", mend)
    places = [header.index(column) for column in _COLUMNS]
    rows = [
        _row(f"{path}:{number}", line.split("\t"), places, len(header))
        for number, line in enumerate(lines[1:], 2)
        if line.strip()
    ]
    if not rows:
        raise LabelledFileError(f"{path} holds no utterances.", "Add one line for each: id, label, text.")
    known = {*rule_ids, NONE_LABEL}
    for row in rows:
        if row.label not in known:
            mend = "`sotto rules list` shows all ids; `none` is for harmless lines."
            raise LabelledFileError(f'{path}: the label "{row.label}" of row {row.id} is no rule.', mend)
    return rows


def _row(place: str, cells: list[str], places: list[int], columns: int) -> LabelledRow:
    if len(cells) <= max(places):
        raise LabelledFileError(f"{place}: this line has {len(cells)} columns.", "Separate id, label and text by tabs.")
    row_id, label, text = (cells[place_].strip() for place_ in places)
    if places[-1] == columns - 1:  # the text stands last: what follows a tab in it is text as well
        text = " ".join(cell.strip() for cell in cells[places[-1] :])
    return LabelledRow(row_id, label, text)
