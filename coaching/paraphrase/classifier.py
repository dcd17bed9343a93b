"""The classifier: a small fine-tuned encoder (MiniLM, int8) that scores an utterance for every rule at once.

Place in the flow: `coaching.rulebook.judge` asks it at the end of an utterance and weighs its scores with the trigger
matches (docs/adr/0006-words-vote.md). `onnxruntime` is imported here and in `speech.onnx_session` only. Weights, vocabulary, rule ids and
calibration travel in one file, `resources/models/paraphrase.onnx`; how it was made and how good it is stands in
docs/paraphrase-model.md. Reading that file is the only input or output here.
"""

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any, Final

import numpy as np
import onnxruntime

from coaching.errors import CoachingError
from coaching.paraphrase.wordpiece import WordPiece

_FORMAT: Final = "1"
_WINDOW: Final = 48
"""Pieces in one pass; nearly all training utterances are shorter."""
_STEP: Final = 32
"""Longer turns are scored in windows that overlap by a third; the highest score of each rule counts."""


@dataclass(frozen=True, slots=True)
class ParaphraseModel:
    """What is in the weights' file beside the weights."""

    version: str
    rules: tuple[str, ...]
    thresholds: dict[str, float]
    """Score from which an utterance breaks the rule, chosen on worlds that training did not see."""
    pieces: tuple[str, ...]


class ParaphraseClassifier:
    """Scores utterances for all rules. One core; not thread-safe; deterministic on one machine."""

    def __init__(self, data: bytes) -> None:
        """Load the model from the bytes of its file. Raises CoachingError when they are not one."""
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        onnxruntime.disable_telemetry_events()
        try:
            self._session = onnxruntime.InferenceSession(data, options, providers=["CPUExecutionProvider"])
            self.model = _described(self._session.get_modelmeta().custom_metadata_map)
        except Exception as error:
            raise CoachingError(
                "The paraphrase model cannot be read; its file seems damaged.", "Reinstall Sotto."
            ) from error
        self._tokenizer = WordPiece(self.model.pieces)

    def scores(self, text: str) -> dict[str, float]:
        """Return a calibrated score (0.0 … 1.0) for each rule; all 0.0 for text without words."""
        ids = self._tokenizer.encode(text)
        if not ids:
            return dict.fromkeys(self.model.rules, 0.0)
        starts = range(0, max(1, len(ids) - _WINDOW + _STEP), _STEP)
        windows = [self._tokenizer.framed(ids[start : start + _WINDOW]) for start in starts]
        best = np.max([self._run(window) for window in windows], axis=0)
        return {rule: float(score) for rule, score in zip(self.model.rules, best, strict=True)}

    def threshold(self, rule_id: str) -> float | None:
        """Return the score from which the rule counts as broken, None for a rule that the model does not know."""
        return self.model.thresholds.get(rule_id)

    def _run(self, ids: list[int]) -> Any:
        tokens = np.asarray([ids], dtype=np.int64)
        return self._session.run(None, {"input_ids": tokens, "attention_mask": np.ones_like(tokens)})[0][0]


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
