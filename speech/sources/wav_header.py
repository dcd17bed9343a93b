"""How much sound a WAV file says that it holds, whether or not it is all there.

Place in the flow: `speech.sources.recording` asks, because `soundfile` corrects the header silently by the file's size, and a
recording that was cut off while it was copied would look complete. Reads the first chunks only.
"""

import struct
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

_UNKNOWN_FROM: Final = 0x7F00_0000
"""Programs that write into a pipe cannot know the length and put a number near 2 or 4 GiB (0x7FFFF000, 0xFFFFFFFF)."""
_CHUNK: Final = struct.Struct("<4sI")
_FORMAT: Final = struct.Struct("<HHIIHH")
_MOST_CHUNKS: Final = 64
"""More chunks before the sound are no sound file."""


@dataclass(frozen=True, slots=True)
class WavLength:
    """What the header says and what is there, seconds."""

    declared_s: float
    there_s: float


def wav_length(path: Path) -> WavLength | None:
    """Return the length of a RIFF WAVE file; None for other files and where the header does not know. Raises OSError."""
    with path.open("rb") as file:
        head = file.read(12)
        if len(head) < 12 or head[:4] != b"RIFF" or head[8:] != b"WAVE":
            return None
        return _in_chunks(file, path.stat().st_size)


def _in_chunks(file: BinaryIO, size: int) -> WavLength | None:
    bytes_per_s = 0
    for _ in range(_MOST_CHUNKS):
        head = file.read(_CHUNK.size)
        if len(head) < _CHUNK.size:
            return None
        name, length = _CHUNK.unpack(head)
        if name == b"data":
            if not bytes_per_s or length >= _UNKNOWN_FROM:
                return None
            return WavLength(length / bytes_per_s, min(length, size - file.tell()) / bytes_per_s)
        start = file.tell()
        if name == b"fmt ":
            fields = file.read(_FORMAT.size)
            bytes_per_s = _FORMAT.unpack(fields)[3] if len(fields) == _FORMAT.size else 0
        file.seek(start + length + length % 2)  # chunks begin at even positions
    return None
