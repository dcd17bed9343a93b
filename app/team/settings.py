"""What a company chooses about its own server for the team's sessions.

Place in the flow: one group of `app.settings`; `app.team.connecting` and `app.team.sync` read it. Without a server
nothing leaves the workstation.
"""

from typing import Annotated, Literal

from pydantic import Field
from pydantic.dataclasses import dataclass as settings_dataclass

Tls = Literal["verify-full", "require"]


@settings_dataclass(frozen=True)
class TeamSettings:
    """Where the team's sessions are kept, and what of a session may go there."""

    server: Annotated[str, Field(max_length=255, title="Name of the company's PostgreSQL server; empty: none")] = ""
    port: Annotated[int, Field(ge=1, le=65_535, title="Its port")] = 5432
    database: Annotated[str, Field(min_length=1, max_length=63, title="Name of the team's database")] = "sotto"
    login: Annotated[str, Field(max_length=63, title="Login there; empty takes the login name")] = ""
    tls: Annotated[Tls, Field(title="How the server proves who it is")] = "verify-full"
    """"verify-full": by a certificate for its name; "require": encrypted, but any server is believed. A server on this
    very computer needs neither."""
    root_certificate: Annotated[
        str, Field(max_length=1000, title="File of the authority that signed it; empty takes the system's")
    ] = ""
    transcript: Annotated[bool, Field(title="Send the agent's words too, without numbers and addresses")] = False
    """Off: the words of flags go, the rest stays on the workstation."""
    deletions: Annotated[bool, Field(title="What is deleted here is deleted on the server too")] = True
    every_s: Annotated[
        float, Field(ge=5.0, le=86_400.0, title="Look for something to send every", json_schema_extra={"unit": "s"})
    ] = 60.0
