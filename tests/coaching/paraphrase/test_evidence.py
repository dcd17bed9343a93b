"""The words that convince the classifier."""

from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from coaching.paraphrase.evidence import tightest_span


def sees(*needed: str) -> "Scores":
    """Return a scorer that is sure when all needed words are there, and unsure otherwise."""
    return Scores(set(needed))


class Scores:
    """A classifier that looks for words."""

    def __init__(self, needed: set[str]) -> None:
        """Take the words that it needs."""
        self.needed = needed
        self.asked = 0

    def __call__(self, text: str) -> Mapping[str, float]:
        """Score a text for the rule "r"."""
        self.asked += 1
        return {"r": 0.9 if self.needed <= set(text.split()) else 0.2}


def test_harmless_words_around_are_left_out() -> None:
    """The stretch shrinks to the words that matter, give or take an eighth of the turn."""
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
    first, last = tightest_span(words, "r", 0.9, sees("they", "right"))
    assert words.index("they") - 4 < first <= words.index("they")
    assert words.index("right") <= last < words.index("right") + 5


def test_short_utterances_are_cited_whole() -> None:
    """Three words stay as they are, without asking the classifier."""
    scorer = sees("no")
    assert tightest_span(["no", "way", "sir"], "r", 0.9, scorer) == (0, 2)
    assert scorer.asked == 0


@given(
    st.lists(st.sampled_from(["a", "b", "c", "d", "e", "f"]), min_size=1, max_size=80),
    st.sets(st.sampled_from(["a", "b", "c"])),
)
def test_the_stretch_convinces_as_the_whole_does(words: list[str], needed: set[str]) -> None:
    """Whatever is needed, the stretch lies within the utterance, still holds it, and costs few questions."""
    scorer = Scores(needed)
    first, last = tightest_span(words, "r", scorer(" ".join(words))["r"], scorer)
    assert 0 <= first <= last < len(words)
    if needed <= set(words):
        assert needed <= set(words[first : last + 1])
    assert scorer.asked <= 7
