#!/usr/bin/env python3
"""What weighing several readings buys the built-in recognizer: word error, flags and processor time, beside the library's own decoding.

usage: bench_decoding.py FOLDER [--world dev] [--most 480]     (FOLDER: what benchmarks/training/say.py spoke of that world)

Prints a row for the package's native library (greedy), and for own decoding with 1, 2, 5 and 8 readings: all hear the same sound. F1 is that of
the rules on what was heard; the last row is the same on the lines as written.
"""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from time import process_time
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE / "training")]

from hear import built_in_model, recorded  # noqa: E402
from rapidfuzz.distance import Levenshtein  # noqa: E402
from worlds import NONE, Line, worlds  # noqa: E402

from coaching.rulebook.loader import load_rulebook  # noqa: E402
from coaching.standard_judge import standard_judge  # noqa: E402
from speech.audio import SAMPLE_RATE_HZ, Samples  # noqa: E402
from speech.recognizers.moonshine import model_folder  # noqa: E402
from speech.recognizers.wording import spoken_words  # noqa: E402

Decoding = Callable[[Samples], str]


def library() -> Decoding:
    """Return the package's own decoding of one utterance."""
    from moonshine_voice.moonshine_api import ModelArch
    from moonshine_voice.transcriber import Transcriber

    options = {"identify_speakers": "false", "return_audio_data": "false", "vad_threshold": "0.0"}
    engine: Any = Transcriber(model_folder(), ModelArch.TINY, options=options)

    def decode(audio: Samples) -> str:
        lines = engine.transcribe_without_streaming(audio.tolist(), SAMPLE_RATE_HZ).lines
        return " ".join(line.text.strip() for line in lines)

    return decode


def f1(judge: Any, lines: list[Line], texts: list[list[str]]) -> float:
    """Return the micro-F1 of the rules on what was heard of the lines."""
    hits = extra = missed = 0
    for line, words in zip(lines, texts, strict=True):
        found = {verdict.rule_id for verdict in judge.judge(words).verdicts}
        hits += line.label in found
        extra += len(found - {line.label})
        missed += line.label != NONE and line.label not in found
    return 2 * hits / max(1, 2 * hits + extra + missed)


def main() -> None:
    """Hear every line with each decoding and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--world", default="dev")
    parser.add_argument("--most", type=int, default=480)
    asked = parser.parse_args()
    spoken = [line for line in worlds()[asked.world] if (asked.folder / f"{line.line_id}.wav").exists()][: asked.most]
    sounds = [recorded(asked.folder / f"{line.line_id}.wav", line.line_id) for line in spoken]
    seconds = sum(map(len, sounds)) / SAMPLE_RATE_HZ
    written = [line.text.split() for line in spoken]
    judge, model = standard_judge(load_rulebook(None)), built_in_model()
    decodings: dict[str, Decoding] = {"library, greedy (baseline)": library()}
    decodings |= {
        f"own, {width} reading{'s' * (width > 1)}": lambda audio, w=width: model.sentences(audio, w)[0].text  # type: ignore[misc]
        for width in (1, 2, 5, 8)
    }
    print(f"{len(spoken)} lines of {asked.world}, {seconds:.0f} s of speech")
    print(f"{'':28} word error      F1   processor time / s")
    for name, decode in decodings.items():
        begin = process_time()
        texts = [spoken_words(decode(audio)) for audio in sounds]
        cost = (process_time() - begin) / seconds
        wrong = sum(Levenshtein.distance(a, b) for a, b in zip(written, texts, strict=True)) / sum(map(len, written))
        print(f"{name:28} {wrong:10.4f}  {f1(judge, spoken, texts):6.3f}   {cost:.4f}", flush=True)
    print(f"{'as written':28} {'':10}  {f1(judge, spoken, written):6.3f}")


if __name__ == "__main__":
    main()
