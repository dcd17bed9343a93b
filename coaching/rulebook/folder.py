"""Hot reload: notices that rule files changed and keeps the last good rulebook while they are wrong.

Place in the flow: the app polls it every few seconds while a session runs and hands a new rulebook to the engine. It
has no clock and no thread of its own.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from coaching.errors import RulebookError, RuleProblem
from coaching.rulebook.loader import load_rulebook
from coaching.rulebook.rule_files import RuleFolder
from coaching.rulebook.schema import Rulebook

_Stamp: TypeAlias = tuple[tuple[str, int, int], ...]
"""Name, size and time of change of each file."""


@dataclass(frozen=True, slots=True)
class Reload:
    """What a poll found."""

    rulebook: Rulebook | None = None
    """The new rulebook; None when nothing changed or the files have mistakes (the last good one stays in force)."""
    problems: tuple[RuleProblem, ...] = ()
    """The mistakes; reported once for each state of the files."""


class RulebookFolder:
    """The built-in rules with one company folder over them, watched for changes."""

    def __init__(self, company_folder: Path, *, built_in: RuleFolder | None = None) -> None:
        """Load the rules; raises `RulebookError` when they have mistakes now. A missing folder counts as empty."""
        self._folder = company_folder
        self._built_in = built_in
        self._stamp = self._stamp_now()
        self.current = self._load()
        """The last good rulebook."""

    def poll(self) -> Reload:
        """Look at the files and load them again when they changed."""
        stamp = self._stamp_now()
        if stamp == self._stamp:
            return Reload()
        self._stamp = stamp
        try:
            rulebook = self._load()
        except RulebookError as error:
            return Reload(problems=error.problems)
        if rulebook.version == self.current.version:
            return Reload()
        self.current = rulebook
        return Reload(rulebook)

    def _load(self) -> Rulebook:
        return load_rulebook(self._folder if self._folder.is_dir() else None, built_in=self._built_in)

    def _stamp_now(self) -> _Stamp:
        stamps: list[tuple[str, int, int]] = []
        try:
            for path in sorted(self._folder.glob("*.toml")):
                status = path.stat()
                stamps.append((path.name, status.st_size, status.st_mtime_ns))
        except OSError:  # a file went away between listing and looking: the next poll sees the rest
            return ()
        return tuple(stamps)
