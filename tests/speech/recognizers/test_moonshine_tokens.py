"""The built-in recognizer's vocabulary file."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speech.recognizers import moonshine
from speech.recognizers.moonshine_tokens import Vocabulary

SPACE = "\N{LOWER ONE EIGHTH BLOCK}"


def file_of(pieces: list[bytes], path: Path) -> Path:
    """Write pieces as the file holds them."""
    data = b""
    for piece in pieces:
        low, high = len(piece) % 128, len(piece) // 128
        data += (bytes([low + 128, high]) if high else bytes([low])) + piece
    path.write_bytes(data)
    return path


def test_pieces_become_a_sentence(tmp_path: Path) -> None:
    """Spaces, single bytes and marks are read as what they mean."""
    pieces = ["<s>", "</s>", f"{SPACE}Caf", "<0xC3>", "<0xA9>", f"{SPACE}noir", "."]
    vocabulary = Vocabulary.read(file_of([piece.encode() for piece in pieces], tmp_path / "tokens"))
    assert vocabulary.text([0, 2, 3, 4, 5, 6, 1]) == "Caf\N{LATIN SMALL LETTER E WITH ACUTE} noir."


def test_a_token_that_is_not_there_writes_nothing(tmp_path: Path) -> None:
    """Numbers beyond the vocabulary and half characters are left out."""
    vocabulary = Vocabulary.read(file_of([b"a", b"<0xC3>"], tmp_path / "tokens"))
    assert vocabulary.text([0, 7, 1, -1]) == "a"


@given(pieces=st.lists(st.binary(max_size=300).filter(lambda piece: not piece.startswith(b"<")), max_size=20))
def test_every_length_is_read_back(pieces: list[bytes], tmp_path_factory: pytest.TempPathFactory) -> None:
    """Long pieces have a second byte of length; nothing shifts."""
    path = file_of(pieces, tmp_path_factory.mktemp("vocabulary") / "tokens")
    assert Vocabulary.read(path).pieces == tuple(piece.replace(SPACE.encode(), b" ") for piece in pieces)


@pytest.mark.parametrize("broken", [b"\x05ab", b"\x01a\x85", b"\x01a\x85\x01abc"])
def test_a_file_that_breaks_off_is_told(broken: bytes, tmp_path: Path) -> None:
    """A damaged file is an error and no wrong words."""
    path = tmp_path / "tokens"
    path.write_bytes(broken)
    with pytest.raises(ValueError, match="breaks off"):
        Vocabulary.read(path)


@pytest.mark.skipif(moonshine.model_folder() is None, reason="the built-in recognizer is not on this system")
def test_the_real_vocabulary_is_whole() -> None:
    """The file in the package has as many tokens as the network gives scores for."""
    folder = moonshine.model_folder()
    assert folder is not None
    vocabulary = Vocabulary.read(folder / "tokenizer.bin")
    assert len(vocabulary.pieces) == 32_768
    assert sum(piece.startswith(b" ") for piece in vocabulary.pieces) > 10_000
