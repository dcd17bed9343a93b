"""One call of the resident program: a live session that is made in the worker thread and leaves its report behind.

Place in the flow: `app.resident` hands one to a `SessionBridge` for each call. Everything slow (choosing the recognizer,
starting the listener, writing the report) happens in the bridge's thread, so the overlay never stalls.
"""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from app.session import LiveSession, SessionEvent
from speech.errors import SpeechError
from speech.sources.spec import SourceSpec

if TYPE_CHECKING:
    from coaching.summary import CallSummary


@dataclass(frozen=True, slots=True)
class CallOutcome:
    """What is left of a call."""

    summary: "CallSummary"
    report: Path


class CallSession:
    """A session for `app.bridge`; used by one thread, except the methods that say "any thread"."""

    def __init__(
        self, make: Callable[[], LiveSession], keep: "Callable[[CallSummary], Path]", reference: str = ""
    ) -> None:
        """`make` gives a session that was not started; `keep` writes its report; `reference` names it in both."""
        self._make, self._keep, self._reference = make, keep, reference
        self._live: LiveSession | None = None
        self._unheard: SpeechError | None = None
        self._agenda: str | None = None
        self._agenda_lock = threading.Lock()

    @property
    def ended(self) -> bool:
        """True when nothing more will come."""
        return self._live is not None and self._live.ended

    @property
    def error(self) -> SpeechError | None:
        """Why listening ended before its time; None while it goes well."""
        return None if self._live is None else self._live.error

    def start(self) -> None:
        """Make the session and begin to listen; raises SpeechError when that is not possible."""
        live = self._make()
        with self._agenda_lock:
            if self._agenda is not None:
                live.set_agenda(self._agenda)
            self._live = live
        live.start()

    def poll(self, timeout_s: float) -> Sequence[SessionEvent]:
        """Return what happened since; see `LiveSession.poll`."""
        try:
            return () if self._live is None else self._live.poll(timeout_s)
        except SpeechError as error:
            self._unheard = error
            raise

    def pause(self) -> None:
        """Let the agent be."""
        if self._live is not None:
            self._live.pause()

    def resume(self) -> None:
        """Coach again."""
        if self._live is not None:
            self._live.resume()

    def snooze(self, rule_id: str) -> None:
        """Show no more cues for this rule in this call; any thread."""
        if self._live is not None:
            self._live.snooze(rule_id)

    def mark_wrong(self, cue_id: int) -> None:
        """Take the agent's word that a cue was wrong; any thread."""
        if self._live is not None:
            self._live.mark_wrong(cue_id)

    def set_agenda(self, text: str) -> None:
        """Follow this agenda instead of the one before, also before the start; any thread. Raises AgendaError."""
        with self._agenda_lock:
            self._agenda = text
            if self._live is not None:
                self._live.set_agenda(text)

    def listen_to(self, source: SourceSpec) -> None:
        """Go on with another microphone; any thread."""
        if self._live is not None:
            self._live.listen_to(source)

    def note_painted(self, cue_id: int, *, delivered_s: float, painted_s: float) -> None:
        """Keep with the cue how long it took to be seen; any thread."""
        if self._live is not None:
            self._live.note_painted(cue_id, delivered_s=delivered_s, painted_s=painted_s)

    def note_acted(self, cue_id: int, action: str) -> None:
        """Keep what the agent did with a cue; any thread."""
        if self._live is not None:
            self._live.note_acted(cue_id, action)

    def stop(self) -> CallOutcome:
        """End the call and write its report. Raises SpeechError when nothing was heard, OSError naming the file."""
        if self._live is None:
            raise RuntimeError("stopped before it was started")
        if self._unheard is not None:
            self._live.close()
            raise self._unheard  # nothing was heard: there is nothing to report
        summary = self._live.stop()
        if self._reference:
            summary = replace(summary, source=f"{self._reference} · {summary.source}")
        return CallOutcome(summary, self._keep(summary))
