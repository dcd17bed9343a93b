#!/usr/bin/env python3
"""How well interruptions are told, on hundreds of calls drawn from seeds, and what the detectors cost.

Each call of about 30 s is made in memory and heard by the real `speech.listener.Listener`. The words are given from the script
(`turns/given_words.py`), so that timing is measured and not recognition; `--recognizer moonshine` hears a few calls for real.
The seeds that are reported and those for developing (`--develop`) have nothing in common. Writes docs/turn-taking.md when
200 calls or more were run, or when asked to with `--write`.
The baseline is a naive rule on the same events: any overlap of 0.8 s.
"""

import argparse
import pickle
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent / "calls"))
sys.path.insert(0, str(Path(__file__).resolve().parent / "turns"))
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from devices import Conditions, MemorySource, draw_conditions
from given_words import GivenWords
from page import PAGE, page, tables
from scenes import Scene, write_call
from scoring import CallResult, score_call
from speaking import OUT, available_voices

from coaching.detectors.interruptions import InterruptionDetector
from coaching.detectors.standard import standard_detectors
from coaching.rulebook.loader import load_rulebook
from coaching.rulebook.schema import Rulebook
from coaching.settings import CoachingSettings
from speech.events import SpeechEvent
from speech.listener import Listener, ListenerSettings
from speech.recognizers.base import Recognizer

COSTED_CALLS = 20
REPORTED_FIRST, DEVELOPING_FIRST = 980_000, 810_000


@cache
def rulebook() -> Rulebook:
    """Return the built-in rules, read once."""
    return load_rulebook(None)


def drawn(seed: int) -> tuple[Scene, Conditions, np.random.Generator]:
    """Draw the call of a seed."""
    rng = np.random.default_rng(seed)
    scene = write_call(rng, available_voices())
    return scene, draw_conditions(seed, scene, rng), rng


def heard(seed: int, recognizer_name: str) -> list[SpeechEvent]:
    """Return what the listener tells of a call, and keep it for `--replay`."""
    scene, conditions, rng = drawn(seed)
    recognizer: Recognizer = GivenWords(scene.words)
    if recognizer_name == "moonshine":
        from speech.recognizers.moonshine import MoonshineRecognizer, MoonshineSettings

        recognizer = MoonshineRecognizer(MoonshineSettings())
    listener = Listener(MemorySource(scene, conditions, rng), recognizer, ListenerSettings(), "benchmark")
    events = list(listener.events())
    listener.close()
    kept = kept_events(seed, recognizer_name)
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_bytes(pickle.dumps(events))
    return events


def kept_events(seed: int, recognizer_name: str) -> Path:
    """Return where the events of a call are kept."""
    return OUT / f"events-{recognizer_name}" / f"{seed}.pickle"


def run_call(seed: int, recognizer_name: str, replay: bool) -> CallResult:  # noqa: FBT001  (mapped over processes)
    """Hear and judge one call."""
    scene, conditions, _ = drawn(seed)
    kept = kept_events(seed, recognizer_name)
    # Only files that this benchmark wrote itself are read here.
    events = pickle.loads(kept.read_bytes()) if replay and kept.exists() else heard(seed, recognizer_name)  # noqa: S301
    return score_call(seed, scene, conditions, events, rulebook())


def run_calls(seeds: range, recognizer_name: str, *, replay: bool) -> Iterator[CallResult]:
    """Hear and judge calls on two cores, in order."""
    with ProcessPoolExecutor(2) as pool:
        count = len(seeds)
        yield from pool.map(run_call, seeds, [recognizer_name] * count, [replay] * count, chunksize=4)


def costs(seeds: range, recognizer_name: str) -> dict[str, float]:
    """Return what listener stages and detectors cost, in % of one core, measured on the first calls."""
    spent = {"all detectors": 0.0, "the interruption detector alone": 0.0}
    length_s = 0.0
    for seed in list(seeds)[:COSTED_CALLS]:
        events = pickle.loads(kept_events(seed, recognizer_name).read_bytes())  # noqa: S301
        length_s += events[-1].at_s
        for name, detectors in (
            ("all detectors", standard_detectors(rulebook(), CoachingSettings())),
            ("the interruption detector alone", (InterruptionDetector(),)),
        ):
            begin = time.process_time()
            for event in events:
                for detector in detectors:
                    list(detector.accept(event))
            spent[name] += time.process_time() - begin
    return {name: 100.0 * seconds / length_s for name, seconds in spent.items()}


def main() -> None:
    """Run, print, and write the page."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--calls", type=int, default=200)
    parser.add_argument("--develop", action="store_true", help="the seeds for developing; writes no page")
    parser.add_argument("--recognizer", choices=("given", "moonshine"), default="given")
    parser.add_argument(
        "--replay", action="store_true", help="judge the kept events again (after a change in coaching)"
    )
    parser.add_argument("--write", action="store_true", help="write the page however few calls were run")
    parser.add_argument("--errors", action="store_true", help="list every error")
    args = parser.parse_args()
    voices = available_voices()
    begin = time.perf_counter()
    first = DEVELOPING_FIRST if args.develop else REPORTED_FIRST
    seeds = range(first, first + args.calls)
    results = list(run_calls(seeds, args.recognizer, replay=args.replay))
    cost = costs(seeds, args.recognizer)
    print("\n".join(tables(results, voices, cost)))
    if args.errors:
        print("\n".join(f"{r.group:8} {line}" for r in results for line in r.detector.where))
    print(f"{args.calls} calls in {time.perf_counter() - begin:.0f} s; words: {args.recognizer}")
    if args.recognizer == "given" and not args.develop and (args.write or args.calls >= 200):
        PAGE.write_text(page(results, voices, cost), encoding="utf-8")


if __name__ == "__main__":
    main()
