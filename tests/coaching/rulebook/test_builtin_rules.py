"""What the 28 built-in rules promise: words that must be caught, words that must pass, and kind, short advice."""

import itertools
import re
from collections.abc import Iterator
from typing import Final

import pytest

from coaching.events import CueKind
from coaching.rulebook.judge import UtteranceJudge
from coaching.rulebook.loader import load_rulebook
from coaching.rulebook.schema import RULE_IDS, Rule, Rulebook

SOUND_ONLY: Final = frozenset({"loud-voice", "interrupting"})
"""Rules that the sound of the call detects; they have no triggers and no examples."""

WITH_GRACE: Final = frozenset({"flat-no", "all-negative", "other-customers"})
"""Rules that an alternative, a positive balance or a benefit for this customer lifts."""

RULEBOOK: Final = load_rulebook(None)
WORDED: Final = tuple(rule for rule in RULEBOOK.rules if rule.id not in SOUND_ONLY)

HARMLESS_BEGINNINGS: Final = (
    "there isn't anything more",
    "there is nothing",
    "you should have",
    "I'm not going to",
    "No, you",
    "you said our app is useless",
    "I can hear that you're angry",
    "your payment",
    "please don't tell me your",
    "the last four digits are",
    "I'll put you through to",
    "what do you do",
)
"""Said by the most careful of agents on the way to a helpful sentence: no cue may jump at them."""

GOOD_CALL: Final = (
    "Good morning, this is Anna from Northern Water, how can I help you today?",
    "May I have your name and postcode, please?",
    "Thank you, Mr Shah. I'm sorry that you had to wait.",
    "I can see the charge of forty two pounds on the third of May.",
    "You said nobody told you about it, and I understand why that is upsetting.",
    "I don't know the answer yet, so let me ask a colleague. May I put you on hold for two minutes?",
    "Thank you for waiting. I have the answer now.",
    "We can't refund it today, but I can take it off your next bill.",
    "There is nothing else you need to do.",
    "Is there anything else I can help you with?",
    "Thank you for calling, goodbye.",
)


def sentences(key: str) -> Iterator[tuple[str, str]]:
    """Yield (rule id, sentence) for all `examples` or `do_not_trigger` of the built-in rules."""
    for rule in RULEBOOK.rules:
        for sentence in getattr(rule, key):
            yield rule.id, sentence


@pytest.fixture(scope="module")
def judge() -> UtteranceJudge:
    """Return a judge by triggers alone."""
    return UtteranceJudge(RULEBOOK)


def caught(judge: UtteranceJudge, text: str) -> set[str]:
    """Return the ids of the rules that a finished utterance breaks."""
    return {verdict.rule_id for verdict in judge.judge_text(text).verdicts}


def test_ids() -> None:
    """All 28 stable ids are there, once, and nothing else."""
    assert sorted(rule.id for rule in RULEBOOK.rules) == sorted(RULE_IDS)
    assert len(set(RULE_IDS)) == 28


@pytest.mark.parametrize(("rule_id", "text"), list(sentences("examples")))
def test_examples_trigger(judge: UtteranceJudge, rule_id: str, text: str) -> None:
    """Every example of a rule is caught by that rule."""
    assert rule_id in caught(judge, text)


@pytest.mark.parametrize(("rule_id", "text"), list(sentences("do_not_trigger")))
def test_counterexamples_are_silent(judge: UtteranceJudge, rule_id: str, text: str) -> None:
    """Every sentence that a rule must let pass is let pass by all rules."""
    assert caught(judge, text) == set(), rule_id


@pytest.mark.parametrize("rule", RULEBOOK.rules, ids=lambda rule: rule.id)
def test_advice(rule: Rule) -> None:
    """Every rule says in at most five words what to do and offers three to five different sentences to say."""
    assert 1 <= len(rule.headline.split()) <= 5
    assert 3 <= len(set(rule.say_instead)) == len(rule.say_instead) <= 5
    assert rule.why.endswith(".")
    assert rule.source


@pytest.mark.parametrize("rule", WORDED, ids=lambda rule: rule.id)
def test_depth(rule: Rule) -> None:
    """Every rule about words brings triggers, five examples and eight counterexamples of its own."""
    assert rule.triggers
    assert len(rule.examples) >= 5
    assert len(rule.do_not_trigger) >= 8


def test_advice_is_kind(judge: UtteranceJudge) -> None:
    """No sentence that Sotto tells an agent to say breaks a rule itself."""
    offered = ((rule.id, text) for rule in RULEBOOK.rules for text in rule.say_instead)
    assert [(rule_id, text, found) for rule_id, text in offered if (found := caught(judge, text))] == []


def test_headlines_do_not_scold() -> None:
    """Headlines say what to do; none begins with a prohibition or shouts."""
    scolding = re.compile(r"^(no|not|never|stop|don't|you)\b|!", re.IGNORECASE)
    assert [rule.headline for rule in RULEBOOK.rules if scolding.search(rule.headline)] == []


def test_timing() -> None:
    """The three rules that a next sentence can lift wait for it; each has repairs to wait for."""
    waiting = {rule.id: rule for rule in RULEBOOK.rules if rule.timing == "grace"}
    assert waiting.keys() == WITH_GRACE
    assert all(0 < rule.grace_s <= 10 and rule.repairs for rule in waiting.values())


def test_kinds() -> None:
    """Turn-taking rules and the promise rule have the shape of their own."""
    kinds = {rule.id: rule.kind for rule in RULEBOOK.rules}
    assert kinds.pop("late") is CueKind.PROMISE
    assert {kinds.pop(rule_id) for rule_id in SOUND_ONLY} == {CueKind.TURN}
    assert set(kinds.values()) == {CueKind.WORDS}


@pytest.mark.parametrize("text", HARMLESS_BEGINNINGS)
def test_no_cue_in_mid_sentence(judge: UtteranceJudge, text: str) -> None:
    """The harmless beginning of a sentence, still going on, makes no rule with immediate timing fire."""
    timings = {rule.id: rule.timing for rule in RULEBOOK.rules}
    verdicts = judge.judge(text.split(), complete=False).verdicts
    assert [verdict.rule_id for verdict in verdicts if timings[verdict.rule_id] == "immediate"] == []


def test_good_call(judge: UtteranceJudge) -> None:
    """A call as a well-trained agent leads it stays without any flag, as sentences and as one long turn."""
    assert [(text, found) for text in GOOD_CALL if (found := caught(judge, text))] == []
    turns = itertools.pairwise(GOOD_CALL)
    assert [pair for pair in turns if caught(judge, " ".join(pair))] == []


@pytest.mark.parametrize(
    ("rule_id", "flat", "mended"),
    [
        ("flat-no", "No, we can't do that.", "No, we can't do that, but we can exchange it."),
        ("all-negative", "Your policy has lapsed.", "Your policy has lapsed, but I can restart it today."),
        (
            "other-customers",
            "I had a lady yesterday who lost everything.",
            "I had a lady yesterday who was very happy with this plan, so you could try it.",
        ),
    ],
)
def test_repaired_in_the_same_breath(judge: UtteranceJudge, rule_id: str, flat: str, mended: str) -> None:
    """What would be flagged alone is not when the mending half follows in the same breath."""
    assert rule_id in caught(judge, flat)
    assert rule_id not in caught(judge, mended)


def test_readable(judge: UtteranceJudge) -> None:
    """No rule needs the same trigger twice, and all built-in rules are about English."""
    for rule in RULEBOOK.rules:
        assert len(set(rule.triggers)) == len(rule.triggers), rule.id
        assert rule.language == "en"


def test_rulebook_is_shared(judge: UtteranceJudge) -> None:
    """Loading twice gives the same rules with the same version, so sessions can name it."""
    again: Rulebook = load_rulebook(None)
    assert again.version == RULEBOOK.version
    assert again == RULEBOOK
