"""A recording as source: WAV, FLAC, OGG or MP3, mono or stereo or more, any rate, paced or as fast as possible.

Place in the flow: behind `Source`; the only module that imports `soundfile`. The file is decoded block by block, so a
long call takes no more memory than a short one.
"""

import time
from pathlib import Path
from typing import Final

import numpy as np
import soundfile

from speech.audio import CHUNK_SAMPLES, SAMPLE_RATE_HZ, Samples
from speech.errors import RecordingError
from speech.sources.base import Chunk, SourceInfo
from speech.sources.resampling import Resampler
from speech.sources.wav_header import wav_length

_FORMATS: Final = "WAV, FLAC, OGG or MP3"
_BLOCK_S: Final = 0.5
_RATES_HZ: Final = (4_000, 384_000)
_MISSING_S: Final = 0.1
"""So much less than announced is a recording that was cut off; encoders and editors round to a block."""
_NO_HEADER_IS_SO_LONG: Final = 8192
"""Bytes; a file with more of them and no sound was not closed by its recorder."""


class RecordingSource:
    """Reads one recording. Used by one thread."""

    def __init__(self, path: Path, *, agent_channel: int = 0, paced: bool = False, start_s: float = 0.0) -> None:
        """Open the file.

        `agent_channel`: 0-based channel of the agent; the other channel of a stereo file is the customer, of more than
        two the first other one. `paced`: deliver in real time from the first `read` on. `start_s`: where to begin, clamped
        to the recording; it becomes sample 0. Raises RecordingError naming the file and the mend.
        """
        self._path = path
        self._file = _open(path)
        channels = self._file.channels
        if not 0 <= agent_channel < channels:
            raise RecordingError(
                f"{path.name} has {channels} channel{'s' * (channels > 1)}, numbered from 0; there is no channel {agent_channel}.",
                f"Use --agent-channel 0{f' to {channels - 1}' * (channels > 1)}.",
            )
        self._agent_channel = agent_channel
        others = [channel for channel in range(channels) if channel != agent_channel]
        self._customer_channel = others[0] if others else None
        rate = self._file.samplerate
        header = wav_length(path)
        self._declared_s = max(self._file.frames / rate, header.declared_s if header else 0.0)
        self.info = SourceInfo(path.name, self._customer_channel is not None, self._declared_s)
        self._block_frames = max(1, round(rate * _BLOCK_S))
        used = 1 if self._customer_channel is None else 2
        self._resampler = Resampler(rate, used)
        self._ready = np.empty((0, used), dtype=np.float32)
        first = min(max(0, round(start_s * rate)), self._file.frames)
        if first:
            self._file.seek(first)
        self._total = round((self._file.frames - first) * SAMPLE_RATE_HZ / rate)
        self._position = 0
        self._decoded = first
        self._ended = False
        self._paced = paced
        self._paced_from: float | None = None

    def read(self) -> Chunk | None:
        """Return the next chunk, None at the end. Raises RecordingError when the rest of the file is damaged or missing."""
        while len(self._ready) < CHUNK_SAMPLES and not self._ended:
            self._fill()
        if self._position >= self._total or (self._ended and not len(self._ready)):
            self._check_whole()
            return None
        part = self._ready[:CHUNK_SAMPLES]
        self._ready = self._ready[CHUNK_SAMPLES:]
        if len(part) < CHUNK_SAMPLES:
            part = np.vstack((part, np.zeros((CHUNK_SAMPLES - len(part), part.shape[1]), dtype=np.float32)))
        start = self._position
        self._position += CHUNK_SAMPLES
        self._wait()
        customer: Samples | None = None if self._customer_channel is None else np.ascontiguousarray(part[:, 1])
        return Chunk(start, np.ascontiguousarray(part[:, 0]), customer)

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def _check_whole(self) -> None:
        there_s = self._decoded / self._file.samplerate
        if self._declared_s - there_s > _MISSING_S:
            raise RecordingError(
                f"{self._path.name} was cut off: of the {_clock(self._declared_s)} min that it announces, "
                f"{_clock(there_s)} min are there.",
                "Copy or export the recording again.",
            )

    def _fill(self) -> None:
        try:
            block = self._file.read(self._block_frames, dtype="float32", always_2d=True)
        except (soundfile.LibsndfileError, RuntimeError) as error:
            at_s = self._position / SAMPLE_RATE_HZ
            raise RecordingError(
                f"{self._path.name} is damaged {at_s:.0f} s in: the rest cannot be decoded.",
                "Export the recording again.",
            ) from error
        self._ended = len(block) < self._block_frames
        self._decoded += len(block)
        columns = (
            [self._agent_channel] if self._customer_channel is None else [self._agent_channel, self._customer_channel]
        )
        picked = np.nan_to_num(block[:, columns], nan=0.0, posinf=0.0, neginf=0.0)
        self._ready = np.vstack((self._ready, self._resampler.accept(picked, last=self._ended)))

    def _wait(self) -> None:
        if not self._paced:
            return
        now = time.monotonic()
        if self._paced_from is None:
            self._paced_from = now - CHUNK_SAMPLES / SAMPLE_RATE_HZ
        time.sleep(max(0.0, self._paced_from + self._position / SAMPLE_RATE_HZ - now))


def _clock(seconds: float) -> str:
    return f"{int(seconds) // 60}:{int(seconds) % 60:02}"


def _open(path: Path) -> soundfile.SoundFile:
    if path.is_dir():
        raise RecordingError(f"{path} is a folder, not a recording.", f"Name a {_FORMATS} file in it.")
    try:
        size = path.stat().st_size
        with path.open("rb"):
            pass
    except FileNotFoundError:
        raise RecordingError(f"There is no recording named {path}.", "Check the name and the folder.") from None
    except PermissionError:
        raise RecordingError(
            f"{path} cannot be read: permission denied.", "Ask its owner for read access or copy it."
        ) from None
    except OSError as error:
        raise RecordingError(f"{path} cannot be read: {error.strerror}.", "Check the disk or copy the file.") from error
    if size == 0:
        raise RecordingError(f"{path.name} is empty (0 bytes).", "Export the recording again.")
    try:
        file = soundfile.SoundFile(str(path))
    except (soundfile.LibsndfileError, RuntimeError, TypeError) as error:
        raise RecordingError(
            f"{path.name} is not a {_FORMATS} recording, or it is damaged.", "Export it again as WAV or FLAC."
        ) from error
    if file.frames == 0:
        file.close()
        if size > _NO_HEADER_IS_SO_LONG:
            raise RecordingError(
                f"{path.name} was not finished by the program that recorded it: it says that it holds no sound.",
                "Import it into an audio editor as raw sound and export it again.",
            )
        raise RecordingError(f"{path.name} holds no sound (0 s).", "Export the recording again.")
    if not _RATES_HZ[0] <= file.samplerate <= _RATES_HZ[1]:
        rate = file.samplerate
        file.close()
        raise RecordingError(
            f"{path.name} has a sample rate of {rate} Hz, which cannot be used.", "Export it at 8 to 96 kHz."
        )
    return file
