"""How good the rules are on labelled utterances: precision, recall, F1, false alarms, the worst confusions.

Place in the flow: `sotto rules test` prints it and docs/rule-quality.md is made of it. Definitions: a row counts for
rule r as found when r is among its predictions and is its label, as false alarm when r is predicted but not its label.
Precision, recall and F1 without any case are 0. Micro sums the counts of all rules; macro is the mean over the rules
that the file labels.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from coaching.rulebook.judge import UtteranceJudge
from coaching.rulebook.labelled import NONE_LABEL, LabelledRow

SCHEMA_VERSION: Final = 1
_EXAMPLES: Final = 3


@dataclass(frozen=True, slots=True)
class JudgedRow:
    """A labelled utterance and what the rules say about it."""

    row: LabelledRow
    predicted: tuple[str, ...]
    """Rule ids, the surest first."""
    scores: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Quality:
    """Measures of one rule, or of all together."""

    precision: float
    recall: float
    f1: float
    support: int
    """How many rows have the label."""

    def as_dict(self) -> dict[str, float]:
        """Return the measures for JSON."""
        return {"precision": self.precision, "recall": self.recall, "f1": self.f1, "support": self.support}


@dataclass(frozen=True, slots=True)
class Confusion:
    """Rows of one label for which the rules said something else."""

    label: str
    predicted: str
    """A rule id, or "none" for rows that were missed."""
    count: int
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RuleTest:
    """The whole result of a test."""

    rows: tuple[JudgedRow, ...]
    per_rule: Mapping[str, Quality]
    micro: Quality
    macro: Quality
    false_alarm_rate_none: float | None
    """Share of the `none` rows with any prediction; None when there are none."""
    confusions: tuple[Confusion, ...]
    """The most frequent first."""

    def as_json(self) -> dict[str, Any]:
        """Return the document of `rules test --json` (schema_version 1)."""
        return {
            "schema_version": SCHEMA_VERSION,
            "rows": [
                {
                    "id": judged.row.id,
                    "label": judged.row.label,
                    "predicted": list(judged.predicted),
                    "scores": dict(judged.scores),
                }
                for judged in self.rows
            ],
            "per_rule": {rule_id: quality.as_dict() for rule_id, quality in self.per_rule.items()},
            "micro": self.micro.as_dict(),
            "macro": self.macro.as_dict(),
            "false_alarm_rate_none": self.false_alarm_rate_none,
        }


def judge_rows(judge: UtteranceJudge, rows: Iterable[LabelledRow]) -> list[JudgedRow]:
    """Return each row with the rules that `judge` finds broken."""
    judged: list[JudgedRow] = []
    for row in rows:
        judgement = judge.judge_text(row.text)
        ids = {verdict.rule_id for verdict in judgement.verdicts}
        predicted = sorted(ids, key=lambda rule_id: (-judgement.scores[rule_id], rule_id))
        judged.append(JudgedRow(row, tuple(predicted), judgement.scores))
    return judged


def measure(rows: Sequence[JudgedRow]) -> RuleTest:
    """Return all measures over `rows`."""
    found: Counter[str] = Counter()
    predicted: Counter[str] = Counter()
    support = Counter(judged.row.label for judged in rows)
    for judged in rows:
        predicted.update(judged.predicted)
        found.update(rule_id for rule_id in judged.predicted if rule_id == judged.row.label)
    harmless = support.pop(NONE_LABEL, 0)
    per_rule = {
        rule_id: _quality(found[rule_id], predicted[rule_id], support[rule_id])
        for rule_id in sorted({*support, *predicted})
    }
    alarms = sum(1 for judged in rows if judged.row.label == NONE_LABEL and judged.predicted)
    return RuleTest(
        rows=tuple(rows),
        per_rule=per_rule,
        micro=_quality(found.total(), predicted.total(), support.total()),
        macro=_mean([quality for quality in per_rule.values() if quality.support]),
        false_alarm_rate_none=round(alarms / harmless, 4) if harmless else None,
        confusions=_confusions(rows),
    )


def _quality(found: int, predicted: int, support: int) -> Quality:
    precision = found / predicted if predicted else 0.0
    recall = found / support if support else 0.0
    f1 = 2 * found / (predicted + support) if predicted + support else 0.0
    return Quality(round(precision, 4), round(recall, 4), round(f1, 4), support)


def _mean(qualities: Sequence[Quality]) -> Quality:
    if not qualities:
        return Quality(0.0, 0.0, 0.0, 0)
    count = len(qualities)
    return Quality(
        round(sum(quality.precision for quality in qualities) / count, 4),
        round(sum(quality.recall for quality in qualities) / count, 4),
        round(sum(quality.f1 for quality in qualities) / count, 4),
        sum(quality.support for quality in qualities),
    )


def _confusions(rows: Iterable[JudgedRow]) -> tuple[Confusion, ...]:
    texts: dict[tuple[str, str], list[str]] = {}
    for judged in rows:
        label = judged.row.label
        wrong = [rule_id for rule_id in judged.predicted if rule_id != label]
        missed = [NONE_LABEL] if not judged.predicted and label != NONE_LABEL else []
        for predicted in wrong + missed:
            texts.setdefault((label, predicted), []).append(judged.row.text)
    ordered = sorted(texts.items(), key=lambda item: (-len(item[1]), item[0]))
    return tuple(Confusion(label, said, len(lines), tuple(lines[:_EXAMPLES])) for (label, said), lines in ordered)
