#!/usr/bin/env python3
"""Every line of `lines.py` in every voice there is, synthesised once and kept below out/turns.

Place in the flow: `scenes.py` takes its sounds here. Run by itself it fills the cache: with another Python that has Piper,
for the voices that need it.

usage: speaking.py [VOICE ...]
"""

import sys
from functools import cache
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "calls"))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from lines import all_lines
from timeline import at_level, trimmed
from voices import VOICES, Samples, VoiceError, speak

OUT = Path(__file__).resolve().parents[2] / "out" / "turns"
SENTENCES = OUT / "sentences"
SPEECH_DBFS = -22.0
SAME_SPEAKER = (frozenset({"joe", "joehi"}), frozenset({"rms", "rmslo"}), frozenset({"slt", "hts"}))
"""Voices made of one person's recordings: both in a call would make its sides sound alike."""


@cache
def sound(voice: str, text: str) -> Samples:
    """Return a line at the usual level, without the synthesiser's silence, shape (n,), 16 kHz.

    Raises:
        VoiceError: The synthesiser is missing or failed.
    """
    return at_level(trimmed(speak(voice, text, SENTENCES)), SPEECH_DBFS).astype(np.float32)


@cache
def available_voices() -> tuple[str, ...]:
    """Return the voices whose every line is there or can be made on this machine; makes what is missing."""
    found = []
    for voice in VOICES:
        try:
            for text in all_lines():
                speak(voice, text, SENTENCES)
        except VoiceError as error:
            print(f"without the voice {voice}: {error}", file=sys.stderr)
        else:
            found.append(voice)
    return tuple(found)


def main() -> None:
    """Fill the cache for the voices named, or for all."""
    for voice in sys.argv[1:] or VOICES:
        for text in all_lines():
            speak(voice, text, SENTENCES)
        print(voice)


if __name__ == "__main__":
    main()
