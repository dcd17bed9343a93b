"""The secret of the local HTTP endpoint: made once, kept in a file that only the user may read.

Place in the flow: `app.calls.endpoint` checks it, `sotto call token` shows it.
"""

import os
import secrets
import sys
from pathlib import Path

from app.paths import paths

_BYTES = 32


def token_file() -> Path:
    """Return where the token is kept."""
    return paths().data / "endpoint-token"


def load_token() -> str:
    """Return the token, made when there is none yet. Raises OSError naming the file."""
    file = token_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        return _kept(file) or _made(file)
    except FileNotFoundError:
        return _made(file)


def _kept(file: Path) -> str:
    if sys.platform != "win32" and file.stat().st_mode & 0o077:
        file.unlink()  # others could read it: it is a secret no more
        return ""
    return file.read_text(encoding="ascii", errors="replace").strip()


def _made(file: Path) -> str:
    """Write a new token; the file is private from its first moment on. Two starts at once agree on the first's."""
    file.unlink(missing_ok=True)
    token = secrets.token_urlsafe(_BYTES)
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return file.read_text(encoding="ascii").strip()
    with os.fdopen(descriptor, "w", encoding="ascii") as stream:
        stream.write(token + "\n")
    return token
