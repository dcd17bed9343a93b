"""A session that is under way: speech events in, coaching events out, both handed to whichever view is there.

Place in the flow: between `speech.process` and `coaching.engine` on one side and the views (terminal, overlay) on the
other. Knows neither Qt nor a terminal: a view calls `poll` in its own loop (the overlay from a QTimer with
`timeout_s=0`, the terminal with a short wait) and draws what comes back.

A view does, in one thread::

    with session:                       # or session.start() … session.close()
        while not session.ended:
            for event in session.poll(0.1):
                draw(event)
        summary = session.stop()        # earlier than the end when the user wants
    if session.error is not None: ...   # what was heard still stands in the summary
"""

from collections.abc import Callable, Iterable, Sequence
from queue import Empty, SimpleQueue
from types import TracebackType
from typing import TYPE_CHECKING, Protocol, Self, TypeAlias

from coaching.agenda import AgendaItem, parse_items
from coaching.events import CoachingEvent
from speech.errors import SpeechError
from speech.events import SessionEnded, SessionStarted, SpeechEvent
from speech.sources.spec import SourceSpec

if TYPE_CHECKING:
    from coaching.summary import CallSummary

SessionEvent: TypeAlias = SpeechEvent | CoachingEvent
_STOP_POLL_S = 0.1


class EventFeed(Protocol):
    """The part of `speech.process.ListenerProcess` that a session needs."""

    @property
    def ended(self) -> bool:
        """Whether `SessionEnded` was delivered."""

    def start(self) -> None:
        """Begin to listen. Raises `speech.errors.SpeechError` when it cannot."""

    def poll(self, timeout_s: float) -> Iterable[SpeechEvent]:
        """Return what was heard since, waiting up to `timeout_s` for the first event.

        After an error the closing events come first; the next call raises it (`speech.errors.SpeechError`).
        """

    def stop(self) -> None:
        """Ask for the end; the last events, to `SessionEnded`, still come through `poll`."""

    def listen_to(self, source: SourceSpec) -> Iterable[SpeechEvent]:
        """Go on with another source; returns what closes the speech that was open."""

    def close(self) -> None:
        """End at once; safe to call twice."""


class Coach(Protocol):
    """The part of `coaching.engine.CoachingEngine` that a session needs."""

    def accept(self, event: SpeechEvent) -> list[CoachingEvent]:
        """Take the next speech event, return what follows from it."""

    def finish(self) -> "CallSummary":
        """Return the summary of what was accepted so far."""

    def pause(self) -> list[CoachingEvent]:
        """Hold cues back until `resume`."""

    def resume(self) -> list[CoachingEvent]:
        """Give cues again."""

    def snooze(self, rule_id: str) -> list[CoachingEvent]:
        """Give no more cues for this rule in this session."""

    def mark_wrong(self, cue_id: int) -> list[CoachingEvent]:
        """Take a wrong cue's detection out of all totals."""

    def set_agenda(self, items: Sequence[AgendaItem]) -> None:
        """Follow these items of the user instead of those before."""

    def note_painted(self, cue_id: int, delivered_s: float, painted_s: float) -> list[CoachingEvent]:
        """Keep how long a cue took to be seen."""


class SessionWatch:
    """Is told everything that happens in a session; this one does nothing, `app.store.recorder` keeps it.

    `acted` and `painted` may come from any thread, the rest from the session's own; none of them may wait.
    """

    def took(self, events: Iterable[SessionEvent]) -> None:
        """Take what `poll` is about to return."""

    def commanded(self, verb: str, value: str = "") -> None:
        """Take a command that was carried out: "pause", "resume", "snooze" (rule id), "mark-wrong" (cue id), "agenda" (text)."""

    def acted(self, cue_id: int, action: str) -> None:
        """Take what the agent did with a cue: "got-it", "wrong" or "snooze"."""

    def painted(self, cue_id: int, delivered_s: float, painted_s: float) -> None:
        """Take how long a cue took to be seen."""

    def finish(self, summary: "CallSummary") -> object:
        """Take the summary: the session is over."""

    def close(self) -> None:
        """Nothing more will come, but perhaps `finish`; safe to call twice."""


class LiveSession:
    """One session from the first sample to the summary. GUI-free.

    Used by one thread, except `pause`, `resume`, `snooze`, `mark_wrong`, `set_agenda`, `listen_to` and `note_painted`:
    any thread may call them, they take effect with the next `poll`.

    Each speech event comes back from `poll` directly followed by the coaching events that it brought, so a view that
    draws them in order is always consistent. Cues that the policy held back come too (`Cue.shown` is False): a view
    skips them.
    """

    def __init__(self, feed: EventFeed, coach: Coach, watch: SessionWatch | None = None) -> None:
        """Take a feed that was not started, a fresh coaching engine and who is told of everything."""
        self._feed = feed
        self._coach = coach
        self._watch = watch or SessionWatch()
        self._summary: CallSummary | None = None
        self._heard = False
        self._commands: SimpleQueue[Callable[[], Sequence[SessionEvent]]] = SimpleQueue()
        self.ended = False
        """True once `SessionEnded` came, or `stop` was called: nothing more will come from `poll`."""
        self.error: SpeechError | None = None
        """Why listening ended before its time; None while it goes well."""
        self.paused = False
        """True while the agent paused coaching: listening goes on, no cue is shown."""

    def __enter__(self) -> Self:
        """Start."""
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close, whatever happened."""
        self.close()

    def start(self) -> None:
        """Begin to listen; returns at once. Raises SpeechError when the system refuses."""
        self._feed.start()

    def poll(self, timeout_s: float) -> list[SessionEvent]:
        """Return what happened since the last call, oldest first; waits up to `timeout_s` (0 returns at once).

        Raises SpeechError only when nothing at all could be heard (no microphone, no recognizer …). A failure later on
        ends the session: `ended` becomes True, `error` says why, and `stop` gives the summary of what was heard.
        """
        if self.ended:
            return []
        events = [*self._commanded(), *self._coached(self._feed.poll(timeout_s))]
        self._watch.took(events)
        if self._feed.ended:
            self._end()
        return events

    def pause(self) -> None:
        """Let the agent be: no cues until `resume`."""
        self.paused = True
        self._order(self._coach.pause, "pause")

    def resume(self) -> None:
        """Coach again."""
        self.paused = False
        self._order(self._coach.resume, "resume")

    def snooze(self, rule_id: str) -> None:
        """Show no more cues for this rule in this session."""
        self._order(lambda: self._coach.snooze(rule_id), "snooze", rule_id)

    def mark_wrong(self, cue_id: int) -> None:
        """Take the agent's word that a cue was wrong: it leaves all totals."""
        self._order(lambda: self._coach.mark_wrong(cue_id), "mark-wrong", str(cue_id))

    def set_agenda(self, text: str) -> None:
        """Follow these items instead of the user's before; "" for none. What was said already counts.

        `text`: as `coaching.agenda.parse_items` reads it; raises AgendaError at once when it cannot, then nothing changes.
        """
        items = parse_items(text)

        def follow() -> list[CoachingEvent]:
            self._coach.set_agenda(items)
            return []  # `AgendaChanged` comes with the next speech event

        self._order(follow, "agenda", text)

    def listen_to(self, source: SourceSpec) -> None:
        """Go on with another source (another microphone) in this session; the seam is recorded as a gap."""
        self._commands.put(lambda: self._coached(self._feed.listen_to(source)))

    def note_painted(self, cue_id: int, *, delivered_s: float, painted_s: float) -> None:
        """Keep with the cue how long it took to be seen; both in seconds, see `coaching.latency.CueLatency`."""
        self._watch.painted(cue_id, delivered_s, painted_s)
        self._commands.put(lambda: self._coach.note_painted(cue_id, delivered_s, painted_s))

    def note_acted(self, cue_id: int, action: str) -> None:
        """Keep what the agent did with a cue ("got-it", "wrong", "snooze"); any thread. It changes no total by itself."""
        self._watch.acted(cue_id, action)

    def stop(self) -> "CallSummary":
        """End the session and return its summary; safe to call twice (the same summary comes back).

        Raises SpeechError when nothing at all could be heard.
        """
        if self._summary is None:
            if not self.ended:
                self._feed.stop()
                while not self.ended:
                    self.poll(_STOP_POLL_S)
            self.close()
            self._watch.took(self._commanded())
            self._summary = self._coach.finish()
            self._watch.finish(self._summary)
        return self._summary

    def close(self) -> None:
        """End at once and free what listening holds; safe to call twice."""
        self.ended = True
        self._feed.close()
        self._watch.close()

    def _order(self, action: Callable[[], list[CoachingEvent]], verb: str, value: str = "") -> None:
        def carry_out() -> list[CoachingEvent]:
            self._watch.commanded(verb, value)
            return action()

        self._commands.put(carry_out)

    def _commanded(self) -> list[SessionEvent]:
        """Carry out what the agent asked for since the last time."""
        result: list[SessionEvent] = []
        while True:
            try:
                command = self._commands.get_nowait()
            except Empty:
                return result
            result.extend(command())

    def _coached(self, events: Iterable[SpeechEvent]) -> list[SessionEvent]:
        result: list[SessionEvent] = []
        for event in events:
            self._heard = self._heard or isinstance(event, SessionStarted)
            if not self._heard and isinstance(event, SessionEnded):
                continue  # a session that never began has no summary: `_end` raises its error
            result.append(event)
            result.extend(self._coach.accept(event))
        return result

    def _end(self) -> None:
        """Learn whether the feed ended for an error."""
        self.ended = True
        try:
            self._feed.poll(0.0)
        except SpeechError as error:
            self.error = error
            if not self._heard:
                raise
