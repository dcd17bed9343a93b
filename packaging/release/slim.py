"""Makes the built folder of Linux smaller without changing what it does: no symbols, no idle libraries, less ICU data.

Place in the flow: after PyInstaller, before notice and packages; `python -m release.slim FOLDER ORIGINS`. Prints what
each step saved.
"""

import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from fnmatch import fnmatch
from pathlib import Path
from typing import Final

from release import elf

_SYSTEM: Final = ("/usr/lib/", "/lib/", "/usr/local/lib/")
_ICU_LEFT_OUT: Final = (
    "unit/*", "curr/*", "lang/*", "region/*", "rbnf/*", "brkitr/*", "translit/*", "zone/*", "*.cnv", "unames.icu",
    "confusables.cfu", "langInfo.res",
)  # fmt: skip
"""Names of currencies, languages, countries, units, letters and time zones, spelled-out numbers, word breaking,
transliteration and old encodings: Qt asks ICU only for collation and letter case here, and has its own Unicode and Latin
encodings and its own names and formats of each locale (`nm -D -u libQt6Core.so.6`: ucol_, u_strTo, ucnv_, ucal_)."""
_ICU_LOCALE: Final = re.compile(r"[a-z]{2,3}(_[A-Za-z0-9]+)*\.res")
"""Formats of a language, in the root of the tree, where collation (coll/) and letter case do not look."""
_ICU_KEPT: Final = ("en.res", "zone/root.res", "zone/pool.res", "zone/en.res", "zone/res_index.res")
"""Qt opens a calendar, in English where it knows no better, to ask for the name of a time zone."""


def size_mb(folder: Path) -> float:
    """Return what the folder's files hold, in megabytes of 1,000,000 bytes; links count nothing."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink()) / 1e6


def strip_symbols(folder: Path) -> None:
    """Take the symbol tables out of all libraries that stay loadable without them."""
    with tempfile.TemporaryDirectory() as work:
        for file in filter(elf.is_elf, sorted(folder.rglob("*.so*"))):
            trial = Path(work) / "trial"
            shutil.copy2(file, trial)
            done = subprocess.run(["strip", "--strip-unneeded", str(trial)], capture_output=True, check=False)
            if done.returncode == 0 and elf.is_loadable(content := trial.read_bytes()):
                file.write_bytes(content)


def dangling_links(folder: Path) -> list[Path]:
    """Return the links whose target was left out of the folder."""
    return [path for path in sorted(folder.rglob("*")) if path.is_symlink() and not path.exists()]


def idle_system_libraries(folder: Path, origins: Mapping[str, str]) -> list[Path]:
    """Return the copies of system libraries that nothing in the folder needs, directly or through others."""
    copies = {name: folder / name for name, source in origins.items() if source.startswith(_SYSTEM)}
    copies = {Path(name).name: path for name, path in copies.items() if path.is_file()}
    waiting = [path for path in folder.rglob("*") if elf.is_elf(path) and path not in copies.values()]
    used: set[str] = set()
    while waiting:
        for name in elf.needed(waiting.pop()) & copies.keys() - used:
            used.add(name)
            waiting.append(copies[name])
    # Loaded by name at run time, not linked.
    return [path for name, path in sorted(copies.items()) if name not in used and not name.startswith("libportaudio")]


def unwanted_icu_items(names: Iterable[str]) -> list[str]:
    """Return which items of ICU's data are left out."""
    return [
        name
        for name in names
        if (_ICU_LOCALE.fullmatch(name) or any(fnmatch(name, pattern) for pattern in _ICU_LEFT_OUT))
        and name not in _ICU_KEPT
    ]


def shrink_icu(library: Path) -> None:
    """Make the library of ICU's data anew with fewer items. Raises CalledProcessError when a tool fails.

    Needs icupkg (Debian: icu-devtools), objcopy and ld.
    """
    symbol = next(name for name in _symbols(library) if name.startswith("icudt"))
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        data = work / f"{symbol.removesuffix('_dat')}l.dat"
        _run("objcopy", "-O", "binary", "--only-section=.rodata", str(library), str(data))
        listed = _run("icupkg", "-l", str(data)).split()
        (work / "unwanted.txt").write_text("\n".join(unwanted_icu_items(listed)) + "\n")
        _run("icupkg", "-r", "unwanted.txt", data.name, cwd=work)
        _run("ld", "-r", "-b", "binary", "-o", "data.o", data.name, cwd=work)
        start = f"_binary_{data.name.replace('.', '_')}_start"
        _run("objcopy", "--redefine-sym", f"{start}={symbol}", "--set-section-alignment", ".data=16",
             "--rename-section", ".data=.rodata,alloc,load,readonly,data,contents", "data.o", cwd=work)  # fmt: skip
        _run("ld", "-shared", "-z", "noexecstack", "-soname", library.name, "-o", "smaller.so", "data.o", cwd=work)
        library.write_bytes((work / "smaller.so").read_bytes())


def main(arguments: list[str]) -> int:
    """Slim the folder named first by what the file of origins named second tells."""
    folder = Path(arguments[0]) / "_internal"
    origins: dict[str, str] = json.loads(Path(arguments[1]).read_text(encoding="utf-8"))["files"]
    before = size_mb(folder)
    print(f"as built: {before:.0f} MB")
    strip_symbols(folder)
    print(f"without symbols: {size_mb(folder):.0f} MB")
    for path in [*idle_system_libraries(folder, origins), *dangling_links(folder)]:
        path.unlink()
    print(f"without idle libraries: {size_mb(folder):.0f} MB")
    if shutil.which("icupkg"):
        for library in sorted(folder.glob("PySide6/Qt/lib/libicudata.so.*")):
            shrink_icu(library)
        print(f"with less ICU data: {size_mb(folder):.0f} MB")
    else:
        print("icupkg is not installed (Debian: icu-devtools); ICU keeps all of its data")
    return 0


def _symbols(library: Path) -> list[str]:
    return [line.split()[-1] for line in _run("nm", "-D", "--defined-only", str(library)).splitlines()]


def _run(*command: str, cwd: Path | None = None) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True, cwd=cwd).stdout


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
