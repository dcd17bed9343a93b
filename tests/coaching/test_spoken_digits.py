"""Single words and figures that say digits, and those that only look like it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.redaction import redact
from coaching.spoken_digits import (
    REPEATS,
    TEENS,
    TENS,
    UNITS,
    Element,
    Style,
    counts_pieces,
    element_at,
    tokens_of,
)

_RUN = (Element(0, 0, "4", 0, Style.UNIT),)
"""What stands before, where something must."""


def _first(text: str, *, within: bool = False) -> Element | None:
    """Return the element at the first word of `text`; `within`: a run goes on there."""
    return element_at(tokens_of(text), 0, _RUN if within else ())


def _digits(text: str, *, within: bool = False) -> str | None:
    element = _first(text, within=within)
    return None if element is None else element.digits


@pytest.mark.parametrize("word", UNITS)
def test_every_digit_word_says_one_digit(word: str) -> None:
    """Also "niner", "nought" and "nil"; a bare "o" only before another figure."""
    element = _first(f"{word} four")
    assert element is not None
    assert (element.digits, element.style, element.last) == (UNITS[word], Style.UNIT, 0)


def test_a_lone_o_is_a_letter() -> None:
    """In "o t p" nobody says zero."""
    element = _first("o t p")
    assert element is not None
    assert (element.digits, element.letters, element.style) == ("", 1, Style.LETTER)


@pytest.mark.parametrize("word", [*TEENS, *TENS])
def test_small_numbers_say_two_digits(word: str) -> None:
    """Teens and tens, alone."""
    digits = _digits(word)
    assert digits is not None
    assert len(digits) == 2


@pytest.mark.parametrize("text", ["forty one", "forty-one", "Forty One,"])
def test_tens_and_a_unit_are_one_number(text: str) -> None:
    """However they are written."""
    assert _digits(text) == "41"


@pytest.mark.parametrize("repeat", REPEATS)
def test_a_repeat_word_repeats_what_follows(repeat: str) -> None:
    """A digit word or a figure, as often as the word says."""
    assert _digits(f"{repeat} four") == "4" * REPEATS[repeat]
    assert _digits(f"{repeat} 4") == "4" * REPEATS[repeat]


@pytest.mark.parametrize("text", ["double", "double glazing", "double 44", "triple ²", "double check"])
def test_a_repeat_word_needs_one_digit_to_repeat(text: str) -> None:
    """Nothing, a word, two figures or a raised figure is none."""
    assert _digits(text) is None


def test_within_a_run_letters_and_misheard_digits_are_repeated_too() -> None:
    """The sound of "double too" after a digit is two twos, "double x" two letters."""
    assert _digits("double too", within=True) == "22"
    assert _digits("double too") is None
    element = _first("double x", within=True)
    assert element is not None
    assert (element.digits, element.letters) == ("", 2)


def test_hundred_is_two_zeros_only_inside_a_number() -> None:
    """The "eight hundred" of a telephone number, not of a price."""
    assert _digits("eight hundred six", within=True) == "800"
    assert _digits("eight hundred uh six", within=True) == "800"
    assert _digits("eight hundred people", within=True) == "8"
    assert _digits("eight hundred six") == "8"


@pytest.mark.parametrize(("text", "digits"), [("4111", "4111"), ("+44", "44"), ("(020)", "020"), ("79-46.", "7946")])
def test_figures_are_read_without_their_signs(text: str, digits: str) -> None:
    """Signs between figures belong to the writing, not to the number."""
    element = _first(text)
    assert element is not None
    assert (element.digits, element.style) == (digits, Style.WRITTEN)


@pytest.mark.parametrize(
    "text",
    [
        "£1200",
        "$5",
        "€9",
        "50%",
        "3rd",
        "21st",
        "5k",
        "16gb",
        "10am",
        "4.50",
        "12/10/2025",
        "2025-10-14",
        "10:30",
        "9.15",
    ],
)
def test_prices_shares_dates_times_and_measures_say_no_digits(text: str) -> None:
    """What a coach may read stays."""
    assert _first(text) is None


def test_letters_and_figures_in_one_word_are_an_identifier() -> None:
    """Both are counted."""
    element = _first("QQ123456C")
    assert element is not None
    assert (element.digits, element.letters, element.style) == ("123456", 3, Style.MIXED)


def test_a_bank_code_follows_a_country() -> None:
    """The four letters of an IBAN belong to it only after its country and check digits."""
    tokens = tokens_of("gb29 nwbk")
    country = element_at(tokens, 0, ())
    assert country is not None
    bank = element_at(tokens, 1, (country,))
    assert bank is not None
    assert bank.letters == 4
    assert element_at(tokens, 1, _RUN) is None


@pytest.mark.parametrize(("text", "words"), [("b for bravo", 3), ("s as in sam", 4), ("b for the", 1), ("b", 1)])
def test_a_spelled_letter_takes_the_words_that_explain_it(text: str, words: int) -> None:
    """The explaining word must begin with the letter."""
    element = _first(text)
    assert element is not None
    assert (element.letters, element.last) == (1, words - 1)


def test_the_spelling_alphabet_counts_beside_figures_only() -> None:
    """A hotel in Lima is no identifier."""
    assert _first("hotel lima") is None
    assert _first("hotel seven") is not None
    assert _first("lima", within=True) is not None


@pytest.mark.parametrize("text", ["last four", "first three", "next six", "final two"])
def test_a_number_that_counts_digits_says_none(text: str) -> None:
    """In "the last four" nobody says a four."""
    tokens = tokens_of(text)
    assert counts_pieces(tokens, 1)
    assert element_at(tokens, 1, ()) is None


def test_an_utterance_ends_where_its_line_ends() -> None:
    """Blanks around the break do not hide it, and the last word of the text ends no line."""
    assert [token.ends_line for token in tokens_of("one \n two three")] == [True, False, False]


def test_nothing_begins_behind_the_last_word() -> None:
    """Asking there is no mistake."""
    assert element_at(tokens_of("four"), 1, ()) is None


@given(st.text(alphabet="aİẞßΣ4²٤ .,!?'\"()[]-\n", max_size=30))
def test_every_word_stands_where_it_says(text: str) -> None:
    """For any letters, also those that are longer in lower case: the place holds the word itself."""
    for token in tokens_of(text):
        assert text[token.start : token.end].lower() == token.core
        assert token.core


@given(
    st.lists(
        st.sampled_from(["double", "²", "٤", "4", "four", "count", "a", "to", "hundred", "eight", "½"]), max_size=14
    )
)
def test_elements_hold_decimal_digits_and_redacting_never_fails(words: list[str]) -> None:
    """Raised figures and fractions are no digits; what is said to be digits can be counted with."""
    text = " ".join(words)
    redact(text)
    tokens = tokens_of(text)
    for index in range(len(tokens)):
        element = element_at(tokens, index, _RUN)
        assert element is None or not element.digits or element.digits.isdecimal()
        assert element is None or index == element.first <= element.last < len(tokens)
