#!/usr/bin/env python3
"""Train the paraphrase classifier, stage after stage, and export it; `python3 dev.py train` calls this.

usage: stages.py [FIRST]      (goes on with the stage of that name; the one before it must lie in out/training)

A world belongs to the stage that sees it first and is held out of all before. Why there are so many: each was added to what had been
trained before, which takes minutes instead of hours; docs/paraphrase-model.md says what each gave.
"""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from worlds import CALIBRATING, REPORTED

HERE = Path(__file__).resolve().parent
_LATER = ("insurance-charity-lettings", "weak-rules-again", "theatre-pharmacy-fibre", "courier-card-garage")
_HARMLESS = ("harmless-shops-and-homes", "harmless-offices-and-money", "harmless-roads-and-rooms")
_FERRY = ("ferry-laundry-solar", "harmless-everyday-work")
_KIND = ("harmless-kind-words", "harmless-facts-and-figures")
_CAMPSITES = ("second-language-freight-hosting", "recruitment-gas-campsites")
_NEAR = ("brewery-telecare-council", "opticians-coaches-ports", "harmless-near-misses", *_CAMPSITES)
_HELPFUL = ("harmless-helpful-talk",)


@dataclass(frozen=True, slots=True)
class Stage:
    """One run of `train.py`."""

    name: str
    new: tuple[str, ...]
    """Worlds that no stage before saw; the first sees all that no stage names."""
    options: str
    whole: tuple[str, ...] = ()
    """Worlds of which every line is seen; of the others as many as `--rest` says. Empty: every line of all."""


_FURTHER = "--heard --confuse 0.1 --freeze-words"
STAGES = (
    Stage("first", (), "--epochs 4 --rate 1e-4"),
    Stage("second", ("travel",), "--epochs 1 --rate 4e-5 --heard"),
    Stage("third", ("gym-clubs-and-schools",), "--epochs 1 --rate 5e-5 --heard --confuse 0.35 --freeze-words"),
    Stage("fourth", _LATER, "--epochs 1 --rate 6e-5 --heard --confuse 0.2"),
    Stage("fifth", (), "--epochs 2 --rate 6e-5 --heard --confuse 0.2 --freeze-words --rest 12000", _LATER),
    Stage("sixth", _HARMLESS, f"--epochs 1 --rate 4e-5 {_FURTHER} --rest 8000", _HARMLESS),
    Stage("seventh", _FERRY, f"--epochs 2 --rate 5e-5 {_FURTHER} --rest 6000", (*_LATER, *_FERRY)),
    Stage("eighth", _KIND, f"--epochs 1 --rate 3e-5 {_FURTHER} --rest 9000", (*_FERRY, *_KIND)),
    Stage("ninth", _NEAR, f"--epochs 2 --rate 5e-5 {_FURTHER} --rest 9000", _NEAR),
    Stage(
        "tenth",
        _HELPFUL,
        f"--epochs 1 --rate 3e-5 {_FURTHER} --rest 8000",
        (*_HELPFUL, *_KIND, *_CAMPSITES, "harmless-near-misses", "harmless-everyday-work"),
    ),
)


def held_out(stage: Stage) -> tuple[str, ...]:
    """Return the worlds that the stage must not see: those for measuring, and those of later stages."""
    later = STAGES[STAGES.index(stage) + 1 :]
    return (*REPORTED, CALIBRATING, *(world for other in later for world in other.new))


def commands() -> Iterator[list[str]]:
    """Yield the arguments of `train.py` for each stage, in order."""
    before: str | None = None
    for stage in STAGES:
        start = ["--start", before] if before else []
        whole = ["--whole", ",".join(stage.whole)] if stage.whole else []
        yield [
            *("--name", stage.name, "--hold", ",".join(held_out(stage)), "--fp32"),
            *(*start, *stage.options.split(), *whole),
        ]
        before = stage.name


def main() -> None:
    """Run the stages from the first, or from the one that was named."""
    names = [stage.name for stage in STAGES]
    first = sys.argv[1] if len(sys.argv) > 1 else names[0]
    if first not in names:
        sys.exit(f"There is no stage {first}; the stages are {', '.join(names)}.")
    for command in list(commands())[names.index(first) :]:
        subprocess.run([sys.executable, HERE / "train.py", *command], check=True)
    subprocess.run([sys.executable, HERE / "export.py", names[-1], names[-1]], check=True)


if __name__ == "__main__":
    main()
