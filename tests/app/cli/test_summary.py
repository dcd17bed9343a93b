"""The summary at a terminal, and the report beside it."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.cli.summary import show_summary, write_report
from app.paths import paths
from coaching.rulebook.schema import Rulebook
from tests.app.reports.conftest import document, rulebook

__all__ = ["document", "rulebook"]


def _shown(capsys: pytest.CaptureFixture[str], call: dict[str, Any], book: Rulebook, report: Path | None = None) -> str:
    show_summary(call, book, report)
    said = capsys.readouterr()
    assert said.err == ""
    return said.out


def test_everything_that_matters_is_there(
    capsys: pytest.CaptureFixture[str], document: dict[str, Any], rulebook: Rulebook
) -> None:
    """What was heard, each measure, each moment with its time, words and advice."""
    shown = _shown(capsys, document, rulebook)
    assert "call <1>.wav · 1:00" in shown
    assert "Heard 98 % of the call with Moonshine." in shown
    assert "43 / 57" in shown
    assert "⬢  0:01  No way forward  “there isn't anything more i can do”" in shown
    assert "instead: What I can do is …" in shown


def test_the_agenda_stands_below_the_moments(
    capsys: pytest.CaptureFixture[str], document: dict[str, Any], rulebook: Rulebook
) -> None:
    """What was said with its time, what was not heard; nothing where the call had none."""
    assert "Agenda" not in _shown(capsys, document, rulebook)
    said = {
        "item_id": "own-1",
        "label": "Survey [x]",
        "due": "any-time",
        "status": "spoken",
        "spoken_s": 5.0,
        "evidence": "",
    }
    missed = said | {"item_id": "own-2", "label": "Refund date", "status": "missing", "spoken_s": None}
    shown = _shown(capsys, document | {"agenda": [said, missed]}, rulebook)
    assert "Agenda\n✓ Survey [x]  said at 0:05\n! Refund date  not heard\n" in shown


def test_a_call_without_moments_says_so(
    capsys: pytest.CaptureFixture[str], document: dict[str, Any], rulebook: Rulebook
) -> None:
    """Rather than ending in nothing."""
    calm = document | {"detections": [], "cues": [], "praise": [], "promises": []}
    assert "Nothing stood out in what was heard." in _shown(capsys, calm, rulebook)


def test_the_report_is_named_only_where_there_is_one(
    capsys: pytest.CaptureFixture[str], document: dict[str, Any], rulebook: Rulebook, tmp_path: Path
) -> None:
    """On one line, so that it can be copied, however long."""
    file = tmp_path / ("long " * 40) / "[bold]r.html"
    assert f"Report: {file}\n" in _shown(capsys, document, rulebook, file)
    assert "Report:" not in _shown(capsys, document, rulebook)


def test_evidence_in_brackets_is_no_markup(
    capsys: pytest.CaptureFixture[str], document: dict[str, Any], rulebook: Rulebook
) -> None:
    """Redacted words stand in brackets and must be seen."""
    document["detections"][0]["evidence"] = "your card is [card number] [/bold]"
    assert "“your card is [card number] [/bold]”" in _shown(capsys, document, rulebook)


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("/calls/Monday morning.wav", "Monday-morning"),
        ("../../etc/passwd", "passwd"),
        ("T-4711 · headset", "T-4711-headset"),
        ("***", "call"),
        ("", "call"),
        ("x" * 300, "x" * 60),
    ],
)
def test_a_report_is_named_after_its_call(document: dict[str, Any], rulebook: Rulebook, source: str, name: str) -> None:
    """Safe on every file system, always inside the reports folder."""
    file = write_report(document | {"source": source}, rulebook)
    assert file.parent == paths().reports
    assert file.name.split("-", 2)[2] == f"{name}.html"
    assert "<html" in file.read_text(encoding="utf-8")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(source=st.text(min_size=1, max_size=80))
def test_any_source_gives_a_report(document: dict[str, Any], rulebook: Rulebook, source: str) -> None:
    """Whatever devices and files are called: one file, in the folder, and nowhere else."""
    file = write_report(document | {"source": source}, rulebook)
    assert file.is_file()
    assert file.parent == paths().reports
    assert len(file.name) <= 100
    file.unlink()
