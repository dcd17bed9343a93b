"""What `rules new` writes is a valid rule file."""

from collections.abc import Callable
from pathlib import Path

import pytest

from coaching.rulebook.example_check import failing_examples
from coaching.rulebook.loader import load_rulebook
from coaching.rulebook.template import rule_template


@pytest.mark.parametrize("rule_id", ["our-rule", "dead-end"])
def test_template(folder: Callable[..., Path], rule_id: str) -> None:
    """The template loads beside the built-in rules, and its own examples hold."""
    rulebook = load_rulebook(folder("company", mine=rule_template(rule_id)))
    assert rulebook.rule(rule_id) is not None
    assert [failure for failure in failing_examples(rulebook) if failure.rule_id == "our-rule"] == []


def test_everything_explained() -> None:
    """The template for a new rule shows every part of the language a beginner needs."""
    text = rule_template("x")
    assert all(
        part in text for part in ("[optional words]", "(one|the other)", "grace_s", "unless", "repairs", "[classes]")
    )
