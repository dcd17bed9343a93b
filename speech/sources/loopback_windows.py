"""Windows: what the computer or one program plays, through WASAPI loopback. Not verified on a Windows machine here.

Place in the flow: native side of `speech.sources.feed`; the only module that imports `pyaudiowpatch` (a whole output) and
`proctap` (one program and its children, Windows 10 20H1 and later). Shared mode only, so the softphone keeps its device.
Written against pyaudiowpatch 0.2.12.9 and proc-tap 1.1.1.
"""

import time
from functools import partial
from typing import Any, Final

from speech.errors import DeviceError
from speech.sources.capture import Block, Capture, Opener, read_ring, ring_for
from speech.sources.spec import FarEndChoice

_INSTALL: Final = "Install Sotto with its Windows extra, or choose another far end in the settings."
_SUFFIX: Final = " [Loopback]"
"""Appended by pyaudiowpatch to the output's name."""
_PROCTAP_RATE_HZ: Final = 48_000.0
_PROCTAP_CHANNELS: Final = 2


class WasapiLoopbackCapture:
    """A whole output. Implements `speech.sources.capture.Capture`."""

    silent_when_idle = True

    def __init__(self, name: str | None) -> None:
        """Open the loopback of the named output, or of the default one. Raises DeviceError."""
        library = _pyaudio()
        self._pyaudio = library.PyAudio()
        self._closed = False
        try:
            device = _find(self._pyaudio, name)
            self.name = str(device["name"]).removesuffix(_SUFFIX)
            self.rate_hz = float(device["defaultSampleRate"])
            self.channels = int(device["maxInputChannels"])  # a mono open fails on loopback (PortAudio issue 875)
            self._ring = ring_for(self.rate_hz, self.channels)
            self._continue = (None, library.paContinue)
            self._stream = self._pyaudio.open(
                format=library.paFloat32,
                channels=self.channels,
                rate=int(self.rate_hz),
                input=True,
                input_device_index=device["index"],
                frames_per_buffer=int(self.rate_hz * 0.02),
                stream_callback=self._write,
            )
        except OSError as error:
            self._pyaudio.terminate()
            raise DeviceError(
                f"What plays on {name or 'the default output'} could not be recorded: {error}.",
                "Close programs that use the output alone, or choose another far end.",
                permanent=False,
            ) from error
        except DeviceError:
            self._pyaudio.terminate()
            raise

    def read(self) -> Block | None:
        """Return the next block, None when nothing plays."""
        return read_ring(self._ring, self.channels)

    def alive(self) -> bool:
        """Whether the stream still runs."""
        return not self._closed and bool(self._stream.is_active())

    def outdated(self) -> bool:
        """Never by itself: the device list is frozen; the app asks for a refresh when the default changes."""
        return False

    def close(self) -> None:
        """Release the output."""
        if not self._closed:
            self._closed = True
            self._stream.close()
            self._pyaudio.terminate()

    def _write(self, data: bytes, _frames: int, _clock: Any, _status: int) -> tuple[None, int]:
        self._ring.write(data, time.monotonic())
        return self._continue


class ProcessCapture:
    """What one program plays. Implements `speech.sources.capture.Capture`."""

    silent_when_idle = True
    rate_hz = _PROCTAP_RATE_HZ
    channels = _PROCTAP_CHANNELS

    def __init__(self, process_id: int) -> None:
        """Listen to a program. Raises DeviceError."""
        try:
            from proctap import ProcessAudioCapture  # noqa: PLC0415
        except ImportError as error:
            raise DeviceError("The package proc-tap, which records one program, is not installed.", _INSTALL) from error
        self.name = f"program {process_id}"
        self._ring = ring_for(self.rate_hz, self.channels)
        try:
            self._tap = ProcessAudioCapture(process_id, on_data=self._write)
            self._tap.start()
        except (OSError, RuntimeError, ImportError) as error:
            raise DeviceError(
                f"Program {process_id} cannot be listened to.",
                "Start it first, or choose the whole output.",
                permanent=False,
            ) from error

    def read(self) -> Block | None:
        """Return the next block, None when the program plays nothing."""
        return read_ring(self._ring, self.channels)

    def alive(self) -> bool:
        """Whether the tap's thread runs."""
        return bool(self._tap.is_running)

    def outdated(self) -> bool:
        """Never: a program keeps its id."""
        return False

    def close(self) -> None:
        """Stop listening."""
        self._tap.close()

    def _write(self, data: bytes, _frames: int) -> None:
        self._ring.write(data, time.monotonic())


def opener(choice: FarEndChoice) -> Opener:
    """Return what records the chosen program, output, or the default output."""
    return partial(_open, choice)


def outputs() -> list[tuple[str, str, bool]]:
    """Return name, label and whether it is the default, of every output with a loopback. Raises DeviceError."""
    manager = _pyaudio().PyAudio()
    try:
        default = _default_name(manager)
        names = [str(d["name"]).removesuffix(_SUFFIX) for d in manager.get_loopback_device_info_generator()]
    finally:
        manager.terminate()
    return sorted(((name, f"What plays on {name}", name == default) for name in names), key=lambda row: not row[2])


def _open(choice: FarEndChoice, attempt: int) -> Capture:
    del attempt
    return WasapiLoopbackCapture(choice.name) if choice.process_id is None else ProcessCapture(choice.process_id)


def _find(manager: Any, name: str | None) -> Any:
    if name is None:
        try:
            return manager.get_default_wasapi_loopback()
        except LookupError as error:
            raise DeviceError(
                "The default output cannot be listened to.", "Choose another output.", permanent=False
            ) from error
    known = list(manager.get_loopback_device_info_generator())
    for device in known:
        if str(device["name"]).removesuffix(_SUFFIX) == name:
            return device
    names = ", ".join(str(device["name"]).removesuffix(_SUFFIX) for device in known)
    raise DeviceError(
        f'There is no output named "{name}".', f"There are: {names}." if names else "Connect it.", permanent=False
    )


def _default_name(manager: Any) -> str:
    try:
        return str(manager.get_default_wasapi_loopback()["name"]).removesuffix(_SUFFIX)
    except (LookupError, OSError):
        return ""


def _pyaudio() -> Any:
    try:
        import pyaudiowpatch  # noqa: PLC0415
    except ImportError as error:
        raise DeviceError(
            "The package PyAudioWPatch, which records what the computer plays, is not installed.", _INSTALL
        ) from error
    return pyaudiowpatch
