"""The decision on one utterance: triggers, classifier, thresholds and repairs together."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest

from coaching.paraphrase.evidence import Focus
from coaching.rulebook.judge import JudgeSettings, UtteranceJudge, Verdict
from coaching.rulebook.schema import Rule, Rulebook

Make = Callable[..., Any]


class FixedScorer:
    """A classifier that always says the same and counts how often it is asked."""

    def __init__(self, **scores: float) -> None:
        self.fixed = {key.replace("_", "-"): score for key, score in scores.items()}
        self.asked: list[str] = []

    def scores(self, text: str) -> Mapping[str, float]:
        """Say it."""
        self.asked.append(text)
        return self.fixed

    def knows(self, rule_id: str) -> bool:
        """Know what was fixed."""
        return rule_id in self.fixed

    def focus(self, words: Sequence[str], rule_id: str) -> Focus:
        """Look at the end."""
        return Focus(0, tuple(float(place) for place in range(len(words))))

    def threshold(self, rule_id: str) -> float | None:
        """Leave it to the settings."""
        return {"measured": 0.5}.get(rule_id)


@pytest.fixture
def rules(make_rule: Make, make_rulebook: Make) -> Rulebook:
    """Return two rules: one immediate, one with a grace time."""
    no: Rule = make_rule("flat-no", "we can not", timing="grace", grace_s=4.0, repairs=["you can always"])
    book: Rulebook = make_rulebook(make_rule("arguing", "you are wrong"), no)
    return book


def test_phrase(rules: Rulebook) -> None:
    """A trigger that was heard exactly has the settings' confidence, its words and its text."""
    (verdict,) = (
        UtteranceJudge(rules, settings=JudgeSettings(phrase_confidence=0.9)).judge_text("Well, you're wrong.").verdicts
    )
    assert verdict == Verdict("arguing", 0.9, 1, 2, "phrase", "you are wrong")


def test_paraphrase(rules: Rulebook) -> None:
    """The classifier speaks for rules whose triggers are silent, from the threshold on, about the words that convince it."""
    judgement = UtteranceJudge(rules, FixedScorer(arguing=0.8, flat_no=0.6, unknown=0.99)).judge_text(
        "that is just false"
    )
    assert judgement.verdicts == (Verdict("arguing", 0.8, 1, 3, "paraphrase"),)
    assert dict(judgement.scores) == {"arguing": 0.8, "flat-no": 0.6}


def test_threshold_of_a_rule(make_rule: Make, make_rulebook: Make) -> None:
    """A rule's own threshold counts; 1 leaves it to its triggers even when the classifier is certain."""
    low, never = make_rule("low", paraphrase_threshold=0.4), make_rule("never", paraphrase_threshold=1.0)
    judgement = UtteranceJudge(make_rulebook(low, never), FixedScorer(low=0.5, never=1.0)).judge_text("a b")
    assert [verdict.rule_id for verdict in judgement.verdicts] == ["low"]


def test_both_agree(rules: Rulebook) -> None:
    """When both speak for a rule there is one verdict, at the trigger's words, with the higher score."""
    judgement = UtteranceJudge(rules, FixedScorer(arguing=0.99)).judge_text("you are wrong")
    assert [(verdict.detector, verdict.score) for verdict in judgement.verdicts] == [("phrase", 0.99)]


def test_classifier_waits_for_the_end(rules: Rulebook) -> None:
    """The classifier is asked once, for the finished utterance."""
    scorer = FixedScorer(arguing=0.9)
    judge = UtteranceJudge(rules, scorer)
    assert judge.judge(["that", "is", "false"], complete=False).verdicts == ()
    assert judge.judge([]).verdicts == ()
    judge.judge(["that", "is", "false"])
    assert scorer.asked == ["that is false"]


def test_an_unfinished_utterance_is_weighed_as_far_as_it_was_heard_out(rules: Rulebook) -> None:
    """The classifier hears the words up to the trigger's end, and more only by sixes: partials between ask the same again."""
    scorer = FixedScorer(arguing=0.9)
    judge = UtteranceJudge(rules, scorer)
    words = ["well", "you", "are", "wrong", "about", "that", "and", "i", "can", "tell", "you", "why", "it", "is", "so"]
    for end in range(len(words) + 1):
        judge.judge(words[:end], complete=False)
    assert scorer.asked == ["well you are wrong"] * 6 + ["well you are wrong about that and i can tell"] * 6


@pytest.mark.parametrize("text", ["we can not", "you are wrong", "the parcel is on the van"])
def test_the_classifier_is_not_asked_where_it_has_no_say(rules: Rulebook, text: str) -> None:
    """Unfinished words without a trigger, with one that waits for the end, or with one that it does not know, cost nothing."""
    scorer = FixedScorer(flat_no=0.9)
    UtteranceJudge(rules, scorer).judge(text.split(), complete=False)
    assert scorer.asked == []


def test_rules_that_wait_for_the_end_find_nothing_before_it(rules: Rulebook) -> None:
    """A flat no may still be made good, so an unfinished one is none."""
    judge = UtteranceJudge(rules)
    assert judge.judge(["we", "can", "not"], complete=False).verdicts == ()
    assert judge.judge(["we", "can", "not"]).verdicts


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("we can't do that", True),
        ("we can't do that but you can always pay online", False),
        ("you can always pay online but we can't do that", True),
    ],
)
def test_repair_in_the_same_breath(rules: Rulebook, text: str, broken: bool) -> None:
    """A repair after the breach in the same utterance means that nothing happened; one before it does not."""
    assert bool(UtteranceJudge(rules).judge_text(text).verdicts) is broken


def test_repaired_paraphrase(rules: Rulebook) -> None:
    """A paraphrase is not lifted by a repair in the same utterance, all of which the classifier has weighed."""
    judge = UtteranceJudge(rules, FixedScorer(flat_no=0.9))
    assert [verdict.rule_id for verdict in judge.judge_text("you can always go online").verdicts] == ["flat-no"]
    assert [match.first_word for match in judge.repairs("flat-no", ["and", "you", "can", "always"])] == [1]


def test_settings_are_bounded() -> None:
    """Thresholds outside their range are refused."""
    with pytest.raises(ValueError, match="paraphrase_threshold"):
        JudgeSettings(paraphrase_threshold=1.5)


def test_thresholds_of_the_classifier(make_rule: Make, make_rulebook: Make) -> None:
    """Where the classifier brings a measured threshold for a rule, that one counts."""
    book = make_rulebook(make_rule("measured", "never heard"))
    assert UtteranceJudge(book, FixedScorer(measured=0.5)).judge_text("a b c").verdicts
    assert not UtteranceJudge(book, FixedScorer(measured=0.49)).judge_text("a b c").verdicts


def test_a_second_paraphrase_must_be_nearly_certain(make_rule: Make, make_rulebook: Make) -> None:
    """Beside a surer rule another one counts only from the settings' higher score on."""
    book = make_rulebook(make_rule("one", "never heard"), make_rule("two", "not heard"))
    found = UtteranceJudge(book, FixedScorer(one=0.9, two=0.75)).judge_text("a b c").verdicts
    assert [verdict.rule_id for verdict in found] == ["one"]
    found = UtteranceJudge(book, FixedScorer(one=0.9, two=0.85)).judge_text("a b c").verdicts
    assert {verdict.rule_id for verdict in found} == {"one", "two"}


def test_the_classifier_overrules_a_built_in_trigger_when_it_is_sure(rules: Rulebook) -> None:
    """A trigger whose utterance the classifier holds to be harmless is dropped, also while the utterance goes on."""
    sure = UtteranceJudge(rules, FixedScorer(arguing=0.01))
    assert sure.judge_text("you are wrong").verdicts == ()
    assert sure.judge(["you", "are", "wrong"], complete=False).verdicts == ()
    assert UtteranceJudge(rules, FixedScorer(arguing=0.05)).judge_text("you are wrong").verdicts


def test_the_companys_own_triggers_are_never_overruled(rules: Rulebook) -> None:
    """What a supervisor wrote fires, whatever the classifier thinks."""
    own = rules.model_copy(update={"company_triggers": frozenset({("arguing", "you are wrong")})})
    assert UtteranceJudge(own, FixedScorer(arguing=0.0)).judge_text("you are wrong").verdicts
