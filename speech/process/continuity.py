"""What the parent remembers of a session so that it goes on as one session after the child was restarted.

Place in the flow: the supervisor notes every event here before the app gets it. Pure: no clock, no process. When the
child is lost, open speech and the open utterance are closed with what stood, and the stretch that nobody heard becomes a
`GapRecorded` of both sides, so whoever reads the events sees one well-formed session.
"""

from dataclasses import replace
from typing import Any, TypeVar

from speech.events import (
    FinalTranscript,
    GapRecorded,
    PartialTranscript,
    SessionEnded,
    SessionStarted,
    Side,
    SourceChanged,
    SpeechEnded,
    SpeechEvent,
    SpeechStarted,
    Word,
)

RESTART_REASON = "listener-restarted"
_Event = TypeVar("_Event", bound=SpeechEvent)


def shifted(event: _Event, offset_s: float, utterances: int) -> _Event:
    """Return the event of a restarted listener, which counts from 0, on the session's time and utterance numbers."""
    changes: dict[str, Any] = {
        name: getattr(event, name) + offset_s for name in ("at_s", "start_s", "end_s") if hasattr(event, name)
    }
    if isinstance(event, PartialTranscript | FinalTranscript):
        changes["utterance_id"] = event.utterance_id + utterances
        changes["words"] = tuple(_shifted_word(word, offset_s) for word in event.words)
    return replace(event, **changes)


def _shifted_word(word: Word, offset_s: float) -> Word:
    return replace(word, start_s=round(word.start_s + offset_s, 3), end_s=round(word.end_s + offset_s, 3))


class Continuity:
    """Follows one session's events, in order, across restarts."""

    def __init__(self) -> None:
        """Start before the first event."""
        self.started: SessionStarted | None = None
        self.ended = False
        self.last_s = 0.0
        """Session time up to which everything is known."""
        self.utterances = 0
        """Highest utterance id seen."""
        self._speaking: dict[Side, float] = {}
        self._partial: PartialTranscript | None = None
        self._away: dict[Side, SourceChanged] = {}
        """Devices that are not there."""

    def note(self, event: SpeechEvent) -> None:
        """Remember an event that goes to the app."""
        self.last_s = max(self.last_s, event.at_s)
        match event:
            case SessionStarted():
                self.started = event
            case SessionEnded():
                self.ended = True
            case SpeechStarted():
                self._speaking[event.side] = event.start_s
            case SpeechEnded():
                self._speaking.pop(event.side, None)
            case SourceChanged():
                self._away.pop(event.side, None)
                if not event.available:
                    self._away[event.side] = event
            case PartialTranscript():
                self.utterances = max(self.utterances, event.utterance_id)
                self._partial = event
            case FinalTranscript():
                self.utterances = max(self.utterances, event.utterance_id)
                self._partial = None

    def advance(self, position_s: float) -> None:
        """Note that sound was heard up to here without an event."""
        self.last_s = max(self.last_s, position_s)

    def interrupted(self) -> list[SpeechEvent]:
        """Return the events that close what was open when the child was lost; they are noted already.

        Of an open utterance the words that stood in two partials are kept; the rest was still uncertain.
        """
        events: list[SpeechEvent] = [
            SpeechEnded(self.last_s, side, start_s, max(start_s, self.last_s))
            for side, start_s in self._speaking.items()
        ]
        if self._partial is not None:
            words = self._partial.words[: self._partial.stable_count]
            text = " ".join(word.text for word in words)
            events.append(FinalTranscript(self.last_s, self._partial.utterance_id, words, text))
        for event in events:
            self.note(event)
        return events

    def all_there(self) -> list[SpeechEvent]:
        """Return the events that take back what was said of missing devices (others take their place); noted already."""
        events: list[SpeechEvent] = [
            replace(away, at_s=max(away.at_s, self.last_s), available=True) for away in self._away.values()
        ]
        for event in events:
            self.note(event)
        return events

    def gap(self, resumed_s: float) -> list[SpeechEvent]:
        """Return the record of what was not heard until a new child began at `resumed_s`; noted already."""
        start_s, at_s = self.last_s, max(self.last_s, resumed_s)
        customer = self.started is not None and self.started.has_customer
        sides = (Side.AGENT, Side.CUSTOMER) if customer else (Side.AGENT,)
        events: list[SpeechEvent] = [GapRecorded(at_s, side, start_s, at_s, RESTART_REASON) for side in sides]
        for event in events:
            self.note(event)
        return events

    def closing(self) -> list[SpeechEvent]:
        """Return the events that end a session which cannot go on; empty when it has ended."""
        if self.ended:
            return []
        events = self.interrupted()
        end = SessionEnded(self.last_s, complete=False)
        self.note(end)
        return [*events, end]
