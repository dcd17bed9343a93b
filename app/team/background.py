"""Synchronises in the background while Sotto runs: quietly, and ever more rarely while the server does not answer.

Place in the flow: the resident program starts one `BackgroundSync`; it opens its own store. Nobody waits for it.
"""

import random
import threading
from collections.abc import Callable
from typing import Final

from app import notify
from app.store.errors import StoreError
from app.store.repository import Store
from app.store.settings import StoreSettings
from app.store.workstation import open_workstation_store
from app.team.errors import UnreachableError, damaged_error
from app.team.settings import TeamSettings
from app.team.sync import TeamSync

MOST_WAIT_S: Final = 3_600.0
"""A server that was away for weeks is found again within about an hour."""
_MOST_DOUBLINGS: Final = 12


def wait_s(failures: int, every_s: float, draw: float) -> float:
    """Return how long to wait after `failures` in a row; `draw`: 0 … 1, at random.

    Doubles up to an hour. Spread over 0.5 … 1.5 of it, so that a thousand workstations do not come back at once when
    the server does. Pure.
    """
    backed_off = every_s * 2.0 ** min(failures, _MOST_DOUBLINGS)
    return max(every_s, min(backed_off, MOST_WAIT_S)) * (0.5 + draw)


class BackgroundSync:
    """A thread that synchronises now and then. Start and stop from any thread."""

    def __init__(
        self,
        open_store: Callable[[], Store],
        settings: TeamSettings,
        *,
        tell: Callable[[str, str], None] = notify.warn,
        wait: Callable[[float], bool] | None = None,
    ) -> None:
        """`tell`: how the user hears of what needs a person (once, until it works again); `wait`: for tests."""
        self._open_store, self._settings, self._tell = open_store, settings, tell
        self._stop = threading.Event()
        self._wait = wait or self._stop.wait
        self._thread = threading.Thread(target=self._work, name="team-sync", daemon=True)
        self._told = ""
        self._failures = 0

    def start(self) -> None:
        """Begin; returns at once."""
        self._thread.start()

    def stop(self, timeout_s: float = 2.0) -> None:
        """Stop after the batch in hand; a server that does not answer is not waited for."""
        self._stop.set()
        self._thread.join(timeout_s)

    def _work(self) -> None:
        while not self._wait(wait_s(self._failures, self._settings.every_s, random.random())):  # noqa: S311
            self._once()

    def _once(self) -> None:
        try:
            with self._open_store() as store, TeamSync(store, self._settings) as sync:
                report = sync.run(stop=self._stop.is_set)
        except (StoreError, OSError) as error:
            self._failures += 1
            self._say(error)
            return
        self._failures = 0
        if report.damaged:
            self._say(damaged_error(report.damaged))
        else:
            self._told = ""

    def _say(self, error: StoreError | OSError) -> None:
        """A server out of reach is everyday life; anything else needs a person, who is told once."""
        message = notify.explain(error)
        if message is None or isinstance(error, UnreachableError) or message.text == self._told:
            return
        self._told = message.text
        self._tell(message.text, message.mend)


def start_team_sync(store: StoreSettings, team: TeamSettings) -> BackgroundSync | None:
    """Start to synchronise this user's sessions in the background; None where no server is set."""
    if not team.server.strip():
        return None
    sync = BackgroundSync(lambda: open_workstation_store(store), team)
    sync.start()
    return sync
