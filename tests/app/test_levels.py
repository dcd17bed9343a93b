"""The usual loudness by microphone: kept apart, and never in the way."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.levels import load_levels, save_level


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return where the levels are kept, in a folder that is not there yet."""
    return tmp_path / "state" / "levels.json"


def test_what_was_saved_is_loaded(file: Path) -> None:
    """To a tenth of a decibel, by the device's name whatever its letters."""
    save_level(file, "Kopfhörer (2)", -31.26)
    assert load_levels(file) == {"Kopfhörer (2)": -31.3}


def test_microphones_keep_their_own_level(file: Path) -> None:
    """Calibrating one again leaves the others alone."""
    save_level(file, "headset", -30.0)
    save_level(file, "laptop", -45.0)
    save_level(file, "headset", -28.0)
    assert load_levels(file) == {"headset": -28.0, "laptop": -45.0}


def test_before_the_first_calibration_there_is_nothing(file: Path, caplog: pytest.LogCaptureFixture) -> None:
    """No level, and nothing to complain about."""
    assert load_levels(file) == {}
    assert caplog.records == []


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"null", b'"x"', b'{"a": "loud"}', b'{"a": null}', b'{"a": [1]}', b"\xff\xfe"]
)
def test_a_damaged_file_counts_as_none_and_is_logged(
    file: Path, caplog: pytest.LogCaptureFixture, content: bytes
) -> None:
    """Sessions go on without a usual level; calibrating again mends the file."""
    file.parent.mkdir()
    file.write_bytes(content)
    assert load_levels(file) == {}
    assert len(caplog.records) == 1
    save_level(file, "headset", -30.0)
    assert load_levels(file) == {"headset": -30.0}


def test_a_failed_save_leaves_the_old_levels(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The new file takes the old one's place in one step, or not at all."""
    save_level(file, "headset", -30.0)

    def refuse(*_: Any) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(PermissionError):
        save_level(file, "headset", -10.0)
    assert load_levels(file) == {"headset": -30.0}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(st.dictionaries(st.text(max_size=20), st.floats(-100.0, 0.0), max_size=5))
def test_any_devices_come_back(tmp_path: Path, levels: dict[str, float]) -> None:
    """Whatever devices are called: the same names, levels to a tenth, and plain JSON on disk."""
    file = tmp_path / "levels.json"
    file.unlink(missing_ok=True)
    for device, level in levels.items():
        save_level(file, device, level)
    assert load_levels(file) == {device: pytest.approx(level, abs=0.051) for device, level in levels.items()}
    assert not levels or set(json.loads(file.read_text(encoding="utf-8"))) == set(levels)
