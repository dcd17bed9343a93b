"""How a chord of keys is written, and which may work everywhere. Pure.

Place in the flow: `settings` refuses what is no chord, `opening` reads the chords, each system's module takes them.
"""

from dataclasses import dataclass
from enum import IntFlag
from typing import Final

from app.errors import AppError
from app.translation.words import translate


class HotkeyError(AppError):
    """A hotkey cannot be understood or belongs to another program."""

    code = "hotkey"


class Modifier(IntFlag):
    """The keys that are held."""

    SHIFT = 1
    CTRL = 2
    ALT = 4
    META = 8
    """Windows key, Super."""


@dataclass(frozen=True, slots=True)
class Chord:
    """A key with what is held: `key` is one of A … Z, 0 … 9 and F1 … F12."""

    modifiers: Modifier
    key: str

    def __str__(self) -> str:
        """Return it as settings write it: "Ctrl+Alt+P"."""
        return "+".join([*(name for name, modifier in _NAMES.items() if modifier in self.modifiers), self.key])


_NAMES: Final = {"Ctrl": Modifier.CTRL, "Alt": Modifier.ALT, "Shift": Modifier.SHIFT, "Meta": Modifier.META}
_ALSO: Final = {"control": "ctrl", "option": "alt", "super": "meta", "win": "meta"}
_BY_NAME: Final = {name.lower(): modifier for name, modifier in _NAMES.items()}
_KEYS: Final = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") | {f"F{n}" for n in range(1, 13)}


def parse_chord(text: str) -> Chord:
    """Return the chord that a setting names; raises HotkeyError when it is none, or would take a key from typing."""
    *held, key = (part.strip() for part in text.split("+"))
    modifiers = Modifier(0)
    for name in held:
        modifier = _BY_NAME.get(_ALSO.get(name.lower(), name.lower()))
        if modifier is None:
            words = translate("Problems", "“{hotkey}” is no hotkey: there is no key “{key}” to hold.")
            raise HotkeyError(words.format(hotkey=text, key=name), _how())
        modifiers |= modifier
    if key.upper() not in _KEYS:
        words = translate("Problems", "“{hotkey}” is no hotkey: it must end with a letter, a digit or F1 to F12.")
        raise HotkeyError(words.format(hotkey=text), _how())
    if not modifiers & (Modifier.CTRL | Modifier.ALT | Modifier.META):
        words = translate("Problems", "“{hotkey}” would take a key away from typing.")
        raise HotkeyError(words.format(hotkey=text), _how())
    return Chord(modifiers, key.upper())


def taken(chord: Chord) -> HotkeyError:
    """Return the error for a chord that another program has."""
    words = translate("Problems", "The hotkey {hotkey} belongs to another program.")
    return HotkeyError(words.format(hotkey=chord), translate("Problems", "Choose another."))


def _how() -> str:
    return translate("Problems", "Write it like Ctrl+Alt+Shift+P.")
