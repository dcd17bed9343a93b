"""WordPiece splits as BERT's uncased tokenizer does."""

from hypothesis import given
from hypothesis import strategies as st

from coaching.paraphrase.wordpiece import WordPiece

PIECES = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "can", "##not", "'", "t", "un", "##paid", "##p", "paid", "un", "i"]


def test_longest_piece_wins() -> None:
    """A word is split into the longest pieces from its start."""
    tokens = WordPiece(PIECES)
    assert tokens.encode("cannot") == [PIECES.index("can"), PIECES.index("##not")]


def test_apostrophes_stand_alone() -> None:
    """An apostrophe is a piece of its own, as in the training data."""
    tokens = WordPiece(PIECES)
    assert tokens.encode("Can't") == [PIECES.index("can"), PIECES.index("'"), PIECES.index("t")]


def test_unknown_words_become_one_unknown_piece() -> None:
    """A word with a part that is not in the vocabulary is unknown as a whole."""
    assert WordPiece(PIECES).encode("canxyz zz") == [1, 1]


def test_frame_marks_start_and_end() -> None:
    """The encoder's start and end marks surround the pieces."""
    assert WordPiece(PIECES).framed([4]) == [2, 4, 3]


def test_overlong_words_are_unknown() -> None:
    """A word of more than 100 letters is unknown, whatever it is made of."""
    assert WordPiece(PIECES).encode("i" * 101) == [1]


@given(st.text(max_size=300))
def test_any_text_encodes_to_known_ids(text: str) -> None:
    """Whatever the text, every id lies within the vocabulary."""
    assert all(0 <= piece < len(PIECES) for piece in WordPiece(PIECES).encode(text))
