"""What a company or a person can choose about the sessions that are kept.

Place in the flow: one group of `app.settings`; the recorder, retention and `app.store.workstation` read it.
"""

from typing import Annotated, Literal

from pydantic import Field
from pydantic.dataclasses import dataclass as settings_dataclass

Encryption = Literal["managed", "on", "off"]
Release = Literal["hours", "acknowledged"]


@settings_dataclass(frozen=True)
class StoreSettings:
    """Which sessions are kept, how long, and who may see them when."""

    keep: Annotated[bool, Field(title="Keep a record of each call (never its sound)")] = True
    transcript: Annotated[bool, Field(title="Keep the agent's words, without numbers and addresses")] = True
    """Off: only the words of flags are kept, and new rules cannot be tried on the call."""
    agent: Annotated[str, Field(max_length=200, title="Name of the agent; empty takes the login name")] = ""
    team: Annotated[str, Field(max_length=200, title="Team of the agent")] = ""
    encryption: Annotated[Encryption, Field(title="Encrypt the sessions on this disk")] = "managed"
    """"managed": on where the company fixes settings for the machine, else off."""
    keep_days: Annotated[
        int, Field(ge=0, le=3650, title="Delete sessions after (0: never)", json_schema_extra={"unit": "days"})
    ] = 365
    keep_most: Annotated[
        int, Field(ge=0, le=10_000_000, title="Keep at most (0: no limit)", json_schema_extra={"unit": "sessions"})
    ] = 0
    agent_may_delete: Annotated[bool, Field(title="The agent may delete sessions")] = True
    release: Annotated[Release, Field(title="Supervisors may see a session after some hours, or once it was read")] = (
        "hours"
    )
    """"hours": `release_hours` after the call, or as soon as the agent acknowledged it; "acknowledged": only then."""
    release_hours: Annotated[
        float,
        Field(ge=0.0, le=720.0, title="The agent sees a session first, for", json_schema_extra={"unit": "h"}),
    ] = 24.0
