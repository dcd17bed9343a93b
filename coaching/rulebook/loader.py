"""Makes the rulebook in force of the built-in rules and the company's, or says everything that is wrong with them.

Place in the flow: `rule_files` reads, `layers` lays over, this module validates; the engine, the rule editor and
`sotto rules` call `load_rulebook`, a running session `folder.RulebookFolder`.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from coaching.errors import RulebookError, RuleProblem
from coaching.rulebook.layers import LayeredTable, Place, layer_classes, layer_rules
from coaching.rulebook.rule_files import RuleFolder, built_in_rules, read_folder
from coaching.rulebook.schema import MAX_PHRASE_LETTERS, Rule, Rulebook
from coaching.rulebook.trigger_parser import BrokenClassError, CircleError, TriggerError
from coaching.rulebook.word_classes import WordClasses, word_classes

_CLASS_NAME: Final = re.compile(r"[a-z][a-z0-9_-]*")
_PATTERN_KEYS: Final = ("triggers", "unless", "repairs")
_MENDS: Final = {
    "missing": "Add this key.",
    "extra_forbidden": "Check its spelling; docs/rules.md lists all keys.",
    "string_too_long": "Shorten it.",
    "string_too_short": "Write something, or take it out.",
    "string_type": "Put it in quotes.",
    "tuple_type": 'Write a list: ["…", "…"].',
    "too_short": "Add at least one entry.",
    "bool_type": "Write true or false.",
    "bool_parsing": "Write true or false.",
}


def load_rulebook(
    company_folder: Path | None, *, built_in: RuleFolder | None = None, machine_folder: Path | None = None
) -> Rulebook:
    """Return the rules in force.

    `company_folder`: its `*.toml` files change, extend or switch off built-in rules; None for none. `built_in`: another
    folder instead of the rules that Sotto brings along. `machine_folder`: rules for everybody on this computer, laid
    between the two. Raises `RulebookError` whose `problems` name every mistake.
    """
    problems: list[RuleProblem] = []
    layers = [read_folder(built_in if built_in is not None else built_in_rules(), problems)]
    layers += [read_folder(folder, problems) for folder in (machine_folder, company_folder) if folder is not None]
    entries = _class_entries(layer_classes(layers, problems), problems)
    classes = word_classes(entries)
    rules: list[Rule] = []
    company_triggers: set[tuple[str, str]] = set()
    built_in_files = {id(file) for file in layers[0]}
    for table in layer_rules(layers, problems):
        if (rule := _validated(table, problems)) is not None:
            problems += _trigger_problems(table, rule, classes)
            rules.append(rule)
            company_triggers |= {
                (rule.id, trigger)
                for index, trigger in enumerate(rule.triggers)
                if id(table.place_of(("triggers", index)).file) not in built_in_files
            }
    if problems:
        raise _error(problems)
    return Rulebook(
        version=_version(rules, entries),
        rules=tuple(rule for rule in rules if rule.enabled),
        disabled=tuple(rule for rule in rules if not rule.enabled),
        company_triggers=frozenset(company_triggers),
        word_classes=entries,
    )


def _class_entries(table: LayeredTable | None, problems: list[RuleProblem]) -> dict[str, tuple[str, ...]]:
    if table is None:
        return {}
    entries: dict[str, tuple[str, ...]] = {}
    for name, listed in table.values.items():
        place = table.place_of((name,))
        if not _CLASS_NAME.fullmatch(name):
            problems.append(place.problem(f'"{name}" is no class name.', "Use lower-case letters, digits, - and _."))
        elif not isinstance(listed, list) or not listed or not all(isinstance(entry, str) for entry in listed):
            problems.append(place.problem("A word class is a list of phrases.", f'Write {name} = ["…", "…"].'))
        elif (longest := max(len(entry) for entry in listed)) > MAX_PHRASE_LETTERS:
            message = f"An entry of this class has {longest} letters; {MAX_PHRASE_LETTERS} are allowed."
            problems.append(place.problem(message, "Split it."))
        else:
            entries[name] = tuple(listed)
    problems += _class_problems(table, entries)
    return entries


def _class_problems(table: LayeredTable, entries: Mapping[str, tuple[str, ...]]) -> Iterator[RuleProblem]:
    classes = word_classes(entries)
    in_circles: set[str] = set()
    for name, listed in entries.items():
        for index, entry in enumerate(listed):
            try:
                classes.check_entry(name, entry)
            except BrokenClassError:
                continue  # reported where the mistake stands
            except CircleError as error:
                if name not in in_circles:
                    in_circles.update(re.findall(r"{([^}]*)}", error.message))
                    yield _pattern_problem(table.place_of((name, index)), entry, error)
            except TriggerError as error:
                yield _pattern_problem(table.place_of((name, index)), entry, error)


def _pattern_problem(place: Place, text: str, error: TriggerError) -> RuleProblem:
    return place.problem(f'"{text}", character {error.position}: {error.message}', error.mend)


def _validated(table: LayeredTable, problems: list[RuleProblem]) -> Rule | None:
    try:
        return Rule.model_validate(table.values)
    except ValidationError as error:
        problems += [_schema_problem(table, detail) for detail in error.errors(include_url=False)]
        return None


def _schema_problem(table: LayeredTable, detail: ErrorDetails) -> RuleProblem:
    path = tuple(detail["loc"])
    message = detail["msg"].removeprefix("Value error, ")
    if detail["type"] == "value_error" and not path:
        key, _, rest = message.partition(": ")
        path, message = (key,), rest
    mend = _MENDS.get(detail["type"], "docs/rules.md says what may stand here.")
    return table.place_of(path).problem(f"{message}.".replace("..", "."), mend)


def _trigger_problems(table: LayeredTable, rule: Rule, classes: WordClasses) -> Iterator[RuleProblem]:
    for key in _PATTERN_KEYS:
        patterns: tuple[str, ...] = getattr(rule, key)
        for index, text in enumerate(patterns):
            try:
                classes.trigger(text)
            except (BrokenClassError, CircleError):
                continue  # reported at the class
            except TriggerError as error:
                yield _pattern_problem(table.place_of((key, index)), text, error)


def _version(rules: list[Rule], classes: Mapping[str, tuple[str, ...]]) -> str:
    content: dict[str, Any] = {"rules": [rule.model_dump(mode="json") for rule in rules], "classes": dict(classes)}
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:12]


def _error(problems: list[RuleProblem]) -> RulebookError:
    first = problems[0]
    others = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
    return RulebookError(
        f"The rules have a mistake{others}: {first}", "`sotto rules check` lists all.", tuple(problems)
    )
