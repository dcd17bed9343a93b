"""Promised times in the agent's words."""

import pytest

from coaching.time_expressions import time_promise


@pytest.mark.parametrize(
    ("text", "within_s"),
    [
        ("One moment please.", 60.0),
        ("Just a second.", 60.0),
        ("Bear with me.", 60.0),
        ("Bear with me for two minutes.", 120.0),
        ("Please hold for a couple of minutes.", 120.0),
        ("I'll be right back in three minutes.", 180.0),
        ("It will only take half a minute, hold on.", 30.0),
        ("Give me 30 seconds.", 30.0),
        ("Can you hold on a second?", 60.0),
    ],
)
def test_a_wait_on_the_line_has_a_deadline(text: str, within_s: float) -> None:
    """The customer waits; a moment is a minute."""
    promise = time_promise(text)
    assert promise is not None
    assert promise.waiting
    assert promise.within_s == within_s


@pytest.mark.parametrize(
    ("text", "within_s"),
    [
        ("I'll call you back by five.", None),
        ("We will get back to you within 24 hours.", 86400.0),
        ("I'll email you tomorrow.", None),
        ("I'll email you to-morrow.", None),
        ("a specialist who will call you back before five today", None),
        ("I will ring you in two days.", 172800.0),
    ],
)
def test_a_call_back_is_due_after_the_call(text: str, within_s: float | None) -> None:
    """A time of day has no deadline in session time, a duration has."""
    promise = time_promise(text)
    assert promise is not None
    assert not promise.waiting
    assert promise.within_s == within_s


@pytest.mark.parametrize(
    "text",
    [
        "You will receive the email in a minute.",
        "At the moment I can't.",
        "It arrives in two days.",
        "I waited a minute.",
        "",
        "I see.",
    ],
)
def test_other_times_are_no_promise(text: str) -> None:
    """Times that nobody waits for are left alone."""
    assert time_promise(text) is None


def test_a_day_in_two_words_is_one() -> None:
    """A recognizer that writes "to-day" does not leave half of it in the promise."""
    promise = time_promise("I will call you back by five to-day. Have a nice day.")
    assert promise is not None
    assert promise.phrase == "i will call you back by five today"
