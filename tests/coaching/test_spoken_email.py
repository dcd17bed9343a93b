"""E-mail addresses as they are said, and what only sounds like one."""

import pytest

from coaching.birth_dates import birth_dates
from coaching.spoken_email import announced_at_end, email_spans


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("it's jane dot doe at example dot co dot uk okay", ["jane dot doe at example dot co dot uk"]),
        ("s as in sam l e e at gmail dot com", ["s as in sam l e e at gmail dot com"]),
        ("write to the little bakery at fastmail dot com", ["the little bakery at fastmail dot com"]),
        ("it is dev at fox dash glove dot i o", ["dev at fox dash glove dot i o"]),
        ("roberta dot castellano at\ngmail dot com", ["roberta dot castellano at\ngmail dot com"]),
        ("r k sharma at the rate gmail dot com", ["r k sharma at the rate gmail dot com"]),
        ("Jane.Doe at example.com", ["Jane.Doe at example.com"]),
        ("email is jane dot doe", ["jane dot doe"]),
        ("do you use gmail at work", []),
        ("at gmail they call that an alias", []),
        ("visit us at example dot com", []),
        ("look at the dot on the screen", []),
        ("the ip address is ten dot zero dot one", []),
        ("meet me at the dot com conference", []),
    ],
)
def test_addresses(text: str, found: list[str]) -> None:
    """Found whole; websites, dots and the word "at" alone are none."""
    spans = list(email_spans(text))
    longest = [span for span in spans if not any(o != span and o[0] <= span[0] and span[1] <= o[1] for o in spans)]
    assert [text[start:end] for start, end in longest] == found


def test_an_announced_address_begins_before_it_can_be_known() -> None:
    """While it is spoken the name after "email is" is part of an address already, for a while."""
    assert announced_at_end("so your email is jane") == 17
    assert announced_at_end("so your email is") is None
    assert announced_at_end("your email is fine " + "and so on " * 8) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("date of birth is the ninth of march nineteen seventy one okay", ["ninth of march nineteen seventy one"]),
        ("dob oh four oh seven eighty two", ["oh four oh seven eighty two"]),
        ("born on 4/7/1982", ["4/7/1982"]),
        (
            "date of birth please\ntwenty third of the eleventh sixty eight",
            ["twenty third of the eleventh sixty eight"],
        ),
        ("what is your date of birth", []),
        ("the ninth of march nineteen seventy one", []),
        ("i was born ready as they say", []),
    ],
)
def test_birth_dates(text: str, found: list[str]) -> None:
    """Only a date that is announced as one of birth."""
    assert [text[start:end] for start, end in birth_dates(text)] == found
