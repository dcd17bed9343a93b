#!/usr/bin/env python3
"""Turn the committed classifier back into a network that training can go on from.

usage: restore.py NAME        (writes out/training/NAME.pt, as train.py does)

The int8 weights are multiplied out; what rounding took away is not given back, which a further epoch mends. Calibration and thresholds
stay in the file they came from. Pieces that the export left out get the starting point's embeddings.
"""

import json
import sys

import numpy as np
import onnx
import torch
from encoder import Network, tokenizer
from export import TARGET
from onnx import numpy_helper
from train import OUT

_EMBEDDINGS = "network.encoder.embeddings."


def plain(arrays: dict[str, np.ndarray], name: str) -> torch.Tensor:
    """Return a quantized array as floats; the last axis has one scale a column, or one scale for all."""
    whole, zero, scale = (arrays[f"{name}_{part}"] for part in ("quantized", "zero_point", "scale"))
    return torch.tensor((whole.astype(np.float32) - zero.astype(np.float32)) * scale)


def restored(model: onnx.ModelProto) -> dict[str, torch.Tensor]:
    """Return the weights of a committed model under the names of `Network`."""
    arrays = {item.name: numpy_helper.to_array(item) for item in model.graph.initializer}
    rules = json.loads(next(p.value for p in model.metadata_props if p.key == "rules"))
    pieces = json.loads(next(p.value for p in model.metadata_props if p.key == "pieces"))
    state = Network(len(rules)).state_dict()
    for name, array in arrays.items():
        if name.startswith("network.") and name.removeprefix("network.") in state:
            state[name.removeprefix("network.")] = torch.tensor(array)
    for node in model.graph.node:
        if node.op_type != "MatMulInteger":
            continue
        weight = plain(arrays, node.input[1].removesuffix("_quantized")).T.contiguous()
        path = node.name.removesuffix("/MatMul_quant").removeprefix("/").replace("/", ".")
        path = "head" if path.startswith("head") else path
        assert state[f"{path}.weight"].shape == weight.shape, path
        state[f"{path}.weight"] = weight
    for table in ("token_type_embeddings", "position_embeddings"):
        state[f"encoder.embeddings.{table}.weight"] = plain(arrays, f"{_EMBEDDINGS}{table}.weight")
    vocabulary = tokenizer().get_vocab()
    rows = torch.tensor([vocabulary[piece] for piece in pieces])
    state["encoder.embeddings.word_embeddings.weight"][rows] = plain(arrays, f"{_EMBEDDINGS}word_embeddings.weight")
    return state


def main() -> None:
    """Write the network of the committed model."""
    model = onnx.load(TARGET)
    facts = {item.key: item.value for item in model.metadata_props}
    OUT.mkdir(parents=True, exist_ok=True)
    saved = {"state": restored(model), "rules": json.loads(facts["rules"]), "hold": json.loads(facts["held_out"])}
    torch.save(saved, OUT / f"{sys.argv[1]}.pt")
    print(f"saved out/training/{sys.argv[1]}.pt")


if __name__ == "__main__":
    main()
