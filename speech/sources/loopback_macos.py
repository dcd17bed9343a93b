"""macOS: what the computer plays, through a Core Audio tap, else a BlackHole device. Not verified on a Mac here.

Place in the flow: native side of `speech.sources.feed`; the only module that imports `catap` (macOS 14.2 and later; the
system asks the user once for permission to record system audio). Written against catap 0.6.0. BlackHole is an ordinary
input device and goes through PortAudio.
"""

import time
from functools import partial
from typing import Any, Final

import numpy as np

from speech import portaudio
from speech.errors import DeviceError
from speech.sources.capture import Block, Capture, Opener, read_ring, ring_for
from speech.sources.microphone import open_input
from speech.sources.spec import FarEndChoice, InputChoice

_TAP_NAME: Final = "system audio"
_BLACKHOLE: Final = "BlackHole"
_MEND: Final = "Use macOS 14.2 or later and allow system audio recording, or install the BlackHole driver."
_FIRST_RATE_HZ: Final = 48_000.0
_MAX_CHANNELS: Final = 2


class TapCapture:
    """Everything that plays. Implements `speech.sources.capture.Capture`."""

    name = _TAP_NAME
    silent_when_idle = True
    channels = 1

    def __init__(self, catap: Any) -> None:
        """Create and start the tap. Raises DeviceError."""
        self._ring = ring_for(_FIRST_RATE_HZ, _MAX_CHANNELS)
        self._session = catap.record_system_audio(mono=True, on_buffer=self._write)
        try:
            self._session.start()
        except (OSError, RuntimeError, ValueError) as error:
            raise DeviceError(
                "macOS does not let Sotto hear what the computer plays.", _MEND, permanent=False
            ) from error
        stream = self._session.stream_format
        self.rate_hz = float(stream.sample_rate)
        self.channels = int(stream.num_channels)

    def read(self) -> Block | None:
        """Return the next block, None when there is none yet."""
        return read_ring(self._ring, self.channels)

    def alive(self) -> bool:
        """Whether the tap still works."""
        return not self._session.capture_failed

    def outdated(self) -> bool:
        """Never: a system tap follows the output."""
        return False

    def close(self) -> None:
        """Remove the tap."""
        self._session.close()

    def _write(self, buffer: Any) -> None:
        # Runs on catap's worker thread, not on Core Audio's.
        self._ring.write(
            float_bytes(buffer.data, bits=buffer.format.bits_per_sample, is_float=buffer.format.is_float),
            time.monotonic(),
        )


def float_bytes(data: bytes, *, bits: int, is_float: bool) -> bytes:
    """Return PCM of 16, 32 (integer) or 32, 64 (float) bits as little-endian float32 bytes in -1.0 … 1.0."""
    if is_float:
        return data if bits == 32 else np.frombuffer(data, dtype="<f8").astype("<f4").tobytes()
    kind, scale = ("<i2", 32_768.0) if bits == 16 else ("<i4", 2_147_483_648.0)
    return (np.frombuffer(data, dtype=kind) / scale).astype("<f4").tobytes()


def opener(choice: FarEndChoice) -> Opener:
    """Return what hears the system: the tap, or the named (or any) BlackHole device."""
    return partial(_open, choice)


def outputs() -> list[tuple[str, str, bool]]:
    """Return name, label and whether it is the default, of what can be listened to. Raises DeviceError."""
    tap = [(_TAP_NAME, "Everything that this Mac plays", True)] if _catap() is not None else []
    holes = blackholes([device.name for device in portaudio.list_inputs()])
    return [*tap, *((name, f"What plays on {name}", not tap and i == 0) for i, name in enumerate(holes))]


def blackholes(names: list[str]) -> list[str]:
    """Return the BlackHole devices among input names."""
    return [name for name in dict.fromkeys(names) if name.startswith(_BLACKHOLE)]


def _open(choice: FarEndChoice, attempt: int) -> Capture:
    catap = _catap()
    if catap is not None and choice.name in {None, _TAP_NAME}:
        return TapCapture(catap)
    found = blackholes([device.name for device in portaudio.list_inputs()])
    wanted = [name for name in found if choice.name in {None, name}]
    if not wanted:
        raise DeviceError("There is no way yet to hear what this Mac plays.", _MEND, permanent=False)
    return open_input(InputChoice(wanted[0], "Core Audio"), _MAX_CHANNELS, attempt)


def _catap() -> Any:
    try:
        import catap  # noqa: PLC0415
    except (ImportError, OSError):
        return None
    return catap
