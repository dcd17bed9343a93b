"""What `rules new` writes is a valid rule file."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from coaching.errors import RulebookError
from coaching.rulebook.example_check import failing_examples
from coaching.rulebook.judge import UtteranceJudge
from coaching.rulebook.loader import load_rulebook
from coaching.rulebook.schema import RULE_IDS
from coaching.rulebook.template import rule_template


@pytest.mark.parametrize("rule_id", ["our-rule", "dead-end"])
def test_template(folder: Callable[..., Path], rule_id: str) -> None:
    """The template loads beside the built-in rules, and its own examples hold."""
    rulebook = load_rulebook(folder("company", mine=rule_template(rule_id)))
    assert rulebook.rule(rule_id) is not None
    assert [failure for failure in failing_examples(rulebook) if failure.rule_id == "our-rule"] == []


@pytest.mark.parametrize(
    "rule_id",
    [
        'a"b',
        "Our-Rule",
        "our rule",
        "our--rule",
        "-our",
        "our-",
        "7-days",
        "",
        "regel-ä",
        "a\nb",
        "a\n",
        "{x}",
        "x" * 61,
    ],
)
def test_what_the_schema_would_refuse_is_not_written(rule_id: str) -> None:
    """An id that no rule file may hold is named in one line that says which may."""
    with pytest.raises(RulebookError, match="is no id of a rule") as caught:
        rule_template(rule_id)
    assert "\n" not in str(caught.value)
    assert "our-slogan" in caught.value.mend


def test_everything_explained() -> None:
    """The template for a new rule shows every part of the language a beginner needs."""
    text = rule_template("x")
    assert all(
        part in text for part in ("[optional words]", "(one|the other)", "grace_s", "unless", "repairs", "[classes]")
    )


@pytest.mark.parametrize("rule_id", sorted(RULE_IDS))
def test_a_change_to_any_built_in_rule_loads(rule_id: str, folder: Callable[..., Path]) -> None:
    """As written, before anything is filled in, it changes nothing of the rule."""
    changed = load_rulebook(folder("company", mine=rule_template(rule_id))).rule(rule_id)
    assert changed == load_rulebook(None).rule(rule_id)


def test_what_is_commented_out_works_once_it_is_not(folder: Callable[..., Path]) -> None:
    """Whoever takes the signs away has a valid file: each key that is suggested exists and does what is said."""
    text = re.sub(r"^# (?=\w+ = )", "", rule_template("dead-end"), flags=re.MULTILINE)
    assert load_rulebook(folder("off", mine=text)).rule("dead-end") is None
    rule = load_rulebook(folder("company", mine=text.replace("enabled = false", "enabled = true"))).rule("dead-end")
    assert rule is not None
    assert (str(rule.severity), rule.headline) == ("gentle", "At most five words")
    new = re.sub(r"^# (?=(\w+ = |\[classes\]))", "", rule_template("our-rule"), flags=re.MULTILINE)
    rule = load_rulebook(folder("other", mine=new.replace('"immediate"', '"grace"'))).rule("our-rule")
    assert rule is not None
    assert rule.grace_s == 4.0


def test_a_new_rule_catches_its_own_sentence(folder: Callable[..., Path]) -> None:
    """The beginner's first file does something: the sentence is found, the harmless one is not."""
    judge = UtteranceJudge(load_rulebook(folder("company", mine=rule_template("our-rule"))))
    caught = {verdict.rule_id for verdict in judge.judge_text("Sorry, that's not our problem.").verdicts}
    spared = {verdict.rule_id for verdict in judge.judge_text("Don't worry, this is not your problem.").verdicts}
    assert "our-rule" in caught
    assert "our-rule" not in spared


@pytest.mark.parametrize("said", ["the computer says no", "well our computer says no I'm afraid"])
def test_a_trigger_added_to_a_built_in_rule_fires(said: str, folder: Callable[..., Path]) -> None:
    """The suggested one holds words of a built-in `unless` ("says … no"): these do not cancel it, others beside it do."""
    text = re.sub(r"^# (?=add_triggers)", "", rule_template("dead-end"), flags=re.MULTILINE)
    judge = UtteranceJudge(load_rulebook(folder("company", mine=text)))
    assert "dead-end" in {verdict.rule_id for verdict in judge.judge_text(said).verdicts}
    spared = judge.judge_text("the computer says no but i can still ask my supervisor").verdicts
    assert "dead-end" not in {verdict.rule_id for verdict in spared}
