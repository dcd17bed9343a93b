"""Runs of digits: where they begin, what they say, and where they stop."""

import pytest

from coaching.spoken_digits import Style, tokens_of
from coaching.spoken_numbers import DigitRun, digit_runs, is_counting, may_go_on


def runs(text: str) -> list[DigitRun]:
    """Return the runs of a text."""
    return list(digit_runs(tokens_of(text)))


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("four double two oh nineteen", ["422019"]),
        ("triple nine forty-one", ["99941"]),
        ("0800 then one one one", ["0800111"]),
        ("oh eight hundred six one two", ["0800612"]),
        ("four nine two no sorry four nine three", ["492493"]),
        ("one two three\nokay\nfour five six", ["123456"]),
        ("one two three\nlet me click in here\nfour five six", ["123456"]),
        ("first four one two three four next four five six seven eight", ["12345678"]),
        ("five six won ate nine three too", ["5618932"]),
        ("seven\nfour", ["74"]),
        ("at two and at four", ["2", "4"]),
        ("four oh nine pounds", []),
        ("£1,200 on 12/10/2025 at 10:30 or 4.50", []),
        ("the 3rd and 4th", []),
        ("i have a b", []),
        ("", []),
    ],
)
def test_runs(text: str, digits: list[str]) -> None:
    """Pieces of one number make one run; prices, dates, times, ordinals and letters alone make none."""
    assert [run.digits for run in runs(text)] == digits


def test_a_run_knows_where_it_stands() -> None:
    """Start and end are places in the text, without punctuation around."""
    (run,) = runs("it is (four two, nine).")
    assert "it is (four two, nine)."[run.start : run.end] == "four two, nine"


def test_letters_count_beside_digits() -> None:
    """Spelled letters, also with a word or of the spelling alphabet, belong to the run; "a" before a number does not."""
    (run,) = runs("b for bravo double x one two kilo")
    assert (run.digits, run.letters) == ("12", 4)
    (run,) = runs("i need a four two nine")
    assert (run.digits, run.letters) == ("429", 0)


def test_guessed_digits_count_only_beside_many_told_ones() -> None:
    """In “nine to five” there are two digits; a dictated number with “to” in it has them all."""
    (short,) = runs("nine to five")
    assert (short.count, [element.style for element in short.elements][1]) == (2, Style.GUESS)
    (long,) = runs("nine to five four one one")
    assert long.count == 6


def test_counting() -> None:
    """Counting starts at one and goes up by one."""
    assert [is_counting(run) for run in runs("one two three four")] == [True]
    assert [is_counting(run) for run in runs("two three four")] == [False]
    assert [is_counting(run) for run in runs("one two two three")] == [False]


@pytest.mark.parametrize(("rest", "open_"), [("", True), (" double", True), (" and then", True), (" okay", False)])
def test_what_follows_may_leave_it_open(*, rest: str, open_: bool) -> None:
    """A repeat word or a filler at the end promises more digits."""
    assert may_go_on(rest) is open_
