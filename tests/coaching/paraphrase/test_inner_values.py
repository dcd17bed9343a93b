"""A network's inner values come out, and nothing else changes."""

from importlib import resources

import numpy as np
import onnxruntime
import pytest

from coaching.paraphrase.inner_values import with_outputs

STATES = "/encoder/encoder/layer.4/output/LayerNorm/LayerNormalization_output_0"
HEAD = "network.head.weight_Transposed_quantized"


def _session(data: bytes) -> onnxruntime.InferenceSession:
    return onnxruntime.InferenceSession(data, providers=["CPUExecutionProvider"])


@pytest.fixture(scope="module")
def weights() -> bytes:
    """Return the file of the built-in classifier."""
    file = resources.files("resources").joinpath("models/paraphrase.onnx")
    if not file.is_file():
        pytest.skip("this build has no classifier")
    return file.read_bytes()


@pytest.mark.parametrize("pieces", [1, 7, 48])
def test_the_scores_stay_to_the_last_bit(weights: bytes, pieces: int) -> None:
    """The added outputs are read beside the scores, and values of nodes and of weights can be had."""
    tokens = np.arange(5, 5 + pieces, dtype=np.int64)[np.newaxis]
    feed = {"input_ids": tokens, "attention_mask": np.ones_like(tokens)}
    (alone,) = _session(weights).run(["scores"], feed)
    scores, states, head = _session(with_outputs(weights, (STATES, HEAD))).run(["scores", STATES, HEAD], feed)
    assert np.array_equal(alone, scores)
    assert states.shape[:2] == (1, pieces)
    assert head.shape == (states.shape[2], scores.shape[1])


def test_the_form_is_protobufs() -> None:
    """Nested fields with their lengths; lengths above 127 take two bytes, the lower seven bits first."""
    assert with_outputs(b"file", ["ab"]) == b"file" + bytes([0x3A, 6, 0x62, 4, 0x0A, 2]) + b"ab"
    long = with_outputs(b"", ["n" * 300])
    assert long[-303:] == bytes([0x0A, 300 & 0x7F | 0x80, 300 >> 7]) + b"n" * 300
