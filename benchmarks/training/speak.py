#!/usr/bin/env python3
"""Let synthesised voices speak labelled lines and write down what the built-in recognizer hears.

usage: speak.py LINES_A_WORLD [WORLD ...]        (needs flite and espeak-ng: apt-get install flite espeak-ng)

The choice of lines, voices, speed and noise depends on each line's id alone, so a second run adds nothing new. Lines are
appended to `resources/training/heard/WORLD.tsv`; those already there are skipped, so the run can be stopped at any time.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import soundfile
import soxr

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from hear import SPEECH_RMS, built_in_model, heard
from spoken_lines import chosen, digest
from worlds import HEARD, Line, read, worlds, write

from speech.audio import SAMPLE_RATE_HZ, Samples

FLITE = ("rms", "slt", "awb", "kal16")
ESPEAK = ("en-us+m3", "en-gb+f2")
NOISE_DBFS = (-60, -50, -42, -36)


def spoken(text: str, seed: int) -> Samples:
    """Return the text as speech at 16 kHz with a little noise."""
    voices = (*FLITE, *FLITE, *ESPEAK)
    voice = voices[seed % len(voices)]
    with tempfile.NamedTemporaryFile(suffix=".wav") as file:
        if voice in FLITE:
            stretch = 0.9 + (seed >> 8) % 5 * 0.06
            command = [
                "flite",
                "-voice",
                voice,
                "--setf",
                f"duration_stretch={stretch:.2f}",
                "-t",
                text,
                "-o",
                file.name,
            ]
        else:
            command = ["espeak-ng", "-v", voice, "-s", str(150 + (seed >> 8) % 5 * 10), "-w", file.name, text]
        subprocess.run(command, check=True, capture_output=True)
        audio, rate = soundfile.read(file.name, dtype="float32")
    audio = soxr.resample(audio, rate, SAMPLE_RATE_HZ)
    audio = audio * (SPEECH_RMS / (np.sqrt(np.mean(audio**2)) + 1e-6))
    noise = np.random.default_rng(seed % 2**32).standard_normal(len(audio) + 6400)
    padded = np.concatenate((np.zeros(3200), audio, np.zeros(3200)))
    return (padded + noise * 10 ** (NOISE_DBFS[(seed >> 16) % 4] / 20)).astype(np.float32)


def main() -> None:
    """Speak the chosen lines of the named worlds (all by default)."""
    count, names = int(sys.argv[1]), sys.argv[2:]
    model = built_in_model()
    for world, lines in worlds().items():
        if names and world not in names:
            continue
        path = HEARD / f"{world}.tsv"
        done = read(path) if path.exists() else []
        known = {line.line_id for line in done}
        for line in chosen(lines, count, draw=""):
            if line.line_id in known:
                continue
            text = heard(model, spoken(line.text, digest(line.line_id)))
            if text:
                done.append(Line(world, line.line_id, line.label, line.kind, text))
            if len(done) % 50 == 0:
                write(path, done)
        write(path, done)
        print(f"{world}: {len(done)} lines heard", flush=True)


if __name__ == "__main__":
    main()
