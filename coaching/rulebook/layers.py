"""Lays company rules over built-in ones, key by key, and remembers where each key came from.

Place in the flow: between `rule_files` (tables as read) and `loader` (validated rules).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from coaching.errors import RuleProblem
from coaching.rulebook.rule_files import RuleFile
from coaching.rulebook.toml_lines import KeyPath

EXTENDABLE: Final = ("triggers", "unless", "repairs", "examples", "do_not_trigger", "say_instead")
"""Lists that `add_…` keys extend."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: a file and the path in it."""

    file: RuleFile
    path: KeyPath

    def problem(self, message: str, mend: str) -> RuleProblem:
        """Return a problem at this place."""
        return self.file.problem(self.path, message, mend)

    def below(self, *steps: str | int) -> "Place":
        """Return a place inside this one."""
        return Place(self.file, (*self.path, *steps))


@dataclass(slots=True)
class LayeredTable:
    """One rule (or the word classes) as all layers together write it."""

    place: Place
    """Where it was first written."""
    values: dict[str, Any] = field(default_factory=dict)
    places: dict[str, list[Place]] = field(default_factory=dict)
    """For each key one place, for each list one place an entry."""

    def set(self, key: str, value: Any, place: Place) -> None:
        """Replace a key."""
        self.values[key] = value
        self.places[key] = [place.below(index) for index in range(len(value))] if isinstance(value, list) else [place]
        if not self.places[key]:
            self.places[key] = [place]

    def add(self, key: str, value: list[Any], place: Place) -> None:
        """Extend a list; one that is no list yet is replaced."""
        known = self.values.get(key)
        if not isinstance(known, list) or not known:
            self.set(key, value, place)
            return
        self.values[key] = [*known, *value]
        self.places[key] += [place.below(index) for index in range(len(value))]

    def place_of(self, path: KeyPath) -> Place:
        """Return where the key (or list entry) at `path` stands; the table itself when it is nowhere."""
        if not path or (places := self.places.get(str(path[0]))) is None:
            return self.place.below(*path[:1])
        index = path[1] if len(path) > 1 and isinstance(path[1], int) else 0
        return places[min(index, len(places) - 1)]


def layer_rules(layers: Iterable[list[RuleFile]], problems: list[RuleProblem]) -> list[LayeredTable]:
    """Return all rules in the order in which they were first written; a later layer changes keys of an earlier one."""
    rules: dict[str, LayeredTable] = {}
    for files in layers:
        first_seen: dict[str, Place] = {}
        for place, table in (entry for file in files for entry in _tables(file)):
            rule_id = table.get("id")
            if not isinstance(rule_id, str) or not rule_id:
                problems.append(place.below("id").problem("This rule has no id.", 'Add id = "short-name".'))
            elif (earlier := first_seen.get(rule_id)) is not None:
                message = f'The id "{rule_id}" is used twice; it was first used in {earlier.file.name}.'
                problems.append(place.below("id").problem(message, "Give one of them another id, or remove it."))
            else:
                first_seen[rule_id] = place
                _lay_over(rules.setdefault(rule_id, LayeredTable(place)), table, place, problems)
    return list(rules.values())


def layer_classes(layers: Iterable[list[RuleFile]], problems: list[RuleProblem]) -> LayeredTable | None:
    """Return the word classes of all files (None when there are none); `[classes]` replaces, `[add_to_classes]` extends."""
    classes: LayeredTable | None = None
    for files in layers:
        first_seen: dict[str, Place] = {}
        for file, key in ((file, key) for key in ("classes", "add_to_classes") for file in files):
            table = file.data.get(key, {})
            for name, entries in table.items() if isinstance(table, dict) else ():
                place = Place(file, (key, name))
                classes = classes or LayeredTable(place)
                if key == "add_to_classes" and isinstance(entries, list):
                    classes.add(name, entries, place)
                elif name in first_seen:
                    message = (
                        f"The class {name} is written twice; it was first written in {first_seen[name].file.name}."
                    )
                    problems.append(place.problem(message, "Put the entries together."))
                else:
                    first_seen[name] = place
                    classes.set(name, entries, place)
    return classes


def _tables(file: RuleFile) -> Iterator[tuple[Place, dict[str, Any]]]:
    rules = file.data.get("rule", [])
    for index, table in enumerate(rules if isinstance(rules, list) else ()):
        if isinstance(table, dict):
            yield Place(file, ("rule", index)), table


def _lay_over(rule: LayeredTable, table: dict[str, Any], place: Place, problems: list[RuleProblem]) -> None:
    for key, value in table.items():
        target = key.removeprefix("add_")
        if target == key or target not in EXTENDABLE:
            rule.set(key, value, place.below(key))
    for key, value in table.items():
        target = key.removeprefix("add_")
        if target != key and target in EXTENDABLE:
            if isinstance(value, list):
                rule.add(target, value, place.below(key))
            else:
                problems.append(place.below(key).problem("This must be a list.", 'Write ["…", "…"].'))
