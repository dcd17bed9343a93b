"""Pace and fillers: what is counted, and over which time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.intervals import Interval
from coaching.metrics.wording import FILLERS, filler_per_min, pace_wpm
from speech.events import Word

_MINUTE = [Interval(0.0, 60.0)]


def _words(text: str) -> tuple[Word, ...]:
    return tuple(Word(word, 0.0, 1.0) for word in text.split())


@pytest.mark.parametrize("filler", FILLERS, ids=" ".join)
def test_every_filler_counts_once(filler: tuple[str, ...]) -> None:
    """A phrase of two words is one filler."""
    assert filler_per_min([_words("well " + " ".join(filler) + " then")], _MINUTE) == pytest.approx(1.0)


@pytest.mark.parametrize("text", ["you", "know you", "that kind is sort a of", "umbrella", "i know what you mean", ""])
def test_words_that_only_resemble_fillers_do_not_count(text: str) -> None:
    """Whole words, in their order, side by side."""
    assert filler_per_min([_words(text)], _MINUTE) == 0.0


def test_a_phrase_does_not_reach_over_two_utterances() -> None:
    """The end of one sentence and the beginning of the next say nothing together."""
    assert filler_per_min([_words("thank you"), _words("know this")], _MINUTE) == 0.0


@pytest.mark.parametrize(("speech_s", "measured"), [(2.9, False), (3.0, True)])
def test_rates_need_three_seconds_of_speech(speech_s: float, *, measured: bool) -> None:
    """Less is not measured, rather than a wild number."""
    agent = [Interval(0.0, speech_s)]
    assert (pace_wpm([_words("one two three")], agent) is not None) is measured
    assert (filler_per_min([_words("um")], agent) is not None) is measured


def test_silence_between_does_not_slow_the_pace() -> None:
    """Only speech time counts, and time told twice once."""
    spread = [Interval(0.0, 3.0), Interval(100.0, 103.0), Interval(101.0, 103.0)]
    assert pace_wpm([_words("a b c d e f")], spread) == pytest.approx(60.0)


@given(st.lists(st.lists(st.sampled_from(["um", "you", "know", "i", "mean", "word"]), max_size=12), max_size=6))
def test_there_are_no_more_fillers_than_words(said: list[list[str]]) -> None:
    """For anything said."""
    utterances = [_words(" ".join(words)) for words in said]
    fillers, pace = filler_per_min(utterances, _MINUTE), pace_wpm(utterances, _MINUTE)
    assert fillers is not None
    assert pace is not None
    assert 0.0 <= fillers <= pace
