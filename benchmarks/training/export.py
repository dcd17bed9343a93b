#!/usr/bin/env python3
"""Write `resources/models/paraphrase.onnx` from a trained network: calibrated, int8, vocabulary and thresholds inside.

usage: export.py NAME FIRST      (names that train.py saved under)

NAME is the network that is exported; calibration and thresholds come from the scores of FIRST on the worlds that NAME's training
did see and FIRST's did not, and on all that both left out but the worlds that are kept for reporting.

Pieces of the vocabulary that no agent's transcript can contain (other scripts, punctuation) are left out, which makes
the file smaller and changes no score.
"""

import datetime as dt
import json
import re
import sys
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from calibrate import calibrated, labels, platt, thresholds
from encoder import Network, tokenizer
from measure import figures, predictions
from onnxruntime.quantization import QuantType, quantize_dynamic
from train import OUT
from worlds import REPORTED, ROOT, Line, worlds

TARGET = ROOT / "resources" / "models" / "paraphrase.onnx"
_KEPT = re.compile(r"\[(PAD|UNK|CLS|SEP)\]|(##)?[a-z0-9]+|'")


class Calibrated(torch.nn.Module):
    """The network with calibration in front of the sigmoid."""

    def __init__(self, network: Network, slope: float, offset: float) -> None:
        """Wrap a trained network."""
        super().__init__()
        self.network, self.slope, self.offset = network, slope, offset

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        """Return calibrated probabilities."""
        return torch.sigmoid(self.slope * self.network.logits(input_ids, attention_mask) + self.offset)


def prune(network: Network) -> list[str]:
    """Drop the embeddings of pieces that cannot occur; return the pieces that stay, in order."""
    vocabulary = sorted(tokenizer().get_vocab().items(), key=lambda item: item[1])
    kept = [(piece, index) for piece, index in vocabulary if _KEPT.fullmatch(piece)]
    table = network.encoder.embeddings.word_embeddings
    table.weight = torch.nn.Parameter(table.weight[torch.tensor([index for _, index in kept])].clone())
    table.num_embeddings = len(kept)
    table.padding_idx = 0
    return [piece for piece, _ in kept]


def write(module: torch.nn.Module, metadata: dict[str, str]) -> None:
    """Export, quantize to int8 and add what belongs to the weights."""
    example = (torch.ones(1, 9, dtype=torch.long), torch.ones(1, 9, dtype=torch.long))
    with tempfile.TemporaryDirectory() as folder:
        full, small = Path(folder) / "full.onnx", Path(folder) / "small.onnx"
        axes = {"input_ids": {1: "pieces"}, "attention_mask": {1: "pieces"}}
        torch.onnx.export(
            module,
            example,
            str(full),
            input_names=list(axes),
            output_names=["scores"],
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(full, small, weight_type=QuantType.QInt8, per_channel=True)
        model = onnx.load(small)
        for key, value in metadata.items():
            model.metadata_props.add(key=key, value=value)
        TARGET.parent.mkdir(parents=True, exist_ok=True)
        onnx.save(model, TARGET)


def held_lines(names: list[str]) -> list[Line]:
    """Return the held-out lines in the order in which train.py scored them."""
    return [line for name in names for line in worlds()[name]]


def main() -> None:
    """Calibrate on the held-out lines, choose thresholds, export."""
    name, first = sys.argv[1:]
    saved, calibrating = torch.load(OUT / f"{name}.pt"), torch.load(OUT / f"{first}.pt")
    rules, scores = saved["rules"], np.load(OUT / f"{first}.held.npy")
    lines = held_lines(calibrating["hold"])
    use = np.array([line.world not in REPORTED for line in lines])
    truth = labels(lines, rules)
    slope, offset = platt(scores[use], truth[use])
    sure = calibrated(scores, slope, offset)
    limits = thresholds(sure[use], truth[use], rules)
    print(
        "stage one, calibrating worlds:",
        figures([x for x in lines if x.world not in REPORTED], predictions(sure[use], rules, limits)),
    )
    print(
        "stage one, reported worlds:",
        figures([x for x in lines if x.world in REPORTED], predictions(sure[~use], rules, limits)),
    )
    network = Network(len(rules))
    network.load_state_dict(saved["state"])
    network.eval()
    pieces = prune(network)
    metadata = {
        "format": "1",
        "version": f"{dt.datetime.now(dt.UTC):%Y%m%d}-{name}",
        "rules": json.dumps(rules),
        "thresholds": json.dumps(limits),
        "pieces": json.dumps(pieces),
        "held_out": json.dumps(saved["hold"]),
    }
    write(Calibrated(network, slope, offset).eval(), metadata)
    print(f"slope {slope:.3f}, offset {offset:.3f}; {len(pieces)} pieces; {TARGET.stat().st_size / 1e6:.1f} MB")
    print("thresholds", limits)


if __name__ == "__main__":
    main()
