"""The parts of a trigger read on as documented, and what they say of themselves is true."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.rulebook.compounds import Choice, Named, Series
from coaching.rulebook.patterns import Edge, Gap, Heard, OneWord, Part, Reached


def heard(text: str, *, complete: bool = True) -> Heard:
    """Return an utterance whose keys are its words."""
    words = text.split()
    places = {word: {i: 1.0 for i, other in enumerate(words) if other == word} for word in words}
    return Heard(len(words), complete, places, range(len(words)), {i: (i, 1.0) for i in range(len(words))})


def word(*keys: str) -> OneWord:
    """Return a part that reads one word."""
    return OneWord(frozenset(keys))


FROM_START: Reached = {0: (0, 1.0)}


def test_one_word() -> None:
    """One word moves on by one place where it was heard."""
    assert word("a", "b").advance({0: (0, 1.0), 1: (1, 1.0), 2: (2, 1.0)}, heard("a x b")) == {1: (0, 1.0), 3: (2, 1.0)}


def test_exactness() -> None:
    """Guessed words lower the exactness of the way, and the better guess wins."""
    guessed = Heard(1, True, {"a": {0: 0.8}, "b": {0: 0.7}}, (0,), FROM_START)
    assert word("a", "b").advance({0: (0, 0.5)}, guessed) == {1: (0, 0.4)}


def test_gap() -> None:
    """A gap reaches every place it allows, not beyond the end."""
    assert sorted(Gap(1, 3).advance(FROM_START, heard("a b"))) == [1, 2]
    assert sorted(Gap(0, 1).advance(FROM_START, heard("a b"))) == [0, 1]


def test_edges() -> None:
    """Start and end keep only the place there, and an unfinished utterance has no end."""
    everywhere: Reached = {0: (0, 1.0), 1: (1, 1.0), 2: (2, 1.0)}
    assert sorted(Edge(at_start=True).advance(everywhere, heard("a b"))) == [0]
    assert sorted(Edge(at_start=False).advance(everywhere, heard("a b"))) == [2]
    assert Edge(at_start=False).advance(everywhere, heard("a b", complete=False)) == {}


def test_tightest_way() -> None:
    """Of several ways to a place the one that began last is kept."""
    part = Series((word("a"), Gap(0, 3), word("b")))
    assert part.advance(heard("a a b").anywhere, heard("a a b")) == {3: (1, 1.0)}


def test_choice() -> None:
    """A choice reaches what each option reaches, and the start too when it may be nothing."""
    options = (word("a"), Series((word("a"), word("b"))))
    assert sorted(Choice(options).advance(FROM_START, heard("a b"))) == [1, 2]
    assert sorted(Choice(options, or_nothing=True).advance(FROM_START, heard("a b"))) == [0, 1, 2]
    assert Choice(options).advance(FROM_START, heard("x")) == {}
    assert Choice(options, or_nothing=True).advance(FROM_START, heard("x")) == FROM_START


def test_named_is_remembered() -> None:
    """What a class reaches from a place is worked out once an utterance."""
    said = heard("a b")
    part = Named("n", Series((word("a"), word("b"))))
    assert part.advance(FROM_START, said) == {2: (0, 1.0)}
    assert said.memo == {("n", 0): {2: (0, 1.0)}}
    assert part.advance({0: (-5, 0.5)}, said) == {2: (-5, 0.5)}


@pytest.mark.parametrize(
    ("part", "first", "last"),
    [
        (Series((Choice((word("x"),), or_nothing=True), word("a"), word("b"))), {"x", "a"}, {"b"}),
        (Choice((word("a"), Series((word("b"), word("c"))))), {"a", "b"}, {"a", "c"}),
        (Series((Gap(0, 2), word("a"))), None, {"a"}),
        (Named("n", word("a")), {"a"}, {"a"}),
        (Choice((word("a"), Gap(1, 1))), None, None),
    ],
)
def test_borders(part: Part, first: set[str] | None, last: set[str] | None) -> None:
    """A part knows the words with which it begins and ends, or that any word may stand there."""
    assert (part.edge(last=False), part.edge(last=True)) == (first, last)


def test_required() -> None:
    """A series requires its words and the pairs where they meet; a choice the union of its options' rarest."""
    series = Series((word("a"), Choice((word("b"), Series((word("c"), word("d"))))), Gap(0, 1), word("e")))
    sets = {frozenset(keys) for keys in series.required(len)}
    assert {frozenset({"a"}), frozenset({"e"}), frozenset({"a b", "a c"})} <= sets
    assert Choice((word("a"), Gap(1, 1))).required(len) == []
    assert Choice((word("a"),), or_nothing=True).required(len) == []


PARTS = st.recursive(
    st.sampled_from([word("a"), word("b"), word("a", "c"), Gap(0, 2), Gap(1, 1)]),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: Series(tuple(parts))),
        st.tuples(st.lists(inner, min_size=1, max_size=3), st.booleans()).map(
            lambda two: Choice(tuple(two[0]), two[1])
        ),
    ),
    max_leaves=8,
)


@given(PARTS, st.lists(st.sampled_from("abcx"), max_size=6))
def test_what_parts_say_is_true(part: Part, words: list[str]) -> None:
    """A match never goes back, is empty only if the part is skippable, and begins with one of the opening keys."""
    said = heard(" ".join(words))
    for start in range(len(words)):
        for end in part.advance({start: (start, 1.0)}, said):
            assert start <= end <= len(words)
            assert end > start or part.skippable
            if end > start and (opening := part.edge(last=False)) is not None:
                assert words[start] in opening
            if end > start and (closing := part.edge(last=True)) is not None:
                assert words[end - 1] in closing
