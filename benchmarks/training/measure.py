"""Precision, recall, F1 and false alarms of scores against labels."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from worlds import NONE, Line


@dataclass(frozen=True, slots=True)
class Figures:
    """What the issue asks for, over some lines."""

    f1: float
    precision: float
    recall: float
    neutral_alarms: float
    hard_alarms: float

    def __str__(self) -> str:
        """Return one line for people."""
        return (
            f"F1 {self.f1:.3f}  P {self.precision:.3f}  R {self.recall:.3f}  "
            f"false alarms: neutral {self.neutral_alarms:.4f}, hard {self.hard_alarms:.4f}"
        )


def figures(lines: Sequence[Line], predicted: Sequence[set[str]]) -> Figures:
    """Return micro figures over all rules."""
    hits = misses = extra = 0
    alarms: dict[str, list[bool]] = {"neutral": [], "hard": []}
    for line, found in zip(lines, predicted, strict=True):
        if line.label == NONE:
            extra += len(found)
            alarms[line.kind].append(bool(found))
            continue
        hits += line.label in found
        misses += line.label not in found
        extra += len(found - {line.label})
    rate = {kind: float(np.mean(values)) if values else 0.0 for kind, values in alarms.items()}
    precision, recall = hits / max(1, hits + extra), hits / max(1, hits + misses)
    return Figures(
        2 * precision * recall / max(1e-9, precision + recall), precision, recall, rate["neutral"], rate["hard"]
    )


def predictions(scores: np.ndarray, rules: Sequence[str], thresholds: Mapping[str, float]) -> list[set[str]]:
    """Return for each line the rules whose score reaches their threshold."""
    limits = np.array([thresholds[rule] for rule in rules])
    return [{rules[i] for i in np.flatnonzero(row >= limits)} for row in scores]


def report(lines: Sequence[Line], scores: np.ndarray, rules: Sequence[str]) -> None:
    """Print the figures at three thresholds."""
    for threshold in (0.3, 0.5, 0.7):
        print(
            f"  at {threshold}: {figures(lines, predictions(scores, rules, dict.fromkeys(rules, threshold)))}",
            flush=True,
        )
