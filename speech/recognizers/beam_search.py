"""Beam search: the likeliest sequences of tokens that a decoder can write, and how likely each is.

Place in the flow: `speech.recognizers.moonshine_model` searches with it; knows neither sound nor words. The usual rules
(Graves 2012, "Sequence transduction with recurrent neural networks"): a sequence may end only where its end is among the
best continuations, and log probabilities are added without a bonus for length.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

MARGIN: Final = 4.0
"""Nats: a sequence that is e⁴ (55) times less likely than the best finished one is not followed any further."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One sequence of tokens, without the marks of start and end."""

    tokens: tuple[int, ...]
    log_prob: float
    """Natural logarithm of its probability; 0.0 or less."""


class Decoder(Protocol):
    """What continues sequences: a network with a cache of one row a sequence."""

    def extend(self, parents: Sequence[int], tokens: Sequence[int]) -> NDArray[np.float32]:
        """Put `tokens[i]` after row `parents[i]` of the call before; return logits of what follows, (rows, vocabulary)."""


def search(decoder: Decoder, *, start: int, end: int, width: int, longest: int) -> tuple[Reading, ...]:
    """Return up to `width` readings, the likeliest first, at least one.

    `start`, `end`: the tokens that mark them. `width` 1 is greedy decoding. `longest`: most tokens of a reading; what has not
    ended by then is cut there, and counts only where nothing has ended. Raises what the decoder raises.
    """
    live = [Reading((), 0.0)]
    finished: list[Reading] = []
    logits = decoder.extend([0], [start])
    for _ in range(longest):
        going: list[Reading] = []
        parents: list[int] = []
        for rank, (row, token, log_prob) in enumerate(_continuations(live, logits, 2 * width)):
            if token != end and len(going) < width:
                going.append(Reading((*live[row].tokens, token), log_prob))
                parents.append(row)
            elif token == end and rank < width:
                finished.append(Reading(live[row].tokens, log_prob))
        live, parents = _promising(going, parents, finished, width)
        if not live:
            break
        logits = decoder.extend(parents, [reading.tokens[-1] for reading in live])
    return tuple(sorted(finished or live, key=lambda reading: -reading.log_prob)[:width])


def _continuations(live: Sequence[Reading], logits: NDArray[np.float32], count: int) -> list[tuple[int, int, float]]:
    """Return row, token and log probability of the `count` likeliest continuations, the likeliest first."""
    shifted = logits - logits.max(axis=1, keepdims=True)
    before = np.array([[reading.log_prob] for reading in live])
    sums = before + shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    flat = sums.ravel()
    count = min(count, flat.size)
    best = np.argpartition(-flat, count - 1)[:count]
    best = best[np.lexsort((best, -flat[best]))]
    return [(int(i) // logits.shape[1], int(i) % logits.shape[1], float(flat[i])) for i in best]


def _promising(
    going: list[Reading], parents: list[int], finished: list[Reading], width: int
) -> tuple[list[Reading], list[int]]:
    """Return the readings that may still be among the `width` best, and their parents."""
    if not finished:
        return going, parents
    kept = sorted((reading.log_prob for reading in finished), reverse=True)[:width]
    bound = max(kept[0] - MARGIN if width > 1 else kept[0], kept[-1] if len(kept) == width else -np.inf)
    pairs = [(reading, parent) for reading, parent in zip(going, parents, strict=True) if reading.log_prob > bound]
    return [reading for reading, _ in pairs], [parent for _, parent in pairs]
