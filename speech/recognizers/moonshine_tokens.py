"""The built-in recognizer's vocabulary: token numbers to text.

Place in the flow: read by `speech.recognizers.moonshine_model`. The file is moonshine-voice's `tokenizer.bin`: for each token its length
(one byte below 128; otherwise the low seven bits, then a second byte for the rest; 0 for no token) and its UTF-8 bytes.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_BYTE = re.compile(rb"<0x([0-9A-F]{2})>")
_MARK = re.compile(rb"<.*>")
_SPACE = "\N{LOWER ONE EIGHTH BLOCK}".encode()
"""SentencePiece writes it for a space."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The bytes that each token stands for."""

    pieces: tuple[bytes, ...]

    @classmethod
    def read(cls, path: Path) -> "Vocabulary":
        """Return the vocabulary of a `tokenizer.bin`. Raises OSError, and ValueError for a file that breaks off."""
        data = path.read_bytes()
        pieces, at = [], 0
        while at < len(data):
            length, at = data[at], at + 1
            if length >= 128:
                if at == len(data):
                    raise ValueError(f"{path.name} breaks off at byte {at}.")
                length, at = (length & 127) + 128 * data[at], at + 1
            if at + length > len(data):
                raise ValueError(f"{path.name} breaks off at byte {len(data)}.")
            pieces.append(_meant(data[at : at + length]))
            at += length
        return cls(tuple(pieces))

    def text(self, tokens: Sequence[int]) -> str:
        """Return what the tokens write; unknown numbers and broken characters are left out."""
        known = (self.pieces[token] for token in tokens if 0 <= token < len(self.pieces))
        return b"".join(known).decode("utf-8", "ignore").strip()


def _meant(piece: bytes) -> bytes:
    if byte := _BYTE.fullmatch(piece):
        return bytes([int(byte[1], 16)])
    return b"" if _MARK.fullmatch(piece) else piece.replace(_SPACE, b" ")
