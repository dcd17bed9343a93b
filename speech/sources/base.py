"""What every source offers to the listener: chunks of both sides, aligned on session time.

Place in the flow: the first stage. A source delivers `CHUNK_SAMPLES` at a time for both sides at once, at 16 kHz mono,
whatever the device or file has. Where a side was not heard the samples are zeros and a `Loss` says so.
"""

from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from speech.audio import Samples
from speech.events import Side


@dataclass(frozen=True, slots=True)
class Loss:
    """A stretch in which a side was not heard; the chunk's samples of that side are zeros there."""

    side: Side
    start_sample: int
    end_sample: int
    reason: str
    """A `GapRecorded.reason` code."""


@dataclass(frozen=True, slots=True)
class DeviceChange:
    """A device went away (`available` False), came back or was replaced by `device`."""

    side: Side
    device: str
    available: bool


@dataclass(frozen=True, slots=True)
class Chunk:
    """The next stretch of the session."""

    start_sample: int
    agent: Samples
    customer: Samples | None
    """None for one-channel recordings, for the whole session."""
    losses: tuple[Loss, ...] = ()
    changes: tuple[DeviceChange, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceInfo:
    """What the source is."""

    name: str
    """For people: the recording's file name or the devices' names."""
    has_customer: bool
    duration_s: float | None
    """None when live."""


class Source(Protocol):
    """Sound of one session. Opened, read and closed by one thread."""

    info: SourceInfo

    def read(self) -> Chunk | None:
        """Return the next chunk (blocking when live or paced), None at the end.

        Every chunk has `CHUNK_SAMPLES` samples, the last one of a recording is padded with zeros.
        Raises `speech.errors.SpeechError`.
        """

    def close(self) -> None:
        """Release devices and files; safe to call twice."""


@runtime_checkable
class Refreshable(Protocol):
    """A source that can look for its devices again."""

    def refresh(self) -> None:
        """Note that devices were plugged in or that the default changed; any thread may call it."""
