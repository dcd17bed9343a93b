"""What the words around a number say about it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.number_cues import (
    AFTER_CHARS,
    BEFORE_CHARS,
    PrivateKind,
    cue_for,
    is_harmless,
    is_sort_code,
    leads_to_last_digits,
)

_NUMBER = "1234"


def _kind(text: str) -> PrivateKind | None:
    start = text.index(_NUMBER)
    cue = cue_for(text, start, start + len(_NUMBER))
    return None if cue is None else cue.kind


@pytest.mark.parametrize(
    ("before", "kind"),
    [
        ("the long number is", PrivateKind.CARD),
        ("my AMEX is", PrivateKind.CARD),
        ("iban", PrivateKind.ACCOUNT),
        ("routing number", PrivateKind.ACCOUNT),
        ("driver's licence number", PrivateKind.ID),
        ("national insurance", PrivateKind.ID),
        ("aadhaar", PrivateKind.ID),
        ("landline is", PrivateKind.PHONE),
        ("you can reach me on", PrivateKind.PHONE),
        ("one time password", PrivateKind.CODE),
        ("my c v v", PrivateKind.CODE),
        ("the tracking number is", PrivateKind.NUMBER),
    ],
)
def test_the_words_before_name_the_kind(before: str, kind: PrivateKind) -> None:
    """In any case, spelled or written."""
    assert _kind(f"{before} {_NUMBER}") is kind


def test_a_cue_inside_another_word_is_none() -> None:
    """A discard pile holds no card, and singing no social insurance number."""
    assert _kind("the discard pile 1234") is None
    assert _kind("singing 1234") is None


def test_words_before_outweigh_words_after() -> None:
    """What was announced is what follows."""
    assert _kind("my visa 1234 is from the account") is PrivateKind.CARD


def test_a_reference_is_known_only_before_its_number() -> None:
    """An order mentioned afterwards names nothing."""
    assert _kind("the order 1234 came") is PrivateKind.NUMBER
    assert _kind("1234 of that order") is None


def test_words_of_the_next_utterance_name_nothing() -> None:
    """Somebody else may have gone on."""
    assert _kind("1234 is my card") is PrivateKind.CARD
    assert _kind("1234\nis my card") is None


@pytest.mark.parametrize("filler", ["-", " "])
def test_cues_far_away_are_not_looked_for(filler: str) -> None:
    """Neither before nor after the number."""
    assert _kind(f"card {filler * BEFORE_CHARS}{_NUMBER}") is None
    assert _kind(f"{_NUMBER}{filler * AFTER_CHARS} card") is None
    assert _kind(f"card {filler * (BEFORE_CHARS // 2)}{_NUMBER}") is PrivateKind.CARD


@pytest.mark.parametrize(
    "lead",
    [
        "ending in ",
        "ends with ",
        "ended ",
        "last 4 ",
        "last three is ",
        "last four digits of your card are ",
        "ENDING: ",
    ],
)
def test_what_leads_to_the_last_digits(lead: str) -> None:
    """Only where nothing else stands between it and the number."""
    assert leads_to_last_digits(lead + _NUMBER, len(lead))
    assert not leads_to_last_digits(f"{lead}bold; {_NUMBER}", len(lead) + 6)


@pytest.mark.parametrize("before", ["", "the end of ", "pretending ", "the last time ", "a weekend in "])
def test_what_only_sounds_like_it(before: str) -> None:
    """Ends of years and last times lead to no digits of a card."""
    assert not leads_to_last_digits(before + _NUMBER, len(before))


@pytest.mark.parametrize(
    "before", ["room ", "Room, ", "expiry date ", "error code ", "postcode ", "terminal gate ", "windows "]
)
def test_a_kind_that_is_nobodys_is_harmless(before: str) -> None:
    """Right before the number, in any case."""
    assert is_harmless(before + _NUMBER, len(before))


@pytest.mark.parametrize("before", ["", "the mushroom ", "room service told me ", "my "])
def test_other_words_make_nothing_harmless(before: str) -> None:
    """Not inside a word, and not a few words away."""
    assert not is_harmless(before + _NUMBER, len(before))


def test_a_sort_code_may_have_two_words_between() -> None:
    """After three it is another matter."""
    for between, answer in (("", True), ("is ", True), ("is uh ", True), ("is uh well ", False)):
        text = f"sort code {between}12"
        assert is_sort_code(text, len(text) - 2) is answer


@given(st.text(max_size=80), st.text(max_size=80))
def test_a_cue_always_lies_within_reach(before: str, after: str) -> None:
    """For any words: a distance of 0 or more, at most as far as is looked."""
    cue = cue_for(before + _NUMBER + after, len(before), len(before) + len(_NUMBER))
    if cue is not None:
        assert 0 <= cue.distance <= (BEFORE_CHARS if cue.strong else AFTER_CHARS)
