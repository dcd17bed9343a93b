"""British and American spellings meet, and other words are left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.rulebook.spellings import (
    FILLERS,
    HAD_BEFORE,
    HAS_BEFORE,
    IS_AFTER,
    JOINED,
    SHORT_FORMS,
    STUTTERED,
    american,
    number_words,
)


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


@pytest.mark.parametrize(("british", "expected"), [("centred", "centered"), ("centre", "center"), ("litres", "liters")])
def test_what_is_measured_and_centred(british: str, expected: str) -> None:
    """Words in -re keep all of their ending."""
    assert american(british) == expected
    assert american(expected) == expected


@pytest.mark.parametrize("table", [STUTTERED, FILLERS, JOINED, HAS_BEFORE, HAD_BEFORE, IS_AFTER])
def test_tables_hold_words_as_the_matcher_sees_them(table: frozenset[str]) -> None:
    """A word in British spelling, upper case or with a blank would never be found in its table."""
    for word in table:
        assert word == american(word.lower()).strip()
        assert " " not in word


def test_short_forms_are_written_out_for_good() -> None:
    """None stands for another short form, so that writing out once is enough; both say words only."""
    for short, long in SHORT_FORMS.items():
        words = long.split()
        assert words, short
        for word in words:
            assert word.lstrip("'").isalpha(), (short, word)
            assert SHORT_FORMS.get(word, word) == word, (short, word)
            assert american(word) == word, (short, word)


@given(st.integers(0, 99), st.booleans())
def test_each_small_number_has_words_of_its_own(value: int, padded: bool) -> None:
    """Written with or without a nought before it; no two numbers are told by the same words."""
    digits = f"{value:02d}" if padded else str(value)
    words = number_words(digits)
    assert all(word.isalpha() for word in words)
    assert words == number_words(str(value))
    assert words not in {number_words(str(other)) for other in range(100) if other != value}


@given(st.text("0123456789", min_size=3, max_size=20))
def test_long_numbers_stay_digits(digits: str) -> None:
    """Redaction looks for runs of digits: a card number must not become words."""
    assert number_words(digits) == (digits,)


@pytest.mark.parametrize(
    "digits", ["\N{ARABIC-INDIC DIGIT FIVE}", "\N{SUPERSCRIPT TWO}", "\N{VULGAR FRACTION ONE HALF}"]
)
def test_digits_of_other_scripts_stay(digits: str) -> None:
    """Not every sign that counts as a digit can be read as a number."""
    assert number_words(digits) == (digits,)


@given(st.sampled_from(["apologis", "organis", "favour", "neighbour", "travell", "analys", "unauthoris"]))
def test_the_beginning_of_a_word_meets_the_whole(begin: str) -> None:
    """A trigger such as apologis* finds both spellings: its beginning is brought to the American one, too."""
    for ending in ("ed", "ing"):
        assert american(begin + ending).startswith(american(begin)[: len(begin) - 1])
