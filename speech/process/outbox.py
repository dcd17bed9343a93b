"""The child's bounded queue of events and the thread that sends them in batches.

Place in the flow: between the listener's loop and the pipe. The sender wakes at least every `HEARTBEAT_S`, so that every
batch, empty or not, is a heartbeat. When the parent reads too slowly, live sessions drop levels first, then clock
ticks, and count them; transcripts and all that the session's record rests on are never dropped. A recording read at full
speed waits instead.
"""

import threading
from collections import deque
from collections.abc import Callable
from typing import Final

from speech.events import ClockAdvanced, LevelMeasured, SpeechEvent
from speech.process.messages import Batch

HEARTBEAT_S: Final = 0.25
_BATCH_DELAY_S: Final = 0.01
"""Lets the events of one chunk travel together; far below what anybody notices."""
_DROPPED_FIRST: Final = (LevelMeasured, ClockAdvanced)


class Outbox:
    """Collects events of one thread and sends them from another."""

    def __init__(
        self, send: Callable[[Batch], None], *, capacity: int, lossless: bool, position_s: float = 0.0
    ) -> None:
        """Start the sender.

        `send`: writes to the pipe, may block, raises OSError when the parent is gone. `capacity`: events held before
        dropping (`lossless` False) or waiting (True) begins. `position_s`: session time of the first sample.
        """
        self._send = send
        self._capacity = capacity
        self._lossless = lossless
        self._events: deque[SpeechEvent] = deque()
        self._position_s = position_s
        self._dropped = 0
        self._closing = False
        self._broken = False
        self._changed = threading.Condition()
        self._thread = threading.Thread(target=self._run, name="listener-outbox", daemon=True)
        self._thread.start()

    @property
    def broken(self) -> bool:
        """Whether the parent is gone."""
        return self._broken

    def put(self, event: SpeechEvent) -> None:
        """Queue an event; waits when full and lossless."""
        with self._changed:
            if self._lossless:
                self._changed.wait_for(lambda: len(self._events) < self._capacity or self._broken)
            elif len(self._events) >= self._capacity:
                self._make_room()
            self._events.append(event)
            if len(self._events) == 1:  # further ones travel with the batch that is being collected
                self._changed.notify_all()

    def advance(self, position_s: float) -> None:
        """Note that all events up to this session time have been put."""
        with self._changed:
            self._position_s = position_s

    def close(self) -> None:
        """Send what is left and end the sender."""
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        self._thread.join()

    def _make_room(self) -> None:
        for kind in _DROPPED_FIRST:
            for index, event in enumerate(self._events):
                if isinstance(event, kind):
                    del self._events[index]
                    self._dropped += 1
                    return

    def _run(self) -> None:
        while True:
            with self._changed:
                if not self._events and not self._closing:
                    self._changed.wait(HEARTBEAT_S)
                if self._events and not self._closing:
                    self._changed.wait(_BATCH_DELAY_S)
                batch = Batch(tuple(self._events), self._position_s, self._dropped)
                self._events.clear()
                last = self._closing
                self._changed.notify_all()
            try:
                self._send(batch)
            except OSError:
                with self._changed:
                    self._broken = True
                    self._changed.notify_all()
                return
            if last:
                return
