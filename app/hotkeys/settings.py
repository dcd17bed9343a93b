"""Which keys work everywhere, whatever window has the focus.

Place in the flow: one group of `app.settings`; `app.hotkeys` reads it.
"""

from typing import Annotated

from pydantic import AfterValidator, Field
from pydantic.dataclasses import dataclass as settings_dataclass

from app.hotkeys.chords import HotkeyError, parse_chord


def _chord_or_nothing(text: str) -> str:
    try:
        if text.strip():
            parse_chord(text)
    except HotkeyError as error:
        raise ValueError(str(error)) from None
    return text


Keys = Annotated[str, Field(max_length=40), AfterValidator(_chord_or_nothing)]
"""A chord of keys, or an empty text."""


@settings_dataclass(frozen=True)
class HotkeySettings:
    """Written like "Ctrl+Alt+Shift+P"; an empty text takes no key. Three modifiers keep out of other programs' way."""

    pause: Annotated[Keys, Field(title="Key: pause coaching")] = "Ctrl+Alt+Shift+P"
    wrong: Annotated[Keys, Field(title="Key: this cue is wrong")] = "Ctrl+Alt+Shift+W"
    show: Annotated[Keys, Field(title="Key: show or hide the overlay")] = "Ctrl+Alt+Shift+S"
    got_it: Annotated[Keys, Field(title="Key: got it, hide this cue")] = "Ctrl+Alt+Shift+G"
    snooze: Annotated[Keys, Field(title="Key: no more cues of this rule in this call")] = "Ctrl+Alt+Shift+Z"
    why: Annotated[Keys, Field(title="Key: why this cue")] = "Ctrl+Alt+Shift+Y"
    more: Annotated[Keys, Field(title="Key: show more, or less")] = "Ctrl+Alt+Shift+M"
    keys: Annotated[Keys, Field(title="Key: work the overlay by keyboard")] = "Ctrl+Alt+Shift+K"
