"""What matching costs a partial and a final, with the built-in rules and with a thousand.

Run: python benchmarks/bench_matching.py [--utterances 300]. Prints the time of one judgement (median and 95th
percentile, milliseconds of one core) for both sizes, their ratio, and whether the targets hold.

Utterances come as in a call: a partial after every second word, each with the words of the one before, then the final. What a judge
keeps from one partial to the next therefore counts, and each utterance is heard once. Half of the utterances break a rule, far more than
in any call; a final that breaks one by a paraphrase costs most, since the words that matter are looked for. All judges hear
an utterance before the next one comes, so that a change in the machine's speed does not enter the ratio. Each has a classifier of its
own: none finds answers to another's questions. The thousand rules are the built-in ones and invented ones
of the same structure about other things: their small words kept, the others any that agents use in the labelled
utterances, which are also what is judged.
"""

import argparse
import csv
import gc
import random
import re
import statistics
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter, process_time

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from coaching.paraphrase.classifier import ParaphraseClassifier
from coaching.rulebook.judge import Scorer, UtteranceJudge
from coaching.rulebook.loader import load_rulebook
from coaching.rulebook.schema import Rule, Rulebook
from coaching.rulebook.spellings import FILLERS
from coaching.rulebook.trigger_index import COMMON_WORDS

LARGE = 1_000
_RESOURCES = Path(__file__).resolve().parents[1] / "resources"
SPEECH = _RESOURCES / "training/utterances/dev.tsv"
CLASSIFIER = _RESOURCES / "models/paraphrase.onnx"
TARGET_PARTIAL_MS = 2.0
TARGET_FINAL_MS = 15.0
TARGET_RATIO = 2.0
_WORD = re.compile(r"(?<![{\w=-])[a-z']{2,}(?![\w*}-])")
"""Plain words of a trigger; class names and prefixes stay."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--utterances", type=int, default=300)
    count = parser.parse_args().utterances
    speech = _speech(count)
    print(f"{len(speech)} utterances, {statistics.mean(len(words) for words in speech):.1f} words on average")
    built_in = load_rulebook(None)
    enlarged = _enlarge(built_in, _vocabulary())
    judges = [
        _judge(rulebook, _classifier() if votes else None) for rulebook in (built_in, enlarged) for votes in (0, 1)
    ]
    costs = _costs(judges, speech)
    for name, cost in zip(("28 rules", "28, classifier", "1,000 rules", "1,000, classifier"), costs, strict=True):
        print(f"{name:17} partial {_described(cost.partials_ms)}; final {_described(cost.finals_ms)}")
    small, voting, large, large_voting = costs
    for what, value, target, unit in (
        ("a partial, 95th percentile, 28 rules", _p95(small.partials_ms), TARGET_PARTIAL_MS, " ms"),
        ("a final, 95th percentile, 28 rules", _p95(small.finals_ms), TARGET_FINAL_MS, " ms"),
        ("the same partial with the classifier", _p95(voting.partials_ms), TARGET_PARTIAL_MS, " ms"),
        ("the same final with the classifier", _p95(voting.finals_ms), TARGET_FINAL_MS, " ms"),
        (
            f"growth of a partial from 28 to {LARGE:,} rules, triggers alone",
            large.growth(small),
            TARGET_RATIO,
            " times",
        ),
        ("the same with the classifier", large_voting.growth(voting), TARGET_RATIO, " times"),
        ("a partial with the classifier, 1,000 rules", _p95(large_voting.partials_ms), TARGET_PARTIAL_MS, " ms"),
        ("a final with the classifier, 1,000 rules", _p95(large_voting.finals_ms), TARGET_FINAL_MS, " ms"),
    ):
        print(f"{what}: {value:.3f}{unit}, target {target:g}{unit}: {'holds' if value <= target else 'MISSED'}")


def _speech(count: int) -> list[list[str]]:
    """Return every n-th labelled utterance: about half break a rule."""
    with SPEECH.open(encoding="utf-8", newline="") as stream:
        lines = [row["text"].split() for row in csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)]
    return lines[:: max(1, len(lines) // count)]


@dataclass(frozen=True, slots=True)
class Cost:
    """What each judgement of a judge cost, in milliseconds."""

    partials_ms: list[float] = field(default_factory=list)
    finals_ms: list[float] = field(default_factory=list)

    def growth(self, small: "Cost") -> float:
        """Return how many times the partials of `small` these cost on average."""
        return statistics.mean(self.partials_ms) / statistics.mean(small.partials_ms)


def _classifier() -> ParaphraseClassifier:
    return ParaphraseClassifier(CLASSIFIER.read_bytes())


def _judge(rulebook: Rulebook, scorer: Scorer | None) -> UtteranceJudge:
    """Return a judge, by the triggers alone without a `scorer`; print how long it took to compile."""
    began = perf_counter()
    gc.disable()  # else the collector walks millions of young objects again and again
    judge = UtteranceJudge(rulebook, scorer)
    gc.enable()
    gc.freeze()
    triggers = sum(len(rule.triggers) for rule in rulebook.rules)
    print(f"{len(rulebook.rules)} rules, {triggers} triggers: compiled in {perf_counter() - began:.2f} s")
    return judge


def _costs(judges: Sequence[UtteranceJudge], speech: list[list[str]]) -> list[Cost]:
    """Return what the utterances cost each judge."""
    costs = [Cost() for _ in judges]
    for words in speech:
        for judge, cost in zip(judges, costs, strict=True):
            cost.partials_ms.extend(_time_ms(judge, words[:end], complete=False) for end in range(2, len(words), 2))
            cost.finals_ms.append(_time_ms(judge, words, complete=True))
    return costs


def _described(times: list[float]) -> str:
    return (
        f"mean {statistics.mean(times):.3f} median {statistics.median(times):.3f} p95 {_p95(times):.3f} "
        f"max {max(times):.3f} ms"
    )


def _p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[18]


def _time_ms(judge: UtteranceJudge, words: list[str], *, complete: bool) -> float:
    """Return processor time of all threads together, so that other work on the machine does not count."""
    began = process_time()
    judge.judge(words, complete=complete)
    return (process_time() - began) * 1e3


def _vocabulary() -> list[str]:
    """Return every word that agents use in the labelled utterances of all industries, small words left out."""
    text = " ".join(file.read_text(encoding="utf-8") for file in sorted(SPEECH.parent.glob("*.tsv")))
    return sorted({word for word in _WORD.findall(text) if word.isalpha()} - COMMON_WORDS - FILLERS)


def _enlarge(rulebook: Rulebook, words: list[str]) -> Rulebook:
    """Return the rulebook with invented rules up to a thousand: built-in ones about other things.

    The small words of their triggers stay, the others are replaced by any of `words`.
    """
    chosen = random.Random(2)
    models = [rule for rule in rulebook.rules if rule.triggers]

    def other(match: re.Match[str]) -> str:
        return match[0] if match[0] in COMMON_WORDS else chosen.choice(words)

    invented: list[Rule] = []
    for number in range(LARGE - len(rulebook.rules)):
        model = models[number % len(models)]
        triggers = tuple(_WORD.sub(other, text) for text in model.triggers)
        invented.append(model.model_copy(update={"id": f"invented-{number}", "triggers": triggers}))
    return rulebook.model_copy(update={"rules": (*rulebook.rules, *invented)})


if __name__ == "__main__":
    main()
