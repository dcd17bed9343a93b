"""Small rules for the tests of the rulebook."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from coaching.rulebook.schema import Rule, Rulebook

RULE = """\
[[rule]]
id = "{id}"
title = "A title"
why = "A reason."
source = "A book"
headline = "Do better"
say_instead = ["Better words"]
triggers = {triggers}
"""


@pytest.fixture
def make_rule() -> Callable[..., Rule]:
    """Return a maker of rules with everything that is needed."""

    def make(rule_id: str, *triggers: str, **changes: Any) -> Rule:
        needed = {"title": "t", "why": "w", "source": "s", "headline": "h", "say_instead": ("x",)}
        return Rule.model_validate({"id": rule_id, "triggers": triggers, **needed, **changes})

    return make


@pytest.fixture
def make_rulebook() -> Callable[..., Rulebook]:
    """Return a maker of rulebooks."""

    def make(*rules: Rule, **classes: tuple[str, ...]) -> Rulebook:
        return Rulebook(version="test", rules=rules, word_classes=classes)

    return make


@pytest.fixture
def rule_text() -> Callable[..., str]:
    """Return a writer of `[[rule]]` tables."""

    def write(rule_id: str, triggers: str = '["you are wrong"]', more: str = "") -> str:
        return RULE.format(id=rule_id, triggers=triggers) + more

    return write


@pytest.fixture
def folder(tmp_path: Path) -> Callable[..., Path]:
    """Return a maker of rule folders: file name (without .toml) → text."""

    def make(name: str, **files: str) -> Path:
        target = tmp_path / name
        target.mkdir(exist_ok=True)
        for stem, text in files.items():
            (target / f"{stem}.toml").write_text(text, encoding="utf-8")
        return target

    return make
