"""Lets a network tell what it holds inside: adds outputs to an ONNX file without a change to its weights.

Place in the flow: `classifier` alone; it reads which words the network looked at, which costs nothing beside the run
that gives the scores. An ONNX file is one protobuf message, and bytes that follow such a message are merged into it:
fields that may repeat, as a graph's outputs do, grow longer. So a few bytes behind the file are all that is needed.
Pure.
"""

from collections.abc import Iterable
from typing import Final

_MODEL_GRAPH: Final = 7
_GRAPH_OUTPUT: Final = 12
_VALUE_NAME: Final = 1
"""Field numbers of onnx.proto3."""
_BYTES: Final = 2
"""Protobuf's wire type of strings and of messages in messages."""


def with_outputs(data: bytes, names: Iterable[str]) -> bytes:
    """Return the ONNX file `data` with the values called `names` (of nodes or weights) among its outputs."""
    outputs = b"".join(_field(_GRAPH_OUTPUT, _field(_VALUE_NAME, name.encode())) for name in names)
    return data + _field(_MODEL_GRAPH, outputs)


def _field(number: int, content: bytes) -> bytes:
    return bytes([number << 3 | _BYTES]) + _varint(len(content)) + content


def _varint(value: int) -> bytes:
    """Return `value` in protobuf's form: seven bits a byte, the lowest first, the top bit set on all but the last."""
    groups = [value & 0x7F]
    while value := value >> 7:
        groups.append(value & 0x7F)
    return bytes([*(group | 0x80 for group in groups[:-1]), groups[-1]])
