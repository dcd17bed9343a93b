"""Sentences to words, and words to estimated times."""

from hypothesis import given
from hypothesis import strategies as st

from speech.recognizers.wording import spoken_words, spread_words


def test_punctuation_and_case_go_apostrophes_stay() -> None:
    """What the engine writes becomes what was said."""
    assert spoken_words("No, I can\u2019t do THAT!  It's O'Neil's.") == [
        "no",
        "i",
        "can't",
        "do",
        "that",
        "it's",
        "o'neil's",
    ]


def test_hyphens_part_words() -> None:
    """A hyphenated word counts as its parts."""
    assert spoken_words("twenty-four well-known") == ["twenty", "four", "well", "known"]


def test_nothing_said_gives_no_words() -> None:
    """Empty and punctuation-only sentences have no words."""
    assert spread_words("", 1.0, 2.0) == ()
    assert spread_words("...", 1.0, 2.0) == ()


def test_longer_words_take_longer() -> None:
    """Time is shared out by length, and a comma leaves a pause."""
    words = spread_words("a, considerable sum", 0.0, 2.0)
    lengths = [w.end_s - w.start_s for w in words]
    assert lengths[1] > lengths[2] > lengths[0]
    assert words[1].start_s > words[0].end_s
    assert all(word.times_estimated and word.confidence is None for word in words)


@given(st.text(max_size=200), st.floats(0.0, 10_000.0), st.floats(0.05, 30.0))
def test_times_are_ordered_and_inside(text: str, start_s: float, length_s: float) -> None:
    """Whatever is written, words follow one another within the utterance."""
    words = spread_words(text, start_s, start_s + length_s)
    times = [t for word in words for t in (word.start_s, word.end_s)]
    assert times == sorted(times)
    assert all(start_s - 0.001 <= t <= start_s + length_s + 0.002 for t in times)
    assert [word.text for word in words] == spoken_words(text)
