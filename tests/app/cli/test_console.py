"""The two ends of the command line: results here, everything else there."""

import sys
import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.table import Table

from app.cli.console import err, harmless, out, show_message
from app.notify import Level, Message


def test_results_and_messages_do_not_mix(capsys: pytest.CaptureFixture[str]) -> None:
    """So that `--json -` stays clean."""
    out().print("result")
    err().print("progress")
    said = capsys.readouterr()
    assert (said.out, said.err) == ("result\n", "progress\n")


@pytest.mark.parametrize(
    ("level", "prefix"), [(Level.INFO, ""), (Level.WARNING, "warning: "), (Level.ERROR, "error: ")]
)
def test_a_message_says_how_bad_it_is(capsys: pytest.CaptureFixture[str], level: Level, prefix: str) -> None:
    """Information has no prefix; colour is not needed to tell."""
    show_message(Message(level, "The disk is full.", "Free some space."))
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", f"{prefix}The disk is full. Free some space.\n")


def test_files_and_brackets_are_written_as_they_are(capsys: pytest.CaptureFixture[str]) -> None:
    """A name in square brackets is no style, a word between colons no picture."""
    show_message(Message(Level.INFO, "[bold]call[/bold] (1) [/red].wav :smile: was read."))
    out().print(":warning: stays")
    said = capsys.readouterr()
    assert said.err == "[bold]call[/bold] (1) [/red].wav :smile: was read.\n"
    assert said.out == ":warning: stays\n"


def test_a_program_without_a_console_says_nothing_and_lives(monkeypatch: pytest.MonkeyPatch) -> None:
    """Windowed programs have no standard error."""
    monkeypatch.setattr(sys, "stderr", None)
    show_message(Message(Level.ERROR, "The disk is full."))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(st.text(alphabet="ab[]/:=#é界", min_size=1, max_size=30), min_size=1, max_size=60))
def test_a_long_message_stays_one_line(capsys: pytest.CaptureFixture[str], words: list[str]) -> None:
    """For any words, however many: scripts read it line by line."""
    text = " ".join(words)
    capsys.readouterr()
    show_message(Message(Level.INFO, text))
    assert capsys.readouterr().err == f"{text}\n"


@given(st.text(st.sampled_from("[]/ab#@\\") | st.characters(codec="utf-8", categories=["L", "N", "P"]), max_size=30))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_brackets_are_printed_as_they_are(capsys: pytest.CaptureFixture[str], text: str) -> None:
    """Also in tables: a device, an agent or a setting may be called anything, "[/b]" too."""
    table = Table("what", box=None, pad_edge=False, show_header=False)
    table.add_row(text)
    out().print(table)
    out().print(text)
    shown = capsys.readouterr().out
    assert shown.count(text.strip()) >= 2 or not text.strip()


@given(st.text(max_size=30))
def test_signs_that_a_terminal_acts_on_are_shown(text: str) -> None:
    """Letters, line ends and tabs stay; whatever else steers a terminal becomes a sign for "unreadable"."""
    shown = harmless(text)
    assert len(shown) == len(text)
    assert not [sign for sign in shown if unicodedata.category(sign) == "Cc" and sign not in "\n\t"]
    assert all(a == b or unicodedata.category(a) == "Cc" for a, b in zip(text, shown, strict=True))
