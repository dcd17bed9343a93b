"""The company's rule folder as it would be: its files with a draft in their midst, without writing anything.

Place in the flow: `checking` and `replay` load rulebooks from it, so a draft is tried before anybody's calls see it.
"""

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, cast

from app.errors import AppError
from coaching.rulebook.loader import load_rulebook
from coaching.rulebook.schema import Rulebook


class RuleFileError(AppError):
    """A rule file of the company cannot be read."""

    code = "rules-file"


@dataclass(frozen=True, slots=True)
class TextFile:
    """A file that is only in memory; as much of a path as the rule loader needs."""

    name: str
    text: str

    def is_file(self) -> bool:
        """It is one."""
        return True

    def open(self, mode: str = "r", *_: Any, **__: Any) -> IO[Any]:
        """Return its content."""
        return io.BytesIO(self.text.encode()) if "b" in mode else io.StringIO(self.text)

    def __str__(self) -> str:
        """Return its name: what problems are told with."""
        return self.name


@dataclass(frozen=True, slots=True)
class OverlayFolder:
    """Rule files by name."""

    files: Mapping[str, str]

    def iterdir(self) -> Iterator[TextFile]:
        """Yield its files."""
        return (TextFile(name, text) for name, text in self.files.items())

    def with_file(self, name: str, text: str) -> "OverlayFolder":
        """Return the folder with one file more, or another text in it."""
        return OverlayFolder({**self.files, name: text})


def load_with(files: OverlayFolder) -> Rulebook:
    """Return the rules with these files as the company's. Raises RulebookError."""
    return load_rulebook(cast("Path", files))  # the loader only lists, opens and reads


def read_rule_files(folder: Path | None) -> dict[str, str]:
    """Return the texts of a folder's rule files by name; empty when there is no folder. Raises RuleFileError, OSError."""
    if folder is None or not folder.is_dir():
        return {}
    paths = sorted(path for path in folder.glob("*.toml") if not path.name.startswith("."))
    return {path.name: _text_of(path) for path in paths}


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise RuleFileError(f"{path.name} is not written in UTF-8.", "Save it as UTF-8 in a text editor.") from None
