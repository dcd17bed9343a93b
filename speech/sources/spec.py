"""What to listen to, as small frozen values that can be stored, shown and sent to the listener process.

Place in the flow: settings → here → `speech.sources.opening`. Devices are named by name and host API, never by index:
indices change with every replugging.
"""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class RecordingSpec:
    """A recording as source."""

    path: Path
    agent_channel: int = 0
    paced: bool = False
    """True delivers it in real time."""


@dataclass(frozen=True, slots=True)
class InputChoice:
    """An input device and one of its channels."""

    name: str | None = None
    """None follows the system's default device."""
    host_api: str | None = None
    """None takes the first host API that knows the name."""
    channel: int = 0
    """0-based."""


class FarEndKind(StrEnum):
    """Where the customer is heard."""

    NONE = "none"
    """Not at all: what needs two voices is not measured."""
    LOOPBACK = "loopback"
    """What the computer plays."""
    INPUT = "input"
    """Another input device."""
    SAME_DEVICE = "same-device"
    """Another channel of the microphone's device."""


@dataclass(frozen=True, slots=True)
class FarEndChoice:
    """Where the far end of the call comes from."""

    kind: FarEndKind = FarEndKind.LOOPBACK
    name: str | None = None
    """Output device (loopback) or input device; None follows the default."""
    host_api: str | None = None
    channel: int = 1
    """0-based; of the second input device, or of the microphone's device."""
    process_id: int | None = None
    """Windows loopback: hear only this program (and its children) instead of the whole output."""


@dataclass(frozen=True, slots=True)
class LiveSpec:
    """A live call."""

    microphone: InputChoice = InputChoice()
    far_end: FarEndChoice = FarEndChoice()


SourceSpec: TypeAlias = RecordingSpec | LiveSpec
