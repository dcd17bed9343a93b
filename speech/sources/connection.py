"""When to open a device, when to hold it for lost, when to try again.

Place in the flow: inside `speech.sources.feed`. Pure: it is told what happened and when (session seconds), and answers
what to do next; the native calls are elsewhere.
"""

from enum import Enum
from typing import Final

BACK_OFF_S: Final = (0.3, 0.5, 1.0, 2.0)
"""Waits between attempts; the last one repeats. Bluetooth headsets come back after 1 to 3 s."""
STALL_S: Final = 2.0
"""A microphone always delivers; after this long without a block it is gone, even if its driver says nothing."""


class ConnectionState(Enum):
    """Where a device is."""

    WAITING = "waiting"
    """Not there; tried again at `retry_at_s`."""
    OPEN = "open"


class Connection:
    """The life of one device in a session."""

    def __init__(self, *, may_idle: bool) -> None:
        """Start closed and due at once. `may_idle`: silence of the device means nothing (loopback)."""
        self.state = ConnectionState.WAITING
        self.attempts = 0
        """Failed attempts since the device was last there."""
        self.retry_at_s = float("-inf")
        self._may_idle = may_idle
        self._heard_s = 0.0

    def due(self, now_s: float) -> bool:
        """Whether to try to open now."""
        return self.state is ConnectionState.WAITING and now_s >= self.retry_at_s

    def opened(self, now_s: float) -> None:
        """Note that the device is open."""
        self.state, self._heard_s = ConnectionState.OPEN, now_s

    def heard(self, now_s: float) -> None:
        """Note that sound came: only now the device counts as back."""
        self._heard_s, self.attempts = now_s, 0

    def failed(self, now_s: float) -> None:
        """Note that opening failed, or that the open device was lost."""
        self.state = ConnectionState.WAITING
        self.retry_at_s = now_s + BACK_OFF_S[min(self.attempts, len(BACK_OFF_S) - 1)]
        self.attempts += 1

    def reopen(self) -> None:
        """Note that the device was closed to be opened again at once, with a fresh look at what is there."""
        self.state, self.retry_at_s = ConnectionState.WAITING, float("-inf")
        self.attempts = max(self.attempts, 1)

    def stalled(self, now_s: float) -> bool:
        """Whether the open device has been silent for too long."""
        return self.state is ConnectionState.OPEN and not self._may_idle and now_s - self._heard_s >= STALL_S
