"""Evidence in the displayed words."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from app.reports.marking import Evidence, pieces


def evidence(text: str, start_s: float = 0.0, end_s: float = 1.0, kind: str = "words") -> Evidence:
    """Return a piece of evidence."""
    return Evidence(start_s, end_s, text, kind, "title")


def marked(text: str, *items: Evidence, words: list[dict[str, Any]] | None = None) -> list[str]:
    """Return the marked pieces of a text."""
    return [piece.text for piece in pieces(text, words or [], items) if piece.mark]


def test_found_by_wording() -> None:
    """Case and punctuation do not matter."""
    assert marked("No, we can't do that.", evidence("no we can't do that")) == ["No, we can't do that."]


def test_one_displayed_token_may_be_two_words() -> None:
    """A hyphenated word matches the two words that the recognizer's list has."""
    assert marked("Before five to-day, sir", evidence("five to day")) == ["five to-day,"]


def test_found_by_time() -> None:
    """Where the wording differs, the times of the words decide."""
    words = [{"word": w, "start_s": i, "end_s": i + 1} for i, w in enumerate(("one", "two", "three"))]
    assert marked("1 2 3", evidence("somewhat else", 1.0, 3.0), words=words) == ["2 3"]


def test_nothing_is_guessed() -> None:
    """Evidence that is nowhere in the sentence marks nothing."""
    assert marked("A measure, not words", evidence("talked over the customer", 50.0, 51.0)) == []
    assert marked("Anything", evidence("")) == []


def test_the_first_evidence_wins() -> None:
    """Where two overlap, the one given first keeps its words."""
    found = pieces("I can not do that", [], [evidence("can not do", kind="words"), evidence("do that", kind="praise")])
    assert [(piece.text, piece.mark.kind if piece.mark else None) for piece in found] == [
        ("I", None), ("can not do", "words"), ("that", "praise"),
    ]  # fmt: skip


@given(st.text(), st.lists(st.text(), max_size=3))
def test_the_text_stays_whole(text: str, wanted: list[str]) -> None:
    """However it is cut, the pieces give the words of the text again."""
    found = pieces(text, [], [evidence(item) for item in wanted])
    assert " ".join(piece.text for piece in found) == " ".join(text.split())
