"""Signs of listening are told from turns by their words."""

import pytest

from coaching.backchannels import content_words, leading_backchannels, settled_words
from speech.events import PartialTranscript, Word


@pytest.mark.parametrize(
    "text", ["mm-hm", "okay", "right right", "i see", "yeah of course", "oh i see okay", "sorry", "got it thank you"]
)
def test_acknowledgements_hold_no_content(text: str) -> None:
    """Acknowledgements, alone or in a row, count no words."""
    assert content_words(text.split()) == 0


@pytest.mark.parametrize(
    ("text", "count"),
    [("did you try another browser", 5), ("okay but listen", 2), ("i said no", 3), ("right the number", 2)],
)
def test_other_words_count_one_each(text: str, count: int) -> None:
    """Everything else counts, also after an acknowledgement."""
    assert content_words(text.split()) == count


def test_the_beginning_of_a_phrase_waits_for_its_end() -> None:
    """While the agent speaks on, "i" may still become "i see"."""
    assert content_words(["right", "i"], may_continue=True) == 0
    assert content_words(["right", "i"]) == 1


def test_leading_acknowledgements_are_counted_in_words() -> None:
    """The sentence "okay i see the invoice" begins with three words of acknowledgement."""
    assert leading_backchannels(["okay", "i", "see", "the", "invoice"]) == 3
    assert leading_backchannels(["the", "invoice"]) == 0


def test_the_last_word_of_a_partial_does_not_count_until_it_is_stable() -> None:
    """A word that may be cut in half is left out; a stable one is kept."""
    words = tuple(Word(text, 0.0, 1.0) for text in ("the", "brow"))
    assert len(settled_words(PartialTranscript(1.0, 1, words, 0))) == 1
    assert len(settled_words(PartialTranscript(1.0, 1, words, 2))) == 2
