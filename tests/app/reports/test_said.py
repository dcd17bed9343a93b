"""The transcript in a report: every utterance, marked with what was found in it; of the customer only times."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.reports.said import lines_of
from coaching.rulebook.schema import Rulebook
from tests.app.reports.conftest import spoken

_NO_RULES = Rulebook(version="x", rules=())


def _customer(*spans: tuple[float, float]) -> list[tuple[float, str]]:
    document = {"transcript": [], "detections": [], "praise": [], "speech": {"customer": [list(s) for s in spans]}}
    return [(line.start_s, line.pieces[0].text) for line in lines_of(document, _NO_RULES)]


def test_lines_stand_in_order_of_time(document: dict[str, Any], rulebook: Rulebook) -> None:
    """Whoever spoke."""
    lines = lines_of(document, rulebook)
    assert [line.start_s for line in lines] == sorted(line.start_s for line in lines)
    assert {line.speaker for line in lines} == {"agent", "customer"}


@pytest.mark.parametrize(("length_s", "lines"), [(0.9, 0), (1.0, 1)])
def test_a_sign_of_listening_gets_no_line(length_s: float, lines: int) -> None:
    """A turn lasts a second."""
    assert len(_customer((5.0, 5.0 + length_s))) == lines


@pytest.mark.parametrize(("pause_s", "lines"), [(1.4, 1), (1.5, 2)])
def test_phrases_of_one_turn_are_one_line(pause_s: float, lines: int) -> None:
    """A short pause ends no turn; two short sounds with one between may be a turn."""
    assert len(_customer((0.0, 4.0), (4.0 + pause_s, 9.0))) == lines
    assert _customer((0.0, 0.6), (1.0, 1.6)) == [(0.0, "customer speaks (not transcribed), 2 s")]


def test_evidence_is_marked_only_near_its_time(rulebook: Rulebook) -> None:
    """The same words a minute later were not what was found."""
    said = "there isn't anything more i can do"
    found = {"rule_id": "dead-end", "start_s": 1.0, "end_s": 4.0, "evidence": said}
    document = {
        "transcript": [spoken(said, 1.0, 4.0), spoken(said, 61.0, 64.0)],
        "detections": [found], "praise": [], "speech": {"customer": []},
    }  # fmt: skip
    first, second = lines_of(document, rulebook)
    assert [piece.mark.title for piece in first.pieces if piece.mark] == ["No way forward"]
    assert [piece.mark for piece in second.pieces] == [None]


def test_a_fault_is_marked_before_a_praise_in_the_same_words(rulebook: Rulebook) -> None:
    """What matters more keeps the words that both claim; the rest is the other's."""
    document = {
        "transcript": [spoken("sorry there isn't anything more i can do", 1.0, 5.0)],
        "detections": [{"rule_id": "dead-end", "start_s": 1.0, "end_s": 5.0, "evidence": "there isn't anything more i can do"}],
        "praise": [{"praise_id": "apology-owned", "start_s": 1.0, "end_s": 5.0, "evidence": "sorry there isn't"}],
        "speech": {"customer": []},
    }  # fmt: skip
    (line,) = lines_of(document, rulebook)
    assert [(piece.text, piece.mark.kind if piece.mark else "") for piece in line.pieces] == [
        ("sorry", "praise"), ("there isn't anything more i can do", "words"),
    ]  # fmt: skip


def test_a_praise_that_is_not_known_is_marked_by_its_id(rulebook: Rulebook) -> None:
    """A newer Sotto may have found it."""
    document = {
        "transcript": [spoken("well done", 1.0, 2.0)], "detections": [], "speech": {"customer": []},
        "praise": [{"praise_id": "brand-new", "start_s": 1.0, "end_s": 2.0, "evidence": "well done"}],
    }  # fmt: skip
    (line,) = lines_of(document, rulebook)
    assert [piece.mark.title for piece in line.pieces if piece.mark] == ["brand-new"]


@given(st.lists(st.tuples(st.floats(0.0, 30.0), st.floats(0.0, 30.0)), max_size=10))
def test_the_customers_lines_hold_no_words_and_stay_apart(steps: list[tuple[float, float]]) -> None:
    """For any speech: times only, in order, and no line without a second of sound or more."""
    at_s, spans = 0.0, []
    for pause_s, length_s in steps:
        spans.append((at_s + pause_s, at_s + pause_s + length_s))
        at_s = spans[-1][1]
    lines = _customer(*spans)
    assert len(lines) <= len(spans)
    assert [at for at, _ in lines] == sorted({at for at, _ in lines})
    assert all(text.startswith("customer speaks (not transcribed), ") for _, text in lines)
