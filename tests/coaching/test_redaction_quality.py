"""docs/redaction.md is what redaction does now, and it has not become worse."""

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def benchmark() -> ModuleType:
    """Return the script that wrote the page."""
    spec = importlib.util.spec_from_file_location("redaction_quality", ROOT / "benchmarks" / "redaction_quality.py")
    assert spec is not None
    assert spec.loader is not None
    path = list(sys.path)
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    finally:
        sys.path[:] = path
    return module


def test_the_page_is_of_this_redactor(benchmark: ModuleType) -> None:
    """When redaction or its lines change, `python benchmarks/redaction_quality.py` must be run again."""
    published: dict[str, Any] = json.loads((ROOT / "docs" / "redaction.json").read_text(encoding="utf-8"))
    assert benchmark.figures() == published
    assert (ROOT / "docs" / "redaction.md").read_text(encoding="utf-8") == benchmark.page()


def test_what_is_promised_holds(benchmark: ModuleType) -> None:
    """Over all lines at least 98 of 100 cards, accounts and IDs leave nothing, at a precision of 95 of 100."""
    lines = benchmark.read(*benchmark.PARTS)
    found = benchmark.score(lines, benchmark.redactor)
    plain = benchmark.score(lines, benchmark.baseline)
    assert sum(line.utterances for line in lines) >= 1_000
    assert sum(line.utterances for line in lines if not line.spans) >= 400
    assert found.recall(benchmark.CORE) >= 0.98
    assert found.precision >= 0.95
    assert found.recall() > plain.recall()


def test_marks_are_read(benchmark: ModuleType) -> None:
    """A mark may reach over utterances; dates keep their slashes."""
    line = benchmark.sys.modules["redaction_lines"].parse("x", "it's {card:four two / one} on 1/2/2025 / okay")
    assert line.text == "it's four two\none on 1/2/2025\nokay"
    assert [line.text[start:end] for start, end, _ in line.spans] == ["four two\none"]
    assert line.utterances == 3
