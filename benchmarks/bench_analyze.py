#!/usr/bin/env python3
"""What the whole of `analyze` costs beside its recognizer alone, its memory, and how soon phrases are seen.

Three figures in one run, on calls with ground truth: (1) processor time of the pipeline against the recognizer fed with
exactly the same speech (same partials), as a ratio; (2) the largest resident size; (3) for live use: stream time from
the end of each sentence to the first partial or final that holds its last words.
"""

import resource
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from calls_folder import calls, truth

from coaching.coach import new_engine
from coaching.rulebook.loader import load_rulebook
from speech.events import FinalTranscript, PartialTranscript, SpeechEvent
from speech.listener import Listener, ListenerSettings
from speech.recognizers.moonshine import MoonshineRecognizer, MoonshineSettings
from speech.sources.recording import RecordingSource


class RecordedGate:
    """Remembers what the recognizer was fed, so that the baseline hears the very same."""

    def __init__(self, recognizer: MoonshineRecognizer) -> None:
        """Wrap a recognizer."""
        self.inner, self.info, self.calls = recognizer, recognizer.info, []

    def begin(self, start_sample: int) -> None:
        """Note and pass on."""
        self.calls.append(("begin", start_sample, None))
        self.inner.begin(start_sample)

    def accept(self, samples: np.ndarray, start_sample: int) -> object:
        """Note and pass on."""
        self.calls.append(("accept", start_sample, samples))
        return self.inner.accept(samples, start_sample)

    def finish(self) -> object:
        """Note and pass on."""
        self.calls.append(("finish", 0, None))
        return self.inner.finish()

    def close(self) -> None:
        """Keep the model for the baseline."""


def pipeline(call: Path, recognizer: RecordedGate) -> tuple[list[SpeechEvent], float]:
    """Run listener and coach as `analyze` does; return the events and the processor seconds."""
    begin = time.process_time()
    engine = new_engine(load_rulebook(None))
    listener = Listener(RecordingSource(call), recognizer, ListenerSettings(), "benchmark")
    events = []
    for event in listener.events():
        events.append(event)
        engine.accept(event)
    engine.finish()
    listener.close()
    return events, time.process_time() - begin


def alone(recognizer: RecordedGate) -> float:
    """Feed the noted speech to the recognizer alone; return the processor seconds."""
    begin = time.process_time()
    for name, start, samples in recognizer.calls:
        if name == "begin":
            recognizer.inner.begin(start)
        elif name == "accept":
            recognizer.inner.accept(samples, start)
        else:
            recognizer.inner.finish()
    return time.process_time() - begin


def seen_after_s(events: list[SpeechEvent], segments: list[dict]) -> Iterator[float]:
    """Yield, for each of the agent's sentences, the stream time until its last two words were seen."""
    for segment in (s for s in segments if s["speaker"] == "agent" and len(s["text"].split()) >= 4):
        tail = ["".join(c for c in w.lower() if c.isalpha()) for w in segment["text"].split()[-2:]]
        for event in events:
            if (
                isinstance(event, (PartialTranscript, FinalTranscript))
                and segment["end"] - 0.3 <= event.at_s <= segment["end"] + 3
            ):
                heard = ["".join(c for c in w.text if c.isalpha()) for w in event.words]
                if any(heard[i : i + 2] == tail for i in range(len(heard) - 1)):
                    yield max(0.0, event.at_s - segment["end"])
                    break


def main() -> None:
    """Print the three figures."""
    whole = baseline = 0.0
    delays: list[float] = []
    for call in calls():
        recognizer = RecordedGate(MoonshineRecognizer(MoonshineSettings()))
        events, spent = pipeline(call, recognizer)
        base = alone(recognizer)
        whole, baseline = whole + spent, baseline + base
        if truth(call)["bleed_db"] is None:
            delays += seen_after_s(events, truth(call)["segments"])
        print(f"{call.stem:26} analyze {spent:6.2f} s   recognizer alone {base:6.2f} s   ratio {spent / base:.3f}")
        recognizer.inner.close()
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)
    print(f"all: processor time analyze / recognizer alone = {whole / baseline:.3f} (limit 1.15)")
    print(f"largest resident size: {peak_mb:.0f} MB (limit 450)")
    if delays:
        print(
            f"end of sentence to first transcript holding it: median {np.median(delays):.2f} s, p95 {np.percentile(delays, 95):.2f} s (limit 0.60, n={len(delays)})"
        )


if __name__ == "__main__":
    main()
