"""The built-in recognizer: Moonshine tiny-en, whose English model comes inside the wheel moonshine-voice.

Place in the flow: behind `Recognizer`. The growing utterance is transcribed again every `partial_interval_s` of speech,
which gives partials; the pause gives the final. The model has no word times, so words are spread over the utterance and
marked as estimated.
"""

from pathlib import Path
from typing import Annotated, Final

import numpy as np
from pydantic import Field
from pydantic.dataclasses import dataclass as settings_dataclass

from speech.audio import SAMPLE_RATE_HZ, Samples, s_to_samples, samples_to_s
from speech.errors import RecognizerError
from speech.recognizers.base import FinalHypothesis, PartialHypothesis, RecognizerInfo, stable_prefix
from speech.recognizers.moonshine_model import MODEL_FILES, MoonshineModel
from speech.recognizers.wording import spread_words

MODEL_NAME: Final = "moonshine-tiny-en"
_SHORTEST: Final = s_to_samples(0.3)
"""The model's convolutions fail on less than about 0.06 s and it invents words on less than 0.3 s."""


@settings_dataclass(frozen=True)
class MoonshineSettings:
    """How often the built-in recognizer shows what it understood so far."""

    partial_interval_s: Annotated[
        float, Field(ge=0.1, le=2.0, title="Time between partials", json_schema_extra={"unit": "s"})
    ] = 0.28
    partial_readings: Annotated[
        int, Field(ge=1, le=10, title="Readings weighed for a partial", json_schema_extra={"unit": "readings"})
    ] = 2
    final_readings: Annotated[
        int, Field(ge=1, le=10, title="Readings weighed for a final", json_schema_extra={"unit": "readings"})
    ] = 5
    """Five follow-ups instead of one take a seventh of the word errors away for half as much time again (docs/adr/0011)."""
    tail_s: Annotated[
        float, Field(ge=0.0, le=1.0, title="Sound kept after the last word", json_schema_extra={"unit": "s"})
    ] = 0.3


def model_folder() -> Path | None:
    """Return the folder of the model inside the installed package, None when the package or model is not there."""
    from importlib.util import find_spec  # noqa: PLC0415  (cheap probe, without loading the native library)

    spec = find_spec("moonshine_voice")
    if spec is None or spec.origin is None:
        return None
    folder = Path(spec.origin).parent / "assets" / "tiny-en"
    return folder if all((folder / name).is_file() for name in MODEL_FILES) else None


class MoonshineRecognizer:
    """Moonshine tiny-en on utterances cut by the VAD. One a session, used by the thread that created it."""

    def __init__(self, settings: MoonshineSettings) -> None:
        """Load the model (about 0.1 s). Raises RecognizerError when package or model is missing."""
        folder = model_folder()
        if folder is None:
            raise RecognizerError(
                "The built-in recognizer (moonshine-voice 0.1.0) is not installed on this system.",
                "Install a Vosk model instead: `sotto models install small-en-us`.",
            )
        self._model: MoonshineModel | None = _load(folder)
        self._settings = settings
        self._interval = s_to_samples(settings.partial_interval_s)
        self.info = RecognizerInfo("moonshine", MODEL_NAME, _package_version())
        self._audio: list[Samples] = []
        self._start_sample = 0
        self._length = 0
        self._since_partial = 0
        self._last = PartialHypothesis((), 0)

    def begin(self, start_sample: int) -> None:
        """Start an utterance at a session position."""
        self._audio, self._length, self._since_partial = [], 0, 0
        self._start_sample = start_sample
        self._last = PartialHypothesis((), 0)

    def accept(self, samples: Samples, start_sample: int) -> PartialHypothesis | None:
        """Hear more; return a partial each `partial_interval_s` once 0.3 s have been heard."""
        if not self._audio:
            self._start_sample = start_sample
        self._audio.append(samples)
        self._length += len(samples)
        self._since_partial += len(samples)
        if self._since_partial < self._interval or self._length < _SHORTEST:
            return None
        self._since_partial = 0
        audio = np.concatenate(self._audio)
        self._audio = [audio]
        words = spread_words(self._transcribe(audio, self._settings.partial_readings), *self._bounds_s(audio))
        self._last = PartialHypothesis(words, stable_prefix(self._last.words, words))
        return self._last

    def finish(self) -> FinalHypothesis:
        """End the utterance and transcribe it once more as a whole."""
        if self._length < _SHORTEST:
            return FinalHypothesis((), "")
        audio = np.concatenate(self._audio)
        text = self._transcribe(audio, self._settings.final_readings)
        words = spread_words(text, *self._bounds_s(audio))
        self._audio, self._length = [], 0
        return FinalHypothesis(words, text if words else "")

    def close(self) -> None:
        """Free the model."""
        self._model = None

    def _bounds_s(self, audio: Samples) -> tuple[float, float]:
        first, last = voiced_bounds(audio)
        return samples_to_s(self._start_sample + first), samples_to_s(self._start_sample + last)

    def _transcribe(self, audio: Samples, readings: int) -> str:
        if self._model is None:
            raise RecognizerError("The built-in recognizer was closed.", "Restart Sotto.", permanent=False)
        try:
            return self._model.sentences(audio, readings)[0].text
        except Exception as error:
            raise RecognizerError(
                "The built-in recognizer failed on a piece of speech.",
                "Restart Sotto; if it returns, report it.",
                permanent=False,
            ) from error


def voiced_bounds(audio: Samples) -> tuple[int, int]:
    """Return the first and last sample of the audible part: 10 ms frames within 30 dB of the loudest ones."""
    frame = SAMPLE_RATE_HZ // 100
    count = len(audio) // frame
    if count < 2:
        return 0, len(audio)
    power = np.square(audio[: count * frame].reshape(count, frame)).mean(axis=1)
    loud = float(np.percentile(power, 95))
    floor = float(np.percentile(power, 5))
    audible = np.flatnonzero(power > max(loud * 1e-3, 2.0 * floor))
    if not len(audible):
        return 0, len(audio)
    return int(audible[0]) * frame, int(audible[-1] + 1) * frame


def _load(folder: Path) -> MoonshineModel:
    try:
        return MoonshineModel(folder)
    except Exception as error:
        raise RecognizerError(
            f"The built-in recognizer's model in {folder} could not be loaded.", "Reinstall Sotto."
        ) from error


def _package_version() -> str:
    from importlib.metadata import version  # noqa: PLC0415

    return version("moonshine-voice")
