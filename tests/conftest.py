"""What all tests share: where real calls are, and cuts of them."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile
from hypothesis import settings

# Machines that run the tests are shared and slow at times; no test may fail for that.
settings.register_profile("sotto", deadline=None)
settings.load_profile("sotto")

SHARED_CALLS = Path(__file__).resolve().parent.parent.parent / "shared" / "calls"


@pytest.fixture(scope="session")
def shared_call() -> Callable[[str], Path]:
    """Return a function that gives the path of a development call, skipping the test where the calls are absent."""

    def path(name: str) -> Path:
        found = SHARED_CALLS / f"{name}.flac"
        if not found.exists():
            pytest.skip("the development calls (../shared/calls) are not on this machine")
        return found

    return path


@pytest.fixture(scope="session")
def truth_of() -> Callable[[Path], dict[str, Any]]:
    """Return a function that gives the ground truth beside a call."""

    def read(call: Path) -> dict[str, Any]:
        loaded: dict[str, Any] = json.loads((call.parent / f"{call.stem}.truth.json").read_text())
        return loaded

    return read


@pytest.fixture
def cut(tmp_path: Path) -> Callable[[Path, float, float], Path]:
    """Return a function that writes `start_s` … `end_s` of a recording as a WAV file and gives its path."""

    def write(call: Path, start_s: float, end_s: float) -> Path:
        rate = soundfile.info(call).samplerate
        audio, _ = soundfile.read(call, start=int(start_s * rate), stop=int(end_s * rate), dtype="float32")
        target = tmp_path / f"{call.stem}-{start_s:g}-{end_s:g}.wav"
        soundfile.write(target, audio, rate)
        return target

    return write


@pytest.fixture
def stereo() -> Callable[[np.ndarray, np.ndarray, Path], Path]:
    """Return a function that writes two 16 kHz channels as one WAV file."""

    def write(agent: np.ndarray, customer: np.ndarray, path: Path) -> Path:
        soundfile.write(path, np.stack((agent, customer), axis=1), 16_000)
        return path

    return write
