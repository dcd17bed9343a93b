"""The company's rules folder with a history: every state that was published can be looked at and brought back.

Place in the flow: `rules_page` publishes, rolls back, exports and imports. Before each change all rule files are copied
into `.history/NUMBER`, with who changed what and when; a rollback is itself a change, so nothing is ever lost.
"""

import io
import json
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path, PureWindowsPath
from typing import Final

from app.errors import AppError
from app.output import write_text
from app.review.rules.overlay_folder import OverlayFolder, load_with, read_rule_files
from coaching.errors import RulebookError

_HISTORY: Final = ".history"
_RECORD: Final = "version.json"
_MOST_IMPORTED: Final = 20_000_000
"""Bytes, unpacked; all built-in rules together are under one million."""


class PublishError(AppError):
    """The rules were not published."""

    code = "rules-publish"


@dataclass(frozen=True, slots=True)
class Version:
    """One change of the folder; the files of before it lie beside its record."""

    number: int
    changed_at: str
    """ISO 8601, UTC."""
    by: str
    what: str
    rulebook: str
    """Version of the rulebook that the change made."""


class RuleHistory:
    """One folder of company rules."""

    def __init__(self, folder: Path, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        """`folder` is made with the first change."""
        self.folder, self._clock = folder, clock

    def files(self) -> dict[str, str]:
        """Return the rule files in force by name. Raises OSError."""
        return read_rule_files(self.folder)

    def versions(self) -> list[Version]:
        """Return all changes, newest first; a record that cannot be read is left out."""
        found = []
        for record in (self.folder / _HISTORY).glob(f"*/{_RECORD}"):
            try:
                version = Version(**json.loads(record.read_text(encoding="utf-8")))
            except (OSError, ValueError, TypeError):
                continue
            if isinstance(version.number, int):
                found.append(version)
        return sorted(found, key=lambda version: -version.number)

    def publish(self, name: str, text: str, *, by: str, what: str) -> Version:
        """Write one rule file. Raises PublishError when the rules would not hold together, OSError."""
        return self._replace({**self.files(), name: text}, by=by, what=what)

    def roll_back(self, version: Version, *, by: str) -> Version:
        """Bring back the files as they were before a change. Raises PublishError, OSError."""
        kept = self.folder / _HISTORY / f"{version.number:06}"
        if not kept.is_dir():  # no files at all would mean: no rules of the company
            raise PublishError(
                f"The rules before change {version.number} are not there any more.", "The rules in force are unchanged."
            )
        before = read_rule_files(kept)
        return self._replace(before, by=by, what=f"Back to the rules before change {version.number}: {version.what}")

    def exported(self) -> bytes:
        """Return all rule files as a ZIP archive. Raises OSError."""
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, text in self.files().items():
                archive.writestr(name, text)
        return packed.getvalue()

    def import_(self, file: Path, *, by: str) -> Version:
        """Take the rule files of an archive, or one rule file; others stay. Raises PublishError, OSError."""
        return self._replace({**self.files(), **_read(file)}, by=by, what=f"Imported {file.name}")

    def _replace(self, files: Mapping[str, str], *, by: str, what: str) -> Version:
        try:
            rulebook = load_with(OverlayFolder(files))
        except RulebookError as error:
            more = f" ({len(error.problems) - 1} more)" if len(error.problems) > 1 else ""
            raise PublishError(
                f"Nothing was published: {error.problems[0]}{more}", "The rules in force are unchanged."
            ) from None
        before = self.files()
        version = Version(self._next_number(), self._clock().isoformat(timespec="seconds"), by, what, rulebook.version)
        self._keep(before, version)
        for name, text in files.items():
            if before.get(name) != text:
                write_text(self.folder / name, text)
        for name in before.keys() - files.keys():
            (self.folder / name).unlink(missing_ok=True)
        return version

    def _next_number(self) -> int:
        """Return a number that no change has, not even one that was cut short and has no record."""
        places = (self.folder / _HISTORY).glob("[0-9]*")
        return max((int(place.name) for place in places if place.name.isdecimal()), default=0) + 1

    def _keep(self, files: Mapping[str, str], version: Version) -> None:
        place = self.folder / _HISTORY / f"{version.number:06}"
        place.mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            write_text(place / name, text)
        # The record comes last: a change that was cut short has none and is not offered.
        write_text(place / _RECORD, json.dumps(asdict(version), indent=2, ensure_ascii=False) + "\n")


_UNREADABLE: Final = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, RuntimeError, OverflowError, struct.error)
"""What `zipfile` raises for archives that are damaged, locked, or packed in a way that it does not know."""


def _rule_file(path: str) -> str:
    """Return the name under which a file of an archive is a rule file of the folder, "" when it is none.

    Names alone count: no path of an archive, of whatever system, reaches another folder. Hidden files are other
    programs' (a Mac packs a hidden twin beside each file).
    """
    name = PureWindowsPath(path)
    return f"{name.stem}.toml" if name.suffix.lower() == ".toml" and not name.name.startswith(".") else ""


def _read(file: Path) -> dict[str, str]:
    try:
        if file.stat().st_size > _MOST_IMPORTED:
            raise PublishError(f"{file.name} is too large to be rules.", "Nothing was imported.")
        if name := _rule_file(file.name):
            return {name: file.read_text(encoding="utf-8-sig")}
        with zipfile.ZipFile(io.BytesIO(file.read_bytes())) as archive:
            infos = {name: info for info in archive.infolist() if (name := _rule_file(info.filename))}
            if sum(info.file_size for info in infos.values()) > _MOST_IMPORTED:
                raise PublishError(f"{file.name} is too large to be rules.", "Nothing was imported.")
            found = {name: archive.read(info).decode("utf-8-sig") for name, info in infos.items()}
    except _UNREADABLE as error:
        raise PublishError(f"{file.name} is no archive of rule files ({error}).", "Nothing was imported.") from None
    if not found:
        raise PublishError(f"There are no rule files in {file.name}.", "Nothing was imported.")
    return found
