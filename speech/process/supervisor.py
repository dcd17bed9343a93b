"""The parent's side of the listener process: start it, read its events, watch it, start it again, end it.

Place in the flow: the app reads events from here, in one thread, by `events` or `poll`; supervision happens inside these
calls, so no further thread is needed. Crash: the pipe ends. Hang: no heartbeat for `hang_timeout_s`, or heartbeats
without progress for `stall_timeout_s`. Only time spent waiting in `poll` counts, so a parent that is busy elsewhere never
takes its own delay for a hang.
"""

import contextlib
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import replace
from types import TracebackType
from typing import Self

from speech.child_start import WaitingChild
from speech.errors import ListenerError, SpeechError
from speech.events import SpeechEvent
from speech.process.continuity import Continuity
from speech.process.handle import ChildHandle
from speech.process.messages import Batch, Begin, Command, Failed, Message, Prepare, Ready
from speech.process.spec import ListenerSpec, Resume, SupervisionSettings
from speech.sources.spec import SourceSpec

_POLL_S = 0.25
_STANDBY_AFTER_S = 2.0
"""Session time: short sessions and the first seconds of long ones are left alone."""


class ListenerProcess:
    """One session heard by a supervised child process. Used by one thread, except `stop`, which any thread may call."""

    def __init__(
        self,
        spec: ListenerSpec,
        settings: SupervisionSettings | None = None,
        *,
        waiting: WaitingChild | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Take what to hear; nothing runs before `start`.

        `waiting`: where a loaded child is found, and one is left for the next session. `clock`: monotonic seconds, for tests.
        """
        self._waiting = waiting
        self._spec = spec
        self._settings = settings or SupervisionSettings()
        self._clock = clock
        self._continuity = Continuity()
        self._child: ChildHandle | None = None
        self._standby: ChildHandle | None = None
        self._epoch_s: float | None = None
        self._restarts: deque[float] = deque()
        self._error: SpeechError | None = None
        self._stopping = False
        self._stop_waited_s = 0.0
        self._dropped_before = 0
        self.restarts = 0
        """How often the child was started again in this session."""

    def __enter__(self) -> Self:
        """Start the child."""
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the child, whatever it does."""
        self.close()

    @property
    def ended(self) -> bool:
        """Whether `SessionEnded` was delivered."""
        return self._continuity.ended

    @property
    def pid(self) -> int | None:
        """Process id of the child that hears at the moment."""
        return None if self._child is None else self._child.process.pid

    @property
    def dropped(self) -> int:
        """Level and clock events dropped because this side did not read fast enough."""
        return self._dropped_before + (0 if self._child is None else self._child.dropped)

    def start(self) -> None:
        """Start the child; returns at once. Raises ListenerError when the system refuses."""
        if self._child is None and not self.ended:
            self._child = self._begin(None)

    def events(self) -> Iterator[SpeechEvent]:
        """Yield the session's events until `SessionEnded`, blocking in between.

        Raises SpeechError after `SessionEnded` when the session ended for an error: what was heard still stands.
        """
        while not self.ended:
            yield from self.poll(_POLL_S)
        if self._error is not None:
            raise self._error

    def poll(self, timeout_s: float) -> list[SpeechEvent]:
        """Return the events that are there, waiting up to `timeout_s` for the first; empty once the session has ended.

        After an error the closing events come first; the next call raises it (SpeechError).
        """
        if self.ended:
            if self._error is not None:
                raise self._error
            return []
        if self._child is None:
            raise ListenerError("The listener was not started.", "Call start() first.")
        return self._read(self._child, timeout_s)

    def stop(self) -> None:
        """Ask the child to close the session; its last events, to `SessionEnded(complete=False)`, come as always."""
        self._stopping = True
        if self._child is not None:
            self._child.tell(Command.STOP)

    def refresh_devices(self) -> None:
        """Tell the child that devices were plugged in or that the default changed."""
        if self._child is not None:
            self._child.tell(Command.REFRESH_DEVICES)

    def listen_to(self, source: SourceSpec) -> list[SpeechEvent]:
        """Go on with another source (another microphone) in the same session, in a new child.

        Returns what closes the speech that was open; the stretch until the new child hears is recorded as a gap, and a
        device that is not there is waited for. Before `start` it only replaces what will be heard; after the end of the
        session it does nothing.
        """
        self._spec = replace(self._spec, source=source)
        if self._child is None or self.ended or self._stopping:
            return []
        self._dropped_before += self._child.dropped
        self._child.finish(0.0)
        events = [*self._continuity.interrupted(), *self._continuity.all_there()]
        try:
            self._child = self._begin(None if self._continuity.started is None else self._resume())
        except ListenerError as refused:
            return [*events, *self._give_up(refused)]
        return events

    def close(self) -> None:
        """End the child at once; safe to call twice. Events not read yet are lost."""
        self._drop_standby()
        if self._child is not None:
            self._child.finish(0.0)
            self._child = None

    def _read(self, child: ChildHandle, timeout_s: float) -> list[SpeechEvent]:
        messages, gone = child.receive(timeout_s)
        events: list[SpeechEvent] = []
        for message in messages:
            events += self._take(child, message)
        if self.ended:
            child.finish(self._settings.stop_timeout_s)
            self._drop_standby()
        elif gone or child.error is not None:
            events += self._recover(child.error, "stopped working")
        elif self._stop_overdue(messages, timeout_s):
            events += self._give_up(None)
        elif self._hung(child):
            events += self._recover(None, "stopped answering")
        elif child.ready and not self._stopping:
            self._prepare_standby()
        return events

    def _take(self, child: ChildHandle, message: Message) -> list[SpeechEvent]:
        match message:
            case Ready():
                child.ready = True
                self._epoch_s = message.epoch_s
                return self._continuity.gap(message.start_s) if self._continuity.started is not None else []
            case Batch():
                for event in message.events:
                    self._continuity.note(event)
                if child.ready:  # until then it is where the child will begin, not what was heard
                    self._continuity.advance(message.position_s)
                child.dropped = message.dropped
                return list(message.events)
            case Failed():
                child.error = message.error
                return []

    def _hung(self, child: ChildHandle) -> bool:
        if not child.ready:
            return child.silent_s > self._settings.start_timeout_s or child.still_s > self._settings.start_timeout_s
        return child.silent_s > self._settings.hang_timeout_s or child.still_s > self._settings.stall_timeout_s

    def _stop_overdue(self, messages: list[Message], timeout_s: float) -> bool:
        if self._stopping and not messages:
            self._stop_waited_s += timeout_s
        return self._stop_waited_s > self._settings.stop_timeout_s

    def _recover(self, error: SpeechError | None, what: str) -> list[SpeechEvent]:
        """Start a new child, or end the session when that is of no use."""
        child = self._child
        never_heard = self._continuity.started is None
        if self._stopping:
            return self._give_up(error)
        if error is not None and (error.permanent or never_heard):
            return self._give_up(error)
        now = self._clock()
        while self._restarts and now - self._restarts[0] > self._settings.restart_window_s:
            self._restarts.popleft()
        if len(self._restarts) >= self._settings.max_restarts:
            return self._give_up(error or _gave_up(what, len(self._restarts)))
        self._restarts.append(now)
        self.restarts += 1
        if child is not None:
            self._dropped_before += child.dropped
            child.finish(0.0)
        events = self._continuity.interrupted()
        try:
            self._child = self._begin(None if never_heard else self._resume())
        except ListenerError as refused:
            return [*events, *self._give_up(refused)]
        return events

    def _resume(self) -> Resume:
        step_s = self._settings.step_over_s if self._epoch_s is None else 0.0
        return Resume(self._continuity.last_s + step_s, self._epoch_s, self._continuity.utterances)

    def _give_up(self, error: SpeechError | None) -> list[SpeechEvent]:
        self._error = error
        self._drop_standby()
        if self._child is not None:
            self._child.finish(0.0)
        return self._continuity.closing()

    def _begin(self, resume: Resume | None) -> ChildHandle:
        """Let the standby hear, or a new child where there is none."""
        child = self._standby or self._spawn()
        self._standby = None
        child.tell(Begin(self._spec, resume))
        return child

    def _prepare_standby(self) -> None:
        """Have another child loaded and waiting, so that a restart takes no longer than loading the recognizer."""
        if self._standby is None and self._settings.standby and self._continuity.last_s >= _STANDBY_AFTER_S:
            with contextlib.suppress(ListenerError):  # a session without a standby goes on all the same
                self._standby = self._spawn()

    def _drop_standby(self) -> None:
        if self._standby is not None:
            if self._waiting is not None:
                self._waiting.give_back(self._standby.release())
            else:
                self._standby.finish(0.0)
            self._standby = None
        if self._waiting is not None and self._settings.standby:
            self._waiting.prepare(Prepare(self._spec.engine))

    def _spawn(self) -> ChildHandle:
        try:
            started = None if self._waiting is None else self._waiting.take()
            return ChildHandle(self._clock) if started is None else ChildHandle(self._clock, started)
        except OSError as error:
            raise ListenerError(
                f"The listener process could not be started: {error.strerror or error}.",
                "Close other programs or restart the computer.",
                permanent=False,
            ) from error


def _gave_up(what: str, restarts: int) -> ListenerError:
    return ListenerError(
        f"The listener {what} again and again: {restarts} restarts within a short time did not help.",
        "Run `sotto doctor`; choose another recognizer or device.",
    )
