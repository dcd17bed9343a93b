"""What crosses the pipes between the app and the listener process.

Place in the flow: child → parent over one one-way pipe, parent → child over another. Every message is a heartbeat.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from speech.errors import SpeechError
from speech.events import SpeechEvent
from speech.process.spec import EngineSpec, ListenerSpec, Resume


class Command(StrEnum):
    """What the parent asks of the child."""

    STOP = "stop"
    """Close the session: deliver what is open, then `SessionEnded`."""
    REFRESH_DEVICES = "refresh-devices"
    """Devices were plugged in or the default changed: look again."""


@dataclass(frozen=True, slots=True)
class Prepare:
    """Parent to child, before `Begin`: load this recognizer now, it will probably be wanted."""

    engine: EngineSpec


@dataclass(frozen=True, slots=True)
class Begin:
    """Parent to child, once: what to hear."""

    spec: ListenerSpec
    resume: Resume | None
    """None for a new session."""


@dataclass(frozen=True, slots=True)
class Ready:
    """The child hears from now on."""

    start_s: float
    """Session time of its first sample; 0.0 unless it was restarted."""
    epoch_s: float | None
    """Monotonic clock reading of session time 0; None for recordings read at full speed."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Events in order, perhaps none (a heartbeat)."""

    events: tuple[SpeechEvent, ...]
    position_s: float
    """Session time up to which sound was heard; all its events are in this batch or an earlier one."""
    dropped: int
    """Level and clock events dropped so far because the parent did not read fast enough."""


@dataclass(frozen=True, slots=True)
class Failed:
    """The child ends with an error."""

    error: SpeechError


Message: TypeAlias = Ready | Batch | Failed
