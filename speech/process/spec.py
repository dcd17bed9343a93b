"""What a listener process is to hear and how: small, frozen, picklable, so that it crosses to a spawned child.

Place in the flow: made by `app` from settings or the command line, read by `speech.process.child`.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

from pydantic import Field
from pydantic.dataclasses import dataclass as settings_dataclass

from speech.listener import ListenerSettings
from speech.sources.spec import SourceSpec


@dataclass(frozen=True, slots=True)
class EngineSpec:
    """Which recognizer to load; see `speech.engine_choice.choose_engine`."""

    models_folder: Path
    engine: str = "auto"
    model: str | None = None


@dataclass(frozen=True, slots=True)
class ListenerSpec:
    """Everything the child needs to know."""

    source: SourceSpec
    engine: EngineSpec
    settings: ListenerSettings = field(default_factory=ListenerSettings)
    log_path: Path | None = None
    """Where tracebacks of the child go (no words are ever written there); None keeps none."""


@dataclass(frozen=True, slots=True)
class Resume:
    """Where a restarted child goes on."""

    position_s: float
    """Session time up to which everything was heard and delivered."""
    epoch_s: float | None
    """Monotonic clock reading of session time 0 for what runs in real time; None for recordings read at full speed."""
    utterances: int
    """Utterance ids used up so far."""


@settings_dataclass(frozen=True)
class SupervisionSettings:
    """When the listener counts as hung, and how often it is started again."""

    hang_timeout_s: Annotated[
        float,
        Field(ge=0.5, le=30.0, title="Silence of the listener that counts as hung", json_schema_extra={"unit": "s"}),
    ] = 1.2
    """Nearly five heartbeats; with the standby, 0.8 s later a new child hears."""
    stall_timeout_s: Annotated[
        float, Field(ge=2.0, le=120.0, title="Standstill that counts as hung", json_schema_extra={"unit": "s"})
    ] = 10.0
    """The child lives but its sound does not advance; long enough for the final of a long utterance on a slow machine."""
    start_timeout_s: Annotated[
        float, Field(ge=5.0, le=300.0, title="Longest start", json_schema_extra={"unit": "s"})
    ] = 60.0
    """Large Vosk models take up to 20 s to load from a slow disk."""
    max_restarts: Annotated[int, Field(ge=0, le=20, title="Restarts before giving up")] = 3
    """Within `restart_window_s`."""
    restart_window_s: Annotated[
        float, Field(ge=5.0, le=3600.0, title="Time in which restarts count", json_schema_extra={"unit": "s"})
    ] = 60.0
    stop_timeout_s: Annotated[
        float, Field(ge=0.5, le=30.0, title="Longest wait for a clean stop", json_schema_extra={"unit": "s"})
    ] = 4.0
    step_over_s: Annotated[
        float, Field(ge=0.0, le=5.0, title="Sound stepped over after a crash", json_schema_extra={"unit": "s"})
    ] = 0.5
    """A recording goes on this much later, as the very sound may have caused the crash."""
    standby: Annotated[bool, Field(title="Keep a second listener process waiting")] = True
    """Costs about 50 MB; a restart then takes only as long as loading the recognizer."""
