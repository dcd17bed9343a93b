"""What each hotkey setting does, in words; and which two settings name the same keys. Pure.

Place in the flow: `opening` binds by it and leaves a chord to one action, `app.settings_file` and the settings window refuse a
chord that another action has.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from app.calls.requests import DeskAction
from app.hotkeys.chords import Chord, HotkeyError, parse_chord
from app.translation.words import QT_TRANSLATE_NOOP, translate, translated

ACTIONS: Final = {
    "pause": DeskAction.PAUSE, "wrong": DeskAction.WRONG, "show": DeskAction.TOGGLE_SHOWN, "got_it": DeskAction.GOT_IT,
    "snooze": DeskAction.SNOOZE, "why": DeskAction.WHY, "more": DeskAction.MORE, "keys": DeskAction.KEYS,
}  # fmt: skip
"""By the name of the setting, in the order of the settings."""
TEXTS: Final = {
    DeskAction.PAUSE: QT_TRANSLATE_NOOP("Hotkeys", "Pause coaching, or go on"),
    DeskAction.WRONG: QT_TRANSLATE_NOOP("Hotkeys", "This cue is wrong"),
    DeskAction.TOGGLE_SHOWN: QT_TRANSLATE_NOOP("Hotkeys", "Show or hide the overlay"),
    DeskAction.GOT_IT: QT_TRANSLATE_NOOP("Hotkeys", "Got it: hide this cue"),
    DeskAction.SNOOZE: QT_TRANSLATE_NOOP("Hotkeys", "No more cues of this rule in this call"),
    DeskAction.WHY: QT_TRANSLATE_NOOP("Hotkeys", "Why this cue"),
    DeskAction.MORE: QT_TRANSLATE_NOOP("Hotkeys", "Show more, or less"),
    DeskAction.KEYS: QT_TRANSLATE_NOOP("Hotkeys", "Work the overlay by keyboard"),
}


def chords_of(wanted: Mapping[str, str]) -> dict[str, Chord]:
    """Return the chords of hotkey settings by name; a text that is empty, or still half typed, is none."""
    found: dict[str, Chord] = {}
    for name in ACTIONS:
        try:
            found[name] = parse_chord(wanted[name])
        except (HotkeyError, KeyError):
            continue
    return found


def shared(wanted: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the names of two settings with the same chord: the first that has it, and each one after it."""
    first: dict[Chord, str] = {}
    for name, chord in chords_of(wanted).items():
        if (keeper := first.setdefault(chord, name)) != name:
            yield keeper, name


def shared_problem(wanted: Mapping[str, str], keeper: str, other: str, *, kept: bool) -> HotkeyError:
    """Return the error that names both actions. `kept`: the first one keeps the chord; otherwise nobody decided yet."""
    one, two = (translated("Hotkeys", TEXTS[ACTIONS[name]]) for name in (keeper, other))
    words = translate("Problems", "The hotkey {hotkey} is set twice: for “{one}” and for “{two}”.")
    mend = translate("Problems", "Choose another.")
    if kept:
        mend = translate("Problems", "It does the first; choose another for the second.")
    return HotkeyError(words.format(hotkey=parse_chord(wanted[keeper]), one=one, two=two), mend)
