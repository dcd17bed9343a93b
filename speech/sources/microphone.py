"""A microphone, or any other input device, through PortAudio.

Place in the flow: native side of `speech.sources.feed`. The driver's callback copies its bytes into a ring and does
nothing else; conversion happens in the listener's thread.
"""

import time
from dataclasses import replace
from typing import Any, Final

from speech import portaudio
from speech.devices import find_input
from speech.portaudio import PortAudioInput, PortAudioStream
from speech.sources.capture import Block, read_ring, ring_for
from speech.sources.spec import InputChoice

_LIST_AGE_S: Final = 2.0
"""A device list younger than this is not renewed: two devices that look for their replacements would end each other."""
_DISTURB_EVERY: Final = 4
"""While another device works, the list is renewed (which interrupts that one) only at every fourth attempt."""
_renewed_at_s = float("-inf")


class MicrophoneCapture:
    """An open input device. Implements `speech.sources.capture.Capture`."""

    silent_when_idle = False

    def __init__(self, device: PortAudioInput, channels: int) -> None:
        """Open the device at its own rate. Raises DeviceError."""
        self.name = device.name
        self.rate_hz = device.rate_hz
        self.channels = channels
        self._ring = ring_for(device.rate_hz, channels)
        self._stream = PortAudioStream(device, channels, self._write)

    @property
    def dropped_blocks(self) -> int:
        """Blocks that found the ring full."""
        return self._ring.dropped_blocks

    def read(self) -> Block | None:
        """Return the next block, None when there is none yet."""
        return read_ring(self._ring, self.channels)

    def alive(self) -> bool:
        """Whether PortAudio holds the stream for active, or closed it itself for a fresh device list."""
        return self._stream.closed or self._stream.active()

    def outdated(self) -> bool:
        """Whether the stream was closed because the device list was renewed."""
        return self._stream.closed

    def close(self) -> None:
        """Release the device."""
        self._stream.close()

    def _write(self, data: Any, end_s: float, overflow: bool) -> None:  # noqa: FBT001  (PortAudio's callback)
        self._ring.write(data, end_s, overflow=overflow)


def open_input(choice: InputChoice, channels: int, attempt: int) -> MicrophoneCapture:
    """Open the first `channels` channels of the device that the setting means.

    `attempt`: 0 for the first; later ones look for newly plugged devices. Raises DeviceError, also when the device has
    fewer channels: the last one would else be taken for both sides of the call.
    """
    if may_look_again(attempt, open_streams=portaudio.open_streams(), list_age_s=time.monotonic() - _renewed_at_s):
        _look_again()
    device = find_input(replace(choice, channel=channels - 1), portaudio.list_inputs())
    return MicrophoneCapture(device, channels)


def may_look_again(attempt: int, *, open_streams: int, list_age_s: float) -> bool:
    """Whether to renew the device list before this attempt, although that ends all open streams."""
    if attempt == 0 or list_age_s < _LIST_AGE_S:
        return False
    return open_streams == 0 or attempt % _DISTURB_EVERY == 1


def _look_again() -> None:
    global _renewed_at_s  # noqa: PLW0603  (the list belongs to the process, as PortAudio does)
    portaudio.look_again()
    _renewed_at_s = time.monotonic()
