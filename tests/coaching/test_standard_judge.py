"""The judge of calls and the judge of `sotto rules test` are one and the same."""

import pytest

from coaching.coach import new_engine
from coaching.detectors.phrases import PhraseDetector
from coaching.detectors.standard import standard_detectors
from coaching.paraphrase.classifier import built_in_classifier
from coaching.rulebook.judge import UtteranceJudge
from coaching.rulebook.schema import Rulebook
from coaching.settings import CoachingSettings
from coaching.standard_judge import standard_judge
from speech.events import FinalTranscript, SessionStarted, Word

_STARTED = SessionStarted(0.0, "s", has_customer=True, engine="e", model="m", engine_version="1", engine_reason="r")


def _final(text: str) -> FinalTranscript:
    words = tuple(Word(word, float(i), i + 1.0) for i, word in enumerate(text.split()))
    return FinalTranscript(len(words) + 0.5, 1, words, text)


def test_words_that_trigger_a_rule_break_it(rulebook: Rulebook) -> None:
    """The classifier takes nothing away from plain words."""
    judgement = standard_judge(rulebook).judge_text("there is nothing more i can do")
    assert "dead-end" in {verdict.rule_id for verdict in judgement.verdicts}


def test_a_rule_that_is_not_in_force_is_never_judged(rulebook: Rulebook) -> None:
    """The classifier knows 28 rules; only those of the rulebook count."""
    judge = standard_judge(Rulebook(version="0", rules=tuple(r for r in rulebook.rules if r.id == "prying")))
    judgement = judge.judge_text("there is nothing more i can do you are wrong and they never get it right")
    assert {verdict.rule_id for verdict in judgement.verdicts} <= {"prying"}


@pytest.mark.parametrize(
    "text",
    [
        "there is nothing more i can do",
        "any plans for the weekend",
        "i am sick of this",
        "the parcel is on the van",
        "um",
    ],
)
def test_a_call_finds_what_the_judge_says(rulebook: Rulebook, text: str) -> None:
    """A figure measured on lines of text is a figure of what runs in calls."""
    judge = standard_judge(rulebook)
    detector = PhraseDetector(rulebook, judge)
    found = {f.rule_id for event in (_STARTED, _final(text)) for f in detector.accept(event) if hasattr(f, "rule_id")}
    immediate = {v.rule_id for v in judge.judge_text(text).verdicts}
    assert found == immediate


def test_what_was_judged_before_changes_nothing(rulebook: Rulebook) -> None:
    """A judge that followed the utterance from its first word says the same as one that forgets each partial."""
    text = "well you are wrong about that and it's been two weeks but to be honest this company is a joke"
    words = text.split()
    following, alone = standard_judge(rulebook), standard_judge(rulebook)
    for end in (*range(len(words) + 1), 5, 3, len(words)):
        partial = following.judge(words[:end], complete=False)
        alone.judge([], complete=False)
        assert partial == alone.judge(words[:end], complete=False)
    assert following.judge(words) == alone.judge(words)


def test_a_session_that_is_given_no_judge_takes_this_one(rulebook: Rulebook) -> None:
    """The same sentence is found in a session of the standard engine."""
    engine = new_engine(rulebook)
    for event in (_STARTED, _final("there is nothing more i can do")):
        engine.accept(event)
    assert "dead-end" in {found.rule_id for found in engine.finish().detections}
    kinds = [type(one) for one in standard_detectors(rulebook, CoachingSettings())]
    assert kinds.count(PhraseDetector) == 1


def test_without_a_classifier_triggers_alone_decide(rulebook: Rulebook) -> None:
    """A build without weights still coaches; with them no plain trigger is lost."""
    text = "well there is nothing more i can do"
    alone = {verdict.rule_id for verdict in UtteranceJudge(rulebook, None).judge_text(text).verdicts}
    assert alone == {"dead-end"}
    assert alone <= {v.rule_id for v in UtteranceJudge(rulebook, built_in_classifier()).judge_text(text).verdicts}
