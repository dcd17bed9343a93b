"""What the built folder is made of: each component with its version, licence and licence text.

Place in the flow: `owners` told whose each file is; `notice` writes the components for people, `sbom` for scanners.
"""

import platform
import re
import sys
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from fnmatch import fnmatch
from importlib import metadata
from pathlib import Path
from typing import Any, Final

from release.owners import LIBRARY_FOLDER, MICROSOFT, MODEL_PREFIX, PYTHON, ROOT, SYSTEM_PREFIX, normal_name

LICENCES: Final = ROOT / "packaging" / "licences"
_LICENCE_FILE: Final = re.compile(r"(licen[cs]e|copying|copyright|notice|authors|thirdparty)", re.IGNORECASE)
_FALLBACK: Final = {"vosk": ("Apache-2.0", "Apache-2.0.txt")}
"""Wheels that carry no licence text: expression and file of ours."""
_LGPL: Final = ("LGPL-3.0.txt", "GPL-3.0.txt")
_FALLBACK_TEXTS: Final = {"pyside6-essentials": (*_LGPL, "Qt-note.txt"), "shiboken6": _LGPL}
_CLASSIFIED: Final = re.compile(r"License :: (?:OSI Approved :: )?(.+)")


@dataclass(frozen=True, slots=True)
class Component:
    """One thing with one licence."""

    name: str
    version: str
    licence: str
    """An SPDX expression where the maker gave one, else the maker's words."""
    texts: tuple[str, ...]
    """The licence texts; empty where another component of the same package carries them."""
    url: str = ""
    purl: str = ""
    """Package URL for scanners; empty where there is none."""
    inside: str = ""
    """The component that carries this one; empty for those that are files of their own."""
    files: tuple[str, ...] = field(default=(), repr=False)
    """Places of its files in the built folder."""


class UnknownComponentError(Exception):
    """Something in the built folder has no licence text here; the message names it."""


def components(owners: Iterable[str], files: dict[str, str | None], version: str) -> list[Component]:
    """Return the components of the owners, and after each what is known to be embedded in it.

    `files`: the owner of each file of the folder. `version`: Sotto's own. Raises UnknownComponentError.
    """
    found: list[Component] = []
    for owner in owners:
        own_files = tuple(place for place, whose in files.items() if whose == owner)
        component = _component(owner, own_files, version)
        if not component.texts:
            raise UnknownComponentError(f"There is no licence text for {owner}; add one to packaging/licences.")
        found += [component, *_embedded(owner, component, own_files)]
    return found


def _component(owner: str, files: tuple[str, ...], version: str) -> Component:
    if owner == PYTHON:
        texts = (_read(Path(sys.base_prefix), _python_licence()),)
        purl = f"pkg:generic/python@{platform.python_version()}"
        return Component(PYTHON, platform.python_version(), "PSF-2.0", texts, "https://www.python.org", purl, "", files)
    if owner == MICROSOFT:
        text = "Distributable Code of Microsoft Visual Studio, used under its licence terms.\n"
        return Component(MICROSOFT, "", "LicenseRef-Microsoft-Redistributable", (text,), files=files)
    if owner.startswith(SYSTEM_PREFIX):
        return _system_library(owner.removeprefix(SYSTEM_PREFIX), files)
    if owner.startswith(MODEL_PREFIX):
        return _model(owner.removeprefix(MODEL_PREFIX), files)
    if owner == "sotto":
        texts = ((ROOT / "LICENSE").read_text(encoding="utf-8"),)
        return Component("sotto", version, "Apache-2.0", texts, "", f"pkg:generic/sotto@{version}", "", files)
    return _distribution(owner, files)


def _distribution(name: str, files: tuple[str, ...]) -> Component:
    distribution = metadata.distribution(name)
    texts = tuple(
        text
        for file in sorted(distribution.files or (), key=str)
        if _LICENCE_FILE.search(file.name) and file.suffix not in {".py", ".pyc", ".pyi", ".so", ".pyd", ".h"}
        if (text := _read(Path(str(distribution.locate_file(file))))).strip()
    )
    licence = _licence(distribution)
    if name in _FALLBACK:
        licence, fallback = _FALLBACK[name]
        texts = texts or (_read(LICENCES, fallback),)
    texts = texts or tuple(_read(LICENCES, file) for file in _FALLBACK_TEXTS.get(name, ()))
    version = distribution.version
    url = _home(distribution)
    purl = f"pkg:pypi/{normal_name(distribution.name)}@{version}"
    return Component(distribution.name, version, licence, tuple(dict.fromkeys(texts)), url, purl, "", files)


def _licence(distribution: metadata.Distribution) -> str:
    meta: Any = distribution.metadata  # its protocol leaves `get` out
    if expression := meta.get("License-Expression"):
        return str(expression)
    stated = str(meta.get("License") or "").strip()
    if stated and stated != "UNKNOWN" and "\n" not in stated and len(stated) < 80:
        return stated
    named = [match[1] for text in meta.get_all("Classifier", []) if (match := _CLASSIFIED.match(text))]
    return " AND ".join(named) or "see the text"


def _home(distribution: metadata.Distribution) -> str:
    meta: Any = distribution.metadata  # its protocol leaves `get` out
    listed = [text.split(", ", 1) for text in meta.get_all("Project-URL", [])]
    named = {pair[0].lower(): pair[1] for pair in listed if len(pair) == 2}
    return str(meta.get("Home-page") or named.get("homepage") or named.get("source") or next(iter(named.values()), ""))


def _system_library(package: str, files: tuple[str, ...]) -> Component:
    text = _read(Path("/usr/share/doc"), package, "copyright")
    version = _debian_version(package)
    purl = f"pkg:deb/debian/{package}@{version}"
    url = f"https://tracker.debian.org/pkg/{package}"
    return Component(f"{package} (Debian)", version, "see the text", (text,), url, purl, "", files)


def _debian_version(package: str) -> str:
    for line in Path("/var/lib/dpkg/status").read_text(encoding="utf-8").split("\n\n"):
        if re.search(rf"^Package: {re.escape(package)}$", line, re.MULTILINE):
            found = re.search(r"^Version: (.+)$", line, re.MULTILINE)
            return found[1] if found else ""
    return ""


def _model(name: str, files: tuple[str, ...]) -> Component:
    note = f"The speech recognition model {name}, put in at build time. Official Vosk models are under Apache-2.0.\n\n"
    text = note + _read(LICENCES, "Apache-2.0.txt")
    return Component(name, "", "Apache-2.0", (text,), "https://alphacephei.com/vosk/models", "", "", files)


def _embedded(owner: str, carrier: Component, files: tuple[str, ...]) -> list[Component]:
    return [
        Component(
            entry["name"], entry.get("version", carrier.version if owner.startswith("pyside") else ""), entry["licence"],
            tuple(_read(LICENCES, file) for file in entry["texts"]), entry["url"], "", carrier.name, matching,
        )
        for entry in embedded_table()
        if entry["in"] == owner
        if (matching := _matching(files, entry.get("files", ()))) or not entry.get("files")
    ]  # fmt: skip


def embedded_table() -> list[dict[str, Any]]:
    """Return the table of what is known to be inside other packages (`packaging/licences/embedded.toml`)."""
    with (LICENCES / "embedded.toml").open("rb") as stream:
        return list(tomllib.load(stream)["embedded"])


def _matching(files: tuple[str, ...], patterns: Iterable[str]) -> tuple[str, ...]:
    wanted = [f"{LIBRARY_FOLDER}/{pattern}" for pattern in patterns]
    return tuple(file for file in files if any(fnmatch(file, pattern) for pattern in wanted))


def _python_licence() -> str:
    names = (f"lib/python{sys.version_info.major}.{sys.version_info.minor}/LICENSE.txt", "LICENSE.txt", "LICENSE")
    return next((name for name in names if (Path(sys.base_prefix) / name).is_file()), names[0])


def _read(*parts: Path | str) -> str:
    return Path(*parts).read_text(encoding="utf-8", errors="replace")
