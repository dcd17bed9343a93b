"""Writes a session as the call goes: a crash or power cut loses at most the last second.

Place in the flow: `app.session.LiveSession` and `sotto analyze --save` tell a `SessionRecorder` every event; a thread of
its own writes what came every half second, each time as one transaction that is on the disk when it ends. The caller's
thread never waits for the disk. When the disk refuses, the call goes on: the user is told once, what was not written is
tried again, and what remains is written with the end of the call.
"""

import threading
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Final
from uuid import UUID

from app import notify
from app.session import SessionWatch
from app.store.call_log import AppEntry, Commanded, CueActed, CuePainted, LogItem, Verb
from app.store.errors import StoreError
from app.store.event_codec import encode
from app.store.log_builder import LogBuilder
from app.store.new_session import NewSession, SessionLabels, without_words
from app.store.open_sessions import begin_session, finish_session, write_chunks
from app.store.outcomes import cues_of, detections_of
from app.store.plan import RecordingPlan
from app.store.repository import Store
from app.store.write_lock import WriteLock
from coaching.events import CoachingEvent
from coaching.redaction import STANDARD, RedactionSettings, redact
from coaching.summary import CallSummary
from speech.events import SessionStarted, SpeechEvent

COMMIT_EVERY_S: Final = 0.5
"""Half of the second that may be lost; the rest is for a slow disk."""

Event = SpeechEvent | CoachingEvent | AppEntry


class SessionRecorder(SessionWatch):
    """Records one session. `took` and `commanded` belong to the session's thread; `acted` and `painted` to any."""

    def __init__(
        self,
        open_store: Callable[[], Store],
        labels: SessionLabels,
        plan: RecordingPlan,
        *,
        redaction: RedactionSettings = STANDARD,
        commit_every_s: float = COMMIT_EVERY_S,
        tell: Callable[[str, str], None] = notify.warn,
    ) -> None:
        """`open_store` is called in the writer's thread when the call begins, and may take its time.

        `redaction`: what of private numbers may be kept, and which names may not.
        `tell`: how the user hears (sentence, mend) that the call is not being kept.
        """
        self.labels, self.plan = labels, plan
        self._open_store, self._commit_every_s, self._tell_user = open_store, commit_every_s, tell
        self._store: Store | None = None
        self._lock: WriteLock | None = None
        self._inbox: deque[Event] = deque()
        self._redaction = redaction
        self._log = LogBuilder(plan.transcript, redaction)
        self._unwritten: dict[int, list[LogItem]] = {}
        self._begun = False
        self._told = False
        self._now_s = 0.0
        self._closing = threading.Event()
        self._thread: threading.Thread | None = None

    @property
    def id(self) -> UUID:
        """The session's id."""
        return self.labels.id

    def took(self, events: Iterable[SpeechEvent | CoachingEvent]) -> None:
        """Keep what happened; returns at once. `SessionStarted` starts the writer: before it there is no session."""
        for event in events:
            self._now_s = max(self._now_s, event.at_s)
            self._inbox.append(event)
            if self._thread is None and isinstance(event, SessionStarted):
                self._thread = threading.Thread(target=self._write_on, name="recorder", daemon=True)
                self._thread.start()

    def commanded(self, verb: str, value: str = "") -> None:
        """Keep a command of the agent ("pause", "resume", "snooze", "mark-wrong", "agenda"), private numbers hidden."""
        kept = redact(value, self._redaction) if verb == Verb.AGENDA else value
        self._inbox.append(Commanded(self._now_s, Verb(verb), kept))

    def acted(self, cue_id: int, action: str) -> None:
        """Keep what the agent did with a cue ("got-it", "wrong", "snooze")."""
        self._inbox.append(CueActed(self._now_s, cue_id, action))

    def painted(self, cue_id: int, delivered_s: float, painted_s: float) -> None:
        """Keep how long a cue took to be seen."""
        self._inbox.append(CuePainted(self._now_s, cue_id, delivered_s, painted_s))

    def finish(self, summary: CallSummary) -> UUID | None:
        """End the recording as `complete` does; when that fails tell the user, and return None.

        What is on the disk by then is finished by the next start.
        """
        try:
            return self.complete(summary)
        except (StoreError, OSError) as error:
            self._told = False
            self._tell(error)
            return None

    def complete(self, summary: CallSummary) -> UUID | None:
        """End the recording with the call's summary and return the session's id; None when nothing was heard.

        Raises StoreError or OSError when it cannot be written.
        """
        self.close()
        if self._thread is None:
            return None
        self._drain()
        try:
            self._finish(summary)
        finally:
            self._give_back()
        return self.id

    def close(self) -> None:
        """Write what is there and stop the writer; without `finish` the session stays open and is recovered later."""
        self._closing.set()
        if self._thread is not None:
            self._thread.join()

    def _write_on(self) -> None:
        while not self._closing.wait(self._commit_every_s):
            self._try_writing()
        self._try_writing()

    def _try_writing(self) -> None:
        self._drain()
        self._unwritten.update(self._log.take_chunk())
        if not self._unwritten:
            return
        try:
            self._write()
        except (StoreError, OSError) as error:
            self._tell(error)

    def _drain(self) -> None:
        while self._inbox:
            self._log.accept(self._inbox.popleft())

    def _write(self) -> None:
        store = self._opened()
        with store.writing() as connection:
            if not self._begun:
                begin_session(connection, self.labels, self.plan, self._source())
            write_chunks(connection, self.id, self._unwritten)
        self._begun = True
        self._unwritten.clear()

    def _finish(self, summary: CallSummary) -> None:
        self._log.close()
        log = self._log.items
        kept = summary if self.plan.transcript else without_words(summary)
        new = NewSession(
            labels=self.labels,
            summary=kept,
            detections=detections_of(log),
            cues=cues_of(kept, log),
            scoring=self.plan.scoring,
            events=encode(log) if self.plan.transcript else None,
        )
        store = self._opened()
        new = replace(new, released_at=self.plan.released_at(store.now()))
        with store.writing() as connection:
            finish_session(connection, new)

    def _opened(self) -> Store:
        if self._store is None:
            self._store = self._open_store()
        if self._lock is None:
            lock = WriteLock(self._store.file, self.id)
            lock.take()
            self._lock = lock
        return self._store

    def _give_back(self) -> None:
        if self._lock is not None:
            self._lock.give_back()
        if self._store is not None:
            self._store.close()

    def _source(self) -> str:
        return next((item.source for item in self._log.items if isinstance(item, SessionStarted)), "")

    def _tell(self, error: StoreError | OSError) -> None:
        """Tell the user once: a call is no time for many messages."""
        message = notify.explain(error)
        if message is not None and not self._told:
            self._told = True
            self._tell_user(f"This call is not being kept: {message.text}", message.mend)
