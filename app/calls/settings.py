"""What a person can choose about the beginning and end of calls.

Place in the flow: one group of `app.settings`; `activity` and `endpoint` read it.
"""

from typing import Annotated

from pydantic import Field
from pydantic.dataclasses import dataclass as settings_dataclass


@settings_dataclass(frozen=True)
class CallSettings:
    """How calls begin and end besides by hand."""

    far_end_starts: Annotated[bool, Field(title="A call begins when the far end speaks")] = False
    """Off: music or a video would begin a call too. Needs a far end; while no call is under way only whether it speaks
    is looked at, nothing is recognized or kept."""
    far_speech_s: Annotated[
        float, Field(ge=0.5, le=30.0, title="Far speech that begins a call", json_schema_extra={"unit": "s"})
    ] = 2.0
    """Within `far_window_s`: longer than a notification sound, about one greeting."""
    far_window_s: Annotated[
        float, Field(ge=2.0, le=120.0, title="Time in which far speech counts", json_schema_extra={"unit": "s"})
    ] = 10.0
    far_end_ends: Annotated[bool, Field(title="A call ends when the far end falls silent")] = False
    far_silence_s: Annotated[
        float, Field(ge=10.0, le=900.0, title="Silence that ends a call", json_schema_extra={"unit": "s"})
    ] = 60.0
    """Time on hold does not count."""
    mute_after_s: Annotated[
        float, Field(ge=0.5, le=60.0, title="Digital silence that counts as muted", json_schema_extra={"unit": "s"})
    ] = 2.0
    """A live microphone always has some noise; nothing but zeros means that it is muted."""
    endpoint: Annotated[bool, Field(title="Softphones may begin and end calls (local HTTP)")] = False
    """See docs/calls.md; only programs of this machine that know the token can use it."""
    endpoint_port: Annotated[int, Field(ge=1024, le=65535, title="Port of the local HTTP endpoint")] = 27613
    """Below the ports that systems hand out by themselves (from 32768 on Linux, from 49152 elsewhere)."""
