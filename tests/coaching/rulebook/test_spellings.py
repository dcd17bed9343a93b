"""British and American spellings meet, and other words are left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.rulebook.spellings import FILLERS, SHORT_FORMS, STUTTERED, american, number_words


@pytest.mark.parametrize(
    ("british", "expected"),
    [
        ("apologising", "apologizing"),
        ("organisation", "organization"),
        ("unauthorised", "unauthorized"),
        ("favourite", "favorite"),
        ("dishonoured", "dishonored"),
        ("neighbours", "neighbors"),
        ("travelling", "traveling"),
        ("cancelled", "canceled"),
        ("theatre", "theater"),
        ("enquiries", "inquiries"),
        ("analysed", "analyzed"),
        ("cheques", "checks"),
        ("licence", "license"),
        ("whilst", "while"),
    ],
)
def test_american(british: str, expected: str) -> None:
    """Every family of differences is brought to the American spelling, which itself stays."""
    assert american(british) == expected
    assert american(expected) == expected


@pytest.mark.parametrize(
    "word", ["promise", "otherwise", "advise", "raise", "noise", "hour", "four", "pour", "tree", "fibres2"]
)
def test_left_alone(word: str) -> None:
    """Words that only look like it stay."""
    assert american(word) == word


@pytest.mark.parametrize(
    ("digits", "words"),
    [
        ("0", "zero"),
        ("07", "seven"),
        ("12", "twelve"),
        ("20", "twenty"),
        ("99", "ninety nine"),
        ("100", "100"),
        ("4532", "4532"),
    ],
)
def test_numbers(digits: str, words: str) -> None:
    """Numbers up to 99 are words, longer runs of digits stay."""
    assert " ".join(number_words(digits)) == words


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", max_size=14))
def test_any_word(word: str) -> None:
    """Any word stays one word, and its American spelling is final."""
    once = american(word)
    assert " " not in once
    assert american(once) == once


def test_tables() -> None:
    """The tables are lower case, without blanks where one word is meant, and fillers are never stutters."""
    assert all(key == key.lower() and " " not in key for key in SHORT_FORMS)
    assert all(word.isalpha() for word in FILLERS | STUTTERED)
    assert not FILLERS & STUTTERED
