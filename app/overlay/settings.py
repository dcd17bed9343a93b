"""What a person can choose about the overlay.

Place in the flow: one group of `app.settings`; the window, the controller and the platform modules read it. No Qt, so
that settings load on machines without a display.
"""

from typing import Annotated, Literal

from pydantic import Field
from pydantic.dataclasses import dataclass as settings_dataclass

from app.theme import ThemeChoice


@settings_dataclass(frozen=True)
class OverlaySettings:
    """How the overlay looks and behaves."""

    theme: Annotated[ThemeChoice, Field(title="Colours")] = "system"
    text_percent: Annotated[int, Field(ge=100, le=200, title="Text size", json_schema_extra={"unit": "%"})] = 100
    """200 % is what WCAG 1.4.4 asks of any text."""
    motion: Annotated[Literal["system", "full", "reduced"], Field(title="Animation")] = "system"
    actions: Annotated[Literal["hover", "always"], Field(title="Show the buttons of a cue")] = "hover"
    click_through: Annotated[bool, Field(title="Let clicks pass through the overlay")] = False
    """No button of the overlay can be reached then."""
    expanded: Annotated[bool, Field(title="Start in the expanded form")] = False
    transcript: Annotated[bool, Field(title="Show your words as they are recognized")] = False
    """Off: reading oneself distracts from listening. Shown in the expanded form only."""
    hide_from_sharing: Annotated[bool, Field(title="Keep the overlay out of shared screens")] = True
    """Windows 10 (2004) or newer and macOS up to 14; no other system can."""
    snap_distance_px: Annotated[
        int, Field(ge=0, le=100, title="Snap to a screen edge within", json_schema_extra={"unit": "px"})
    ] = 24
    fade_ms: Annotated[int, Field(ge=0, le=1000, title="A cue fades away in", json_schema_extra={"unit": "ms"})] = 220
    """Short enough not to draw the eye, long enough not to blink."""
