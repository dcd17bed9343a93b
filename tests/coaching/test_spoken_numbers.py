"""Digit runs in transcribed speech."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.spoken_numbers import digit_runs


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("double four oh nine", "4409"),
        ("triple seven", "777"),
        ("twenty three", "23"),
        ("twenty-three", "23"),
        ("forty nineteen", "4019"),
        ("4111 1111", "41111111"),
        ("one uh two dash three", "123"),
        ("one to three", "123"),
    ],
)
def test_digits_are_read_as_they_are_said(text: str, digits: str) -> None:
    """Repeats, tens, figures, fillers and misheard digits."""
    assert [run.digits for run in digit_runs(text)] == [digits]


@pytest.mark.parametrize(
    "text", ["£450", "10:30", "14/10/2025", "3.50", "20%", "five hundred", "two days", "first of may"]
)
def test_quantities_are_no_digit_runs(text: str) -> None:
    """Prices, times, dates, shares and amounts with a unit."""
    assert list(digit_runs(text)) == []


def test_a_code_of_letters_and_digits_is_one_run() -> None:
    """Six digits or more among letters."""
    (run,) = digit_runs("it is AB123456C.")
    assert run.mixed
    assert run.digits == "123456"


@given(st.text(max_size=80))
def test_runs_lie_in_the_text_in_order(text: str) -> None:
    """Whatever the text: runs are ascending, disjoint and never empty."""
    end = 0
    for run in digit_runs(text):
        assert end <= run.start < run.end <= len(text)
        assert run.digits
        end = run.end
