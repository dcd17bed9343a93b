"""Long words that were misheard are recognised, short and known ones left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from coaching.rulebook.mishearing import Mishearing

VOCABULARY = ("incompetent", "department", "wrong", "expected", "excepted", "important", "colleagues", "receive")


@pytest.mark.parametrize(
    ("heard", "meant"),
    [
        ("incompitent", "incompetent"),
        ("departmant", "department"),
        ("colleague", "colleagues"),
        ("recieve", "receive"),
        ("departmints", "department"),
    ],
)
def test_near(heard: str, meant: str) -> None:
    """One or two wrong letters, or the same sound, are forgiven in long words, at a price."""
    ((word, exactness), *_) = Mishearing(VOCABULARY).near(heard)
    assert word == meant
    assert 0.6 <= exactness < 1.0


@pytest.mark.parametrize("heard", ["wring", "strong", "expected", "unimportant", "impotent1", "", "xylophone", "depot"])
def test_left_alone(heard: str) -> None:
    """Short words, known words, words with another beginning or meaning, and no words have no neighbours."""
    assert Mishearing(VOCABULARY).near(heard) == ()


def test_same_answer() -> None:
    """The answer does not depend on the order of the vocabulary."""
    assert Mishearing(VOCABULARY).near("exzepted") == Mishearing(reversed(VOCABULARY)).near("exzepted")


@given(st.text(max_size=14))
def test_any_word(heard: str) -> None:
    """For any word the answers are few, near, and sorted from the nearest."""
    answers = Mishearing(VOCABULARY).near(heard)
    assert len(answers) <= 3
    assert [exactness for _, exactness in answers] == sorted((exactness for _, exactness in answers), reverse=True)
    assert all(Levenshtein.distance(heard, word) <= 2 for word, _ in answers)


@given(st.integers(0, 9), st.sampled_from("aeiou"))
def test_one_wrong_vowel(place: int, vowel: str) -> None:
    """Any one letter of a ten-letter word but the first may be wrong."""
    word = "department"
    heard = word[:place] + vowel + word[place + 1 :]
    if heard != word and place:
        assert Mishearing(VOCABULARY).near(heard)[0][0] == word
