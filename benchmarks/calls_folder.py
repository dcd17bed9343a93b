"""Where the benchmarks find calls: `../shared/calls` beside the repository, else the bundled demo call."""

import json
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared" / "calls"
RENDERED = ROOT / "out" / "calls"


def calls() -> list[Path]:
    """Return the recordings that have ground truth beside them, rendered ones included."""
    found = [path for folder in (SHARED, RENDERED) for path in sorted(folder.glob("*.flac"))]
    return [path for path in found if truth_path(path).exists()]


def truth_path(call: Path) -> Path:
    """Return the path of the ground truth beside a recording."""
    return call.parent / f"{call.stem}.truth.json"


def truth(call: Path) -> dict[str, Any]:
    """Return the ground truth of a recording."""
    loaded: dict[str, Any] = json.loads(truth_path(call).read_text())
    return loaded
