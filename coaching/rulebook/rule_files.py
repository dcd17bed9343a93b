"""Reads the TOML files of one folder of rules; what is wrong with a file becomes a problem, never an exception.

Place in the flow: `loader` reads the built-in folder and the company's through this and lays one over the other.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Final, TypeAlias

from coaching.errors import RuleProblem
from coaching.rulebook.toml_lines import KeyPath, toml_line

RuleFolder: TypeAlias = Path | Traversable

MAX_BYTES: Final = 1_000_000
"""A rule file above this is a mistake: the built-in families are below 100 kB."""
_AT_LINE: Final = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)$")
_TOP_KEYS: Final = {"rule", "classes", "add_to_classes", "family"}


@dataclass(frozen=True, slots=True)
class RuleFile:
    """One file as read."""

    name: str
    text: str
    data: Mapping[str, Any]

    def problem(self, path: KeyPath, message: str, mend: str) -> RuleProblem:
        """Return a problem at `path`, with its line."""
        keys = ".".join(str(step) for step in path if isinstance(step, str))
        return RuleProblem(self.name, toml_line(self.text, path), keys, message, mend)


def built_in_rules() -> Traversable:
    """Return the folder of the rules that Sotto brings along."""
    return resources.files("resources") / "rules"


def rule_paths(folder: RuleFolder) -> list[Traversable]:
    """Return the rule files of `folder` in order of their names; raises `OSError` when it cannot be read."""
    entries = (entry for entry in folder.iterdir() if entry.name.endswith(".toml") and not entry.name.startswith("."))
    return sorted((entry for entry in entries if entry.is_file()), key=lambda entry: entry.name)


def read_folder(folder: RuleFolder, problems: list[RuleProblem]) -> list[RuleFile]:
    """Return the readable rule files of `folder`; what cannot be read is added to `problems`."""
    try:
        paths = rule_paths(folder)
    except OSError as error:
        is_file = isinstance(error, NotADirectoryError)
        mend = "Name the folder that it is in." if is_file else "Create it, or name another folder with --rules."
        problems.append(
            RuleProblem(str(folder), None, "", f"This rules folder cannot be read ({error.strerror}).", mend)
        )
        return []
    return [file for path in paths if (file := _read(path, problems)) is not None]


def _read(path: Traversable, problems: list[RuleProblem]) -> RuleFile | None:
    name = str(path)
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        mend = "Check its permissions."
        problems.append(RuleProblem(name, None, "", f"The file cannot be read ({error.strerror}).", mend))
        return None
    if len(data) > MAX_BYTES:
        mend = "Split it into one file a family."
        problems.append(RuleProblem(name, None, "", "The file is larger than 1 MB.", mend))
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        problems.append(RuleProblem(name, line, "", "The file is not UTF-8.", "Save it with the encoding UTF-8."))
        return None
    return _parse(name, text, problems)


def _parse(name: str, text: str, problems: list[RuleProblem]) -> RuleFile | None:
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = _AT_LINE.search(str(error))
        line = int(found[1]) if found and found[1] else text.count("\n") + 1
        reason = _AT_LINE.sub("", str(error))
        mend = "Look for a missing quote, comma or bracket there or just before."
        problems.append(RuleProblem(name, line, "", f"This is not TOML: {reason}.", mend))
        return None
    except RecursionError:
        problems.append(RuleProblem(name, None, "", "Lists are nested too deep.", "Write them flat."))
        return None
    file = RuleFile(name, text, data)
    problems += _shape_problems(file)
    return file


def _shape_problems(file: RuleFile) -> Iterator[RuleProblem]:
    for key in file.data.keys() - _TOP_KEYS:
        yield file.problem(
            (key,), "There is no such key here.", "Rules stand under [[rule]], word classes under [classes]."
        )
    rules = file.data.get("rule", [])
    if not isinstance(rules, list) or not all(isinstance(rule, dict) for rule in rules):
        yield file.problem(("rule",), "Rules are written as tables.", "Write [[rule]] with two brackets.")
    for key in ("classes", "add_to_classes"):
        if not isinstance(file.data.get(key, {}), dict):
            yield file.problem((key,), "Word classes are written as a table.", f"Write [{key}], then name = [...].")
