"""Spelling never decides whether a rule fires."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.rulebook.normalise import normalise, normalise_prefix


def plain(text: str) -> str:
    """Return the common form of a text."""
    return " ".join(normalise(text.split()).words)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("There isn't any", "there is not any"),
        ("I can't", "i cannot"),
        ("dont", "don't"),
        ("I'm sure they've gone", "im sure theyve gone"),
        ("It\u2019s late", "its late"),
        ("it's been", "it has been"),
        ("I'd better go", "I had better go"),
        ("I'd go", "I would go"),
        ("won't", "will not"),
        ("gonna", "going to"),
        ("dunno", "don't know"),
        ("let's", "let us"),
        ("Okay!", "ok"),
        ("co-worker", "coworker"),
        ("long-term", "long term"),
        ("apologised colour centre cancelled", "apologized color center canceled"),
        ("5 minutes", "five minutes"),
        ("24/7", "twenty four seven"),
        ("um I I don't, er, know", "i do not know"),
        ("the customer's bill", "the customer bill"),
        ("the system's down", "the system is down"),
        ("shouldn't've", "should not have"),
        ("caf\u00e9", "cafe"),
    ],
)
def test_same_form(one: str, other: str) -> None:
    """Different spellings of the same words come to one form."""
    assert plain(one) == plain(other)


@pytest.mark.parametrize("text", ["promise advise otherwise", "our hour four", "no no no", "four four two two"])
def test_left_alone(text: str) -> None:
    """Words that only look like British spellings or stutters stay."""
    assert plain(text) == text


def test_origin() -> None:
    """Every normalised word knows the word it came from, across contractions and skipped fillers."""
    form = normalise(["Um,", "I", "can't", "co-operate", "24/7"])
    assert form.words == ("i", "can", "not", "co", "operate", "twenty", "four", "seven")
    assert form.origin == (1, 2, 2, 3, 3, 4, 4, 4)


def test_prefix() -> None:
    """The beginning of a word takes the American spelling too."""
    assert normalise_prefix("Apologis") == "apologiz"


@given(st.lists(st.text(max_size=12), max_size=12))
def test_any_text(words: list[str]) -> None:
    """Any text at all comes to words with ascending origins, without spaces or capitals, and never raises."""
    form = normalise(words)
    assert len(form.words) == len(form.origin)
    assert list(form.origin) == sorted(form.origin)
    assert all(0 <= index < len(words) for index in form.origin)
    assert all(word and not any(letter.isspace() for letter in word) for word in form.words)


@given(
    st.lists(
        st.sampled_from(
            ["i", "do", "not", "know", "it", "is", "was", "the", "system", "can", "you", "five", "coworker", "color"]
        ),
        max_size=8,
    )
)
def test_idempotent(words: list[str]) -> None:
    """The common form of words without contractions does not change when it is taken again."""
    once = normalise(words).words
    assert normalise(once).words == once
