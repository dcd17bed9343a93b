"""Sound to events: capture, echo cancellation, voice activity and recognition. Knows no rule and no Qt."""

import os

# From 1.29 on onnxruntime reports to its maker from the moment it is imported, before its own switch can be reached: a device's
# number, the system, the program's path. This is looked at first (github.com/microsoft/onnxruntime/pull/27379).
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
