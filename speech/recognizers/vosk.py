"""The product's recognizer: Vosk with any model folder.

Place in the flow: behind `Recognizer`; the only module that imports `vosk`. Vosk streams by itself: it is fed 50 ms at a
time (its partials then renew every 0.2 s), and `FinalResult()` closes the utterance as soon as the VAD says that the
agent paused. Its times count the samples it was fed; `FedSampleMap` turns them into session time.
"""

import json
import sys
from pathlib import Path
from typing import Annotated, Any, Final, Protocol

import numpy as np
from pydantic import Field
from pydantic.dataclasses import dataclass as settings_dataclass

from speech.audio import SAMPLE_RATE_HZ, Samples, s_to_samples
from speech.clock import FedSampleMap
from speech.errors import ModelError, RecognizerError
from speech.events import Word
from speech.recognizers.base import FinalHypothesis, PartialHypothesis, RecognizerInfo, stable_prefix

_REQUIRED: Final = (("am/final.mdl", "final.mdl"), ("conf/mfcc.conf", "mfcc.conf"))
"""A Vosk model holds one of each pair (new and old layout)."""
_NOT_WORDS: Final = ("[", "<")
"""Models mark noises and unknown words as "[unk]", "<noise>" or "[5]"."""
_INT16_SCALE: Final = 32767.0


@settings_dataclass(frozen=True)
class VoskSettings:
    """How the Vosk recognizer is fed."""

    feed_s: Annotated[float, Field(ge=0.02, le=0.5, title="Size of one feed", json_schema_extra={"unit": "s"})] = 0.05
    """Measured: at 50 ms partials renew every 0.2-0.25 s of audio, at larger blocks every 0.7 s."""
    trailing_silence_s: Annotated[
        float, Field(ge=0.0, le=1.0, title="Silence added at the end", json_schema_extra={"unit": "s"})
    ] = 0.2
    """The decoder's right context: without it the last word may be lost."""
    drop_confidence: Annotated[
        float, Field(ge=0.0, le=1.0, title="Drop lone words below", json_schema_extra={"unit": "confidence"})
    ] = 0.4
    """On breath and noise Vosk invents single words ("the", "huh") with low confidence."""


class VoskRecognizer:
    """Vosk on utterances cut by the VAD. One a session, used by the thread that created it."""

    def __init__(self, model_path: Path, settings: VoskSettings) -> None:
        """Load the model. Raises ModelError for a broken folder, RecognizerError when Vosk itself is missing."""
        check_model_folder(model_path)
        self._vosk = _import_vosk(model_path)
        self._settings = settings
        self.info = RecognizerInfo("vosk", model_path.name, _package_version())
        self._engine = self._new_engine(model_path)
        self._feed = s_to_samples(settings.feed_s)
        self._map = FedSampleMap()
        self._pending: Samples = np.empty(0, dtype=np.float32)
        self._last = PartialHypothesis((), 0)
        self._finished: list[Word] = []

    def begin(self, start_sample: int) -> None:
        """Start an utterance; what is fed next lies at its own session position."""
        del start_sample
        self._last = PartialHypothesis((), 0)
        self._finished = []
        self._pending = np.empty(0, dtype=np.float32)
        self._map.forget_before(self._map.fed_samples)

    def accept(self, samples: Samples, start_sample: int) -> PartialHypothesis | None:
        """Hear more; return a partial when the words changed."""
        self._map.feed(start_sample, len(samples))
        self._pending = np.concatenate((self._pending, samples))
        changed: PartialHypothesis | None = None
        while len(self._pending) >= self._feed:
            block, self._pending = self._pending[: self._feed], self._pending[self._feed :]
            changed = self._accept_block(block) or changed
        return changed

    def finish(self) -> FinalHypothesis:
        """End the utterance: feed what is left and a little silence, then flush the decoder."""
        if len(self._pending):
            self._accept_block(self._pending)
            self._pending = np.empty(0, dtype=np.float32)
        silence = np.zeros(s_to_samples(self._settings.trailing_silence_s), dtype=np.float32)
        self._map.add_silence(len(silence))
        if len(silence):
            self._accept_block(silence)
        result = json.loads(self._engine.FinalResult())
        words = (*self._finished, *self._words(result.get("result", ())))
        if self._is_invented(words):
            words = ()
        return FinalHypothesis(words, " ".join(word.text for word in words))

    def close(self) -> None:
        """Free the decoder (the model goes with it)."""
        del self._engine

    def _accept_block(self, block: Samples) -> PartialHypothesis | None:
        data = (np.clip(block, -1.0, 1.0) * _INT16_SCALE).astype("<i2").tobytes()
        if self._engine.AcceptWaveform(data):
            # Vosk closed a segment by itself inside a long utterance: its words stand.
            self._finished += self._words(json.loads(self._engine.Result()).get("result", ()))
            return None
        partial = json.loads(self._engine.PartialResult())
        words = (*self._finished, *self._words(partial.get("partial_result", ())))
        if [w.text for w in words] == [w.text for w in self._last.words]:
            return None
        stable = max(len(self._finished), stable_prefix(self._last.words, words))
        self._last = PartialHypothesis(words, stable)
        return self._last

    def _words(self, entries: Any) -> tuple[Word, ...]:
        return tuple(
            Word(
                entry["word"].lower(),
                round(self._map.session_s(entry["start"]), 3),
                round(self._map.session_s(entry["end"]), 3),
                float(entry.get("conf", 1.0)),
            )
            for entry in entries
            if entry["word"][:1] not in _NOT_WORDS
        )

    def _is_invented(self, words: tuple[Word, ...]) -> bool:
        return len(words) == 1 and (words[0].confidence or 0.0) < self._settings.drop_confidence

    def _new_engine(self, model_path: Path) -> "_Engine":
        try:
            model = self._vosk.Model(model_path=str(model_path))
        except Exception as error:
            raise ModelError(
                f"The Vosk model in {model_path} could not be loaded.",
                "Install it again: `sotto models install small-en-us`.",
            ) from error
        engine: _Engine = self._vosk.KaldiRecognizer(model, SAMPLE_RATE_HZ)
        engine.SetWords(True)  # noqa: FBT003  (Vosk's own signature)
        engine.SetPartialWords(True)  # noqa: FBT003
        return engine


class _Engine(Protocol):
    """The part of the package's untyped `KaldiRecognizer` that is used here."""

    def AcceptWaveform(self, data: bytes) -> int: ...  # noqa: N802

    def Result(self) -> str: ...  # noqa: N802

    def PartialResult(self) -> str: ...  # noqa: N802

    def FinalResult(self) -> str: ...  # noqa: N802

    def SetWords(self, enable: bool) -> None: ...  # noqa: FBT001, N802

    def SetPartialWords(self, enable: bool) -> None: ...  # noqa: FBT001, N802


def check_model_folder(path: Path) -> None:
    """Raise ModelError unless `path` looks like an unpacked Vosk model that this system can open."""
    if not path.is_dir():
        raise ModelError(
            f"There is no Vosk model at {path}.", "Run `sotto models list` and `sotto models install NAME`."
        )
    for pair in _REQUIRED:
        if not any((path / name).is_file() for name in pair):
            raise ModelError(
                f"The Vosk model in {path} is incomplete: {pair[0]} is missing.",
                "Install it again with `sotto models install`.",
            )
    if sys.platform == "win32" and not str(path).isascii():
        raise ModelError(
            f"The Vosk model lies in a folder whose name Vosk cannot read on Windows: {path}.",
            "Move it to a folder named in plain letters and set that folder in the settings.",
        )


def _import_vosk(model_path: Path) -> Any:
    try:
        import vosk  # noqa: PLC0415  (loads a 25 MB native library: only when it is used)
    except (ImportError, OSError) as error:
        raise RecognizerError(
            f"Vosk, which the model {model_path.name} needs, is not installed on this system.",
            "Use the built-in recognizer: `--engine moonshine`.",
        ) from error
    vosk.SetLogLevel(-1)
    return vosk


def _package_version() -> str:
    from importlib.metadata import version  # noqa: PLC0415

    return version("vosk")
