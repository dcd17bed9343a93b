"""How models are downloaded, as far as user and company may say; an import leaf, so that settings load quickly.

Place in the flow: the table `[models]` of the settings file; `speech.models.install` and `download` take it.
"""

from typing import Annotated

from pydantic import Field
from pydantic.dataclasses import dataclass as settings_dataclass


@settings_dataclass(frozen=True)
class DownloadSettings:
    """How patient a download is."""

    connect_timeout_s: Annotated[
        float, Field(ge=1, le=120, title="Wait for a connection", json_schema_extra={"unit": "s"})
    ] = 10.0
    read_timeout_s: Annotated[
        float, Field(ge=1, le=300, title="Wait for more data", json_schema_extra={"unit": "s"})
    ] = 30.0
    attempts: Annotated[int, Field(ge=1, le=20, title="Attempts that may fail in a row")] = 5
    """Only attempts that brought nothing count; any new data starts the count anew."""
    first_wait_s: Annotated[
        float, Field(ge=0, le=60, title="Wait before trying again", json_schema_extra={"unit": "s"})
    ] = 1.0
    """Doubled after every failure in a row, 30 s at most."""
    mirror: Annotated[str, Field(pattern=r"^(https?://\S+)?$", title="Address of the company's own copy")] = ""
    """Replaces the official address; empty: the official one."""
