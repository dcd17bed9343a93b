"""The gate before the recognizer: lets the agent's speech through, with a little before and after it, and no silence.

Place in the flow: takes the cleaned microphone and the agent's VAD transitions, gives `GateOutput`s to the recognizer.
Pure: samples in, samples out, all in session sample positions.
"""

from dataclasses import dataclass
from typing import Annotated

import numpy as np
from pydantic import Field
from pydantic.dataclasses import dataclass as settings_dataclass

from speech.audio import SAMPLE_RATE_HZ, Samples, s_to_samples
from speech.vad import VadTransition


@settings_dataclass(frozen=True)
class GateSettings:
    """How much of the sound around speech the recognizer hears, and when an utterance ends."""

    pre_roll_s: Annotated[
        float, Field(ge=0.0, le=1.0, title="Sound kept before speech", json_schema_extra={"unit": "s"})
    ] = 0.25
    """Weak onsets ("h", "f") lie before the VAD's start."""
    end_silence_s: Annotated[
        float, Field(ge=0.2, le=3.0, title="Silence that ends an utterance", json_schema_extra={"unit": "s"})
    ] = 0.5
    max_utterance_s: Annotated[
        float, Field(ge=4.0, le=60.0, title="Longest utterance", json_schema_extra={"unit": "s"})
    ] = 14.0
    """Longer turns are cut at their next short pause; at 1.5 times this length they are cut anywhere."""


@dataclass(frozen=True, slots=True)
class GateOutput:
    """What the recognizer shall do next, in order: begin, hear `samples`, end."""

    begins: bool
    samples: Samples
    start_sample: int
    """Session position of `samples[0]`."""
    ends: bool


class SpeechGate:
    """Cuts one side's stream into utterances. One instance a session; not thread-safe."""

    def __init__(self, settings: GateSettings) -> None:
        """Start closed."""
        self._settings = settings
        self._pre_roll = s_to_samples(settings.pre_roll_s)
        self._kept: Samples = np.empty(0, dtype=np.float32)
        """The latest sound, for the pre-roll; ends at `_position`."""
        self._position = 0
        self._fed_until = 0
        self._open = False
        self._opened_at = 0
        self._silent_since_s: float | None = None

    @property
    def open(self) -> bool:
        """Whether an utterance is under way."""
        return self._open

    def accept(self, samples: Samples, transition: VadTransition | None, *, speaking: bool) -> GateOutput | None:
        """Take the next stretch of the stream and what the VAD says at its end; return what the recognizer is to do.

        `speaking`: the VAD's state after the stretch. Returns None while the gate is closed and stays closed.
        """
        self._position += len(samples)
        self._kept = np.concatenate((self._kept, samples))
        begins = False
        if not self._open and transition is not None and transition.end_s is None:
            begins = True
            self._begin(transition.start_s)
        if not self._open:
            self._trim(self._pre_roll + s_to_samples(1.0))
            return None
        self._note_silence(transition, speaking=speaking)
        ends = self._should_end()
        start = self._fed_until
        fed = self._kept[len(self._kept) - (self._position - start) :].copy()
        self._fed_until = self._position
        if ends:
            self._open, self._silent_since_s = False, None
        self._trim(self._pre_roll + s_to_samples(1.0))
        return GateOutput(begins, fed, start, ends)

    def flush(self) -> GateOutput | None:
        """Close an open utterance at the end of the session or at a gap."""
        if not self._open:
            return None
        self._open, self._silent_since_s = False, None
        return GateOutput(begins=False, samples=np.empty(0, dtype=np.float32), start_sample=self._fed_until, ends=True)

    def _begin(self, speech_start_s: float) -> None:
        wanted = s_to_samples(speech_start_s) - self._pre_roll
        earliest = self._position - len(self._kept)
        # Never feed a sample twice: the last utterance may have ended inside the pre-roll.
        self._fed_until = max(wanted, earliest, self._fed_until)
        self._open, self._opened_at, self._silent_since_s = True, self._fed_until, None

    def _note_silence(self, transition: VadTransition | None, *, speaking: bool) -> None:
        if speaking:
            self._silent_since_s = None
        elif transition is not None and transition.end_s is not None:
            self._silent_since_s = transition.end_s
        elif self._silent_since_s is None:
            self._silent_since_s = self._position / SAMPLE_RATE_HZ

    def _should_end(self) -> bool:
        length_s = (self._position - self._opened_at) / SAMPLE_RATE_HZ
        if length_s >= 1.5 * self._settings.max_utterance_s:
            return True
        if self._silent_since_s is None:
            return False
        silence_s = self._position / SAMPLE_RATE_HZ - self._silent_since_s
        return silence_s >= self._settings.end_silence_s or length_s >= self._settings.max_utterance_s

    def _trim(self, keep: int) -> None:
        if len(self._kept) > 2 * keep:
            self._kept = self._kept[-keep:].copy()
