"""Vosk models on this machine: what can be had, and how it is downloaded, checked, installed and removed."""
