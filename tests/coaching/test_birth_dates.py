"""Dates of birth: announced ones are found whole, other dates stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.birth_dates import birth_dates
from coaching.redaction import redact


def _dates(text: str) -> list[str]:
    return [text[start:end] for start, end in birth_dates(text)]


@pytest.mark.parametrize(
    "told", ["date of birth", "birth date", "birthdate", "Birthday", "DOB", "d o b", "born", "born on"]
)
def test_every_announcement_is_understood(told: str) -> None:
    """In any case and spelling."""
    assert _dates(f"{told} the first of may nineteen eighty") == ["first of may nineteen eighty"]


@pytest.mark.parametrize(
    ("told", "date"),
    [
        ("04/07/1982.", "04/07/1982"),
        ("(04-07-82)", "04-07-82"),
        ("4.7.1982", "4.7.1982"),
        ("4th july 1982", "4th july 1982"),
        ("nineteen eighty, in may", "nineteen eighty, in may"),
        ("may tenth", "may tenth"),
        ("two thousand and one", "two thousand and one"),
        ("oh four double oh seven", "oh four double oh seven"),
    ],
)
def test_a_date_is_found_without_the_punctuation_around_it(told: str, date: str) -> None:
    """In figures, in words or mixed."""
    assert _dates(f"born on {told}") == [date]


def test_a_few_words_may_stand_between() -> None:
    """Up to four, a fifth is too far: what follows is about something else."""
    assert _dates("date of birth please mister ahmed oh four oh seven") == ["oh four oh seven"]
    assert _dates("date of birth so could you please tell me oh four oh seven") == []


def test_the_date_ends_with_its_last_word() -> None:
    """Fillers after it and the rest of the sentence stay."""
    assert _dates("dob the ninth of march uh and the address is next") == ["ninth of march"]


def test_one_word_alone_is_no_date() -> None:
    """A month that is also a word, or a single number, gives nobody away."""
    assert _dates("your birthday is in may i think") == []
    assert _dates("born one day late") == []


def test_two_people_have_two_dates() -> None:
    """Each announcement has its own."""
    text = "date of birth the fourth of july nineteen eighty and hers, born on 1/2/80"
    assert _dates(text) == ["fourth of july nineteen eighty", "1/2/80"]


def test_a_date_before_its_announcement_stays() -> None:
    """Only what follows is looked at."""
    assert _dates("on the ninth of march we asked for the date of birth") == []


def test_the_label_says_what_was_hidden() -> None:
    """The redactor puts its name in the place of the date and leaves the words around."""
    assert redact("born on the ninth of march, thank you") == "born on the [date of birth], thank you"


@given(
    st.lists(
        st.sampled_from(["born", "dob", "may", "nineteen", "eighty", "the", "of", "4/7/82", "okay", "mister", "İ,"]),
        max_size=24,
    )
)
def test_dates_always_begin_and_end_with_a_word_of_the_text(words: list[str]) -> None:
    """Whatever is said: inside the text, not empty, no blank at either end."""
    text = " ".join(words)
    for start, end in birth_dates(text):
        assert 0 <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
