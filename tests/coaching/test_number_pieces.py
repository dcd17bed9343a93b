"""What may stand between the pieces of a number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.number_pieces import after_gap, dictates
from coaching.spoken_digits import Element, element_at, tokens_of


def _resumed(text: str) -> str | None:
    """Return the word at which the number of `text` goes on after its first gap, None when it does not."""
    tokens = tokens_of(text)
    before: list[Element] = []
    index = 0
    while (element := element_at(tokens, index, before)) is not None:
        before.append(element)
        index = element.last + 1
    place = after_gap(tokens, index, before)
    return None if place is None else tokens[place].core


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("four two uh nine one", "nine"),
        ("four two and then nine one", "nine"),
        ("four two no sorry nine one", "nine"),
        ("four two hang on let me start again nine one", "nine"),
        ("four one one one one one one no that's seven", "seven"),
        ("4111 and that's 2222", "2222"),
    ],
)
def test_fillers_and_corrections_stand_within_a_number(text: str, word: str) -> None:
    """It goes on behind them."""
    assert _resumed(text) == word


@pytest.mark.parametrize(
    "text",
    [
        "four two apples nine one",
        "four two and it is for nine people",
        "nineteen and twenty",
        "four two okay",
        "four two",
        "one two three four five six sorry one moment",
        "four two one and 500",
    ],
)
def test_other_words_end_it(text: str) -> None:
    """Things that are counted, two amounts, an aside, or nothing more at all."""
    assert _resumed(text) is None


def test_the_gap_may_be_seven_words_in_one_breath() -> None:
    """An eighth is too much: something else is being said."""
    seven, eight = "okay yes yeah right sure lovely great", "okay yes yeah right sure lovely great perfect"
    assert _resumed(f"four two one {seven} nine one two") == "nine"
    assert _resumed(f"four two one {eight} nine one two") is None


def test_between_utterances_anything_short_may_be_said() -> None:
    """Three digits, somebody clicks somewhere, three more: one number."""
    assert _resumed("four two one\nlet me click into this field\nnine one two") == "nine"
    assert _resumed("four two\nlet me click into this field\nnine one two") is None
    assert _resumed("four two one let me click into this field nine one two") is None


def test_a_small_number_in_what_is_said_between_is_skipped() -> None:
    """The "two" of "the two of us" is no digit of the number."""
    assert _resumed("four two one\nthe two of us\nnine one two") == "nine"


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("four two one", True),
        ("triple four", True),
        ("411", True),
        ("four two", False),
        ("four nineteen one two", False),
        ("four two b one", False),
        ("", False),
        ("okay", False),
    ],
)
def test_dictating_is_three_digits_one_by_one(text: str, *, answer: bool) -> None:
    """Small numbers and letters are no dictation."""
    assert dictates(tokens_of(text), 0) is answer


@given(
    st.lists(
        st.sampled_from(
            ["four", "nineteen", "uh", "and", "sorry", "one", "moment", "411", "okay", "b", "last", "click", "\n"]
        ),
        min_size=1,
        max_size=30,
    )
)
def test_a_number_goes_on_only_ahead_and_at_a_digit(words: list[str]) -> None:
    """For any words: never back, and what stands there can be read."""
    tokens = tokens_of("four two " + " ".join(words))
    before = [element for index in range(2) if (element := element_at(tokens, index, ())) is not None]
    for index in range(2, len(tokens)):
        place = after_gap(tokens, index, before)
        if place is not None:
            assert place >= index
            assert element_at(tokens, place, before) is not None
