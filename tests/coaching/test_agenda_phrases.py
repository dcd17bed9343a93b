"""Agenda phrases in words."""

from hypothesis import given
from hypothesis import strategies as st

from coaching.agenda_phrases import AgendaPhrases, PhraseGroup


def _find(text: str, *phrases: str, never_with: tuple[str, ...] = ()) -> str | None:
    words = text.split()
    found = AgendaPhrases({"it": PhraseGroup(phrases, frozenset(never_with))}).find(words)
    return " ".join(words[found["it"][0] : found["it"][1] + 1]) if found else None


def test_the_first_and_longest_match_is_the_evidence() -> None:
    """Of phrases that begin at the same word the one with more words."""
    assert _find("well my name is Ann and my name is short", "my name _", "my name is _") == "my name is Ann"


def test_a_match_with_an_excluded_word_is_none() -> None:
    """An apology is no name; another phrase in the same words may still stand."""
    assert _find("I'm sorry", "i am _", never_with=("sorry",)) is None
    assert _find("I'm sorry this is Joe", "i am _", "this is _", never_with=("sorry",)) == "this is Joe"


def test_words_that_the_phrase_names_are_never_excluded() -> None:
    """Only what stands for a gap can be excluded."""
    assert (
        _find("put you through to Maria", "put you through to _", never_with=("you", "to"))
        == "put you through to Maria"
    )
    assert _find("put you through to you", "put you through to _", never_with=("our",)) is not None


@given(st.lists(st.sampled_from(["this", "is", "joe", "sorry", "I'm", "um", "here"]), max_size=12))
def test_a_match_always_lies_within_the_words(words: list[str]) -> None:
    """Whatever is said, first and last word are places in it, in order."""
    phrases = AgendaPhrases({"name": PhraseGroup(("this is _", "_ here")), "other": PhraseGroup(("i am _",))})
    for first, last in phrases.find(words).values():
        assert 0 <= first <= last < len(words)
