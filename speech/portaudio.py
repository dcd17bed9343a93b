"""PortAudio behind typed functions: list devices, open an input, look again, and say what is wrong.

Place in the flow: `speech.devices` lists, `speech.sources.microphone` captures; the only module that imports
`sounddevice`. PortAudio's device list is frozen until it is initialised anew, which ends all its streams: `look_again`
closes them first, and each stream says so by `closed`.
"""

import time
import weakref
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from speech.errors import DeviceError

_LATENCY_S: Final = 0.04
"""Asked of the driver: short enough for live cues, long enough not to overflow."""
_NO_DEVICE: Final = -1

BlockWriter = Callable[[Any, float, bool], None]
"""Takes the bytes of a block (valid during the call only), its end on the monotonic clock, and whether sound was lost."""


@dataclass(frozen=True, slots=True)
class PortAudioInput:
    """An input device as PortAudio lists it; `index` is only valid until `look_again`."""

    index: int
    name: str
    host_api: str
    channels: int
    rate_hz: float
    is_default: bool


class PortAudioStream:
    """An open input that writes float32 frames to a `BlockWriter` from the driver's thread."""

    def __init__(self, device: PortAudioInput, channels: int, writer: BlockWriter) -> None:
        """Open and start. Raises DeviceError."""
        sounddevice = _library()
        self.closed = False
        rate_hz = device.rate_hz

        def callback(data: Any, frames: int, clock: Any, status: Any) -> None:
            # The first sample's age tells its time; drivers that do not know it say 0.
            age_s = clock.currentTime - clock.inputBufferAdcTime if clock.inputBufferAdcTime else frames / rate_hz
            writer(data, time.monotonic() - age_s + frames / rate_hz, status.input_overflow)

        try:
            self._stream = sounddevice.RawInputStream(
                samplerate=rate_hz,
                device=device.index,
                channels=channels,
                dtype="float32",
                latency=_LATENCY_S,
                callback=callback,
            )
            self._stream.start()
        except sounddevice.PortAudioError as error:
            raise device_error(device.name, _code(error)) from error
        _streams.add(self)

    def active(self) -> bool:
        """Whether the driver still delivers, as far as PortAudio knows."""
        return not self.closed and bool(self._stream.active)

    def close(self) -> None:
        """Stop; safe to call twice."""
        if not self.closed:
            self.closed = True
            self._stream.close(ignore_errors=True)


_streams: "weakref.WeakSet[PortAudioStream]" = weakref.WeakSet()


def list_inputs() -> tuple[PortAudioInput, ...]:
    """Return the input devices that PortAudio knows. Raises DeviceError when PortAudio itself is missing."""
    sounddevice = _library()
    apis = sounddevice.query_hostapis()
    default = sounddevice.default.device[0]
    return tuple(
        PortAudioInput(
            index=index,
            name=device["name"],
            host_api=apis[device["hostapi"]]["name"],
            channels=device["max_input_channels"],
            rate_hz=float(device["default_samplerate"]),
            is_default=index == default or (default == _NO_DEVICE and index == _first_default(apis)),
        )
        for index, device in enumerate(sounddevice.query_devices())
        if device["max_input_channels"] > 0
    )


def open_streams() -> int:
    """Return how many streams of this process are open."""
    return sum(1 for stream in _streams if not stream.closed)


def look_again() -> None:
    """Renew the device list; every open stream of this process is closed by it. Raises DeviceError."""
    sounddevice = _library()
    for stream in tuple(_streams):
        stream.close()
    try:
        sounddevice._terminate()  # noqa: SLF001  (the only way to a fresh list: python-sounddevice issue 125)
        sounddevice._initialize()  # noqa: SLF001
    except sounddevice.PortAudioError as error:
        raise device_error("The sound system", _code(error)) from error


def device_error(name: str, code: int) -> DeviceError:
    """Return what a PortAudio error code means for the device `name`."""
    match code:
        case -9985:  # paDeviceUnavailable
            return DeviceError(
                f"{name} is busy.", "Close the program that uses it alone, or choose another device.", permanent=False
            )
        case -9996 | -9988:  # paInvalidDevice, paBadStreamPtr
            return DeviceError(
                f"{name} is not there any more.", "Plug it in again or choose another device.", permanent=False
            )
        case -9997 | -9998:  # paInvalidSampleRate, paInvalidChannelCount
            return DeviceError(
                f"{name} does not take the sample rate or channels that it offers.",
                "Choose another device or host API.",
            )
        case -9999:  # paUnanticipatedHostError
            return DeviceError(
                f"The system does not let Sotto use {name}.",
                "Allow microphone access in the privacy settings, and close programs that use it alone.",
                permanent=False,
            )
        case _:
            return DeviceError(
                f"{name} could not be opened (PortAudio error {code}).", "Choose another device.", permanent=False
            )


def _first_default(apis: Any) -> int:
    return next((int(api["default_input_device"]) for api in apis if api["default_input_device"] >= 0), _NO_DEVICE)


def _code(error: Exception) -> int:
    return int(error.args[1]) if len(error.args) > 1 else 0


def _library() -> Any:
    try:
        import sounddevice  # noqa: PLC0415  (initialises the sound system)
    except OSError as error:
        raise DeviceError(
            "The PortAudio library is missing, so no microphone can be used.",
            "On Debian and Ubuntu: `sudo apt install libportaudio2`.",
        ) from error
    return sounddevice
