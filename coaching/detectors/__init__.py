"""Detectors: each turns events into detections of one kind."""
