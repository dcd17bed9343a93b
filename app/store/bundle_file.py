"""The file that a bundle is written into before it takes its name, and who may read it.

Place in the flow: `app.store.bundles.export_sessions` opens it. A bundle is not encrypted, so it is the user's alone; in
a folder that is there for others it gets the rights that the folder's owner meant its files to have.
"""

import os
import secrets
import stat
import sys
from pathlib import Path
from typing import Final

_OWN: Final = stat.S_IRUSR | stat.S_IWUSR
_ALL: Final = 0o666
"""Of which the umask, or the folder's default ACL, takes away."""


def open_beside(target: Path, *, shared: bool = False) -> tuple[int, Path]:
    """Create an empty file beside `target`, under a name that nobody waits for; return its descriptor and path.

    `shared`: whoever asks knows that the folder is for others. Raises OSError.
    """
    folder = target.parent
    partial = folder / f".{target.name}.{secrets.token_hex(8)}"
    for_others = shared or _is_for_others(folder)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    descriptor = os.open(partial, flags, _ALL if for_others else _OWN)
    if sys.platform != "win32" and for_others and _hands_on_its_group(folder):
        # A strict umask would keep the folder's own group from what lies there for it.
        os.fchmod(descriptor, stat.S_IMODE(os.fstat(descriptor).st_mode) | stat.S_IRGRP)
    return descriptor, partial


def _is_for_others(folder: Path) -> bool:
    """Whether a folder is not the user's own, or hands its group on to its files; Windows' folders hand on their rights."""
    if sys.platform == "win32":
        return True
    found = folder.stat()
    anybodys = bool(found.st_mode & stat.S_ISVTX)  # such as /tmp
    return not anybodys and (found.st_uid != os.getuid() or _hands_on_its_group(folder))


def _hands_on_its_group(folder: Path) -> bool:
    return bool(folder.stat().st_mode & stat.S_ISGID)
