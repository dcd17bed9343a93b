"""Moonshine tiny-en, run by onnxruntime: one utterance in, the likeliest sentences out.

Place in the flow: under `speech.recognizers.moonshine`. Model files (ONNX Runtime's own format) come from the package
moonshine-voice; its native library is not used: it decodes greedily, says nothing of other readings, takes two to three
times the processor time and is a second copy of onnxruntime (docs/adr/0011-own-decoding.md). The network: Jeffries et al.
2024, "Moonshine: speech recognition for live transcription and voice commands".
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from speech.audio import SAMPLE_RATE_HZ, Samples
from speech.onnx_session import open_network
from speech.recognizers.beam_search import search
from speech.recognizers.moonshine_tokens import Vocabulary

ENCODER, DECODER, TOKENS = "encoder_model.ort", "decoder_model_merged.ort", "tokenizer.bin"
MODEL_FILES: Final = (ENCODER, DECODER, TOKENS)
_START: Final = 1
_END: Final = 2
_TOKENS_PER_S: Final = 6.5
"""Moonshine's published bound: fast speech has fewer, and what goes on longer is a loop."""
_LEAST_TOKENS: Final = 8


@dataclass(frozen=True, slots=True)
class Sentence:
    """One way in which an utterance can be read."""

    text: str
    """As the model writes it, with case and punctuation."""
    log_prob: float
    """Natural logarithm of its probability."""


class MoonshineModel:
    """The two networks and the vocabulary; one core; not thread-safe."""

    def __init__(self, folder: Path) -> None:
        """Load the model (about 0.1 s, 60 MB). Raises OSError, ValueError or onnxruntime's errors for damaged files."""
        self._encoder = open_network(folder / ENCODER)
        self._decoder = _Decoder(open_network(folder / DECODER))
        self._vocabulary = Vocabulary.read(folder / TOKENS)

    def sentences(self, audio: Samples, width: int = 1) -> tuple[Sentence, ...]:
        """Return up to `width` readings of one utterance (float32, 16 kHz, at least 0.1 s), the likeliest first.

        Two of them may differ in case and punctuation alone.
        """
        sound = audio[np.newaxis].astype(np.float32, copy=False)
        mask = np.ones(sound.shape, dtype=np.int64)
        (states,) = self._encoder.run(None, {"input_values": sound, "attention_mask": mask})
        longest = _LEAST_TOKENS + int(_TOKENS_PER_S * len(audio) / SAMPLE_RATE_HZ)
        readings = search(_Cached(self._decoder, states, mask), start=_START, end=_END, width=width, longest=longest)
        return tuple(Sentence(self._vocabulary.text(reading.tokens), reading.log_prob) for reading in readings)


class _Decoder:
    """The decoding network, and what it takes and gives."""

    def __init__(self, session: Any) -> None:
        """Ask the network once: several utterances a second are decoded with it."""
        self.session = session
        self.outputs = [output.name for output in session.get_outputs()]
        pasts = [taken for taken in session.get_inputs() if taken.name.startswith("past_key_values.")]
        self.no_past = {taken.name: np.zeros((1, taken.shape[1], 0, taken.shape[3]), np.float32) for taken in pasts}


class _Cached:
    """The decoder on one utterance, with its cache of keys and values: one row a sequence."""

    def __init__(self, decoder: _Decoder, states: NDArray[np.float32], mask: NDArray[np.int64]) -> None:
        """Start with no token read. `mask` has a place for each sample: the network thins it out itself."""
        self._decoder = decoder
        self._heard = {"encoder_hidden_states": states, "encoder_attention_mask": mask}
        self._own: dict[str, Any] = {}
        self._sound: dict[str, Any] = {}
        self._repeated: dict[int, dict[str, Any]] = {}

    def extend(self, parents: Sequence[int], tokens: Sequence[int]) -> NDArray[np.float32]:
        """See `beam_search.Decoder`."""
        begun = bool(self._own)
        feed = {**self._own_past(parents), **self._about_sound(len(tokens))}
        feed["input_ids"] = np.array(tokens, dtype=np.int64)[:, np.newaxis]
        feed["use_cache_branch"] = np.array([begun])
        # What is kept of the sound never changes: it is fetched once.
        wanted = [name for name in self._decoder.outputs if not (begun and ".encoder." in name)]
        found = {
            _past_name(name): value for name, value in zip(wanted, self._decoder.session.run(wanted, feed), strict=True)
        }
        self._own = {name: value for name, value in found.items() if ".decoder." in name}
        if not begun:
            self._sound = {name: value for name, value in found.items() if ".encoder." in name}
            self._repeated = {}
        logits: NDArray[np.float32] = found["logits"][:, -1]
        return logits

    def _own_past(self, parents: Sequence[int]) -> dict[str, Any]:
        """Return the cache of the tokens read, one row for each of `parents`."""
        if not self._own:  # the first call wants both caches, empty
            return self._decoder.no_past
        if list(parents) == list(range(len(next(iter(self._own.values()))))):
            return self._own
        return {name: value[np.array(parents)] for name, value in self._own.items()}

    def _about_sound(self, rows: int) -> dict[str, Any]:
        """Return what the decoder wants of the sound, the same for each of `rows` sequences."""
        if rows not in self._repeated:
            known = {**self._heard, **self._sound}
            self._repeated = {rows: {name: np.repeat(value, rows, axis=0) for name, value in known.items()}}
        return self._repeated[rows]


def _past_name(name: str) -> str:
    return name.replace("present.", "past_key_values.", 1)
