"""macOS far end against a scripted `catap` (the real one runs on macOS only)."""

import sys
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from speech import portaudio
from speech.errors import DeviceError
from speech.portaudio import PortAudioInput
from speech.sources import loopback_macos
from speech.sources.loopback_macos import blackholes, float_bytes
from speech.sources.spec import FarEndChoice, FarEndKind, InputChoice

FLOAT = SimpleNamespace(sample_rate=44_100.0, num_channels=2, bits_per_sample=32, is_float=True)


class _Session:
    """Stands for catap's recording session."""

    refuse = False

    def __init__(self, *, mono: bool, on_buffer: Any) -> None:
        assert mono
        self.on_buffer, self.capture_failed, self.closed = on_buffer, False, False
        self.stream_format = FLOAT

    def start(self) -> None:
        if self.refuse:
            raise OSError("not allowed")

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def session(monkeypatch: pytest.MonkeyPatch) -> type[_Session]:
    """Put a scripted catap in place."""
    kind = type("Session", (_Session,), {})
    monkeypatch.setitem(sys.modules, "catap", SimpleNamespace(record_system_audio=kind))
    return kind


@pytest.fixture
def inputs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Show a microphone and a BlackHole device."""
    shown = tuple(
        PortAudioInput(i, name, "Core Audio", 2, 48_000.0, is_default=i == 0)
        for i, name in enumerate(("Mic", "BlackHole 2ch"))
    )
    monkeypatch.setattr(portaudio, "list_inputs", lambda: shown)


def _open(name: str | None = None) -> Any:
    return loopback_macos.opener(FarEndChoice(FarEndKind.LOOPBACK, name))(0)


@pytest.mark.usefixtures("session")
def test_the_tap_hears_the_system_in_its_own_format() -> None:
    """Rate and channels are the tap's; buffers become frames."""
    capture = _open()
    sound = np.array([[0.5, -0.5], [0.25, 0.0]], dtype="<f4")
    capture._session.on_buffer(SimpleNamespace(data=sound.tobytes(), format=FLOAT))
    assert np.array_equal(capture.read().frames, sound)
    assert (capture.rate_hz, capture.channels) == (44_100.0, 2)
    assert capture.alive()
    assert not capture.outdated()
    capture._session.capture_failed = True
    assert not capture.alive()
    capture.close()
    assert capture._session.closed


def test_a_refused_tap_names_the_permission(session: type[_Session]) -> None:
    """When macOS refuses, the mend speaks of the permission and of BlackHole."""
    session.refuse = True
    with pytest.raises(DeviceError) as caught:
        _open()
    assert "allow system audio recording" in caught.value.mend


@pytest.mark.usefixtures("inputs")
def test_without_a_tap_blackhole_serves(monkeypatch: pytest.MonkeyPatch) -> None:
    """On an old macOS the BlackHole device is opened like any input."""
    monkeypatch.setitem(sys.modules, "catap", None)
    opened: list[InputChoice] = []
    monkeypatch.setattr(loopback_macos, "open_input", lambda choice, channels, attempt: opened.append(choice))
    _open()
    assert opened == [InputChoice("BlackHole 2ch", "Core Audio")]
    assert loopback_macos.outputs() == [("BlackHole 2ch", "What plays on BlackHole 2ch", True)]


@pytest.mark.usefixtures("session", "inputs")
def test_a_named_blackhole_is_preferred_to_the_tap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who chose BlackHole gets it, also where the tap works; both are offered."""
    monkeypatch.setattr(loopback_macos, "open_input", lambda choice, channels, attempt: choice.name)
    assert _open("BlackHole 2ch") == "BlackHole 2ch"
    assert [default for _, _, default in loopback_macos.outputs()] == [True, False]


@pytest.mark.usefixtures("inputs")
def test_with_neither_the_mend_offers_both(monkeypatch: pytest.MonkeyPatch) -> None:
    """No tap and no such device: one sentence and two ways out."""
    monkeypatch.setitem(sys.modules, "catap", None)
    with pytest.raises(DeviceError, match=r"macOS 14\.2 or later.*BlackHole"):
        _open("BlackHole 16ch")


def test_only_blackholes_are_taken_for_loopbacks() -> None:
    """Other inputs are microphones; a name is listed once."""
    assert blackholes(["Mic", "BlackHole 2ch", "BlackHole 2ch"]) == ["BlackHole 2ch"]


@pytest.mark.parametrize(
    ("kind", "bits", "is_float", "scale"),
    [("<f4", 32, True, 1), ("<f8", 64, True, 1), ("<i2", 16, False, 32_768), ("<i4", 32, False, 2**31)],
)
def test_every_pcm_format_becomes_float32(kind: str, bits: int, is_float: bool, scale: int) -> None:
    """Integers are scaled to -1.0 … 1.0, floats kept."""
    values = np.array([-0.5, 0.0, 0.25])
    data = (values * scale).astype(kind).tobytes()
    assert np.frombuffer(float_bytes(data, bits=bits, is_float=is_float), dtype="<f4") == pytest.approx(values)
