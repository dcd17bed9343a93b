"""The simple parts of a trigger: words, gaps and edges, each alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.rulebook.patterns import Edge, Gap, Heard, OneWord, Part, Reached, merge

_WORDS = st.lists(st.sampled_from("abc"), max_size=8)


def _heard(*words: str, complete: bool = True, exactness: float = 1.0) -> Heard:
    places: dict[str, dict[int, float]] = {}
    for index, word in enumerate(words):
        places.setdefault(word, {})[index] = exactness
    anywhere = {place: (place, 1.0) for place in range(len(words) + 1)}
    return Heard(len(words), complete, places, range(len(words)), anywhere)


def _reached(part: Part, heard: Heard) -> set[int]:
    return set(part.advance(heard.anywhere, heard))


def test_a_word_with_several_keys_is_read_by_any_of_them() -> None:
    """Each place where one of them was heard."""
    assert _reached(OneWord(frozenset("ab")), _heard("a", "c", "b")) == {1, 3}
    assert _reached(OneWord(frozenset("xy")), _heard("a", "c", "b")) == set()


def test_a_word_is_read_only_where_the_match_has_got_to() -> None:
    """The same word elsewhere is another beginning."""
    heard = _heard("a", "b", "a")
    assert OneWord(frozenset("a")).advance({2: (2, 1.0)}, heard) == {3: (2, 1.0)}


def test_a_doubtful_word_makes_the_match_doubtful() -> None:
    """Exactness multiplies along the way; the beginning stays."""
    heard = _heard("a", exactness=0.5)
    assert OneWord(frozenset("a")).advance({0: (0, 0.8)}, heard) == {1: (0, pytest.approx(0.4))}


@pytest.mark.parametrize(("least", "most", "places"), [(0, 0, {0}), (0, 2, {0, 1, 2}), (1, 1, {1}), (2, 9, {2, 3})])
def test_a_gap_skips_what_it_may_and_no_more(least: int, most: int, places: set[int]) -> None:
    """From the least to the most, never behind the last word."""
    heard = _heard("a", "b", "c")
    assert set(Gap(least, most).advance({0: (0, 1.0)}, heard)) == places


def test_a_gap_that_asks_for_more_words_than_there_are_reaches_nothing() -> None:
    """Nor does it wrap around."""
    assert Gap(2, 3).advance({1: (1, 1.0)}, _heard("a", "b")) == {}


def test_edges_read_no_word() -> None:
    """The place stays where it was, at the start and at the end alone."""
    heard = _heard("a", "b")
    assert _reached(Edge(at_start=True), heard) == {0}
    assert _reached(Edge(at_start=False), heard) == {2}
    assert Edge(at_start=True).advance({1: (1, 1.0)}, heard) == {}


def test_an_utterance_that_goes_on_has_a_start_but_no_end() -> None:
    """Otherwise a cue would come and go with each word."""
    heard = _heard("a", complete=False)
    assert _reached(Edge(at_start=False), heard) == set()
    assert _reached(Edge(at_start=True), heard) == {0}


def test_the_tightest_way_to_a_place_is_kept() -> None:
    """The later beginning; of two equal ones the more exact; whatever comes first."""
    for ways in ([(0, 1.0), (2, 0.5), (2, 0.9)], [(2, 0.9), (2, 0.5), (0, 1.0)]):
        into: Reached = {}
        for way in ways:
            merge(into, 3, way)
        assert into == {3: (2, 0.9)}


@pytest.mark.parametrize(
    ("part", "keys", "words"),
    [
        (OneWord(frozenset("ab")), frozenset("ab"), {"a", "b"}),
        (Gap(0, 3), None, set()),
        (Gap(2, 2), None, set()),
        (Edge(at_start=True), None, set()),
    ],
)
def test_only_words_can_be_asked_for(part: Part, keys: frozenset[str] | None, words: set[str]) -> None:
    """A gap and an edge name no word with which a match begins, ends, or that it cannot do without."""
    assert part.edge(last=False) == part.edge(last=True) == keys
    assert set(part.vocabulary()) == words
    assert part.required(len) == ([] if keys is None else [keys])


@given(_WORDS, st.integers(0, 4), st.integers(0, 4))
def test_two_gaps_reach_what_one_of_both_lengths_reaches(words: list[str], first: int, more: int) -> None:
    """For any utterance: this is why the parser may join them."""
    heard = _heard(*words)
    joined = Gap(first, first + 2 * more)
    after = Gap(0, more).advance(Gap(first, first + more).advance(heard.anywhere, heard), heard)
    assert after == joined.advance(heard.anywhere, heard)


@given(
    _WORDS, st.sampled_from([OneWord(frozenset("a")), Gap(0, 2), Gap(1, 1), Edge(at_start=True), Edge(at_start=False)])
)
def test_reading_never_goes_back_nor_out_of_the_utterance(words: list[str], part: Part) -> None:
    """For any utterance each way ends at or behind its beginning; no step is made without a word unless skippable."""
    heard = _heard(*words)
    for place, (began, exactness) in part.advance(heard.anywhere, heard).items():
        assert 0 <= began <= place <= len(words)
        assert exactness == 1.0
        assert part.skippable or place > began
