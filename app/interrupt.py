"""Ctrl-C and a polite request to end (SIGTERM), turned into a flag that long work asks between two steps.

Place in the flow: `analyze`, `demo` and `run` work inside `interruptible()`; so native code is never torn in the middle
and what was done is kept. Asking a second time raises KeyboardInterrupt at once. `app.boundary` asks at the end whether
Ctrl-C came, for the exit code.
"""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final

CTRL_C_EXIT_CODE: Final = 130
"""What shells report for a program that Ctrl-C ended: 128 and the number of SIGINT (POSIX)."""
_came: Final[set[int]] = set()
"""The signals that came while work was interruptible."""


class StopRequest:
    """Whether the user asked to stop."""

    def __init__(self) -> None:
        """Start with nothing asked."""
        self.asked = False

    def ask(self) -> None:
        """Ask to stop; raises KeyboardInterrupt when that was asked already."""
        if self.asked:
            raise KeyboardInterrupt
        self.asked = True


@contextmanager
def interruptible() -> Iterator[StopRequest]:
    """Give the flag that Ctrl-C and SIGTERM set while the block runs; the handlers before it come back afterwards.

    Only the main thread receives signals; elsewhere the flag is simply never set.
    """
    request = StopRequest()
    if threading.current_thread() is not threading.main_thread():
        yield request
        return

    def on_signal(number: int, _frame: FrameType | None) -> None:
        _came.add(number)
        request.ask()

    before = {number: signal.signal(number, on_signal) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield request
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def ctrl_c_came() -> bool:
    """Return whether Ctrl-C ended interruptible work since `forget_signals`; a polite kill is not counted."""
    return signal.SIGINT in _came


def forget_signals() -> None:
    """Begin anew: for the next command in the same process."""
    _came.clear()
