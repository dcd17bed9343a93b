"""`sotto demo` from end to end: child process, plain view, summary, report."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


@pytest.mark.slow
def test_the_demo_plays_without_display_and_sound_card(sotto: Callable[..., Any]) -> None:
    """The bundled call gives its transcript, its cues, a summary and a report; no customer word is in any of them."""
    ended = sotto("demo", "--fast", "--headless")
    assert ended.returncode == 0, ended.stderr
    assert ended.stderr == ""
    lines = ended.stdout.splitlines()
    assert lines[0].startswith("Listening to call.flac with")
    assert any(" >> " in line for line in lines)
    assert "anything more I can do" in ended.stdout
    report = Path(ended.stdout.rsplit("Report: ", 1)[1].strip())
    page = report.read_text(encoding="utf-8")
    for text in (ended.stdout.lower(), page.lower()):
        assert "broadband" not in text
        assert "bank statement" not in text
    assert "Talked over the customer" in page or "interrupt" in page.lower()
