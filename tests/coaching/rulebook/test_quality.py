"""Precision, recall and confusions are counted as the module says."""

import json
from collections.abc import Callable
from random import Random
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


CASES = st.lists(st.tuples(LABELS, st.lists(st.sampled_from(["a", "b"]), unique=True)), max_size=20)


@given(CASES)
def test_micro_counts_every_prediction_once(cases: list[tuple[str, list[str]]]) -> None:
    """By hand: right ones among all that were made, and among all that were wanted."""
    result = measure([row(label, *predicted) for label, predicted in cases])
    right = sum(label in predicted for label, predicted in cases)
    made = sum(len(predicted) for _, predicted in cases)
    wanted = sum(label != "none" for label, _ in cases)
    assert result.micro.precision == (round(right / made, 4) if made else 0.0)
    assert result.micro.recall == (round(right / wanted, 4) if wanted else 0.0)
    assert result.micro.support == wanted == sum(quality.support for quality in result.per_rule.values())


@given(CASES, st.randoms(use_true_random=False))
def test_the_order_of_rows_means_nothing(cases: list[tuple[str, list[str]]], random: Random) -> None:
    """A file that was sorted otherwise gives the same measures and the same confusions."""
    rows = [row(label, *predicted) for label, predicted in cases]
    mixed = list(rows)
    random.shuffle(mixed)
    one, other = measure(rows), measure(mixed)
    assert (one.per_rule, one.micro, one.macro, one.false_alarm_rate_none) == (
        other.per_rule, other.micro, other.macro, other.false_alarm_rate_none,
    )  # fmt: skip
    assert {(c.label, c.predicted, c.count) for c in one.confusions} == {
        (c.label, c.predicted, c.count) for c in other.confusions
    }


@given(CASES)
def test_confusions_are_all_that_went_wrong(cases: list[tuple[str, list[str]]]) -> None:
    """Each wrong prediction and each miss is in one of them, the most frequent first, with three examples at most."""
    result = measure([row(label, *predicted) for label, predicted in cases])
    wrong = sum(rule_id != label for label, predicted in cases for rule_id in predicted)
    missed = sum(not predicted and label != "none" for label, predicted in cases)
    counts = [confusion.count for confusion in result.confusions]
    assert sum(counts) == wrong + missed
    assert counts == sorted(counts, reverse=True)
    assert all(len(confusion.examples) == min(3, confusion.count) for confusion in result.confusions)


def test_macro_asks_only_the_rules_that_the_file_labels() -> None:
    """A rule that was never wanted has no recall; as a false alarm it is in its own line and in the micro precision."""
    result = measure([row("a", "a"), row("none", "b")])
    assert (result.macro.precision, result.macro.recall, result.macro.support) == (1.0, 1.0, 1)
    assert (result.per_rule["b"].precision, result.per_rule["b"].support) == (0.0, 0)
    assert result.micro.precision == 0.5


def test_a_file_without_harmless_lines_has_no_false_alarm_rate() -> None:
    """Rather than a perfect one."""
    assert measure([row("a", "b")]).false_alarm_rate_none is None
    assert measure([row("none", "b")]).false_alarm_rate_none == 1.0


def test_the_surest_rule_comes_first(make_rule: Make, make_rulebook: Make) -> None:
    """The misheard word comes last whatever its rule's name; rules of the same sureness come by name, not as in the file."""
    sure = ("zebra", "mocking", "blame", "pace", "excuses")
    rules = [make_rule(sure[0], "you are"), make_rule("arguing", "ridiculous")]
    rules += [make_rule(name, "are so") for name in sure[1:]]
    (judged,) = judge_rows(UtteranceJudge(make_rulebook(*rules)), [LabelledRow("1", "pace", "you are so rediculous")])
    assert {judged.scores[name] for name in sure} == {judged.scores["zebra"]}
    assert judged.scores["arguing"] < judged.scores["zebra"]
    assert judged.predicted == ("blame", "excuses", "mocking", "pace", "zebra", "arguing")
    assert json.loads(json.dumps(measure([judged]).as_json()))["rows"][0]["predicted"] == list(judged.predicted)
