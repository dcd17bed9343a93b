#!/usr/bin/env python3
"""Let the voices of the scripted calls speak labelled lines: one WAV a line, for `hear.py`.

usage: say.py FOLDER LINES_A_WORLD [WORLD ...]      (in the environment that benchmarks/calls/README.md describes)

Which lines, and in which voice, depends on each line's id alone; WAVs that are there already are left, so the run can be
stopped at any time.
"""

import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

import soundfile

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "calls")]

from spoken_lines import chosen, voice_of  # noqa: E402
from voices import SAMPLE_RATE_HZ, VOICES  # noqa: E402
from worlds import Line, worlds  # noqa: E402

HTS = "hts"
_BATCH = 40


def festival(lines: list[Line], folder: Path) -> None:
    """Speak many lines with one start of Festival, which takes longer to load its voice than to speak."""
    script = ["(voice_cmu_us_slt_arctic_hts)"]
    script += [
        f'(utt.save.wave (utt.synth (Utterance Text "{line.text}")) "{folder / line.line_id}.wav" \'riff)'
        for line in lines
    ]
    with tempfile.NamedTemporaryFile("w", suffix=".scm") as file:
        file.write("\n".join(script) + "\n")
        file.flush()
        subprocess.run(["festival", "-b", file.name], check=True, capture_output=True)


def say(lines: list[Line], folder: Path) -> None:
    """Speak the lines that have no WAV yet."""
    by_voice: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        if not (folder / f"{line.line_id}.wav").exists():
            by_voice[voice_of(line.line_id)].append(line)
    slow = by_voice.pop(HTS, [])
    for begin in range(0, len(slow), _BATCH):
        festival(slow[begin : begin + _BATCH], folder)
    for voice, own in by_voice.items():
        for line in own:
            soundfile.write(folder / f"{line.line_id}.wav", VOICES[voice](line.text), SAMPLE_RATE_HZ)


def main() -> None:
    """Speak the chosen lines of the named worlds (all by default)."""
    folder, count, names = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]
    folder.mkdir(parents=True, exist_ok=True)
    every = worlds()
    for world in names or every:
        say(chosen(every[world], count), folder)
        print(f"{world}: spoken", flush=True)


if __name__ == "__main__":
    main()
