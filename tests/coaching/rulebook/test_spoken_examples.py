"""A rule's own sentences inside what was said."""

from hypothesis import given
from hypothesis import strategies as st

from coaching.rulebook.judge import UtteranceJudge
from coaching.rulebook.loader import load_rulebook
from coaching.rulebook.spoken_examples import SpokenExamples
from coaching.standard_judge import standard_judge

_AROUND = st.lists(st.sampled_from(["well", "right", "okay", "madam", "listen"]), max_size=12)
_SENTENCE = st.lists(st.sampled_from(["we", "can't", "do", "that", "for", "you", "today"]), min_size=3, unique=True)


def test_a_sentence_is_found_inside_a_turn() -> None:
    """Case, punctuation and contractions do not matter, and neither does what is said around it."""
    examples = SpokenExamples({"flat-no": ["No, we can't do that."]})
    assert examples.rules_in(["well", "no", "we", "cannot", "do", "that", "sorry"]) == {"flat-no"}


def test_part_of_a_sentence_is_none() -> None:
    """Only the whole sentence counts."""
    examples = SpokenExamples({"flat-no": ["No, we can't do that."]})
    assert not examples.rules_in(["no", "we", "can't", "do"])


def test_sentences_of_two_words_bind_nothing() -> None:
    """What is too short to mean one thing everywhere is left to triggers and classifier."""
    assert not SpokenExamples({"arguing": ["You're"], "late": ["one moment"]}).rules_in(["one", "moment", "you're"])


@given(_AROUND, _AROUND, _SENTENCE)
def test_whatever_stands_around_it_is_found(before: list[str], after: list[str], sentence: list[str]) -> None:
    """A sentence of three words or more is found wherever it stands."""
    assert "a-rule" in SpokenExamples({"a-rule": [" ".join(sentence)]}).rules_in([*before, *sentence, *after])


def test_what_a_rule_calls_harmless_the_classifier_does_not_flag() -> None:
    """No built-in rule is flagged by the classifier for one of its own harmless sentences of three words or more."""
    rulebook = load_rulebook(None)
    judge = standard_judge(rulebook)
    flagged = [
        (rule.id, text)
        for rule in rulebook.rules
        for text in rule.do_not_trigger
        if len(text.split()) >= 3
        and any(v.rule_id == rule.id and v.detector == "paraphrase" for v in judge.judge_text(text).verdicts)
    ]
    assert flagged == []


def test_what_triggers_on_an_example_is_not_overruled() -> None:
    """Where the triggers alone catch a rule's example, triggers and classifier together catch it too."""
    rulebook = load_rulebook(None)
    alone, together = UtteranceJudge(rulebook), standard_judge(rulebook)
    lost = [
        (rule.id, text)
        for rule in rulebook.rules
        for text in rule.examples
        if len(text.split()) >= 3
        and any(v.rule_id == rule.id for v in alone.judge_text(text).verdicts)
        and not any(v.rule_id == rule.id for v in together.judge_text(text).verdicts)
    ]
    assert lost == []
