"""A folder that bundles are dropped into: which of them are new.

Place in the flow: `sotto sessions import --watch` asks `FolderWatch.arrived` every few seconds. Network folders tell of
changes unreliably, so it is looked at again and again.
"""

from pathlib import Path
from typing import TypeAlias

from app.store.bundle_format import SUFFIX

_State: TypeAlias = tuple[int, int]


class FolderWatch:
    """Remembers what was seen; a file that changed is new again."""

    def __init__(self, folder: Path) -> None:
        """Nothing was seen yet."""
        self._folder = folder
        self._last: dict[Path, _State] = {}
        self._given: dict[Path, _State] = {}

    def arrived(self) -> list[Path]:
        """Return the bundles that are new and have not changed since the last look, by name. Raises OSError.

        A file that is still being copied grows between two looks, so each is given at the second look.
        """
        now = {file: state for file in sorted(self._folder.glob(f"*{SUFFIX}")) if (state := _state(file)) is not None}
        ready = [
            file for file, state in now.items() if self._last.get(file) == state and self._given.get(file) != state
        ]
        self._last = now
        self._given |= {file: now[file] for file in ready}
        return ready

    def give_again(self, file: Path) -> None:
        """Give a file once more at the next look, though it has not changed."""
        self._given.pop(file, None)


def _state(file: Path) -> _State | None:
    try:
        found = file.stat()
    except FileNotFoundError:
        return None
    return found.st_size, found.st_mtime_ns
