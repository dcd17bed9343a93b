"""The tables of rules say what is in force and how good it is."""

from io import StringIO

import pytest
from rich.console import Console

from app.cli.rule_tables import print_quality, print_rules
from coaching.rulebook.labelled import LabelledRow
from coaching.rulebook.quality import JudgedRow, measure
from coaching.rulebook.schema import Rule, Rulebook


@pytest.fixture
def console() -> Console:
    """Return a wide console that keeps what is printed."""
    return Console(file=StringIO(), width=200)


def printed(console: Console) -> str:
    """Return what was printed."""
    assert isinstance(console.file, StringIO)
    return console.file.getvalue()


def rule(rule_id: str, **changes: object) -> Rule:
    """Return a rule."""
    needed = {"id": rule_id, "title": "[bold]T", "why": "w", "source": "s", "headline": "H", "say_instead": ["x"]}
    return Rule.model_validate(needed | changes)


def test_rules(console: Console) -> None:
    """Timing, triggers and state are said in words, and titles are not taken for markup."""
    grace = rule("one", timing="grace", grace_s=4.0, triggers=["a", "b"])
    print_rules(console, Rulebook(version="abc", rules=(grace, rule("two")), disabled=(rule("three", enabled=False),)))
    lines = printed(console).splitlines()
    assert "after 4 s grace" in lines[1]
    assert "[bold]T" in lines[1]
    assert "sound" in lines[2]
    assert " off " in lines[3]
    assert lines[4] == "2 rules in force, 1 switched off; version abc"


def test_quality(console: Console) -> None:
    """Measures, false alarms and confusions are printed; brackets in utterances are not markup."""
    rows = [
        JudgedRow(LabelledRow("1", "none", "say [it]"), ("one",), {}),
        JudgedRow(LabelledRow("2", "one", "x"), ("one",), {}),
    ]
    print_quality(console, measure(rows))
    text = printed(console)
    assert "0.50" in text
    assert "False alarms on harmless lines: 100.00%" in text
    assert "none: one was found" in text
    assert "“say [it]”" in text


def test_perfect(console: Console) -> None:
    """Without confusions and harmless lines nothing is said of them."""
    print_quality(console, measure([JudgedRow(LabelledRow("1", "one", "x"), ("one",), {})]))
    assert "confusions" not in printed(console)
    assert "harmless" not in printed(console)
