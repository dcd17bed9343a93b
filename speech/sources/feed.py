"""One live device from opening to tracks: keeps it open, resamples it, and says when it comes and goes.

Place in the flow: `Capture` → here → `Track` (one or two, for two channels of one device). Driven by `pump`, which never
waits; the clock is handed in, so unplugging and replugging are tested without a sound card.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from speech.audio import SAMPLE_RATE_HZ
from speech.errors import DeviceError
from speech.events import Side
from speech.sources.base import DeviceChange
from speech.sources.capture import Block, Capture, Opener
from speech.sources.connection import Connection
from speech.sources.resampling import Resampler
from speech.sources.track import Track

UNPLUGGED = "unplugged"
DEVICE_CHANGED = "device-changed"
OVERFLOW = "overflow"


@dataclass(frozen=True, slots=True)
class Route:
    """Which channel of the device goes to which side."""

    side: Side
    track: Track
    channel: int | None
    """0-based (clamped to what the device has); None mixes all channels."""


class Feed:
    """A device that is kept open for the whole session. Used by one thread."""

    def __init__(self, opener: Opener, routes: Sequence[Route], *, may_idle: bool, wanted: str) -> None:
        """Nothing is opened yet. `wanted`: the device's name for people until it is known."""
        self.name = wanted
        self.routes = tuple(routes)
        self.changes: list[DeviceChange] = []
        """Comings and goings since they were last collected."""
        self.reason = UNPLUGGED
        """Why sound is missing at the moment, a `GapRecorded.reason`."""
        self._opener = opener
        self._connection = Connection(may_idle=may_idle)
        self._capture: Capture | None = None
        self._resampler: Resampler | None = None
        self._frames_in = 0
        self._samples_out = 0
        self._announced = True
        """Whether the last thing told of the device was that it is there."""
        self._replaced = False
        self._refresh = False

    @property
    def available(self) -> bool:
        """Whether the device is open."""
        return self._capture is not None

    def open(self, now_s: float) -> None:
        """Open the device for the first time. Raises DeviceError."""
        self._use(self._opener(0), now_s)

    def warm_up(self) -> bool:
        """Throw away what was captured so far; True once anything was."""
        if self._capture is None:
            return True
        heard = False
        while self._capture.read() is not None:
            heard = True
        return heard

    def refresh(self) -> None:
        """Open again at the next `pump`; any thread may call it."""
        self._refresh = True

    def pump(self, now_s: float, epoch_s: float) -> None:
        """Move everything that was captured to the tracks, and mend the connection where it is broken.

        `now_s`: session time. `epoch_s`: monotonic clock at session time 0.
        """
        if self._capture is None:
            self._try_open(now_s)
        if self._capture is None:
            return
        while (block := self._capture.read()) is not None:
            self._connection.heard(now_s)
            self._announce_back()
            self._deliver(block, block.end_s - epoch_s)
        if not self._capture.alive() or self._connection.stalled(now_s):
            self._lose(now_s)
        elif self._refresh or self._capture.outdated():
            self._refresh = False
            self._drop()
            self.reason = DEVICE_CHANGED
            self._replaced = True
            self._connection.reopen()

    def close(self) -> None:
        """Release the device."""
        self._drop()

    def _try_open(self, now_s: float) -> None:
        if not self._connection.due(now_s):
            return
        try:
            self._use(self._opener(self._connection.attempts), now_s)
        except DeviceError:
            self._announce_gone()
            self._connection.failed(now_s)

    def _use(self, capture: Capture, now_s: float) -> None:
        self._capture = capture
        self.name = capture.name
        self._resampler = Resampler(capture.rate_hz, len(self.routes))
        self._frames_in = self._samples_out = 0
        for route in self.routes:
            route.track.restart()
        self._connection.opened(now_s)

    def _lose(self, now_s: float) -> None:
        self._drop()
        self._announce_gone()
        self._connection.failed(now_s)

    def _drop(self) -> None:
        if self._capture is not None:
            self._capture.close()
        self._capture = None

    def _announce_gone(self) -> None:
        self.reason = UNPLUGGED
        if self._announced:
            self._announced = False
            self.changes += [DeviceChange(route.side, self.name, available=False) for route in self.routes]

    def _announce_back(self) -> None:
        self.reason = OVERFLOW
        if not self._announced or self._replaced:
            self._announced, self._replaced = True, False
            self.changes += [DeviceChange(route.side, self.name, available=True) for route in self.routes]

    def _deliver(self, block: Block, end_s: float) -> None:
        if self._resampler is None or self._capture is None or not len(block.frames):
            return
        picked = np.column_stack([_channel(block.frames, route.channel) for route in self.routes])
        samples = self._resampler.accept(np.nan_to_num(picked, nan=0.0, posinf=0.0, neginf=0.0))
        self._frames_in += len(picked)
        self._samples_out += len(samples)
        # The resampler holds back a little: what comes out was captured that much earlier.
        held = self._frames_in * SAMPLE_RATE_HZ / self._capture.rate_hz - self._samples_out
        for column, route in enumerate(self.routes):
            route.track.append(np.ascontiguousarray(samples[:, column]), end_s - held / SAMPLE_RATE_HZ)


def _channel(frames: npt.NDArray[np.float32], channel: int | None) -> npt.NDArray[np.float32]:
    if channel is None:
        mixed: npt.NDArray[np.float32] = frames.mean(axis=1, dtype=np.float32)
        return mixed
    return frames[:, min(channel, frames.shape[1] - 1)]
