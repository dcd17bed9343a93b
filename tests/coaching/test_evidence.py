"""Evidence holds no piece of a private number, wherever the rest of the number stands."""

from coaching.evidence import HeardWords, words_between
from coaching.redaction import RedactionSettings
from speech.events import FinalTranscript, PartialTranscript, Word


def words(text: str, start_s: float = 0.0) -> tuple[Word, ...]:
    """Return one word a second."""
    return tuple(Word(word, start_s + i, start_s + i + 1.0) for i, word in enumerate(text.split()))


def final(text: str, start_s: float = 0.0) -> FinalTranscript:
    """Return a finished utterance."""
    return FinalTranscript(start_s + 99.0, 1, words(text, start_s), text)


def test_a_piece_of_a_number_is_known_as_one() -> None:
    """Four digits alone would stay; within a card number they are private."""
    heard = HeardWords()
    heard.hear(final("it is four one one one two two two two okay"))
    assert heard.redacted("four one one one", 2.0, 6.0) == "[number]"
    assert heard.redacted("is four", 1.0, 3.0) == "is [number]"
    assert heard.redacted("okay", 10.0, 11.0) == "okay"


def test_pieces_in_other_utterances_count() -> None:
    """The number may have begun in an utterance before."""
    heard = HeardWords()
    heard.hear(final("card number is four one one one"))
    heard.hear(final("two two two two then", 20.0))
    assert heard.redacted("two two", 20.0, 22.0) == "[card number]"


def test_what_may_become_a_number_is_hidden_while_it_is_spoken() -> None:
    """Digits at the end of what was heard so far are hidden, prices are not."""
    heard = HeardWords()
    heard.hear(PartialTranscript(3.0, 1, words("so that is six two nine"), 6))
    assert heard.redacted("is six two nine", 2.0, 6.0) == "is [number]"
    heard.hear(PartialTranscript(4.0, 1, words("so that is six two nine pounds"), 7))
    assert heard.redacted("six two nine pounds", 3.0, 7.0) == "six two nine pounds"


def test_evidence_in_other_words_is_redacted_by_itself() -> None:
    """What is not a quotation ("read out the …") passes through the plain redactor."""
    heard = HeardWords(RedactionSettings(names="Ann Lee"))
    heard.hear(final("hello there"))
    assert heard.redacted("asked for Ann Lee", 0.0, 1.0) == "asked for [name]"


def test_words_between() -> None:
    """Words at the edges that only touch the span are left out."""
    assert words_between([words("a b c"), words("d", 5.0)], 1.0, 6.0) == "b c d"
