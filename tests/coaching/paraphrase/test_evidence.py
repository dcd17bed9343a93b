"""The words that convince the classifier."""

from collections.abc import Mapping, Sequence

from hypothesis import given
from hypothesis import strategies as st

from coaching.paraphrase.evidence import Focus, tightest_span


class Scores:
    """A classifier that is sure when all needed words are there, and looks at them or, when `misled`, at the others."""

    def __init__(self, *needed: str, misled: bool = False, first_word: int = 0) -> None:
        """Take the words that it needs; it looks at nothing before `first_word`."""
        self.needed = set(needed)
        self.misled = misled
        self.first_word = first_word
        self.asked = 0

    def scores(self, text: str) -> Mapping[str, float]:
        """Score a text for the rule "r"."""
        self.asked += 1
        return {"r": 0.9 if self.needed <= set(text.split()) else 0.2}

    def focus(self, words: Sequence[str], rule_id: str) -> Focus:
        """Weigh the words."""
        weights = tuple(float((word in self.needed) is not self.misled) for word in words)
        return Focus(self.first_word, weights[self.first_word :])


def test_harmless_words_around_are_left_out() -> None:
    """The stretch lies where the classifier looks, and is three tenths of the words where that convinces."""
    words = [
        "thank",
        "you",
        "for",
        "the",
        "number",
        "your",
        "parcel",
        "is",
        "on",
        "the",
        "van",
        "they",
        "never",
        "get",
        "it",
        "right",
        "anything",
        "else",
        "today",
        "sir",
    ]
    first, last = tightest_span(words, "r", 0.9, Scores("they", "right"))
    assert first <= words.index("they") < words.index("right") <= last
    assert last - first + 1 == 6


def test_a_wrong_look_costs_length_and_never_the_meaning() -> None:
    """Where the words looked at do not convince, longer stretches are tried, and at last all words are cited."""
    words = ["no", "way", *["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"]]
    scorer = Scores("no", "way", misled=True)
    assert tightest_span(words, "r", 0.9, scorer) == (0, 11)
    assert scorer.asked == 3


def test_a_long_turn_is_cited_from_the_window_that_speaks_most() -> None:
    """Words before the part that the classifier looked at are never cited."""
    words = [*["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"], "no", "way", "sir", "x"]
    first, last = tightest_span(words, "r", 0.9, Scores("no", "sir", first_word=8))
    assert (first, last) == (10, 12)


def test_short_utterances_are_cited_whole() -> None:
    """Three words stay as they are, without asking the classifier."""
    scorer = Scores("no")
    assert tightest_span(["no", "way", "sir"], "r", 0.9, scorer) == (0, 2)
    assert scorer.asked == 0


@given(
    st.lists(st.sampled_from(["a", "b", "c", "d", "e", "f"]), min_size=1, max_size=80),
    st.sets(st.sampled_from(["a", "b", "c"])),
    st.booleans(),
)
def test_the_stretch_convinces_as_the_whole_does(words: list[str], needed: set[str], misled: bool) -> None:
    """Whatever is needed, the stretch lies within the utterance, still holds it, and costs three questions at most."""
    scorer = Scores(*needed, misled=misled)
    whole = scorer.scores(" ".join(words))["r"]
    scorer.asked = 0
    first, last = tightest_span(words, "r", whole, scorer)
    assert 0 <= first <= last < len(words)
    if needed <= set(words):
        assert needed <= set(words[first : last + 1])
    assert scorer.asked <= 3
