"""Ctrl-C and a polite request to end (SIGTERM), turned into a flag that long work asks between two steps.

Place in the flow: `analyze`, `demo` and `run` work inside `interruptible()`; so native code is never torn in the middle
and what was done is kept. Asking a second time raises KeyboardInterrupt at once.
"""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


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

    def on_signal(_number: int, _frame: FrameType | None) -> None:
        request.ask()

    before = {number: signal.signal(number, on_signal) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield request
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
