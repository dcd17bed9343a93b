"""Resolves `{name}` in triggers: each word class is read once, references are followed, circles are refused.

Place in the flow: the loader checks all classes and triggers through this, the matcher takes their patterns from it;
for the same classes both get the same instance, so nothing is read twice.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final

from coaching.rulebook.compounds import Named
from coaching.rulebook.patterns import OneWord, Part
from coaching.rulebook.trigger_parser import (
    BrokenClassError,
    CircleError,
    TriggerError,
    choice_of,
    parse_entry,
    parse_trigger,
)

_MAX_DEPTH: Final = 12


class WordClasses:
    """The word classes of one rulebook, each compiled at its first use."""

    def __init__(self, entries: Mapping[str, Sequence[str]]) -> None:
        """Take the entries (in the trigger language) of each class."""
        self._entries = entries
        self._parts: dict[str, Part] = {}
        self._triggers: dict[str, Part] = {}
        self._open: list[str] = []

    def trigger(self, text: str) -> Part:
        """Return the pattern of a trigger that uses these classes; raises `TriggerError`."""
        if (part := self._triggers.get(text)) is None:
            part = self._triggers[text] = parse_trigger(text, self.resolve)
        return part

    def resolve(self, name: str) -> Part:
        """Return the pattern of class `name`; raises `TriggerError` for unknown, cyclic or unreadable classes."""
        if (known := self._parts.get(name)) is not None:
            return known
        if name in self._open:
            circle = " → ".join(f"{{{step}}}" for step in [*self._open[self._open.index(name) :], name])
            raise CircleError(1, f"Word classes refer to each other in a circle: {circle}.", "Take one of them out.")
        if len(self._open) >= _MAX_DEPTH:
            raise TriggerError(
                1, f"Word classes refer to each other more than {_MAX_DEPTH} deep.", "Write them flatter."
            )
        if not self._entries.get(name):
            raise TriggerError(1, f"There is no word class {{{name}}}.", f"Add {name} = [...] under [classes].")
        self._open.append(name)
        try:
            choice = choice_of([parse_entry(entry, self.resolve) for entry in self._entries[name]])
        except CircleError:
            raise
        except TriggerError as error:
            raise BrokenClassError(
                1, f"The word class {{{name}}} has a mistake: {error.message}", error.mend
            ) from error
        finally:
            self._open.pop()
        part = choice if isinstance(choice, OneWord) else Named(name, choice)
        self._parts[name] = part
        return part

    def check_entry(self, name: str, entry: str) -> None:
        """Raise `TriggerError` when `entry` of class `name` cannot be read or leads back to the class."""
        self._open.append(name)
        try:
            parse_entry(entry, self.resolve)
        finally:
            self._open.pop()


def word_classes(entries: Mapping[str, Sequence[str]]) -> WordClasses:
    """Return the classes of `entries`; the same instance as long as they are those of the last calls."""
    return _shared(tuple((name, tuple(listed)) for name, listed in entries.items()))


@lru_cache(maxsize=2)
def _shared(entries: tuple[tuple[str, tuple[str, ...]], ...]) -> WordClasses:
    return WordClasses(dict(entries))
