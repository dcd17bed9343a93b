"""One child process as its parent holds it: two pipes, and how long it has been silent.

Place in the flow: `speech.process.supervisor` starts, reads, tells and ends children through this; what runs in them is
`speech.process.child`.
"""

import contextlib
from collections.abc import Callable
from multiprocessing.connection import wait

from speech.child_start import StartedChild, start_child
from speech.errors import SpeechError
from speech.process.messages import Batch, Begin, Command, Message, Prepare, Ready


class ChildHandle:
    """A child process. Read by one thread; `tell` may be called by any."""

    def __init__(self, clock: Callable[[], float], started: StartedChild | None = None) -> None:
        """Hold a process that loads what it needs and waits for `Begin`: `started`, else one started now.

        Raises OSError when the system refuses.
        """
        self._started = started or start_child()
        self._events, self._commands = self._started.events, self._started.commands
        self._clock = clock
        self.process = self._started.process
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

    def tell(self, command: Begin | Command | Prepare) -> None:
        """Send a command; a child that is gone is noticed by `receive`."""
        with contextlib.suppress(OSError):
            self._commands.send(command)

    def release(self) -> StartedChild:
        """Return the process, which nobody told to begin, and hold it no more."""
        self._closed = True
        return self._started

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
