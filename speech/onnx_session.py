"""Opens a network with onnxruntime as listening needs it: on one core, silent.

Place in the flow: the voice detector and the built-in recognizer open their models here. A second core stays free for the
softphone; telemetry is off before the import (`speech/__init__.py`).
"""

from pathlib import Path
from typing import Any

import onnxruntime


def open_network(file: Path) -> Any:
    """Return the session of an ONNX or ORT file. Raises OSError, and onnxruntime's own errors for what is no network."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    onnxruntime.disable_telemetry_events()
    return onnxruntime.InferenceSession(file.read_bytes(), options, providers=["CPUExecutionProvider"])
