"""What a WAV header announces, beside what is there."""

import struct
from pathlib import Path

import numpy as np
import pytest
import soundfile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from speech.sources.wav_header import WavLength, wav_length


def _wav(path: Path, data_bytes: int, announced: int, *, extra: bytes = b"") -> Path:
    form = b"fmt " + struct.pack("<IHHIIHH", 16, 1, 2, 16_000, 64_000, 4, 16)
    body = b"WAVE" + form + extra + b"data" + struct.pack("<I", announced) + bytes(data_bytes)
    path.write_bytes(b"RIFF" + struct.pack("<I", 0xFFFFFFFF) + body)
    return path


def test_both_lengths_are_told(tmp_path: Path) -> None:
    """A header that announces two seconds before one second of sound gives both."""
    assert wav_length(_wav(tmp_path / "a.wav", 64_000, 128_000)) == WavLength(2.0, 1.0)


def test_chunks_before_the_sound_are_skipped(tmp_path: Path) -> None:
    """Titles and other chunks, padded to even length, do not hide the sound."""
    extra = b"LIST" + struct.pack("<I", 5) + b"title\0"
    assert wav_length(_wav(tmp_path / "a.wav", 64_000, 64_000, extra=extra)) == WavLength(1.0, 1.0)


@pytest.mark.parametrize("announced", [0xFFFFFFFF, 0x7FFFF000, 0x7FFFFFFF])
def test_a_length_that_a_pipe_could_not_know_is_none(announced: int, tmp_path: Path) -> None:
    """The placeholders of programs that wrote into a pipe announce nothing."""
    assert wav_length(_wav(tmp_path / "a.wav", 64_000, announced)) is None


def test_other_files_have_no_such_header(tmp_path: Path) -> None:
    """FLAC, half a header and a header without sound are None."""
    soundfile.write(tmp_path / "a.flac", np.zeros(160), 16_000)
    (tmp_path / "b.wav").write_bytes(b"RIFF\0\0\0\0WAV")
    (tmp_path / "c.wav").write_bytes(b"RIFF\0\0\0\0WAVEfmt ")
    assert [wav_length(tmp_path / name) for name in ("a.flac", "b.wav", "c.wav")] == [None, None, None]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200))
def test_no_bytes_after_the_name_crash_it(tmp_path: Path, data: bytes) -> None:
    """Whatever follows the name of the format, there is an answer."""
    (tmp_path / "a.wav").write_bytes(b"RIFF\0\0\0\0WAVE" + data)
    assert wav_length(tmp_path / "a.wav") is None or data
