#!/usr/bin/env python3
"""What all detectors together cost, in % of one core, beside the recognizer on the same call in the same run.

The call is heard with the built-in recognizer (the whole listener), then its events go through the standard detectors.
Asked: at most 3 % of one core.
usage: bench_detectors.py [CALL]      (default: the bundled demo call)
"""

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from coaching.detectors.standard import standard_detectors
from coaching.rulebook.loader import load_rulebook
from coaching.settings import CoachingSettings
from speech.listener import Listener, ListenerSettings
from speech.recognizers.moonshine import MoonshineRecognizer, MoonshineSettings
from speech.sources.opening import open_source
from speech.sources.spec import RecordingSpec

DEMO = Path(__file__).resolve().parents[1] / "resources" / "demo" / "call.flac"


def main() -> None:
    """Hear the call, run the detectors, print both shares and their ratio."""
    call = Path(sys.argv[1]) if len(sys.argv) > 1 else DEMO
    listener = Listener(
        open_source(RecordingSpec(call)), MoonshineRecognizer(MoonshineSettings()), ListenerSettings(), "benchmark"
    )
    begin = time.process_time()
    events = list(listener.events())
    hearing_s = time.process_time() - begin
    listener.close()
    length_s = events[-1].at_s
    detectors = standard_detectors(load_rulebook(None), CoachingSettings())
    for detector in standard_detectors(load_rulebook(None), CoachingSettings()):
        list(detector.accept(events[0]))  # what is loaded once is loaded before
    begin = time.process_time()
    for event in events:
        for detector in detectors:
            list(detector.accept(event))
    detecting_s = time.process_time() - begin
    print(f"{call.name}: {length_s:.0f} s")
    print(f"listener with recognizer  {100 * hearing_s / length_s:6.2f} % of one core")
    print(f"all detectors             {100 * detecting_s / length_s:6.2f} % of one core (asked: 3 %)")
    print(f"detectors / listener      {detecting_s / hearing_s:6.4f}")


if __name__ == "__main__":
    main()
