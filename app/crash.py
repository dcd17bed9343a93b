"""What happens when something fails that nobody foresaw: a record on disk, one sentence for the user.

Place in the flow: installed first thing by `app.boundary`. Records hold the kinds of the errors and where in the code
they arose, never their messages or values: those may hold spoken words. Windowed programs have no standard error, so
native crashes go to a file too.
"""

import datetime as dt
import faulthandler
import platform
import sys
import threading
import traceback
from pathlib import Path
from types import TracebackType
from typing import TextIO

from app import __version__, notify

_RECORDS_KEPT = 20


def record(error: BaseException, folder: Path) -> Path | None:
    """Write what is needed to find the fault; return the file, None when it cannot be written."""
    now = dt.datetime.now(tz=dt.UTC)
    file = folder / f"crash-{now:%Y%m%d-%H%M%S-%f}.txt"
    head = (
        f"Sotto {__version__}, Python {platform.python_version()}, {platform.platform()}, {now:%Y-%m-%d %H:%M:%S} UTC\n"
    )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file.write_text(head + "\n".join(_places(error)) + "\n", encoding="utf-8")
        for old in sorted(folder.glob("crash-*.txt"))[:-_RECORDS_KEPT]:
            old.unlink()
    except OSError:
        return None
    return file


def tell(error: BaseException, folder: Path) -> None:
    """Record an unforeseen error and tell the user in one sentence."""
    file = record(error, folder)
    place = f" The details are in {file}." if file else ""
    notify.fail(
        f"Something failed inside Sotto ({type(error).__name__}).{place}", "Try again; if it returns, report it."
    )


def install(folder: Path) -> TextIO | None:
    """Catch what escapes from any thread, and native crashes; return the open native-crash file (keep it open)."""

    def on_main(_kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
        tell(error, folder)

    def on_thread(details: threading.ExceptHookArgs) -> None:
        if details.exc_value is not None:
            tell(details.exc_value, folder)

    sys.excepthook = on_main
    threading.excepthook = on_thread
    return _watch_native(folder)


def _watch_native(folder: Path) -> TextIO | None:
    if sys.stderr is not None:
        try:
            faulthandler.enable()
        except (OSError, ValueError, AttributeError):  # standard error is replaced by something without a file
            return None
        return None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = (folder / "native-crash.txt").open("a", encoding="utf-8")
    except OSError:
        return None
    faulthandler.enable(file=file)
    return file


def _places(error: BaseException) -> list[str]:
    lines: list[str] = []
    current: BaseException | None = error
    while current is not None:
        lines.append(f"{type(current).__module__}.{type(current).__qualname__}")
        lines += [
            f"  {_short(frame.filename)}:{frame.lineno} in {frame.name}"
            for frame in traceback.extract_tb(current.__traceback__)
        ]
        current = current.__cause__ or (None if current.__suppress_context__ else current.__context__)
    return lines


def _short(filename: str) -> str:
    """Keep the last three parts: enough to find the place, without the user's name."""
    return "/".join(Path(filename).parts[-3:])
