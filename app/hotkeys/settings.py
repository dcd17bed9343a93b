"""Which keys work everywhere, whatever window has the focus.

Place in the flow: one group of `app.settings`; `app.hotkeys` reads it.
"""

from typing import Annotated

from pydantic import Field
from pydantic.dataclasses import dataclass as settings_dataclass


@settings_dataclass(frozen=True)
class HotkeySettings:
    """Written like "Ctrl+Alt+Shift+P"; an empty text takes no key. Three modifiers keep out of other programs' way."""

    pause: Annotated[str, Field(max_length=40, title="Key: pause coaching")] = "Ctrl+Alt+Shift+P"
    wrong: Annotated[str, Field(max_length=40, title="Key: this cue is wrong")] = "Ctrl+Alt+Shift+W"
    show: Annotated[str, Field(max_length=40, title="Key: show or hide the overlay")] = "Ctrl+Alt+Shift+S"
    got_it: Annotated[str, Field(max_length=40, title="Key: got it, hide this cue")] = "Ctrl+Alt+Shift+G"
    snooze: Annotated[str, Field(max_length=40, title="Key: no more cues of this rule in this call")] = (
        "Ctrl+Alt+Shift+Z"
    )
    why: Annotated[str, Field(max_length=40, title="Key: why this cue")] = "Ctrl+Alt+Shift+Y"
    more: Annotated[str, Field(max_length=40, title="Key: show more, or less")] = "Ctrl+Alt+Shift+M"
    keys: Annotated[str, Field(max_length=40, title="Key: work the overlay by keyboard")] = "Ctrl+Alt+Shift+K"
