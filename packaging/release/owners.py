"""Whose is each file of the built folder: a Python package, Python itself, a system library, the model, or Sotto.

Place in the flow: `slim` has made the folder final; `components` gathers what is found here, `notice` and `sbom` write it
down. The PyInstaller recipe left a file of origins: for each file of the folder and each module where it came from.
"""

import json
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib import metadata
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
LIBRARY_FOLDER: Final = "_internal"
PYTHON: Final = "Python"
SYSTEM_PREFIX: Final = "Debian:"
MODEL_PREFIX: Final = "Vosk model:"
MICROSOFT: Final = "Microsoft C and C++ runtime"
_MADE_HERE: Final = {"sotto", "sotto.exe", "sotto-desktop", "sotto-desktop.exe"}
_OWN_DOCUMENTS: Final = {"THIRD-PARTY-NOTICES.txt", "sbom.cdx.json", "LICENSE.txt", "managed-settings.txt"}
_WINDOWS_RUNTIME: Final = ("vcruntime", "msvcp", "ucrtbase", "api-ms-win", "concrt", "vcomp")


@dataclass(frozen=True, slots=True)
class Origins:
    """What the recipe wrote down."""

    files: Mapping[str, str]
    """By place below the library folder: where it was copied from."""
    modules: Mapping[str, str]
    """By name: the source of each module in the programs' archive."""


def read_origins(file: Path) -> Origins:
    """Return what the recipe wrote down. Raises OSError, or ValueError when it is not that file."""
    content = json.loads(file.read_text(encoding="utf-8"))
    return Origins(
        {name.replace("\\", "/"): source for name, source in content["files"].items()},
        {name: source or "" for name, source in content["modules"].items()},
    )


class Owners:
    """Answers whose a file is, from where it was copied."""

    def __init__(self, root: Path = ROOT) -> None:
        """`root`: the source tree that was built."""
        self._root = root.resolve()

    def of_source(self, source: str) -> str | None:
        """Return the name of the owner of a file on the building machine, None when nobody is known."""
        if not source or source in {"-", "built-in", "frozen"}:
            return PYTHON
        path = Path(source)
        known = self._distribution_files.get(str(path)) or self._distribution_files.get(str(path.resolve()))
        if known is not None:
            return known
        return self._of_place(path) or self._system_package(path)

    def _of_place(self, path: Path) -> str | None:
        places = {
            PYTHON: path.name == "base_library.zip" or path.is_relative_to(sys.base_prefix),
            "pyinstaller": bool({"PyInstaller", "_pyinstaller_hooks_contrib"} & set(path.parts)),
            "sotto": path.is_relative_to(self._root) or path.resolve().is_relative_to(self._root),
            MICROSOFT: path.name.lower().startswith(_WINDOWS_RUNTIME),
        }
        return next((owner for owner, fits in places.items() if fits), None)

    @cached_property
    def _distribution_files(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for distribution in metadata.distributions():
            for file in distribution.files or ():
                found[str(distribution.locate_file(file))] = normal_name(distribution.name)
        return found

    def _system_package(self, path: Path) -> str | None:
        for place in dict.fromkeys((str(path), str(path.resolve()), str(path.resolve()).removeprefix("/usr"))):
            try:
                asked = subprocess.run(["dpkg", "-S", place], capture_output=True, text=True, check=False)
            except OSError:
                return None
            if asked.returncode == 0:
                return SYSTEM_PREFIX + asked.stdout.split(":")[0].split(",")[0]
        return None


def owners_of_folder(folder: Path, origins: Origins, owners: Owners) -> dict[str, str | None]:
    """Return for each file and link below `folder` (by place, with slashes) its owner, None where nobody is known."""
    found: dict[str, str | None] = {}
    for path in sorted(folder.rglob("*")):
        if path.is_dir() and not path.is_symlink():
            continue
        place = path.relative_to(folder).as_posix()
        inside = place.removeprefix(f"{LIBRARY_FOLDER}/")
        if place in _MADE_HERE:
            found[place] = "pyinstaller"  # its start code; the modules inside are told apart below
        elif place in _OWN_DOCUMENTS:
            found[place] = "sotto"
        elif inside.startswith("models/"):
            found[place] = MODEL_PREFIX + inside.split("/")[1]
        else:
            target = path.resolve().relative_to(folder.resolve() / LIBRARY_FOLDER) if path.is_symlink() else None
            source = origins.files.get(inside if target is None else target.as_posix())
            found[place] = None if source is None else owners.of_source(source)
    return found


def owners_of_modules(modules: Mapping[str, str], owners: Owners) -> dict[str, str | None]:
    """Return for each module of the programs' archive its owner."""
    return {name: owners.of_source(source) for name, source in modules.items()}


def nobodys(found: Mapping[str, str | None]) -> list[str]:
    """Return what has no owner."""
    return sorted(name for name, owner in found.items() if owner is None)


def all_owners(*found: Mapping[str, str | None]) -> Iterable[str]:
    """Return each owner once, in alphabetical order."""
    return sorted({owner for group in found for owner in group.values() if owner is not None}, key=str.lower)


def normal_name(name: str) -> str:
    """Return a distribution's name as package indexes compare it."""
    return name.lower().replace("_", "-").replace(".", "-")
