"""Hot reload: notices that rule files changed and keeps the last good rulebook while they are wrong.

Place in the flow: `app.rule_watch` polls it every second while a session may run and hands a new rulebook to the engine. It
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
"""Name, size and time of change of each file; for each folder whether it is there."""
_GONE = "The folder of the company's rules is gone."
_GONE_MEND = "Its rules stay in force as they were; make the folder reachable again."


@dataclass(frozen=True, slots=True)
class Reload:
    """What a poll found."""

    rulebook: Rulebook | None = None
    """The new rulebook; None when nothing changed or the files have mistakes (the last good one stays in force)."""
    problems: tuple[RuleProblem, ...] = ()
    """The mistakes; reported once for each state of the files."""


class RulebookFolder:
    """The built-in rules with the company's folders over them, watched for changes."""

    def __init__(
        self, company_folder: Path, *, built_in: RuleFolder | None = None, machine_folder: Path | None = None
    ) -> None:
        """Load the rules; raises `RulebookError` when they have mistakes now. A missing folder counts as empty.

        `machine_folder`: rules for everybody on this computer, laid between the built-in ones and the company folder's;
        they may come later. One that this user may not read counts as empty.
        """
        self._folder = company_folder
        self._machine_folder = machine_folder
        self._built_in = built_in
        self._was_there = _is_there(company_folder)
        self._stamp = self._stamp_now()
        self.current = self._load()
        """The last good rulebook."""

    def poll(self) -> Reload:
        """Look at the files and load them again when they changed."""
        stamp = self._stamp_now()
        if stamp == self._stamp:
            return Reload()
        self._stamp = stamp
        if self._was_there and not _is_there(self._folder):  # a network share that went away switches no rule off
            return Reload(problems=(RuleProblem(str(self._folder), None, "", _GONE, _GONE_MEND),))
        try:
            rulebook = self._load()
        except RulebookError as error:
            return Reload(problems=error.problems)
        self._was_there = _is_there(self._folder)
        if rulebook.version == self.current.version:
            return Reload()
        self.current = rulebook
        return Reload(rulebook)

    def _load(self) -> Rulebook:
        own = self._folder if _is_there(self._folder) else None
        machine = self._machine_folder
        everybody = machine if machine is not None and _may_be_listed(machine) else None
        return load_rulebook(own, built_in=self._built_in, machine_folder=everybody)

    def _stamp_now(self) -> _Stamp:
        stamps: list[tuple[str, int, int]] = []
        for folder in (self._machine_folder, self._folder):
            if folder is None:
                continue
            stamps.append((str(folder), -1, int(_is_there(folder))))
            try:
                for path in sorted(folder.glob("*.toml")):
                    status = path.stat()
                    stamps.append((path.name, status.st_size, status.st_mtime_ns))
            except OSError:  # a file went away between listing and looking: the next poll sees the rest
                continue
        return tuple(stamps)


def _is_there(folder: Path) -> bool:
    try:
        return folder.is_dir()
    except OSError:  # below one that this user may not enter
        return False


def _may_be_listed(folder: Path) -> bool:
    try:
        return any(True for _ in folder.iterdir())
    except OSError:
        return False
