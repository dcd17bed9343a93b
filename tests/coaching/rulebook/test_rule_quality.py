"""docs/rule-quality.md is what the rules do now, and no rule has become worse."""

import json
from pathlib import Path
from typing import Any

import pytest

from coaching.paraphrase.classifier import built_in_classifier
from coaching.rulebook.labelled import read_labelled
from coaching.rulebook.loader import load_rulebook
from coaching.rulebook.quality import RuleTest, judge_rows, measure
from coaching.standard_judge import standard_judge

ROOT = Path(__file__).resolve().parents[3]
LINES = ROOT / "resources" / "training" / "utterances"
WORLDS = ("nursery-print-timber", "airline-water-museum", "dev", "hospitality-second-language")
SLACK = 0.03
"""The int8 kernels of other processors may turn a line or two of the forty that a rule has."""


@pytest.fixture(scope="module")
def published() -> dict[str, Any]:
    """Return the figures that the page was made of."""
    figures: dict[str, Any] = json.loads((ROOT / "docs" / "rule-quality.json").read_text())
    return figures


@pytest.fixture(scope="module")
def now() -> RuleTest:
    """Return the figures of the rules as they are."""
    rulebook = load_rulebook(None)
    known = [rule.id for rule in rulebook.rules]
    rows = [row for world in WORLDS for row in read_labelled(LINES / f"{world}.tsv", known)]
    return measure(judge_rows(standard_judge(rulebook), rows))


def test_the_page_is_of_these_rules_and_this_classifier(published: dict[str, Any]) -> None:
    """When rules or classifier change, `python benchmarks/rule_quality.py` must be run again."""
    classifier = built_in_classifier()
    assert classifier is not None
    assert published["rulebook"] == load_rulebook(None).version
    assert published["classifier"] == classifier.model.version


@pytest.mark.slow
def test_no_rule_got_worse(published: dict[str, Any], now: RuleTest) -> None:
    """Each rule reaches its published precision and recall."""
    worse = {
        rule: (figures, quality.as_dict())
        for rule, figures in published["per_rule"].items()
        if (quality := now.per_rule[rule]).precision < figures["precision"] - SLACK
        or quality.recall < figures["recall"] - SLACK
    }
    assert not worse


@pytest.mark.slow
def test_every_rule_of_the_page_holds_overall(published: dict[str, Any], now: RuleTest) -> None:
    """Precision over all rules and false alarms on harmless lines are as published."""
    assert now.micro.precision >= published["micro"]["precision"] - 0.01
    assert now.false_alarm_rate_none is not None
    assert now.false_alarm_rate_none <= published["false_alarm_rate_none"] + 0.003
