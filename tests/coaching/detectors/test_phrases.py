"""Words that break a rule are found once, at the earliest stable moment, and taken back when they do not last."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.detectors.base import Finding, Found, Retraction
from coaching.detectors.phrases import PhraseDetector
from coaching.rulebook.schema import Rule, Rulebook
from speech.events import ClockAdvanced, FinalTranscript, PartialTranscript, SessionEnded, SpeechEvent, Word

NEEDED = {"title": "t", "why": "w", "source": "s", "headline": "h", "say_instead": ("x",)}


def rule(rule_id: str, *triggers: str, **changes: Any) -> Rule:
    """Return a rule with everything that is needed."""
    return Rule.model_validate({"id": rule_id, "triggers": triggers, **NEEDED, **changes})


RULES = Rulebook(
    version="test",
    rules=(
        rule("arguing", "you are wrong", unless=["if you are"]),
        rule("dead-end", "nothing more (i|we) can do", timing="utterance-end"),
        rule("flat-no", "we can not", timing="grace", grace_s=4.0, repairs=["you can always"]),
    ),
)


def words(text: str, start_s: float) -> tuple[Word, ...]:
    """Return words of 0.3 s each."""
    return tuple(Word(word, start_s + i * 0.3, start_s + (i + 1) * 0.3) for i, word in enumerate(text.split()))


def partial(text: str, stable: int, *, utterance: int = 1, start_s: float = 0.0) -> PartialTranscript:
    """Return a partial that comes 0.2 s after its last word."""
    spoken = words(text, start_s)
    return PartialTranscript(start_s + len(spoken) * 0.3 + 0.2, utterance, spoken, stable)


def final(text: str, *, utterance: int = 1, start_s: float = 0.0) -> FinalTranscript:
    """Return a final that comes 0.5 s after its last word."""
    spoken = words(text, start_s)
    return FinalTranscript(start_s + len(spoken) * 0.3 + 0.5, utterance, spoken, text)


def run(*events: SpeechEvent) -> list[Found]:
    """Return what a new detector finds in a call."""
    detector = PhraseDetector(RULES)
    return [found for event in events for found in detector.accept(event)]


def test_finding() -> None:
    """A finding cites the agent's words, their times and the moment of the decision."""
    (found,) = run(final("sorry but you're wrong there", start_s=10.0))
    assert isinstance(found, Finding)
    assert (found.rule_id, found.evidence, found.detector, found.utterance_id) == (
        "arguing",
        "you're wrong",
        "phrase",
        1,
    )
    assert (found.start_s, found.end_s) == pytest.approx((10.6, 11.2))
    assert found.at_s == pytest.approx(12.0)
    assert found.confidence == 0.95


def test_earliest_stable_partial() -> None:
    """An immediate rule fires on the first partial whose evidence stands, and not again."""
    found = run(
        partial("you are wrong", 1),
        partial("you are wrong there", 3),
        partial("you are wrong there sir", 5),
        final("you are wrong there sir"),
    )
    assert [(type(one), one.at_s) for one in found] == [(Finding, pytest.approx(1.4))]


def test_end_of_utterance() -> None:
    """A rule that waits for the end of the utterance fires on the final only."""
    (found,) = run(partial("there is nothing more i can do", 7), final("there is nothing more i can do"))
    assert found.at_s == pytest.approx(2.6)


def test_revised() -> None:
    """A finding is taken back when the recognizer changes its words, and may come again."""
    found = run(partial("you are wrong", 3), partial("you are strong", 3), final("you are wrong"))
    assert [type(one) for one in found] == [Finding, Retraction, Finding]
    first, retraction, again = found
    assert isinstance(first, Finding)
    assert isinstance(retraction, Retraction)
    assert isinstance(again, Finding)
    assert (retraction.key, retraction.reason) == (first.key, "revised")
    assert again.key != first.key


def test_words_shift() -> None:
    """A finding stays when words before it are corrected, so that its place changes."""
    found = run(partial("you are wrong", 3), final("well i think that now you are wrong"))
    assert len(found) == 1


def test_unless_comes_late() -> None:
    """What turns out harmless in the final is taken back."""
    found = run(partial("you are wrong", 3), final("if you are wrong"))
    assert [type(one) for one in found] == [Finding, Retraction]


def test_withdrawn_utterance() -> None:
    """An empty final takes back everything that the utterance had."""
    found = run(partial("you are wrong", 3), FinalTranscript(2.0, 1, (), ""))
    assert [type(one) for one in found] == [Finding, Retraction]


def test_twice_in_one_utterance() -> None:
    """The same breach at two places is two findings."""
    assert len(run(final("you are wrong i tell you that you are wrong"))) == 2


def test_grace_not_used() -> None:
    """A rule with a grace time fires at the final and stands when no repair comes."""
    found = run(
        partial("we can not", 3),
        final("no we can not"),
        ClockAdvanced(9.0),
        final("anything else", utterance=2, start_s=9),
    )
    assert [type(one) for one in found] == [Finding]


@pytest.mark.parametrize(("start_s", "reasons"), [(3.0, ["repaired"]), (5.1, ["repaired"]), (5.3, [])])
def test_repair_in_a_later_utterance(start_s: float, reasons: list[str]) -> None:
    """A repair that begins within the grace time lifts the flag, a later one does not (the breach ends at 1.2 s)."""
    found = run(final("no we can not"), final("you can always call", utterance=2, start_s=start_s))
    assert [one.reason for one in found if isinstance(one, Retraction)] == reasons


def test_repair_on_a_partial() -> None:
    """A repair counts as soon as its words stand."""
    found = run(final("we can not"), partial("you can always call", 2, utterance=2, start_s=2.0))
    assert len(found) == 1
    found = run(final("we can not"), partial("you can always call", 3, utterance=2, start_s=2.0))
    assert [type(one) for one in found] == [Finding, Retraction]


def test_repair_in_the_same_utterance() -> None:
    """A repair in the same breath means that nothing happened."""
    assert run(final("we can not do that but you can always call")) == []


def test_late_final() -> None:
    """A repair spoken in time counts although its final came after the clock had passed the grace time."""
    found = run(final("we can not"), ClockAdvanced(8.0), final("you can always call", utterance=2, start_s=4.0))
    assert [type(one) for one in found] == [Finding, Retraction]


def test_new_rules() -> None:
    """Other rules count from the next transcript on."""
    detector = PhraseDetector(RULES)
    detector.replace_rules(Rulebook(version="new", rules=(rule("new", "hello there"),)))
    assert [one.rule_id for one in detector.accept(final("hello there you are wrong")) if isinstance(one, Finding)] == [
        "new"
    ]


def test_rules_change_in_mid_utterance() -> None:
    """What was found before the rules changed stays, also when the rule is switched off in mid-utterance."""
    detector = PhraseDetector(RULES)
    assert len(list(detector.accept(partial("you are wrong", 3)))) == 1
    detector.replace_rules(Rulebook(version="new", rules=(rule("new", "hello there"),)))
    assert list(detector.accept(final("you are wrong"))) == []


def test_the_same_rule_does_not_fire_again_after_a_change() -> None:
    """Words that broke a rule before a change break it once, not again under the new rules."""
    detector = PhraseDetector(RULES)
    assert len(list(detector.accept(partial("you are wrong", 3)))) == 1
    detector.replace_rules(RULES)
    assert list(detector.accept(final("you are wrong"))) == []


def test_other_events() -> None:
    """Everything else passes without effect."""
    assert run(ClockAdvanced(1.0), SessionEnded(2.0, complete=True)) == []


SPEECH = st.lists(
    st.sampled_from(["you", "are", "wrong", "if", "we", "can", "not", "always", "nothing", "more", "i", "do"]),
    max_size=8,
).map(" ".join)


@given(st.lists(st.tuples(SPEECH, st.integers(0, 8), st.booleans()), max_size=8))
def test_any_call(steps: list[tuple[str, int, bool]]) -> None:
    """In any call keys are unique, only open findings are retracted, and each at most once; times never go back."""
    open_keys: set[str] = set()
    seen: set[str] = set()
    detector = PhraseDetector(RULES)
    utterance = 1
    for number, (text, stable, ends) in enumerate(steps):
        event: SpeechEvent = (
            final(text, utterance=utterance, start_s=number * 3.0)
            if ends
            else partial(text, min(stable, len(text.split())), utterance=utterance, start_s=number * 3.0)
        )
        for found in detector.accept(event):
            assert isinstance(found, Finding | Retraction)
            assert found.at_s == event.at_s
            if isinstance(found, Finding):
                assert found.key not in seen
                assert found.start_s < found.end_s <= event.at_s
                seen.add(found.key)
                open_keys.add(found.key)
            else:
                open_keys.remove(found.key)
        utterance += ends
