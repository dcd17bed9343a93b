"""The Debian package: the built folder below /usr/lib/sotto, and everything by which a desktop knows the program.

Place in the flow: `python -m release.deb FOLDER ORIGINS TARGET [--version V]` after `notice`. Unlike the built folder it uses
the system's own copies of system libraries and of libpq, which the system keeps secure: dpkg-shlibdeps names them.
Nothing runs at installation: menus, icons and manual pages are kept by dpkg's triggers.
"""

import argparse
import datetime as dt
import gzip
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from email.utils import format_datetime
from pathlib import Path
from typing import Final

from app import __version__
from app.cli.main import app as command_line
from app.settings import setting_infos
from app.updates import MARKER
from release import elf, icons
from release.man_page import man_page
from release.managed_reference import sample
from release.owners import LIBRARY_FOLDER, ROOT, read_origins

LINUX: Final = ROOT / "packaging" / "linux"
HOME: Final = Path("usr/lib/sotto")
_SYSTEM: Final = ("/usr/lib/", "/lib/", "/usr/local/lib/")
_CONFFILES: Final = ("/etc/xdg/autostart/org.sotto.Sotto.desktop",)
"""Not the company's settings: their sample changes with each version, and dpkg would ask about it in a silent upgrade."""
_LOADED_AT_RUN_TIME: Final = ("libportaudio2", "libpq5", "libxcb-cursor0", "libegl1", "libgl1")
"""Not linked but opened by name: sound, PostgreSQL, and what Qt's X11 plugin asks for."""
_RULES_README: Final = (
    "Put the company's rule files (*.toml) here: they are laid over the built-in rules, the user's own over these.\n"
    "docs/rules.md in Sotto's documentation describes them; `sotto rules check` tries them.\n"
)
_MODELS_README: Final = (
    "Put folders of Vosk models here: they can be used by everybody on this computer. Sotto takes a model that the user\n"
    "installed, else one from here, else the one that was built in, else the built-in recognizer.\n"
)
_COPYRIGHT: Final = """\
Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: Sotto

Files: *
Copyright: 2026 The Sotto project
License: Apache-2.0
 On Debian systems the text is in /usr/share/common-licenses/Apache-2.0.
Comment:
 Of the Python packages, libraries and models inside, copyright and licences are in
 /usr/share/doc/sotto/THIRD-PARTY-NOTICES.txt.gz, made from the files of this build.
"""
_CONTROL: Final = """\
Package: sotto
Version: {version}
Section: sound
Priority: optional
Architecture: {architecture}
Maintainer: {maintainer}
Installed-Size: {size_kib}
Depends: {depends}
Recommends: pulseaudio-utils, xdg-utils, gnome-keyring | kwalletmanager
Suggests: xdg-desktop-portal
Description: private, offline, real-time coach for phone agents
 Sotto listens to the agent's microphone and to the far end of a call on the
 agent's own computer, transcribes only the agent, and shows one short, kind cue
 when the agent talks over the customer or says something that one should never
 say. A recognizer is inside; nothing leaves the computer.
"""


def build(built: Path, origins: Path, target: Path, version: str, compression: str = "xz") -> Path:
    """Write the package into the folder `target` and return it. Raises CalledProcessError when a tool fails.

    `compression`: one that dpkg-deb knows; "gzip" is quick, for trials.
    """
    with tempfile.TemporaryDirectory(prefix="sotto-deb-") as work:
        root = Path(work) / "root"
        _program(built, origins, root)
        _desktop(root, version)
        _documents(root, built, version)
        _etc(root)
        _set_modes(root)
        depends = dependencies(root / HOME)
        _control(root, version, depends)
        target.mkdir(parents=True, exist_ok=True)
        package = target / f"sotto_{version}_{architecture()}.deb"
        packing = [f"-Z{compression}", *(["-z1"] if compression == "gzip" else [])]
        subprocess.run(["dpkg-deb", "--root-owner-group", *packing, "--build", str(root), str(package)], check=True)
        return package


def architecture() -> str:
    """Return this machine's architecture as Debian names it."""
    return subprocess.run(
        ["dpkg", "--print-architecture"], capture_output=True, text=True, check=True
    ).stdout.strip()  # fmt: skip


def maintainer(environment: Mapping[str, str] = os.environ) -> str:
    """Return who answers for the package: by Debian's own variables whoever builds it, else the project without an address.

    The project has no domain of its own; ".invalid" (RFC 2606) says so, and no stranger gets mail.
    """
    name = environment.get("DEBFULLNAME") or "The Sotto project"
    return f"{name} <{environment.get('DEBEMAIL') or 'maintainers@sotto.invalid'}>"


def dependencies(program: Path) -> str:
    """Return what the package depends on, from the libraries that its files ask for and do not bring along."""
    files = [path for path in sorted(program.rglob("*")) if elf.is_elf(path)]
    brought = {path.name for path in program.rglob("*") if ".so" in path.name}
    with tempfile.TemporaryDirectory() as work:
        (Path(work) / "debian").mkdir()
        (Path(work) / "debian" / "control").write_text("Source: sotto\n\nPackage: sotto\nArchitecture: any\n")
        (Path(work) / "debian" / "shlibs.local").write_text(
            "".join(f"{match[1]} {match[2]}\n" for name in sorted(brought) if (match := _SONAME.fullmatch(name)))
        )
        command = ["dpkg-shlibdeps", "-O", "--ignore-missing-info", "--warnings=0"]
        command += [f"-l{folder}" for folder in sorted({path.parent for path in files})]
        done = subprocess.run([*command, *map(str, files)], cwd=work, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"dpkg-shlibdeps: {done.stderr}")
    found = done.stdout.partition("=")[2].strip()
    names = {entry.split()[0] for entry in found.split(", ")}
    return ", ".join([found, *(name for name in _LOADED_AT_RUN_TIME if name not in names)])


_SONAME: Final = re.compile(r"(lib.+)\.so\.([\w.]+)")


def _program(built: Path, origins: Path, root: Path) -> None:
    home = root / HOME
    shutil.copytree(built, home, symlinks=True)
    inner = home / LIBRARY_FOLDER
    for name, source in read_origins(origins).files.items():
        if source.startswith(_SYSTEM) and (inner / name).is_file():
            (inner / name).unlink()
    for name in ("LICENSE.txt", "managed-settings.txt"):  # elsewhere in a Debian package
        (home / name).unlink(missing_ok=True)
    for folder in ("psycopg_binary", "psycopg_binary.libs"):
        shutil.rmtree(inner / folder, ignore_errors=True)
    for link in [path for path in inner.rglob("*") if path.is_symlink() and not path.exists()]:
        link.unlink()
    (home / MARKER).write_text("apt\n", encoding="utf-8")
    start = root / "usr/bin/sotto"
    start.parent.mkdir(parents=True)
    start.symlink_to("../lib/sotto/sotto")


def _desktop(root: Path, version: str) -> None:
    share = root / "usr/share"
    _put(share / "applications/org.sotto.Sotto.desktop", (LINUX / "org.sotto.Sotto.desktop").read_bytes())
    for size_px in icons.PNG_SIZES_PX:
        _put(share / f"icons/hicolor/{size_px}x{size_px}/apps/sotto.png", icons.png(size_px))
    _put(share / "icons/hicolor/scalable/apps/sotto.svg", icons.SOURCE.read_bytes())
    metainfo = (LINUX / "org.sotto.Sotto.metainfo.xml").read_text(encoding="utf-8")
    metainfo = metainfo.replace("@VERSION@", version).replace("@DATE@", f"{build_time():%Y-%m-%d}")
    _put(share / "metainfo/org.sotto.Sotto.metainfo.xml", metainfo.encode())
    _put(share / "sotto/models/README", _MODELS_README.encode())


def _documents(root: Path, built: Path, version: str) -> None:
    share = root / "usr/share"
    _put(share / "man/man1/sotto.1.gz", packed(man_page(command_line, __version__).encode()))
    documents = share / "doc/sotto"
    _put(documents / "copyright", _COPYRIGHT.encode())
    entry = f"sotto ({version}) stable; urgency=medium\n\n  * Release {version}; see CHANGELOG.md in the source.\n\n"
    entry += f" -- {maintainer()}  {format_datetime(build_time())}\n"
    _put(documents / "changelog.gz", packed(entry.encode()))
    for name in ("THIRD-PARTY-NOTICES.txt", "sbom.cdx.json"):
        _put(documents / f"{name}.gz", packed((built / name).read_bytes()))
        (root / HOME / name).unlink()
    for name in ("deploy.md", "rules.md", "calls.md"):
        if (ROOT / "docs" / name).is_file():
            _put(documents / f"{name}.gz", packed((ROOT / "docs" / name).read_bytes()))
    overrides = (LINUX / "deb" / "lintian-overrides").read_bytes()
    _put(share / "lintian/overrides/sotto", overrides)


def _etc(root: Path) -> None:
    examples = root / "usr/share/doc/sotto/examples"
    _put(examples / "managed.toml", sample(setting_infos()).encode())
    _put(examples / "README.rules", _RULES_README.encode())
    (root / "etc/sotto/rules").mkdir(parents=True)
    autostart = (LINUX / "org.sotto.Sotto.autostart.desktop").read_bytes()
    _put(root / "etc/xdg/autostart/org.sotto.Sotto.desktop", autostart)


def _set_modes(root: Path) -> None:
    for path in root.rglob("*"):
        if path.is_symlink():
            continue
        program = path == root / HOME / "sotto"
        path.chmod(0o755 if path.is_dir() or program else 0o644)
    root.chmod(0o755)


def _control(root: Path, version: str, depends: str) -> None:
    size_kib = sum(kibibytes(path) for path in root.rglob("*"))
    text = _CONTROL.format(
        version=version, maintainer=maintainer(), architecture=architecture(), size_kib=size_kib, depends=depends
    )
    _put(root / "DEBIAN/control", text.encode())
    _put(root / "DEBIAN/conffiles", "".join(f"{name}\n" for name in _CONFFILES).encode())
    inside = [path for path in sorted(root.rglob("*")) if path.is_file() and not path.is_symlink()]
    sums = "".join(
        f"{hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()}  {path.relative_to(root)}\n"
        for path in inside
        if path.relative_to(root).parts[0] != "DEBIAN"
    )
    _put(root / "DEBIAN/md5sums", sums.encode())
    _put(root / "DEBIAN/postrm", (LINUX / "deb" / "postrm").read_bytes())
    for name, mode in {"control": 0o644, "conffiles": 0o644, "md5sums": 0o644, "postrm": 0o755}.items():
        (root / "DEBIAN" / name).chmod(mode)
    (root / "DEBIAN").chmod(0o755)


def kibibytes(path: Path) -> int:
    """Return what a file takes on the disk as Debian's policy counts it: each in whole kibibytes, folders and links one."""
    return -(-path.stat().st_size // 1024) if path.is_file() and not path.is_symlink() else 1


def _put(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)


def packed(content: bytes) -> bytes:
    """Return the content as gzip writes it without name and time, as Debian wants it."""
    return gzip.compress(content, compresslevel=9, mtime=0)


def build_time() -> dt.datetime:
    """Return the time that the build stands for: SOURCE_DATE_EPOCH, else now."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return dt.datetime.fromtimestamp(float(epoch), tz=dt.UTC) if epoch else dt.datetime.now(tz=dt.UTC)


def main(arguments: list[str]) -> int:
    """Build the package from the folder, origins and target named."""
    given = argparse.ArgumentParser(prog="release.deb")
    given.add_argument("built", type=Path)
    given.add_argument("origins", type=Path)
    given.add_argument("target", type=Path)
    given.add_argument("--version", default=__version__, help="the package's version, for trials of an upgrade")
    given.add_argument("--compression", default="xz", choices=("xz", "zstd", "gzip"))
    options = given.parse_args(arguments)
    package = build(options.built, options.origins, options.target, options.version, options.compression)
    print(f"{package}: {package.stat().st_size / 1e6:.0f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
