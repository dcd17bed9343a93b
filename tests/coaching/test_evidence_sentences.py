"""Measures that stand as evidence: every one is known as such, and no words are."""

from collections.abc import Callable

import pytest

from coaching.detectors.standard import standard_detectors
from coaching.evidence_sentences import SENTENCES, is_measure
from coaching.rulebook.schema import Rulebook
from coaching.settings import CoachingSettings


@pytest.mark.parametrize("sentence", SENTENCES)
def test_each_sentence_is_known_when_it_is_filled_in(sentence: str) -> None:
    """Numbers in numbers' places, words in the others."""
    values = dict.fromkeys(("seconds", "decibels", "words"), "12.5") | dict.fromkeys(
        ("kind", "labels", "phrase"), "a b"
    )
    assert is_measure(sentence.format(**values))


@pytest.mark.parametrize(
    "words", ["you're wrong", "silence for a moment", "i talked over the customer for you", "promised two minutes", ""]
)
def test_words_of_the_agent_are_no_measure(words: str) -> None:
    """Also where they are like a part of a sentence."""
    assert not is_measure(words)


def test_what_detectors_compose_is_known(scripted: Callable) -> None:
    """Whatever the standard detectors tell of sound, time and numbers in one call is a measure."""
    call = scripted(length_s=300.0).agent(0, 10, "hello there this is anna speaking how can i help you today")
    call = call.customer(11, 20).agent(14, 18, "no no no listen to me now please i know").agent(22, 30, dbfs=-10.0)
    call = call.agent(31, 34, "your card is 4111 1111 1111 1111").agent(40, 43, dbfs=-40.0)
    call = call.agent(45, 140).agent(150, 152, "bear with me for two minutes please")
    detectors = standard_detectors(Rulebook(version="1", rules=()), CoachingSettings())
    told = {
        found.evidence
        for event in call.events()
        for detector in detectors
        for found in detector.accept(event)
        if hasattr(found, "rule_id")
    }
    assert len({evidence.split()[0] for evidence in told}) >= 5
    assert [evidence for evidence in told if not is_measure(evidence)] == []
