"""Events to detections, cues and summaries. Pure Python: no Qt, no audio, no clock, no I/O but rule files."""

import os

os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # before the classifier's onnxruntime is imported; see `speech`
