"""Precision, recall and confusions are counted as the module says."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.rulebook.judge import UtteranceJudge
from coaching.rulebook.labelled import LabelledRow
from coaching.rulebook.quality import JudgedRow, judge_rows, measure

Make = Callable[..., Any]


def row(label: str, *predicted: str) -> JudgedRow:
    """Return a row that was judged."""
    return JudgedRow(LabelledRow("1", label, f"{label} text"), predicted, dict.fromkeys(predicted, 0.9))


def test_counts() -> None:
    """Found, missed, wrong and false alarms end in the right places."""
    result = measure(
        [row("a", "a"), row("a"), row("a", "b"), row("b", "b", "a"), row("none", "a"), row("none"), row("none")]
    )
    assert (result.per_rule["a"].precision, result.per_rule["a"].recall) == (0.3333, 0.3333)
    assert (result.per_rule["b"].precision, result.per_rule["b"].recall) == (0.5, 1.0)
    assert (result.micro.precision, result.micro.recall, result.micro.f1, result.micro.support) == (0.4, 0.5, 0.4444, 4)
    assert result.macro.recall == pytest.approx(2 / 3, abs=1e-3)
    assert result.false_alarm_rate_none == 0.3333
    assert {(one.label, one.predicted): one.count for one in result.confusions} == {
        ("a", "none"): 1, ("a", "b"): 1, ("b", "a"): 1, ("none", "a"): 1,
    }  # fmt: skip


def test_nothing() -> None:
    """No rows give zeros and no rate, not an error."""
    result = measure([])
    assert (result.micro.f1, result.macro.support, result.false_alarm_rate_none, result.confusions) == (
        0.0,
        0,
        None,
        (),
    )


def test_document(make_rule: Make, make_rulebook: Make) -> None:
    """The JSON document has exactly the fields of the contract."""
    judge = UtteranceJudge(make_rulebook(make_rule("arguing", "you are wrong"), make_rule("blame", "wrong")))
    rows = [LabelledRow("7", "arguing", "you are wrong"), LabelledRow("8", "none", "hello")]
    document = measure(judge_rows(judge, rows)).as_json()
    assert list(document) == ["schema_version", "rows", "per_rule", "micro", "macro", "false_alarm_rate_none"]
    assert document["rows"][0] == {
        "id": "7",
        "label": "arguing",
        "predicted": ["arguing", "blame"],
        "scores": {"arguing": 0.95, "blame": 0.95},
    }
    assert document["rows"][1]["predicted"] == []
    assert document["per_rule"]["blame"] == {"precision": 0.0, "recall": 0.0, "f1": 0.0, "support": 0}
    assert document["false_alarm_rate_none"] == 0.0


LABELS = st.sampled_from(["a", "b", "none"])


@given(st.lists(st.tuples(LABELS, st.sets(st.sampled_from(["a", "b"])))))
def test_ranges(cases: list[tuple[str, set[str]]]) -> None:
    """All measures lie between 0 and 1, and F1 between precision and recall."""
    result = measure([row(label, *sorted(predicted)) for label, predicted in cases])
    for quality in [*result.per_rule.values(), result.micro]:
        low, high = sorted((quality.precision, quality.recall))
        assert 0.0 <= low - 1e-3 <= quality.f1 + 1e-3 or low == 0.0
        assert quality.f1 <= high + 1e-3 <= 1.01
