"""Beam search against decoders whose every sequence can be enumerated."""

import itertools
import math
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from speech.recognizers.beam_search import MARGIN, Reading, search

START, END, A, B = range(4)


class Table:
    """A decoder that looks up what follows a sequence of tokens."""

    def __init__(self, following: dict[tuple[int, ...], Sequence[float]]) -> None:
        """`following`: for the tokens so far, logits of what comes next; END is sure where nothing is said."""
        self.following = following
        self.rows: list[tuple[int, ...]] = []
        self.widths: list[int] = []

    def extend(self, parents: Sequence[int], tokens: Sequence[int]) -> NDArray[np.float32]:
        """See `Decoder`."""
        before = self.rows or [()]
        self.rows = [
            (*before[parent], token) if token != START else () for parent, token in zip(parents, tokens, strict=True)
        ]
        self.widths.append(len(tokens))
        ending = [-30.0, 0.0, -30.0, -30.0]
        return np.array([self.following.get(row, ending) for row in self.rows], dtype=np.float32)


def chances(**tokens: float) -> list[float]:
    """Return logits of the named chances."""
    names = {"end": END, "a": A, "b": B}
    row = [-30.0] * 4
    for name, chance in tokens.items():
        row[names[name]] = math.log(chance)
    return row


def found(decoder: Table, width: int, longest: int = 10) -> tuple[Reading, ...]:
    """Search a table."""
    return search(decoder, start=START, end=END, width=width, longest=longest)


def test_a_wider_search_finds_what_a_greedy_one_misses() -> None:
    """The likeliest first token is not always that of the likeliest sequence."""
    following = {(): chances(a=0.6, b=0.4), (A,): chances(a=0.5, b=0.5), (B,): chances(end=1.0)}
    assert found(Table(following), 1)[0].tokens[0] == A
    best = found(Table(following), 2)[0]
    assert best.tokens == (B,)
    assert best.log_prob == pytest.approx(math.log(0.4), abs=1e-4)


def test_readings_come_in_the_order_of_their_probability() -> None:
    """All that ended are returned, the likeliest first, with probabilities that are right."""
    following = {(): chances(a=0.5, b=0.3, end=0.2)}
    readings = found(Table(following), 3)
    assert [reading.tokens for reading in readings] == [(A,), (B,), ()]
    assert [math.exp(reading.log_prob) for reading in readings] == pytest.approx([0.5, 0.3, 0.2], abs=1e-3)


def test_a_loop_is_cut() -> None:
    """What never ends is cut at the bound, and returned for want of better."""
    always_a = {(A,) * count: chances(a=1.0) for count in range(20)}
    assert found(Table(always_a), 1, longest=5)[0].tokens == (A,) * 5


def test_a_second_best_end_does_not_end_a_greedy_search() -> None:
    """With one reading only the best continuation counts, be it the end or not."""
    following = {(): chances(a=0.9, end=0.1), (A,): chances(b=0.6, end=0.4)}
    assert found(Table(following), 1)[0].tokens == (A, B)


def test_hopeless_readings_cost_nothing() -> None:
    """Once a reading has ended, those far less likely are not followed."""
    unlikely = math.exp(-MARGIN - 2)
    following = {(): chances(end=1 - unlikely, a=unlikely), (A,): chances(a=1.0), (A, A): chances(a=1.0)}
    decoder = Table(following)
    assert found(decoder, 3)[0].tokens == ()
    assert len(decoder.widths) == 1


@given(st.integers(0, 2**31), st.integers(1, 4))
def test_with_room_for_all_the_best_of_all_is_found(seed: int, depth: int) -> None:
    """A search as wide as there are sequences finds the likeliest of them, with its probability."""
    rng = np.random.default_rng(seed)
    following: dict[tuple[int, ...], list[float]] = {}
    for count in range(depth):
        for tokens in itertools.product((A, B), repeat=count):
            end, a, b = rng.dirichlet((1, 1, 1))
            following[tokens] = chances(end=max(end, 1e-9), a=max(a, 1e-9), b=max(b, 1e-9))

    def log_prob(tokens: tuple[int, ...]) -> float:
        total = 0.0
        for place, token in enumerate((*tokens, END)):
            row = np.array(following.get(tokens[:place], [-30.0, 0.0, -30.0, -30.0]))
            total += float(row[token] - np.log(np.exp(row).sum()))
        return total

    every = [tokens for count in range(depth + 1) for tokens in itertools.product((A, B), repeat=count)]
    best = max(every, key=log_prob)
    reading = found(Table(following), 2 ** (depth + 1))[0]
    assert reading.log_prob == pytest.approx(log_prob(best), abs=1e-3)
    assert log_prob(reading.tokens) == pytest.approx(reading.log_prob, abs=1e-3)


@given(st.integers(0, 2**31), st.integers(1, 6), st.integers(1, 12))
def test_any_table_gives_readings(seed: int, width: int, longest: int) -> None:
    """Between one and `width` readings, none too long, none twice, no mark inside, best first."""
    rng = np.random.default_rng(seed)

    class Noise(Table):
        def extend(self, parents: Sequence[int], tokens: Sequence[int]) -> NDArray[np.float32]:
            shape = super().extend(parents, tokens).shape
            logits = rng.normal(0, 3, shape).astype(np.float32)
            logits[:, START] = -40.0
            return logits

    readings = found(Noise({}), width, longest)
    assert 1 <= len(readings) <= width
    assert len({reading.tokens for reading in readings}) == len(readings)
    assert all(len(reading.tokens) <= longest and END not in reading.tokens for reading in readings)
    assert [reading.log_prob for reading in readings] == sorted((r.log_prob for r in readings), reverse=True)
