"""Keeps the state of the call and takes what all doors ask for, from any thread.

Place in the flow: the endpoint's thread, the local socket, tray, hotkeys and far-end activity call `ask`; the desktop
program listens and starts or ends sessions. Nothing else holds the state.
"""

import datetime as dt
import threading
import time
from collections.abc import Callable
from typing import Any, Final, TypeAlias

from app.calls.state import IDLE, CallCommand, CallState, advance, session_over, settled

Listener: TypeAlias = Callable[[CallState, CallState], None]
"""Called with the state before and after, in the thread that asked: a window's listener must pass it on."""


class CallDesk:
    """The one holder of the call's state. Thread-safe; listeners are told of changes in their order."""

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        """Start idle; `clock` gives `time.time` seconds."""
        self._clock: Final = clock
        self._lock = threading.RLock()  # a listener may ask in turn
        self._state = IDLE
        self._listeners: list[Listener] = []

    @property
    def state(self) -> CallState:
        """The state now."""
        with self._lock:
            return self._state

    def listen(self, listener: Listener) -> None:
        """Tell `listener` of every change from now on."""
        with self._lock:
            self._listeners.append(listener)

    def ask(self, command: CallCommand) -> CallState:
        """Carry out `command` and return the state after it; raises CallError when it does not fit."""
        return self._change(lambda state: advance(state, command, self._clock()))

    def settle(self) -> CallState:
        """Note that the summary of the ended call is written."""
        return self._change(lambda state: settled(state, self._clock()))

    def session_over(self) -> CallState:
        """Note that the session ended by itself."""
        return self._change(session_over)

    def _change(self, step: Callable[[CallState], CallState]) -> CallState:
        with self._lock:
            before, self._state = self._state, step(self._state)
            after = self._state
            if after != before:
                for listener in self._listeners:
                    listener(before, after)
            return after


def state_json(state: CallState) -> dict[str, Any]:
    """Return what other programs are told: `state`, `reference` and `since` (ISO 8601, UTC), the latter two or null."""
    since = None if state.since is None else dt.datetime.fromtimestamp(state.since, tz=dt.UTC)
    return {
        "state": str(state.phase),
        "reference": state.reference or None,
        "since": None if since is None else since.isoformat(timespec="seconds"),
    }
