"""Which databases this process has open.

Place in the flow: every `Store` registers here; `app.store.encrypting` asks. SQLite's own locks tell one process from
another, but not two libraries (SQLite and SQLCipher) within one.
"""

import threading
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Final

_OPEN: Final[Counter[Path]] = Counter()
_LOCK: Final = threading.Lock()


def take(file: Path) -> Callable[[], None]:
    """Note that `file` is open; call what comes back, once, when it is closed."""
    name = file.absolute()
    with _LOCK:
        _OPEN[name] += 1

    def give_back() -> None:
        with _LOCK:
            _OPEN[name] -= 1

    return give_back


def is_open(file: Path) -> bool:
    """Return whether this process has the file open."""
    with _LOCK:
        return _OPEN[file.absolute()] > 0
