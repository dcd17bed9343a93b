"""PortAudio's errors and lists in our own words; its library is replaced by a scripted one."""

import sys
from types import SimpleNamespace
from typing import Any

import pytest

from speech import portaudio
from speech.errors import DeviceError
from speech.portaudio import PortAudioInput, PortAudioStream, device_error

MIC = PortAudioInput(1, "Headset", "ALSA", 2, 48_000.0, is_default=True)


class _PortAudioError(Exception):
    pass


class _Stream:
    """A stream that delivers when the test says so."""

    def __init__(self, **options: Any) -> None:
        self.options = options
        self.active = False
        self.closed = False

    def start(self) -> None:
        self.active = True

    def close(self, *, ignore_errors: bool) -> None:
        assert ignore_errors
        self.closed, self.active = True, False


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return a scripted `sounddevice` with two devices."""
    fake = SimpleNamespace(
        PortAudioError=_PortAudioError,
        RawInputStream=_Stream,
        default=SimpleNamespace(device=(1, 0)),
        query_hostapis=lambda: [{"name": "ALSA", "default_input_device": 1}],
        query_devices=lambda: [
            {"name": "Speakers", "hostapi": 0, "max_input_channels": 0, "default_samplerate": 48_000.0},
            {"name": "Headset", "hostapi": 0, "max_input_channels": 2, "default_samplerate": 44_100.0},
        ],
        renewed=[],
    )
    fake._terminate = lambda: fake.renewed.append("end")
    fake._initialize = lambda: fake.renewed.append("begin")
    monkeypatch.setitem(sys.modules, "sounddevice", fake)
    return fake


@pytest.mark.usefixtures("library")
def test_only_inputs_are_listed_with_name_and_host_api() -> None:
    """Outputs are left out; the default is marked."""
    assert portaudio.list_inputs() == (PortAudioInput(1, "Headset", "ALSA", 2, 44_100.0, is_default=True),)


def test_the_default_is_found_through_the_host_api_where_there_is_no_global_one(library: Any) -> None:
    """Some systems have a default input only per host API."""
    library.default.device = (-1, -1)
    assert portaudio.list_inputs()[0].is_default


@pytest.mark.usefixtures("library")
def test_the_callback_only_hands_bytes_time_and_overflow_on() -> None:
    """The block's end is derived from the age of its first sample."""
    written: list[tuple[bytes, float, bool]] = []
    stream = PortAudioStream(MIC, 2, lambda *block: written.append(block))
    callback = stream._stream.options["callback"]
    callback(
        b"data", 480, SimpleNamespace(currentTime=5.0, inputBufferAdcTime=4.95), SimpleNamespace(input_overflow=True)
    )
    callback(
        b"more", 480, SimpleNamespace(currentTime=5.0, inputBufferAdcTime=0.0), SimpleNamespace(input_overflow=False)
    )
    (data, known_s, overflow), (_, unknown_s, _) = written
    assert (data, overflow) == (b"data", True)
    assert unknown_s - known_s == pytest.approx(0.04, abs=0.02)
    stream.close()


@pytest.mark.usefixtures("library")
def test_a_stream_opens_at_the_devices_own_rate() -> None:
    """The native rate, float32 and the wanted channels are asked for; conversion is ours."""
    stream = PortAudioStream(MIC, 2, lambda *_: None)
    options = stream._stream.options
    assert (options["samplerate"], options["channels"], options["dtype"], options["device"]) == (
        48_000.0,
        2,
        "float32",
        1,
    )
    assert stream.active()
    stream.close()
    stream.close()
    assert not stream.active()


def test_a_device_that_does_not_open_is_explained(library: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """PortAudio's error becomes one sentence with the device's name."""

    def refuse(**_: Any) -> Any:
        raise _PortAudioError("Device unavailable", -9985)

    monkeypatch.setattr(library, "RawInputStream", refuse)
    with pytest.raises(DeviceError, match="Headset is busy") as caught:
        PortAudioStream(MIC, 2, lambda *_: None)
    assert not caught.value.permanent


@pytest.mark.parametrize(
    ("code", "words", "permanent"),
    [
        (-9985, "busy", False),
        (-9996, "not there", False),
        (-9988, "not there", False),
        (-9997, "sample rate", True),
        (-9999, "does not let", False),
        (-1, "error -1", False),
    ],
)
def test_each_error_names_the_device_and_a_mend(code: int, words: str, permanent: bool) -> None:
    """Every code gives a sentence, a mend, and whether trying again may help."""
    error = device_error("Headset", code)
    assert "Headset" in error.message
    assert words in error.message
    assert error.mend
    assert error.permanent is permanent


def test_looking_again_closes_the_streams_first(library: Any) -> None:
    """A renewed device list ends every stream, and each stream knows."""
    stream = PortAudioStream(MIC, 1, lambda *_: None)
    assert portaudio.open_streams() >= 1
    portaudio.look_again()
    assert library.renewed == ["end", "begin"]
    assert stream.closed
    assert portaudio.open_streams() == 0


def test_a_system_without_portaudio_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """`import sounddevice` raises OSError where the library is missing."""

    class _Missing:
        def find_spec(self, name: str, *_: Any) -> None:
            if name == "sounddevice":
                raise OSError("PortAudio library not found")

    monkeypatch.delitem(sys.modules, "sounddevice", raising=False)
    monkeypatch.setattr(sys, "meta_path", [_Missing(), *sys.meta_path])
    with pytest.raises(DeviceError, match="libportaudio2"):
        portaudio.list_inputs()
