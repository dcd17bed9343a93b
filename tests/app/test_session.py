"""LiveSession: the contract that both views rely on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest

from app.session import LiveSession
from coaching.agenda import AgendaItem
from coaching.errors import AgendaError
from coaching.events import CoachingEvent, Cue, CueKind, CueRetired, Severity
from speech.errors import DeviceError, ListenerError, SpeechError
from speech.events import ClockAdvanced, SessionEnded, SessionStarted, SpeechEvent
from speech.sources.spec import InputChoice, LiveSpec

STARTED = SessionStarted(0.0, "call.wav", True, "moonshine", "tiny", "1", "because")


def cue(at_s: float) -> Cue:
    """Return a cue."""
    return Cue(1, "dead-end", CueKind.WORDS, Severity.NORMAL, at_s, "Offer a next step", "…", "no", 1, True, None)


@dataclass
class FakeFeed:
    """Gives batches of events."""

    batches: list[list[SpeechEvent]]
    error: SpeechError | None = None
    ended: bool = False
    started: int = 0
    stopped: int = 0
    closed: int = 0
    sources: list[Any] = field(default_factory=list)

    def start(self) -> None:
        """Count."""
        self.started += 1

    def poll(self, timeout_s: float) -> Iterable[SpeechEvent]:
        """Return the next batch, or raise after the end."""
        if self.ended:
            if self.error is not None:
                raise self.error
            return []
        batch = self.batches.pop(0) if self.batches else []
        self.ended = any(isinstance(event, SessionEnded) for event in batch)
        return batch

    def stop(self) -> None:
        """Offer the end."""
        self.stopped += 1
        self.batches = [[SessionEnded(9.0, False)]]

    def listen_to(self, source: Any) -> Iterable[SpeechEvent]:
        """Close what was open."""
        self.sources.append(source)
        return [ClockAdvanced(7.0)]

    def close(self) -> None:
        """Count."""
        self.closed += 1


@dataclass
class FakeCoach:
    """Remembers what it heard and was told."""

    heard: list[SpeechEvent] = field(default_factory=list)
    told: list[str] = field(default_factory=list)

    def accept(self, event: SpeechEvent) -> list[CoachingEvent]:
        """Answer each tick with a cue."""
        self.heard.append(event)
        return [cue(event.at_s)] if isinstance(event, ClockAdvanced) else []

    def finish(self) -> Any:
        """Return how much was heard."""
        return f"summary of {len(self.heard)}"

    def pause(self) -> list[CoachingEvent]:
        """Retire the cue."""
        self.told.append("pause")
        return [CueRetired(1.0, 1, "paused")]

    def resume(self) -> list[CoachingEvent]:
        """Note it."""
        self.told.append("resume")
        return []

    def snooze(self, rule_id: str) -> list[CoachingEvent]:
        """Note it."""
        self.told.append(f"snooze {rule_id}")
        return []

    def mark_wrong(self, cue_id: int) -> list[CoachingEvent]:
        """Note it."""
        self.told.append(f"wrong {cue_id}")
        return []

    def set_agenda(self, items: Sequence[AgendaItem]) -> None:
        """Note the labels."""
        self.told.append(f"agenda {[item.label for item in items]}")

    def note_painted(self, cue_id: int, delivered_s: float, painted_s: float) -> list[CoachingEvent]:
        """Note it."""
        self.told.append(f"painted {cue_id} {delivered_s} {painted_s}")
        return []


def test_coaching_events_follow_their_speech_event() -> None:
    """Each speech event comes back directly followed by what coaching made of it."""
    session = LiveSession(FakeFeed([[STARTED, ClockAdvanced(0.5), ClockAdvanced(1.0)]]), FakeCoach())
    session.start()
    assert session.poll(0) == [STARTED, ClockAdvanced(0.5), cue(0.5), ClockAdvanced(1.0), cue(1.0)]
    assert not session.ended


def test_ends_with_the_feed() -> None:
    """SessionEnded ends the session, and later polls are empty."""
    session = LiveSession(FakeFeed([[STARTED], [SessionEnded(1.0, True)]]), FakeCoach())
    with session:
        while not session.ended:
            session.poll(0)
        assert session.poll(0) == []
        assert session.stop() == "summary of 2"
    assert session.error is None


def test_stop_takes_the_closing_events() -> None:
    """Stopping early asks the feed to end, hears its last events and closes it."""
    feed, coach = FakeFeed([[STARTED]]), FakeCoach()
    session = LiveSession(feed, coach)
    session.start()
    session.poll(0)
    assert session.stop() == session.stop() == "summary of 2"
    assert coach.heard[-1] == SessionEnded(9.0, False)
    assert (feed.stopped, session.ended) == (1, True)
    assert feed.closed


def test_a_failure_later_on_keeps_what_was_heard() -> None:
    """An error in mid-session ends it, is kept in `error`, and the summary still comes."""
    gone = ListenerError("The listener stopped again and again.")
    session = LiveSession(FakeFeed([[STARTED], [SessionEnded(3.0, False)]], error=gone), FakeCoach())
    session.start()
    session.poll(0)
    session.poll(0)
    assert session.ended
    assert session.error is gone
    assert session.stop() == "summary of 2"


def test_a_session_that_never_began_raises() -> None:
    """When nothing at all could be heard the error is raised, and coaching hears nothing."""
    coach = FakeCoach()
    session = LiveSession(FakeFeed([[SessionEnded(0.0, False)]], error=DeviceError("There is no microphone.")), coach)
    session.start()
    with pytest.raises(DeviceError, match="no microphone"):
        session.poll(0)
    assert session.ended
    assert coach.heard == []


def test_leaving_the_block_closes_the_feed() -> None:
    """Whatever happens in the view, the listener does not stay behind."""
    feed = FakeFeed([[STARTED]])
    with pytest.raises(ZeroDivisionError), LiveSession(feed, FakeCoach()):
        raise ZeroDivisionError
    assert feed.closed


def test_another_microphone_in_mid_session() -> None:
    """What closes the speech that was open is coached like any other event, before what the new one hears."""
    feed = FakeFeed([[STARTED], [ClockAdvanced(8.0)]])
    session = LiveSession(feed, FakeCoach())
    session.start()
    session.poll(0)
    session.listen_to(LiveSpec(InputChoice("USB headset")))
    assert feed.sources == []
    assert session.poll(0) == [ClockAdvanced(7.0), cue(7.0), ClockAdvanced(8.0), cue(8.0)]
    assert feed.sources == [LiveSpec(InputChoice("USB headset"))]


def test_an_agenda_that_cannot_be_read_is_refused_at_once() -> None:
    """The caller is told, and coaching keeps the agenda that it had."""
    coach = FakeCoach()
    session = LiveSession(FakeFeed([[STARTED]]), coach)
    session.start()
    with pytest.raises(AgendaError, match="never closed"):
        session.set_agenda("offer (survey")
    session.poll(0)
    assert coach.told == []


def test_what_the_agent_asks_takes_effect_with_the_next_poll() -> None:
    """Pausing, snoozing and "this was wrong" reach coaching in order, and what follows comes back."""
    coach = FakeCoach()
    session = LiveSession(FakeFeed([[STARTED]]), coach)
    session.start()
    session.pause()
    session.snooze("prying")
    session.mark_wrong(7)
    session.note_painted(7, delivered_s=0.25, painted_s=0.5)
    session.set_agenda("Survey: offer survey, short survey; verify identity")
    assert (session.paused, coach.told) == (True, [])
    assert session.poll(0) == [CueRetired(1.0, 1, "paused"), STARTED]
    session.resume()
    assert not session.paused
    session.stop()
    assert coach.told == [
        "pause",
        "snooze prying",
        "wrong 7",
        "painted 7 0.25 0.5",
        "agenda ['Survey', 'verify identity']",
        "resume",
    ]
