"""The rules that Sotto brings along."""

import pytest

from coaching.rulebook.example_check import failing_examples
from coaching.rulebook.judge import UtteranceJudge
from coaching.rulebook.loader import load_rulebook
from coaching.rulebook.schema import RULE_IDS, Rulebook

SOUND_ONLY = {"loud-voice", "interrupting"}

QUOTED = [
    ("own-finances", "I'm not paid enough to do that"),
    ("confidential-info", "between us, they are laying people off"),
    ("coworker-criticism", "I don't know what they're being paid for"),
    ("coworker-criticism", "That's what they always do"),
    ("coworker-criticism", "They never get it right!"),
    ("prying", "What are your plans for the weekend?"),
    ("excuses", "Traffic was worse than I expected"),
    ("excuses", "I was jammed up with another customer"),
    ("unprepared", "I haven't looked at your account yet"),
    ("risky-activity", "come skydiving with us"),
    ("flat-no", "No, we can't do that"),
    ("dead-end", "There isn't anything more I can do"),
    ("arguing", "You're wrong"),
    ("arguing", "as I already told you"),
    ("fault-finding", "You should have read the instructions"),
    ("all-negative", "Your account is disabled"),
]

SAID_WELL = [
    "I'm sorry I'm late. I didn't plan properly.",
    "Although we can't refund it, you can always exchange it",
    "Your account is disabled, but we'd be happy to get it running again",
    "there isn't anything more you need to do",
    "I'd be frustrated too",
    "lovely weather today isn't it",
]


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    """Return the built-in rules."""
    return load_rulebook(None)


@pytest.fixture(scope="module")
def judge(rulebook: Rulebook) -> UtteranceJudge:
    """Return a judge by triggers alone."""
    return UtteranceJudge(rulebook)


def test_all_there(rulebook: Rulebook) -> None:
    """All 28 rules are there, enabled, and all but those of sound have triggers and examples."""
    assert sorted(rule.id for rule in rulebook.rules) == sorted(RULE_IDS)
    bare = {rule.id for rule in rulebook.rules if not rule.triggers or not rule.examples}
    assert bare <= SOUND_ONLY


@pytest.mark.parametrize(("rule_id", "text"), QUOTED)
def test_quoted(judge: UtteranceJudge, rule_id: str, text: str) -> None:
    """Every example that the design quotes is caught, as written and as a recognizer writes it."""
    for spelling in (text, text.lower().replace("'", "").replace(",", ""), f"um {text}"):
        assert rule_id in {verdict.rule_id for verdict in judge.judge_text(spelling).verdicts}, spelling


@pytest.mark.parametrize("text", SAID_WELL)
def test_said_well(judge: UtteranceJudge, text: str) -> None:
    """What the design recommends saying breaks no rule."""
    assert judge.judge_text(text).verdicts == ()


def test_own_examples(rulebook: Rulebook) -> None:
    """Every rule's examples and counter-examples hold."""
    assert [str(failure) for failure in failing_examples(rulebook)] == []
