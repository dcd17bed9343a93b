"""An hour of calls as speech events, made of the scripted calls: what the listener would say of them, without sound.

Place in the flow: `bench_replay` plays these through the real session, engine and overlay. Every agent line gives
partials and a final like the recognizers', every voice its start and end, both sides ten levels a second.
"""

import itertools
import sys
from collections.abc import Iterator, Sequence
from heapq import merge
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "calls"))

from call_script import Line, read
from call_script import Side as ScriptSide

from speech.events import (
    ClockAdvanced,
    FinalTranscript,
    LevelMeasured,
    PartialTranscript,
    SessionEnded,
    SessionStarted,
    Side,
    SpeechEnded,
    SpeechEvent,
    SpeechStarted,
    Word,
)

SCRIPTS: Final = Path(__file__).resolve().parents[1] / "calls" / "scripts"
WORD_S: Final = 0.33
"""180 words a minute."""
PARTIAL_S: Final = 0.25
"""How often Vosk renews a partial when it is fed in blocks of 50 ms (measured, see docs/adr)."""
FINAL_DELAY_S: Final = 0.4
GAP_S: Final = 0.5


def hour(length_s: float, slips: Sequence[str]) -> list[SpeechEvent]:
    """Return the events of a session of `length_s`, in order of `at_s`.

    `slips`: what an agent should not say; one of them follows every third line of the scripts, so that cues come.
    """
    started = SessionStarted(0.0, "scripts", True, "vosk", "small-en-us", "0", "replayed")  # noqa: FBT003
    streams = (_speech(length_s, slips), _levels(length_s), (ClockAdvanced(float(s)) for s in range(1, int(length_s))))
    events = merge(*streams, key=lambda event: event.at_s)
    return [started, *events, SessionEnded(length_s, complete=True)]


def _levels(length_s: float) -> Iterator[SpeechEvent]:
    for step in range(1, int(length_s * 10)):
        for side in Side:
            dbfs = -50.0 + (step * 7) % 25
            yield LevelMeasured(step / 10, side, 0.1, dbfs, dbfs + 6, speaking=side is Side.AGENT)


def _lines(slips: Sequence[str]) -> Iterator[tuple[Side, str]]:
    """Yield who says what, for ever."""
    slip, count = itertools.cycle(slips), itertools.count(1)
    for script in itertools.cycle(sorted(SCRIPTS.glob("*.txt"))):
        for line in read(script).items:
            if isinstance(line, Line):
                yield Side.AGENT if line.side is ScriptSide.AGENT else Side.CUSTOMER, line.text
                if next(count) % 3 == 0:
                    yield Side.AGENT, next(slip)


def _speech(length_s: float, slips: Sequence[str]) -> list[SpeechEvent]:
    events: list[SpeechEvent] = []
    now_s, numbers = 1.0, itertools.count(1)
    for side, text in _lines(slips):
        words = text.lower().split()
        end_s = now_s + len(words) * WORD_S
        if end_s + 2.0 > length_s:
            break
        events += [SpeechStarted(now_s + 0.1, side, now_s), SpeechEnded(end_s + 0.3, side, now_s, end_s)]
        if side is Side.AGENT:
            events += _transcripts(next(numbers), words, text, now_s)
        now_s = end_s + GAP_S
    return sorted(events, key=lambda event: event.at_s)


def _transcripts(number: int, spoken: list[str], text: str, start_s: float) -> Iterator[SpeechEvent]:
    words = tuple(
        Word(word.strip(".,?!"), start_s + n * WORD_S, start_s + (n + 0.9) * WORD_S) for n, word in enumerate(spoken)
    )
    end_s = start_s + len(words) * WORD_S
    at_s = start_s + 0.5
    while at_s < end_s:
        heard = tuple(word for word in words if word.end_s <= at_s)
        if heard:
            yield PartialTranscript(at_s, number, heard, max(0, len(heard) - 2))
        at_s += PARTIAL_S
    yield FinalTranscript(end_s + FINAL_DELAY_S, number, words, text)
