"""Files that the user asked for: written whole or not at all, with the file named in every error.

Place in the flow: commands write JSON, reports and exports through `write_text`.
"""

import contextlib
import os
import sys
import tempfile
from pathlib import Path

from app.errors import OutputError


def check_target(file: Path) -> None:
    """Find out before long work whether `file` can be written. Raises OutputError."""
    if file.is_dir():
        raise OutputError(f"{file} is a folder.", "Name a file in it.")
    if not file.parent.is_dir():
        raise OutputError(
            f"There is no folder {file.parent} to write {file.name} into.", "Make it first or choose another."
        )
    if not os.access(file.parent, os.W_OK):
        raise OutputError(f"No permission to write into {file.parent}.", "Choose another folder.")


def write_text(file: Path, text: str) -> None:
    """Write `text` as UTF-8; a file that was there stays whole until the new one is. Raises OSError naming `file`."""
    # As text streams do it: lines end as the system ends them.
    write_bytes(file, (text if os.linesep == "\n" else text.replace("\n", os.linesep)).encode())


def write_bytes(file: Path, data: bytes) -> None:
    """Write `data`; a file that was there stays whole until the new one is. Raises OSError naming `file`."""
    partial: Path | None = None
    try:
        descriptor, name = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)
        partial = Path(name)
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
        partial.replace(file)
    except OSError as error:
        if partial is not None:
            with contextlib.suppress(OSError):
                partial.unlink()
        raise OSError(error.errno, error.strerror, str(file)) from error


def print_text(text: str) -> None:
    """Write `text` alone to standard output.

    Raises OSError naming it when that fails (a full disk behind a pipe), OutputError when there is none.
    """
    if sys.stdout is None:  # closed by who started Sotto, or a windowed program
        raise OutputError("Standard output is closed: the result has nowhere to go.", "Leave it open, or name a file.")
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OSError(error.errno, error.strerror, "standard output") from error
