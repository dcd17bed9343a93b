"""Render scripted calls to two-channel recordings with the truth about them.

Place in the flow: development only. Reads `scripts/*.txt`, writes `NAME.flac` (16 kHz, 16 bit, channel 0 the agent's
microphone) and `NAME.truth.json`. README.md describes the language, the truth and what must be installed. Call by call:
`call_script` reads, `timeline` places, `mixing` mixes, this module writes.
"""

import argparse
import functools
import json
import sys
import zlib
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import soundfile
from call_script import WORD_RULES, CallScript, Line, Mark, ScriptError, problems, read
from mixing import mix
from timeline import Timeline, build
from voices import SAMPLE_RATE_HZ, VoiceError, speak

SCRIPTS = Path(__file__).resolve().parent / "scripts"
DEFAULT_OUT = SCRIPTS.parents[2] / "out" / "calls"


def truth(script: CallScript, timeline: Timeline) -> dict[str, Any]:
    """Return what is in a call, in the format of the development calls; seconds of the agent's clock."""
    channels = ["customer", "agent"] if script.setup.swapped else ["agent", "customer"]
    return {
        "sample_rate_hz": SAMPLE_RATE_HZ,
        "channels": channels,
        "duration_s": round(timeline.samples / SAMPLE_RATE_HZ, 3),
        "bleed_db": script.setup.bleed_db,
        "segments": [
            {
                "speaker": segment.line.side.value,
                "start": round(segment.start_s, 3),
                "end": round(segment.end_s, 3),
                "kind": segment.kind,
                "loud": segment.line.mark is Mark.SHOUTED,
                "text": segment.line.text,
            }
            for segment in sorted(timeline.segments, key=lambda segment: segment.start_s)
        ],
        "interruptions_by_agent": [
            {"start": round(start_s, 3), "overlap_s": round(overlap_s, 3)} for start_s, overlap_s in timeline.overlaps_s
        ],
        "flags": [
            {
                "rule": segment.line.rule,
                "start": round(segment.start_s, 3),
                "end": round(segment.end_s, 3),
                "text": segment.line.text,
            }
            for segment in timeline.segments
            if segment.line.rule is not None
        ],
        "dead_air": [[round(start_s, 2), round(end_s, 2)] for start_s, end_s in timeline.dead_air_s],
    }


def render(script: CallScript, out: Path, cache: Path) -> str:
    """Write one call and its truth into a folder; return a line that sums it up.

    Chance (pauses, overlaps, noise) comes from the script's name alone, so a call is the same each time as long as
    the synthesisers are.

    Raises:
        VoiceError: A synthesiser is missing or failed.
    """
    rng = np.random.default_rng(zlib.crc32(script.name.encode()))
    timeline = build(script, functools.partial(speak, cache=cache), rng)
    recording = mix(timeline, script.setup, rng)
    soundfile.write(out / f"{script.name}.flac", recording, SAMPLE_RATE_HZ, subtype="PCM_16")
    facts = truth(script, timeline)
    (out / f"{script.name}.truth.json").write_text(json.dumps(facts, indent=1) + "\n", encoding="utf-8")
    counts = f"{len(facts['interruptions_by_agent'])} interruptions, {len(facts['flags'])} flags"
    return f"{script.name}: {facts['duration_s']:.1f} s, {len(facts['segments'])} segments, {counts}"


def census(scripts: Iterable[CallScript]) -> str:
    """Return how often each rule and each mark occurs, as one line."""
    lines = [item for script in scripts for item in script.items if isinstance(item, Line)]
    rules = Counter(line.rule for line in lines if line.rule is not None)
    marks = Counter(f"{line.side.value} {line.mark.name.lower()}" for line in lines)
    shown = [f"{rule} {rules[rule]}" for rule in sorted(WORD_RULES)] + [
        f"{mark} {marks[mark]}" for mark in sorted(marks)
    ]
    return ", ".join(shown)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Render scripted calls to two-channel recordings with their truth.")
    parser.add_argument("out", nargs="?", type=Path, default=DEFAULT_OUT, help="folder to write to (out/calls)")
    parser.add_argument("--scripts", type=Path, default=SCRIPTS, help="folder of the scripts")
    parser.add_argument("--only", nargs="+", default=[], metavar="NAME", help="only scripts whose name begins so")
    parser.add_argument("--cache", type=Path, help="folder of synthesised sentences (OUT/.sentences)")
    parser.add_argument("--jobs", type=int, default=2, help="processes (2)")
    parser.add_argument("--check", action="store_true", help="only check the scripts and count what is in them")
    return parser.parse_args()


def _sound_scripts(folder: Path, beginnings: tuple[str, ...]) -> list[CallScript]:
    """Read and check the scripts.

    Raises:
        ScriptError: There is none, one cannot be read, or some are unsound (all are named).
    """
    scripts = [read(path) for path in sorted(folder.glob("*.txt")) if path.stem.startswith(beginnings)]
    if not scripts:
        raise ScriptError(f"No script found in {folder}.")
    if found := [problem for script in scripts for problem in problems(script)]:
        raise ScriptError("\n".join(found))
    return scripts


def main() -> int:
    """Check, then render every script; return the exit code."""
    arguments = _arguments()
    try:
        scripts = _sound_scripts(arguments.scripts, tuple(arguments.only) or ("",))
        if arguments.check:
            print(f"{len(scripts)} calls: {census(scripts)}")
            return 0
        arguments.out.mkdir(parents=True, exist_ok=True)
        work = functools.partial(render, out=arguments.out, cache=arguments.cache or arguments.out / ".sentences")
        with ProcessPoolExecutor(arguments.jobs) as pool:
            for line in pool.map(work, scripts):
                print(line, flush=True)
    except (ScriptError, VoiceError) as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
