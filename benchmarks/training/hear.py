#!/usr/bin/env python3
"""Write down what the built-in recognizer hears of the lines that `say.py` spoke.

usage: hear.py FOLDER [WORLD ...]

Each line gets noise by its id and goes through the recognizer in one piece. What was heard is added to
`resources/training/heard-calls/WORLD.tsv`; lines already there are skipped, so the run can be stopped at any time.
"""

import sys
from pathlib import Path

import numpy as np
import soundfile
import soxr

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from spoken_lines import digest, noise_of
from worlds import HEARD_CALLS, Line, read, worlds, write

from speech.audio import SAMPLE_RATE_HZ, Samples
from speech.recognizers.moonshine import MoonshineSettings, model_folder
from speech.recognizers.moonshine_model import MoonshineModel
from speech.recognizers.wording import spoken_words

SPEECH_RMS = 0.08
_PAD = 3200


def recorded(path: Path, line_id: str) -> Samples:
    """Return the spoken line at 16 kHz, at call level, with noise and a fifth of a second around it."""
    audio, rate = soundfile.read(path, dtype="float32")
    audio = soxr.resample(audio, rate, SAMPLE_RATE_HZ)
    audio = np.pad(audio * (SPEECH_RMS / (np.sqrt(np.mean(audio**2)) + 1e-6)), _PAD)
    noise = np.random.default_rng(digest(line_id) % 2**32).standard_normal(len(audio))
    return (audio + noise * 10 ** (noise_of(line_id) / 20)).astype(np.float32)


def built_in_model() -> MoonshineModel:
    """Return the built-in recognizer's model, or end with one sentence where there is none."""
    folder = model_folder()
    if folder is None:
        sys.exit("The package moonshine-voice is not installed here: `python3 dev.py test` installs it.")
    return MoonshineModel(folder)


def heard(model: MoonshineModel, audio: Samples) -> str:
    """Return what the recognizer makes of one utterance, as words."""
    return " ".join(spoken_words(model.sentences(audio, MoonshineSettings().final_readings)[0].text))


def hear(world: str, lines: list[Line], folder: Path, model: MoonshineModel) -> None:
    """Add what is heard of a world's lines to its file."""
    path = HEARD_CALLS / f"{world}.tsv"
    done = read(path) if path.exists() else []
    known = {line.line_id for line in done}
    for line in lines:
        wav = folder / f"{line.line_id}.wav"
        if line.line_id in known or not wav.exists():
            continue
        if text := heard(model, recorded(wav, line.line_id)):
            done.append(Line(world, line.line_id, line.label, line.kind, text))
    if done:
        write(path, sorted(done, key=lambda line: line.line_id))
    print(f"{world}: {len(done)} lines heard", flush=True)


def main() -> None:
    """Hear the named worlds (all by default)."""
    folder, names = Path(sys.argv[1]), sys.argv[2:]
    model = built_in_model()
    for world, lines in worlds().items():
        if not names or world in names:
            hear(world, lines, folder, model)


if __name__ == "__main__":
    main()
