"""What matching costs a partial and a final, with the built-in rules and with a thousand.

Run: python benchmarks/bench_matching.py [--utterances 300]. Prints the time of one judgement (median and 95th
percentile, milliseconds of one core) for both sizes, their ratio, and whether the targets hold. The first lines measure the judge of a
call, with the classifier, the others the triggers alone. The thousand rules are the built-in ones and invented ones
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
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, process_time

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from coaching.paraphrase.classifier import built_in_classifier
from coaching.rulebook.judge import Scorer, UtteranceJudge
from coaching.rulebook.loader import load_rulebook
from coaching.rulebook.schema import Rule, Rulebook
from coaching.rulebook.spellings import FILLERS
from coaching.rulebook.trigger_index import COMMON_WORDS

LARGE = 1_000
SPEECH = Path(__file__).resolve().parents[1] / "resources/training/utterances/dev.tsv"
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
    rulebook = load_rulebook(None)
    speech = _speech(count)
    print(f"{len(speech)} utterances, {statistics.mean(len(words) for words in speech):.1f} words on average")
    with_classifier = _measure("with classifier", rulebook, speech, built_in_classifier())
    small = _measure("built-in", rulebook, speech)
    enlarged = _enlarge(rulebook, _vocabulary())
    large = _measure(f"{LARGE} rules", enlarged, speech)
    large_judge = _measure(f"{LARGE}, classifier", enlarged, speech, built_in_classifier())
    ratio = large.partial_ms / small.partial_ms
    for what, value, target, unit in (
        ("a partial, 95th percentile, 28 rules", small.partial_p95_ms, TARGET_PARTIAL_MS, " ms"),
        ("a final, 95th percentile, 28 rules", small.final_p95_ms, TARGET_FINAL_MS, " ms"),
        ("the same partial with the classifier", with_classifier.partial_p95_ms, TARGET_PARTIAL_MS, " ms"),
        ("the same final with the classifier", with_classifier.final_p95_ms, TARGET_FINAL_MS, " ms"),
        (f"growth of a partial from 28 to {LARGE:,} rules, triggers alone", ratio, TARGET_RATIO, " times"),
        ("the same with the classifier", large_judge.partial_ms / with_classifier.partial_ms, TARGET_RATIO, " times"),
        ("a partial with the classifier, 1,000 rules", large_judge.partial_p95_ms, TARGET_PARTIAL_MS, " ms"),
    ):
        print(f"{what}: {value:.3f}{unit}, target {target:g}{unit}: {'holds' if value <= target else 'MISSED'}")


def _speech(count: int) -> list[list[str]]:
    """Return every n-th labelled utterance: about half break a rule."""
    with SPEECH.open(encoding="utf-8", newline="") as stream:
        lines = [row["text"].split() for row in csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)]
    return lines[:: max(1, len(lines) // count)]


@dataclass(frozen=True, slots=True)
class Cost:
    """What a judgement costs, in milliseconds."""

    partial_ms: float
    """Mean."""
    partial_p95_ms: float
    final_p95_ms: float


def _measure(name: str, rulebook: Rulebook, speech: list[list[str]], scorer: Scorer | None = None) -> Cost:
    """Print what a judgement costs, by the triggers alone without a `scorer`, and return it."""
    began = perf_counter()
    gc.disable()  # else the collector walks millions of young objects again and again
    judge = UtteranceJudge(rulebook, scorer)
    gc.enable()
    gc.freeze()
    compiled_s = perf_counter() - began
    triggers = sum(len(rule.triggers) for rule in rulebook.rules)
    partials: list[float] = []
    finals: list[float] = []
    for words in speech:
        partials += [_time_ms(judge, words[:end], complete=False) for end in range(2, len(words), 2)]
        finals.append(_time_ms(judge, words, complete=True))
    for kind, times in (("partial", partials), ("final", finals)):
        p95 = _p95(times)
        print(
            f"{name:10} {len(rulebook.rules)} rules, {triggers} triggers, compiled in {compiled_s:.2f} s: {kind:7} "
            f"mean {statistics.mean(times):.3f} median {statistics.median(times):.3f} p95 {p95:.3f} max {max(times):.3f} ms"
        )
    return Cost(statistics.mean(partials), _p95(partials), _p95(finals))


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
