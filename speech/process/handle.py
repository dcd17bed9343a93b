"""One child process as its parent holds it: two pipes, and how long it has been silent.

Place in the flow: `speech.process.supervisor` starts, reads, tells and ends children through this; what runs in them is
`speech.process.child`.
"""

import contextlib
import multiprocessing
import signal
import sys
from collections.abc import Callable, Iterator
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from types import ModuleType

from speech.errors import SpeechError
from speech.process.child import run
from speech.process.messages import Batch, Begin, Command, Message, Ready


class ChildHandle:
    """A child process. Read by one thread; `tell` may be called by any."""

    def __init__(self, clock: Callable[[], float]) -> None:
        """Start a process that loads what it needs and waits for `Begin`. Raises OSError when the system refuses."""
        context = multiprocessing.get_context("spawn")
        self._events, events = context.Pipe(duplex=False)
        commands, self._commands = context.Pipe(duplex=False)
        self._clock = clock
        self.process: BaseProcess = context.Process(
            target=run, args=(events, commands), name="sotto-listener", daemon=True
        )
        with _without_interrupts(), _without_main_module():
            self.process.start()
        # Only the child may hold these ends, or its death would not end the pipe.
        events.close()
        commands.close()
        self.ready = False
        self.error: SpeechError | None = None
        self.dropped = 0
        self.silent_s = 0.0
        """Time waited since the last message."""
        self.still_s = 0.0
        """Time waited since the sound last advanced."""
        self._position_s = -1.0
        self._closed = False

    def receive(self, timeout_s: float) -> tuple[list[Message], bool]:
        """Return the messages that are there, waiting for the first, and whether the child is gone."""
        began = self._clock()
        ready = wait([self._events, self.process.sentinel], timeout_s)
        waited_s = min(self._clock() - began, timeout_s)
        self.still_s += waited_s
        messages: list[Message] = []
        try:
            while self._events.poll():
                messages.append(self._events.recv())
        except (EOFError, OSError):
            return self._heard(messages, waited_s), True
        gone = self.process.sentinel in ready and not messages
        return self._heard(messages, waited_s), gone

    def tell(self, command: Begin | Command) -> None:
        """Send a command; a child that is gone is noticed by `receive`."""
        with contextlib.suppress(OSError):
            self._commands.send(command)

    def finish(self, patience_s: float) -> None:
        """Wait up to `patience_s` for the child to end by itself, then kill it; safe to call twice."""
        if self._closed:
            return
        self._closed = True
        self.process.join(patience_s)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()
        self._events.close()
        self._commands.close()
        self.process.close()

    def _heard(self, messages: list[Message], waited_s: float) -> list[Message]:
        self.silent_s = 0.0 if messages else self.silent_s + waited_s
        for message in messages:
            position_s = message.position_s if isinstance(message, Batch) else self._position_s
            if position_s > self._position_s or isinstance(message, Ready):
                self.still_s, self._position_s = 0.0, position_s
        return messages


@contextlib.contextmanager
def _without_interrupts() -> Iterator[None]:
    """Start a process that Ctrl-C does not reach, even before it can ignore it (the mask is inherited)."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextlib.contextmanager
def _without_main_module() -> Iterator[None]:
    """Start a process that does not import the app's main module again.

    Spawn would do so, although the listener needs nothing of it: that more than doubles the time of a restart.
    """
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main
