#!/usr/bin/env python3
"""Everything a developer does, in one word each; needs only Python 3.11 and makes the rest.

    python3 dev.py demo     play the bundled call through the whole pipeline (terminal view without a display)
    python3 dev.py test     run the tests            (further arguments go to pytest)
    python3 dev.py lint     formatting, lint, types, import contracts
    python3 dev.py bench    benchmarks               (further arguments: names of benchmarks)
    python3 dev.py wheel    build the wheel, install it into an empty environment and run the demo from it
    python3 dev.py package  build the installed form in dist/ and test it; on Debian also the .deb
                            (--model FOLDER puts a Vosk model in, --no-check leaves the tests out, --no-deb the package)
    python3 dev.py train    train the paraphrase classifier anew (three hours on two cores; needs 2 GB of packages)
    python3 dev.py translate  collect the texts for the user into resources/translations and compile them
    python3 dev.py lock     write the hashed requirements files anew from pyproject.toml
    python3 dev.py run ...  run `sotto ...` in the environment

Standard library only. The environment is `.venv` beside this file; it is made with uv from hashed requirements. On
Debian and Ubuntu the few system libraries that Qt and PortAudio need are installed when they are missing.
"""

import ctypes.util
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
LOCKS = ROOT / "packaging" / "requirements"
UV_VERSION_MIN = "0.5"

# Library (as ctypes finds it) -> Debian package. Qt's xcb and offscreen plugins, PortAudio.
DEBIAN_LIBRARIES = {
    "portaudio": "libportaudio2",
    "EGL": "libegl1",
    "GL": "libgl1",
    "xkbcommon": "libxkbcommon0",
    "xkbcommon-x11": "libxkbcommon-x11-0",
    "dbus-1": "libdbus-1-3",
    "fontconfig": "libfontconfig1",
    "xcb-cursor": "libxcb-cursor0",
    "xcb-icccm": "libxcb-icccm4",
    "xcb-image": "libxcb-image0",
    "xcb-keysyms": "libxcb-keysyms1",
    "xcb-randr": "libxcb-randr0",
    "xcb-render-util": "libxcb-render-util0",
    "xcb-shape": "libxcb-shape0",
    "xcb-xinerama": "libxcb-xinerama0",
    "xcb-xkb": "libxcb-xkb1",
}
# Program -> Debian package: what the installed form is made with.
DEBIAN_PACKAGING_PROGRAMS = {"objdump": "binutils", "icupkg": "icu-devtools", "dpkg-shlibdeps": "dpkg-dev"}
# Program -> Debian package: tests run against a real X server and window manager, and a real PostgreSQL.
DEBIAN_TEST_PROGRAMS = {
    "Xvfb": "xvfb",
    "openbox": "openbox",
    "xdotool": "xdotool",
    "import": "imagemagick",
    "pg_ctlcluster": "postgresql",
}


def say(text: str) -> None:
    """Tell the developer what happens, on standard error."""
    print(f"dev: {text}", file=sys.stderr, flush=True)


def stop(text: str) -> None:
    """End with one clear sentence and exit code 1."""
    say(text)
    raise SystemExit(1)


def run(*command: str | Path, env: dict[str, str] | None = None) -> int:
    """Run a command in the project's root and return its exit code."""
    return subprocess.call([str(part) for part in command], cwd=ROOT, env={**os.environ, **(env or {})})


def must(*command: str | Path) -> None:
    """Run a command and stop when it fails."""
    if code := run(*command):
        stop(f"`{' '.join(map(str, command))}` failed with exit code {code}.")


def missing_debian_packages(programs: dict[str, str]) -> list[str]:
    """Return the Debian packages whose libraries or programs are not on this machine."""
    found = [package for library, package in DEBIAN_LIBRARIES.items() if not ctypes.util.find_library(library)]
    found += [package for program, package in programs.items() if not shutil.which(program)]
    return sorted(set(found))


def ensure_system_libraries(programs: dict[str, str]) -> None:
    """Install the system libraries on Debian and Ubuntu; elsewhere say what is missing and go on."""
    if not sys.platform.startswith("linux"):
        return
    packages = missing_debian_packages(programs)
    if not packages:
        return
    if not shutil.which("apt-get"):
        say(
            f"these libraries seem to be missing (Debian names): {' '.join(packages)}; install your system's equivalents."
        )
        return
    sudo = [] if os.geteuid() == 0 else ["sudo"]
    if sudo and not shutil.which("sudo"):
        say(f"run as root once: apt-get install {' '.join(packages)}")
        return
    say(f"installing {' '.join(packages)}")
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    run(*sudo, "apt-get", "update", "-qq", env=quiet)
    if run(*sudo, "apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages, env=quiet):
        say("apt-get could not install them all; going on without.")


def uv() -> str:
    """Return the path of uv, installing it into a private folder with pip when it is not there."""
    if found := shutil.which("uv"):
        return found
    private = ROOT / ".cache" / "uv"
    program = private / ("Scripts" if os.name == "nt" else "bin") / "uv"
    if not program.exists() and not program.with_suffix(".exe").exists():
        say("installing uv")
        must(sys.executable, "-m", "venv", private)
        must(program.parent / "python", "-m", "pip", "install", "--quiet", f"uv>={UV_VERSION_MIN}")
    return str(program)


def lock_stamp() -> str:
    """Return a digest of what the environment is made from."""
    digest = hashlib.sha256((ROOT / "pyproject.toml").read_bytes())
    digest.update((LOCKS / "dev.txt").read_bytes())
    return digest.hexdigest()


def ensure_environment(programs: dict[str, str] | None = None) -> None:
    """Make `.venv` and fill it from the hashed requirements, unless that is done already.

    `programs`: system programs that are needed beside, with their Debian packages.
    """
    ensure_system_libraries(programs or {})
    stamp = VENV / "sotto-stamp"
    wanted = lock_stamp()
    if stamp.exists() and stamp.read_text() == wanted:
        return
    say("preparing the environment in .venv (the first time takes a minute or two)")
    tool = uv()
    if not (VENV / "pyvenv.cfg").exists():
        must(tool, "venv", "--quiet", "--python", sys.executable, VENV)
    python = BIN / "python"
    must(tool, "pip", "sync", "--quiet", "--python", python, "--require-hashes", LOCKS / "dev.txt")
    must(tool, "pip", "install", "--quiet", "--python", python, "--no-deps", "--editable", ROOT)
    stamp.write_text(wanted)


def demo(arguments: list[str]) -> int:
    """Play the bundled call."""
    ensure_environment()
    return run(BIN / "sotto", "demo", *arguments)


def test(arguments: list[str]) -> int:
    """Run the test-suite, without display or sound card."""
    ensure_environment(DEBIAN_TEST_PROGRAMS)
    workers = [] if any(a.startswith("-n") for a in arguments) else ["-n", "2"]
    offscreen = {"QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}
    return run(BIN / "python", "-m", "pytest", *workers, *arguments, env=offscreen)


def lint(arguments: list[str]) -> int:
    """Check formatting, lint, types and import contracts; `--fix` mends what can be mended."""
    ensure_environment()
    fix = "--fix" in arguments
    checks: list[list[str | Path]] = [
        [BIN / "ruff", "format", *([] if fix else ["--check"]), "."],
        [BIN / "ruff", "check", *(["--fix"] if fix else []), "."],
        [BIN / "mypy"],
        [BIN / "lint-imports"],
    ]
    failed = [str(check[0].name if isinstance(check[0], Path) else check[0]) for check in checks if run(*check)]
    if failed:
        say(f"failed: {', '.join(failed)}")
    return 1 if failed else 0


def bench(arguments: list[str]) -> int:
    """Run the named benchmarks, or all of them."""
    ensure_environment()
    known = {path.stem.removeprefix("bench_"): path for path in sorted((ROOT / "benchmarks").glob("bench_*.py"))}
    unknown = [name for name in arguments if name not in known]
    if unknown:
        stop(f"no benchmark named {', '.join(unknown)}; there are: {', '.join(known)}")
    return max((run(BIN / "python", known[name]) for name in arguments or known), default=0)


def wheel(_arguments: list[str]) -> int:
    """Build the wheel, install it into an empty environment and run the demo from there."""
    ensure_environment()
    tool = uv()
    with tempfile.TemporaryDirectory() as folder:
        must(tool, "build", "--quiet", "--wheel", "--out-dir", folder, ROOT)
        built = next(Path(folder).glob("*.whl"))
        empty = Path(folder) / "empty"
        must(tool, "venv", "--quiet", "--python", sys.executable, empty)
        python = empty / BIN.name / "python"
        must(tool, "pip", "install", "--quiet", "--python", python, "--require-hashes", "-r", LOCKS / "run.txt")
        must(tool, "pip", "install", "--quiet", "--python", python, "--no-deps", built)
        say(f"running the demo from {built.name}")
        command = [str(empty / BIN.name / "sotto"), "demo", "--fast", "--headless"]
        return subprocess.call(command, cwd=folder)


def package(arguments: list[str]) -> int:
    """Build the installed form from this tree, account for each of its files, and test it."""
    ensure_environment(DEBIAN_PACKAGING_PROGRAMS)
    work, built = ROOT / "build" / "package", ROOT / "dist" / "sotto"
    work.mkdir(parents=True, exist_ok=True)
    model = arguments[arguments.index("--model") + 1] if "--model" in arguments[:-1] else ""
    release = {"PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "packaging")]), "SOTTO_TARGET": str(work)}
    release["SOTTO_MODEL"] = str(Path(model).resolve()) if model else ""
    spec = ROOT / "packaging" / "pyinstaller" / "sotto.spec"
    steps: list[list[str | Path]] = [
        [BIN / "python", "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", "--distpath", built.parent,
         "--workpath", work, spec],
        [BIN / "python", "-m", "release.slim", built, work / "origins.json"],
        [BIN / "python", "-m", "release.notice", built, work / "origins.json"],
    ]  # fmt: skip
    if not sys.platform.startswith("linux"):
        del steps[1]  # symbols and ICU are Linux' alone
    elif shutil.which("dpkg-shlibdeps") and "--no-deb" not in arguments:
        quick = ["--compression", "gzip"] if "--quick" in arguments else []
        steps.append([BIN / "python", "-m", "release.deb", built, work / "origins.json", built.parent, *quick])
    if "--no-check" not in arguments:
        program = built / ("sotto.exe" if os.name == "nt" else "sotto")
        source = f'"{(BIN / "python").as_posix()}" -m app'
        check = ROOT / "packaging" / "check_artifact.py"
        steps.append([BIN / "python", check, "--program", program.as_posix(), "--source", source,
                      "--folder", built, "--sbom", built / "sbom.cdx.json"])  # fmt: skip
    for step in steps:
        if code := run(*step, env=release):
            say(f"`{' '.join(map(str, step))}` failed with exit code {code}.")
            return 1
    return 0


def train(_arguments: list[str]) -> int:
    """Train the paraphrase classifier from the labelled utterances and write resources/models/paraphrase.onnx."""
    ensure_environment()
    folder = ROOT / ".cache" / "train"
    python = folder / BIN.name / "python"
    if not python.exists():
        must(sys.executable, "-m", "venv", folder)
        must(python, "-m", "pip", "install", "--quiet", "-r", LOCKS / "train.txt")
    must(python, ROOT / "benchmarks" / "training" / "stages.py")
    return run(BIN / "python", ROOT / "benchmarks" / "rule_quality.py")


def translate(_arguments: list[str]) -> int:
    """Collect every text for the user into resources/translations/*.ts, compile them, and say what is not translated."""
    ensure_environment()
    folder = ROOT / "resources" / "translations"
    collecting = ["-silent", "-no-obsolete", "-locations", "none", "-source-language", "en"]
    with tempfile.TemporaryDirectory() as scratch:
        data = Path(scratch) / "texts_in_data.py"
        with data.open("w", encoding="utf-8") as target:
            subprocess.run([BIN / "python", "-m", "app.translation.texts_in_data"], cwd=ROOT, stdout=target, check=True)
        sources = [*sorted((ROOT / "app").rglob("*.py")), data]
        for file in sorted(folder.glob("sotto_*.ts")):
            language = file.stem.removeprefix("sotto_")
            plural_only = ["-pluralonly"] if language == "en" else []  # English is the source: its plurals alone differ
            must(BIN / "pyside6-lupdate", *collecting, *plural_only, *sources,
                 "-target-language", language, "-ts", file)  # fmt: skip
    for file in sorted(folder.glob("sotto_*.ts")):
        must(BIN / "pyside6-lrelease", "-nounfinished", file)
    return 0


def lock(_arguments: list[str]) -> int:
    """Write the hashed requirements files anew, without index addresses."""
    LOCKS.mkdir(parents=True, exist_ok=True)
    common = ["pip", "compile", "--quiet", "--universal", "--generate-hashes", "--no-emit-index-url",
              "--python-version", "3.11", "--no-header", "pyproject.toml"]  # fmt: skip
    must(uv(), *common, "-o", LOCKS / "run.txt")
    must(uv(), *common, "--group", "dev", "-o", LOCKS / "dev.txt")
    return 0


def sotto(arguments: list[str]) -> int:
    """Run the program itself."""
    ensure_environment()
    return run(BIN / "sotto", *arguments)


COMMANDS = {
    "demo": demo,
    "test": test,
    "lint": lint,
    "bench": bench,
    "wheel": wheel,
    "package": package,
    "train": train,
    "translate": translate,
    "lock": lock,
    "run": sotto,
}


def main() -> int:
    """Dispatch to the command named first."""
    if len(sys.argv) < 2 or sys.argv[1] not in COMMANDS:
        print(__doc__)
        return 0 if sys.argv[1:] in (["-h"], ["--help"]) else 2
    try:
        return COMMANDS[sys.argv[1]](sys.argv[2:])
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    raise SystemExit(main())
