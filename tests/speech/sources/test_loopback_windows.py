"""Windows loopback against scripted packages (the real ones run on Windows only)."""

import sys
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from speech.errors import DeviceError
from speech.sources import loopback_windows
from speech.sources.spec import FarEndChoice, FarEndKind

SPEAKERS = {"name": "Speakers (Realtek) [Loopback]", "index": 12, "defaultSampleRate": 48_000.0, "maxInputChannels": 2}
HEADSET = {"name": "Headset (Jabra) [Loopback]", "index": 13, "defaultSampleRate": 16_000.0, "maxInputChannels": 1}


class _Stream:
    def __init__(self, options: dict[str, Any]) -> None:
        self.options, self.running = options, True

    def is_active(self) -> bool:
        return self.running

    def close(self) -> None:
        self.running = False


class _Manager:
    """Stands for `pyaudiowpatch.PyAudio`."""

    live = 0
    default: Any = SPEAKERS
    refuse = False

    def __init__(self) -> None:
        type(self).live += 1

    def get_default_wasapi_loopback(self) -> dict[str, Any]:
        if self.default is None:
            raise LookupError
        return dict(self.default)

    def get_loopback_device_info_generator(self) -> Any:
        yield from (HEADSET, SPEAKERS)

    def open(self, **options: Any) -> _Stream:
        if self.refuse:
            raise OSError("Invalid device")
        return _Stream(options)

    def terminate(self) -> None:
        type(self).live -= 1


class _Tap:
    """Stands for `proctap.ProcessAudioCapture`."""

    def __init__(self, process_id: int, on_data: Any) -> None:
        if process_id == 0:
            raise RuntimeError("no such process")
        self.on_data, self.is_running = on_data, False

    def start(self) -> None:
        self.is_running = True

    def close(self) -> None:
        self.is_running = False


@pytest.fixture(autouse=True)
def manager(monkeypatch: pytest.MonkeyPatch) -> type[_Manager]:
    """Put the scripted packages in place."""
    kind = type("Manager", (_Manager,), {"live": 0})
    monkeypatch.setitem(sys.modules, "pyaudiowpatch", SimpleNamespace(PyAudio=kind, paFloat32=1, paContinue=0))
    monkeypatch.setitem(sys.modules, "proctap", SimpleNamespace(ProcessAudioCapture=_Tap))
    return kind


def _open(**choice: Any) -> Any:
    return loopback_windows.opener(FarEndChoice(FarEndKind.LOOPBACK, **choice))(0)


def test_the_default_output_is_opened_with_all_its_channels(manager: type[_Manager]) -> None:
    """A mono open fails on loopback, so every channel is taken, at the output's own rate."""
    capture = _open()
    options = capture._stream.options
    assert (capture.name, capture.rate_hz, capture.channels) == ("Speakers (Realtek)", 48_000.0, 2)
    assert (options["rate"], options["channels"], options["input_device_index"], options["input"]) == (
        48_000,
        2,
        12,
        True,
    )
    assert capture.silent_when_idle
    capture.close()
    capture.close()
    assert manager.live == 0
    assert not capture.alive()


def test_an_output_is_found_by_its_name() -> None:
    """The suffix that the package appends is not part of the name."""
    assert _open(name="Headset (Jabra)").name == "Headset (Jabra)"


def test_what_plays_becomes_frames() -> None:
    """Bytes of the callback come out as stereo frames, and the callback asks for more."""
    capture = _open()
    sound = np.array([[0.5, -0.5], [0.25, 0.0]], dtype="<f4")
    assert capture._stream.options["stream_callback"](sound.tobytes(), 2, None, 0) == (None, 0)
    block = capture.read()
    assert np.array_equal(block.frames, sound)
    assert capture.read() is None
    assert not capture.outdated()


def test_an_unknown_output_lists_the_known_ones(manager: type[_Manager]) -> None:
    """The names are offered, and the library is released."""
    with pytest.raises(DeviceError, match="Headset \\(Jabra\\), Speakers \\(Realtek\\)"):
        _open(name="Gone")
    assert manager.live == 0


def test_a_refused_output_is_explained(manager: type[_Manager]) -> None:
    """A driver's refusal is one sentence; trying again may help; the library is released."""
    manager.refuse = True
    with pytest.raises(DeviceError, match="could not be recorded") as caught:
        _open()
    assert not caught.value.permanent
    assert manager.live == 0


def test_a_system_without_default_output_is_explained(manager: type[_Manager]) -> None:
    """No default loopback is an error, and no row is marked as the default."""
    manager.default = None
    with pytest.raises(DeviceError, match="default output"):
        _open()
    assert not any(default for _, _, default in loopback_windows.outputs())


def test_outputs_are_listed_default_first() -> None:
    """Each output with a loopback is offered."""
    assert [(name, default) for name, _, default in loopback_windows.outputs()] == [
        ("Speakers (Realtek)", True),
        ("Headset (Jabra)", False),
    ]


def test_one_program_can_be_heard_alone() -> None:
    """With a process id only that program is heard, at the package's fixed format."""
    capture = _open(process_id=42)
    capture._tap.on_data(np.ones(4, dtype="<f4").tobytes(), -1)
    assert capture.read().frames.shape == (2, 2)
    assert capture.alive()
    assert not capture.outdated()
    capture.close()
    assert not capture.alive()


def test_a_program_that_is_not_there_is_explained() -> None:
    """A wrong process id is an error that may pass."""
    with pytest.raises(DeviceError, match="Program 0 cannot be listened to"):
        _open(process_id=0)


@pytest.mark.parametrize(("package", "choice"), [("pyaudiowpatch", {}), ("proctap", {"process_id": 1})])
def test_a_missing_package_is_named(package: str, choice: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the Windows extra the mend says what to install."""
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(DeviceError, match="is not installed"):
        _open(**choice)
