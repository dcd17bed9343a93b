"""The classifier: a small fine-tuned encoder (MiniLM, int8) that scores an utterance for every rule at once.

Place in the flow: `coaching.rulebook.judge` asks it at the end of an utterance and weighs its scores with the trigger
matches (docs/adr/0006-words-vote.md). `onnxruntime` is imported here and in `speech.onnx_session` only. Weights, vocabulary, rule ids and
calibration travel in one file, `resources/models/paraphrase.onnx`; how it was made and how good it is stands in
docs/paraphrase-model.md. Reading that file is the only input or output here.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any, Final

import numpy as np
import onnxruntime

from coaching.errors import CoachingError
from coaching.paraphrase.evidence import Focus
from coaching.paraphrase.inner_values import with_outputs
from coaching.paraphrase.wordpiece import WordPiece

_FORMAT: Final = "1"
_WINDOW: Final = 48
"""Pieces in one pass; nearly all training utterances are shorter."""
_STEP: Final = 32
"""Longer turns are scored in windows that overlap by a third; the highest score of each rule counts."""
_KEPT_READINGS: Final = 8
"""Windows whose reading is kept: what a growing utterance asks again, and a turn of two minutes."""
_STATES: Final = "/encoder/encoder/layer.4/output/LayerNorm/LayerNormalization_output_0"
"""What the last layer but one makes of each piece; in the last one every piece speaks for the whole utterance."""
_ATTENTION: Final = "/encoder/encoder/layer.3/attention/self/Softmax_output_0"
"""How much each piece looks at each other one, half-way up; these two layers point best at the words that matter."""
_HEAD: Final = "network.head.weight_Transposed_quantized"
_HEAD_SCALES: Final = "network.head.weight_Transposed_scale"
"""The direction that speaks for each rule."""


@dataclass(frozen=True, slots=True)
class ParaphraseModel:
    """What is in the weights' file beside the weights."""

    version: str
    rules: tuple[str, ...]
    thresholds: dict[str, float]
    """Score from which an utterance breaks the rule, chosen on worlds that training did not see."""
    pieces: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Reading:
    """What the network said to one window; rows are its pieces with the start and end marks."""

    scores: Any
    """One a rule."""
    states: Any
    """Pieces by width."""
    attention: Any
    """Heads by pieces that look by pieces looked at."""


class ParaphraseClassifier:
    """Scores utterances for all rules. One core; not thread-safe; deterministic on one machine."""

    def __init__(self, data: bytes) -> None:
        """Load the model from the bytes of its file. Raises CoachingError when they are not one."""
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        onnxruntime.disable_telemetry_events()
        opened = with_outputs(data, (_STATES, _ATTENTION, _HEAD, _HEAD_SCALES))
        try:
            self._session = onnxruntime.InferenceSession(opened, options, providers=["CPUExecutionProvider"])
            self.model = _described(self._session.get_modelmeta().custom_metadata_map)
            head, scales = self._session.run([_HEAD, _HEAD_SCALES], _feed((0,)))
        except Exception as error:
            raise CoachingError(
                "The paraphrase model cannot be read; its file seems damaged.", "Reinstall Sotto."
            ) from error
        self._directions = head.astype(np.float32) * scales
        self._places = {rule: place for place, rule in enumerate(self.model.rules)}
        self._tokenizer = WordPiece(self.model.pieces)
        self._read = lru_cache(maxsize=_KEPT_READINGS)(self._read_anew)

    def knows(self, rule_id: str) -> bool:
        """Return whether the classifier was trained for the rule; for others it says nothing."""
        return rule_id in self._places

    def scores(self, text: str) -> Mapping[str, float]:
        """Return a calibrated score (0.0 … 1.0) for each rule; all 0.0 for text without words."""
        ids = self._tokenizer.encode(text)
        if not ids:
            return dict.fromkeys(self.model.rules, 0.0)
        best = np.max([self._read(tuple(ids[start : start + _WINDOW])).scores for start in _starts(ids)], axis=0)
        return dict(zip(self.model.rules, best.tolist(), strict=True))

    def threshold(self, rule_id: str) -> float | None:
        """Return the score from which the rule counts as broken, None for a rule that the model does not know."""
        return self.model.thresholds.get(rule_id)

    def focus(self, words: Sequence[str], rule_id: str) -> Focus:
        """Return the words of the window that speaks most for the rule, and how much each of them does.

        Costs nothing after `scores` of the same words. Raises KeyError for a rule that `knows` denies.
        """
        pieces = [(place, piece) for place, word in enumerate(words) for piece in self._tokenizer.encode(word)]
        if not pieces:
            return Focus(0, (0.0,) * len(words))
        rule = self._places[rule_id]
        windows = [pieces[start : start + _WINDOW] for start in _starts(pieces)]
        readings = [self._read(tuple(piece for _, piece in window)) for window in windows]
        most = max(range(len(windows)), key=lambda number: readings[number].scores[rule])
        places = np.array([place for place, _ in windows[most]])
        weights = np.zeros(len(words))
        for of_pieces in self._weights(readings[most], rule):
            of_words = np.bincount(places, of_pieces, minlength=len(words))
            weights += of_words / (of_words[places[0] : places[-1] + 1].std() or 1.0)
        return Focus(int(places[0]), tuple(weights[places[0] : places[-1] + 1].tolist()))

    def _weights(self, reading: _Reading, rule: int) -> tuple[Any, Any]:
        """Return for each piece how far it points to the rule and how much it is looked at; both at least 0."""
        pointing = (reading.states @ self._directions[:, rule])[1:-1]
        return pointing - pointing.min(), reading.attention.mean((0, 1))[1:-1]

    def _read_anew(self, ids: tuple[int, ...]) -> _Reading:
        scores, states, attention = self._session.run(
            ["scores", _STATES, _ATTENTION], _feed(self._tokenizer.framed(ids))
        )
        return _Reading(scores[0], states[0], attention[0])


def _starts(pieces: Sequence[object]) -> range:
    """Return where the windows begin."""
    return range(0, max(1, len(pieces) - _WINDOW + _STEP), _STEP)


def _feed(ids: Sequence[int]) -> dict[str, Any]:
    tokens = np.array([ids], dtype=np.int64)
    return {"input_ids": tokens, "attention_mask": np.ones_like(tokens)}


def _described(metadata: dict[str, str]) -> ParaphraseModel:
    if metadata["format"] != _FORMAT:
        raise ValueError(f"format {metadata['format']}")
    return ParaphraseModel(
        version=metadata["version"],
        rules=tuple(json.loads(metadata["rules"])),
        thresholds=json.loads(metadata["thresholds"]),
        pieces=tuple(json.loads(metadata["pieces"])),
    )


@lru_cache(maxsize=1)
def built_in_classifier() -> ParaphraseClassifier | None:
    """Return the classifier that ships with Sotto, None in a build without one."""
    file = resources.files("resources").joinpath("models/paraphrase.onnx")
    return ParaphraseClassifier(file.read_bytes()) if file.is_file() else None
