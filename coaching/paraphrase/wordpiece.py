"""WordPiece: an utterance to the token ids that the encoder was trained with.

Place in the flow: inside `classifier` only. The greedy longest-match-first algorithm of BERT's uncased vocabulary
(Devlin et al. 2019, "BERT", appendix A; Wu et al. 2016, section 4.1). Written here because the package that offers it
brings a network client along, which a private offline program should not carry.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

_PIECE: Final = re.compile(r"[a-z0-9]+|[^\sa-z0-9]")
_LONGEST_WORD: Final = 100
"""BERT's own limit: a longer word is unknown as a whole."""
_CACHED_WORDS: Final = 4_096


class WordPiece:
    """Encodes text with a fixed vocabulary; keeps the pieces of frequent words. Thread-safe."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        """Take the vocabulary in the order of the ids; it must hold [CLS], [SEP] and [UNK]."""
        self._ids = {piece: index for index, piece in enumerate(vocabulary)}
        self._start, self._end, self._unknown = (self._ids[name] for name in ("[CLS]", "[SEP]", "[UNK]"))
        self._word = lru_cache(maxsize=_CACHED_WORDS)(self._pieces)

    def encode(self, text: str) -> list[int]:
        """Return the ids of the text's pieces, without the start and end marks; lower-cases."""
        return [piece for word in _PIECE.findall(text.lower()) for piece in self._word(word)]

    def framed(self, ids: Sequence[int]) -> list[int]:
        """Return the ids between the start and end marks, as the encoder expects them."""
        return [self._start, *ids, self._end]

    def _pieces(self, word: str) -> tuple[int, ...]:
        if len(word) > _LONGEST_WORD:
            return (self._unknown,)
        pieces: list[int] = []
        start = 0
        while start < len(word):
            found = next(
                (
                    (end, piece)
                    for end in range(len(word), start, -1)
                    if (piece := self._piece(word, start, end)) is not None
                ),
                None,
            )
            if found is None:
                return (self._unknown,)
            start, piece = found
            pieces.append(piece)
        return tuple(pieces)

    def _piece(self, word: str, start: int, end: int) -> int | None:
        text = word[start:end]
        return self._ids.get(f"##{text}" if start else text)
