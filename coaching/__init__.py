"""Events to detections, cues and summaries. Pure Python: no Qt, no audio, no clock, no I/O but rule files."""
