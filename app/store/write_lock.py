"""Tells a session that is being written from one that a crash left: its writer holds a lock that ends with the process.

Place in the flow: the recorder holds it while a session is open; recovery takes only sessions whose lock is free.
"""

from pathlib import Path
from uuid import UUID

from filelock import FileLock, Timeout


class WriteLock:
    """The lock of one session, beside the database."""

    def __init__(self, database: Path, session_id: UUID) -> None:
        """Nothing is taken yet."""
        self.file = database.with_name(f"{database.name}.{session_id.hex}.writing")
        self._lock = FileLock(self.file, thread_local=False)

    def take(self) -> bool:
        """Take the lock; False when another program has it. Raises OSError."""
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            return False
        return True

    def give_back(self) -> None:
        """Free the lock and delete its file; safe to call twice."""
        if self._lock.is_locked:
            self._lock.release()
            self.file.unlink(missing_ok=True)
