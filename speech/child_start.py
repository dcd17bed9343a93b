"""Starts listener processes, and keeps one loaded and waiting for the session that comes next.

Place in the flow: `sotto run` opens a `WaitingChild` before it loads anything else, so that the child loads on a second core
meanwhile; `speech.process.supervisor` takes it when a session begins and gives its own spare one back at the end. Imports
nothing heavy for that reason: what the child does is `speech.process.child`, which only the child imports. A waiting child
blocks on its pipe, so it costs memory (about 50 MB, with the recognizer as much as a session) and no processor time.
"""

import contextlib
import multiprocessing
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from types import ModuleType


@dataclass(frozen=True, slots=True)
class StartedChild:
    """A process that loads, then waits for its first command, and the parent's ends of its two pipes."""

    process: BaseProcess
    events: Connection
    commands: Connection

    def end(self) -> None:
        """Kill it, whatever it does."""
        self.process.kill()
        self.process.join()
        self.events.close()
        self.commands.close()
        self.process.close()


def start_child() -> StartedChild:
    """Start a listener process; returns at once. Raises OSError when the system refuses."""
    context = multiprocessing.get_context("spawn")
    events, childs_events = context.Pipe(duplex=False)
    childs_commands, commands = context.Pipe(duplex=False)
    process = context.Process(target=_listen, args=(childs_events, childs_commands), name="sotto-listener", daemon=True)
    with _without_interrupts(), _without_main_module():
        process.start()
    # Only the child may hold these ends, or its death would not end the pipe.
    childs_events.close()
    childs_commands.close()
    return StartedChild(process, events, commands)


class WaitingChild:
    """At most one child that waits for the session that comes next. Any thread may call."""

    def __init__(self, start: Callable[[], StartedChild] = start_child) -> None:
        """Take how children are started; none is before `prepare`."""
        self._start = start
        self._child: StartedChild | None = None
        self._lock = threading.Lock()
        self._closed = False

    def prepare(self, first_command: object = None) -> None:
        """See to it that one waits, told `first_command`; a system that refuses leaves it to the session to say so."""
        with self._lock:
            if self._closed:
                return
            if self._child is None:
                with contextlib.suppress(OSError):
                    self._child = self._start()
            if self._child is not None and first_command is not None:
                with contextlib.suppress(OSError):  # it is gone: `take` finds that out
                    self._child.commands.send(first_command)

    def take(self) -> StartedChild | None:
        """Give the waiting child away; None where there is none that lives."""
        with self._lock:
            child, self._child = self._child, None
        if child is not None and not child.process.is_alive():
            child.end()
            return None
        return child

    def give_back(self, child: StartedChild) -> None:
        """Keep a child that was never told to begin, or end it when one waits already."""
        with self._lock:
            if self._child is None and not self._closed:
                self._child = child
                return
        child.end()

    def close(self) -> None:
        """End the waiting child and keep none from now on; safe to call twice."""
        with self._lock:
            self._closed = True
        child = self.take()
        if child is not None:
            child.end()


def _listen(events: Connection, commands: Connection) -> None:
    """Entry point of the child."""
    from speech.process.child import run  # noqa: PLC0415  loaded in the child alone, beside what the parent loads

    run(events, commands)


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
