"""Measures that stand as evidence are said in the user's language; words of the agent are left as they were said."""

from dataclasses import replace

import pytest

from app.translation.evidence import TEMPLATES, evidence_in_users_words
from coaching.evidence_sentences import SENTENCES
from coaching.metrics.measures import Metrics
from coaching.scorecard import ScoreSettings, score_call
from tests.app.translation.conftest import Speak, speak

__all__ = ["speak"]
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def _filled(template: str) -> str:
    values = dict.fromkeys(("seconds", "decibels", "words", "percent"), "12.5")
    return template.format(**values | dict.fromkeys(("phrase", "labels"), "«abc»") | {"kind": "card number"})


@pytest.mark.parametrize("template", TEMPLATES)
def test_each_sentence_is_said_in_german(template: str, speak: Speak) -> None:
    """With its values: figures as they are written there, words as they were said."""
    english = _filled(template)
    assert evidence_in_users_words(english) == english
    speak("de")
    german = evidence_in_users_words(english)
    assert german != english
    assert german.count("«abc»") == english.count("«abc»")
    assert german.count("12,5") == english.count("12.5")


def test_whatever_coaching_composes_can_be_said() -> None:
    """No sentence of detectors is missing here."""
    assert set(SENTENCES) <= set(TEMPLATES)


def test_reasons_for_points_are_german(speak: Speak) -> None:
    """Whatever delivery can cost."""
    far_off = Metrics(**dict.fromkeys(Metrics.__dataclass_fields__, 999))
    nothing_held = replace(far_off, hold_s=0.0)
    reasons = [line.evidence for line in score_call([], {}, [], nothing_held, ScoreSettings()).lines]
    assert len(reasons) == 5
    speak("de")
    assert [reason for reason in reasons if evidence_in_users_words(reason) == reason] == []


def test_a_flag_that_was_made_good_is_german_throughout(speak: Speak) -> None:
    """The note about the repair and the measure before it."""
    speak("de")
    said = evidence_in_users_words("talked over the customer for 1.1 s (made good soon after)")
    assert said == "1,1 s lang über den Kunden hinweg gesprochen (bald danach wiedergutgemacht)"


@pytest.mark.parametrize("words", ["you're wrong", "no we can't do that", ""])
def test_words_stay_as_they_were_said(words: str, speak: Speak) -> None:
    """They belong to the language of the call."""
    speak("de")
    assert evidence_in_users_words(words) == words
