"""Which language Sotto's windows speak.

Place in the flow: one group of `app.settings`; `app.translation.language` reads it. No Qt.
"""

from typing import Annotated, Literal, TypeAlias

from pydantic import Field
from pydantic.dataclasses import dataclass as settings_dataclass

LanguageChoice: TypeAlias = Literal["auto", "en", "de"]


@settings_dataclass(frozen=True)
class InterfaceSettings:
    """The language of Sotto's windows. Rules and their cues stay in the language that they are written in."""

    language: Annotated[LanguageChoice, Field(title="Language, from the next start on")] = "auto"
    """"auto" takes the first language of the system's that Sotto speaks, else English."""
