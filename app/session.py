"""A session that is under way: speech events in, coaching events out, both handed to whichever view is there.

Place in the flow: between `speech.process` and `coaching.engine` on one side and the views (terminal, overlay) on the
other. Knows neither Qt nor a terminal: a view calls `poll` in its own loop (the overlay from a QTimer with
`timeout_s=0`, the terminal with a short wait) and draws what comes back.

A view does, in one thread::

    session.start()
    while not session.ended:
        for event in session.poll(0.1):
            draw(event)
    summary = session.stop()
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Protocol, TypeAlias

from coaching.events import CoachingEvent
from speech.events import SessionEnded, SpeechEvent

if TYPE_CHECKING:
    from coaching.summary import CallSummary

SessionEvent: TypeAlias = SpeechEvent | CoachingEvent


class EventFeed(Protocol):
    """Where a session's speech events come from: the listener's child process, or a list in tests."""

    def start(self) -> None:
        """Begin to listen. Raises `speech.errors.SpeechError` when it cannot."""

    def read(self, timeout_s: float) -> Iterable[SpeechEvent]:
        """Return what was heard since, waiting up to `timeout_s` for the first event.

        Raises `speech.errors.SpeechError` when listening failed for good.
        """

    def stop(self) -> Iterable[SpeechEvent]:
        """Stop listening and return the last events, `SessionEnded` being the last; safe to call twice."""


class Coach(Protocol):
    """The part of `coaching.engine.CoachingEngine` that a session needs."""

    def accept(self, event: SpeechEvent) -> list[CoachingEvent]:
        """Take the next speech event, return what follows from it."""

    def finish(self) -> "CallSummary":
        """Return the summary of what was accepted so far."""


class LiveSession:
    """One session from the first sample to the summary. GUI-free; used by one thread (that of the view).

    Each speech event comes back from `poll` directly followed by the coaching events that it brought, so a view that
    draws them in order is always consistent. Cues that the policy held back come too (`Cue.shown` is False): a view
    skips them.
    """

    def __init__(self, feed: EventFeed, coach: Coach) -> None:
        """Take a feed that was not started and a fresh coaching engine."""
        self._feed = feed
        self._coach = coach
        self._summary: CallSummary | None = None
        self.ended = False
        """True once `SessionEnded` came, or `stop` was called: nothing more will come from `poll`."""
        self.paused = False
        """True while the agent paused coaching: listening goes on, no cue and no word reaches the view."""

    def start(self) -> None:
        """Begin to listen. Raises `speech.errors.SpeechError` when the devices, recording or recognizer cannot be used."""
        self._feed.start()

    def poll(self, timeout_s: float) -> list[SessionEvent]:
        """Return what happened since the last call, oldest first; waits up to `timeout_s` (0 returns at once).

        Raises `speech.errors.SpeechError` when listening failed for good; `stop` then still gives the summary.
        """
        if self.ended:
            return []
        return self._coached(self._feed.read(timeout_s))

    def pause(self) -> None:
        """Let the agent be: no cues until `resume`."""
        self.paused = True

    def resume(self) -> None:
        """Coach again."""
        self.paused = False

    def stop(self) -> "CallSummary":
        """End the session and return its summary; safe to call twice (the same summary comes back)."""
        if self._summary is None:
            if not self.ended:
                self._coached(self._feed.stop())
            self.ended = True
            self._summary = self._coach.finish()
        return self._summary

    def _coached(self, events: Iterable[SpeechEvent]) -> list[SessionEvent]:
        result: list[SessionEvent] = []
        for event in events:
            result.append(event)
            result.extend(self._coach.accept(event))
            self.ended = self.ended or isinstance(event, SessionEnded)
        return result
