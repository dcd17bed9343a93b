"""What a person can choose about the review.

Place in the flow: one group of `app.settings`; `sotto review` and `sotto report` read it.
"""

from typing import Annotated, Literal

from pydantic import Field
from pydantic.dataclasses import dataclass as settings_dataclass

RoleChoice = Literal["agent", "supervisor"]


@settings_dataclass(frozen=True)
class ReviewSettings:
    """Who looks at sessions on this machine."""

    role: Annotated[RoleChoice, Field(title="Who looks at sessions on this computer")] = "agent"
    """"agent": one's own sessions, from the end of the call on; "supervisor": those that their agents have had first."""
    name: Annotated[str, Field(max_length=200, title="Supervisor's name for notes; empty takes the login name")] = ""
