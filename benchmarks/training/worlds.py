"""The labelled utterances, world by world (a world is one author's industry and English).

`resources/training/utterances/*.tsv` holds them: id, label, kind, text. `kind` is `pos`, `hard` (a hard negative) or
`neutral`. `resources/training/heard/*.tsv` holds what the built-in recognizer wrote when synthesised voices spoke some of
them (`heard-calls` with the voices and noise of the scripted calls, `heard` with harsher ones); a heard line belongs to the same world, so that a held-out world is held out in both forms.
"""

import csv
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
UTTERANCES = ROOT / "resources" / "training" / "utterances"
HEARD = ROOT / "resources" / "training" / "heard"
HEARD_CALLS = ROOT / "resources" / "training" / "heard-calls"
NONE = "none"
REPORTED = ("nursery-print-timber", "airline-water-museum", "dev")
"""Worlds that no stage trains on and no threshold is chosen on; the first is the blind one (docs/paraphrase-model.md)."""
CALIBRATING = "hospitality-second-language"
"""The world that calibration and thresholds come from; not trained on either."""


@dataclass(frozen=True, slots=True)
class Line:
    """One labelled utterance."""

    world: str
    line_id: str
    label: str
    kind: str
    text: str


def read(path: Path) -> list[Line]:
    """Return the lines of one world's file."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [Line(path.stem, row["id"], row["label"], row["kind"], row["text"]) for row in rows]


def write(path: Path, lines: list[Line]) -> None:
    """Write one world's file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    rows = ["id\tlabel\tkind\ttext", *(f"{x.line_id}\t{x.label}\t{x.kind}\t{x.text}" for x in lines)]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")


def worlds() -> dict[str, list[Line]]:
    """Return all worlds by name, as written."""
    return {path.stem: read(path) for path in sorted(UTTERANCES.glob("*.tsv"))}


def heard_worlds() -> dict[str, list[Line]]:
    """Return all worlds by name, as the recognizer heard them; empty where none were spoken."""
    found: dict[str, list[Line]] = {}
    for folder in (HEARD, HEARD_CALLS):
        for path in sorted(folder.glob("*.tsv")):
            found.setdefault(path.stem, []).extend(read(path))
    return found
