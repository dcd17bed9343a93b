"""Good moments in the agent's words."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.delivery import PRAISE
from coaching.detectors.praise import PraiseDetector


def _ids(call: object) -> list[str]:
    detector = PraiseDetector()
    return [praise.praise_id for event in call.events() for praise in detector.accept(event)]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "praise_id"),
    [
        ("I'm really sorry about that.", "apology-owned"),
        ("I apologise, that was our mistake.", "apology-owned"),
        ("Thank you so much for your patience.", "patience-thanked"),
        ("Thanks for waiting.", "patience-thanked"),
        ("I will send the form today.", "next-step"),
        ("A specialist who will call you back.", "next-step"),
        ("Thank you, Maria.", "name-used"),
        ("My pleasure Alan. Anything else?", "name-used"),
        ("Although I can't refund it from here, I can pass this to a specialist.", "alternative-offered"),
    ],
)
def test_good_moments_are_found(scripted: Callable, text: str, praise_id: str) -> None:
    """Each kind by its typical words."""
    assert praise_id in _ids(scripted().agent(0, 4, text))


@pytest.mark.parametrize(
    "text",
    [
        "I'm sorry but that is your problem.",
        "I'm sorry I can't do that.",
        "Sorry, what did you say?",
        "There isn't anything more I can do about it.",
        "I can see the statement, but no.",
        "Thank you for calling.",
        "This is Joe speaking.",
        "You will not get it.",
    ],
)
def test_other_words_earn_nothing(scripted: Callable, text: str) -> None:
    """Refusals in polite words, and plain talk, are no praise."""
    assert _ids(scripted().agent(0, 4, text)) == []


def test_an_offer_soon_after_a_refusal_counts(scripted: Callable) -> None:
    """The alternative may come in the next utterance, not a minute later."""
    refusal, offer = "No, we can't do that.", "What I can do is ask a colleague."
    assert _ids(scripted().agent(0, 3, refusal).agent(6, 9, offer)) == ["alternative-offered"]
    assert _ids(scripted().agent(0, 3, refusal).agent(60, 63, offer)) == []


def test_each_kind_is_praised_once_an_utterance(scripted: Callable) -> None:
    """Saying sorry twice in one breath is one apology."""
    assert _ids(scripted().agent(0, 6, "I'm sorry, I am so sorry, I apologise for that.")).count("apology-owned") == 1


def test_the_evidence_is_what_was_said(scripted: Callable) -> None:
    """Praise shows the words that earned it, and lies where the utterance lies."""
    detector = PraiseDetector()
    call = scripted().agent(2, 6, "Well, thank you so much for waiting.")
    (praise,) = [praise for event in call.events() for praise in detector.accept(event)]
    assert praise.evidence == "thank you so much for waiting"
    assert (praise.start_s, praise.end_s) == (2.0, pytest.approx(6.0))
    assert praise.at_s >= praise.end_s


def test_an_offer_answers_one_refusal(scripted: Callable) -> None:
    """The second "I can" in a row has nothing left to answer."""
    call = scripted().agent(0, 3, "No, we can't do that.").agent(4, 7, "I can send it by post.")
    assert _ids(call.agent(8, 11, "I can add a note.")).count("alternative-offered") == 1


def test_an_offer_before_the_refusal_is_no_alternative(scripted: Callable) -> None:
    """Of one utterance only what follows the refusal counts."""
    assert "alternative-offered" not in _ids(scripted().agent(0, 4, "I can see it, but we can't do that."))


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz ',.IS", max_size=80))
def test_any_words_give_known_praise_only(scripted: Callable, text: str) -> None:
    """Whatever the recognizer writes: no error, and every praise has words for its cue."""
    if not text.split():
        return
    assert set(_ids(scripted().agent(0, 4, text))) <= set(PRAISE)
