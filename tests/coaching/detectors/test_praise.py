"""Good moments in the agent's words."""

from collections.abc import Callable

import pytest

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
