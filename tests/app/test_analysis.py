"""Analysing a recording in this process."""

from collections.abc import Iterator
from typing import Any

import pytest

from app.analysis import analyze
from app.errors import InterruptedCallError
from coaching.events import CoachingEvent, DetectionWithdrawn
from speech.errors import RecordingError, SpeechError
from speech.events import ClockAdvanced, SessionEnded, SessionStarted, SpeechEvent

STARTED = SessionStarted(0.0, "call.wav", True, "moonshine", "tiny", "1", "because")


class FakeListener:
    """Three ticks, then the end, an error at a chosen tick."""

    def __init__(self, error: SpeechError | None = None, at: int = 99) -> None:
        self._error, self._at, self._ended = error, at, False

    def events(self) -> Iterator[SpeechEvent]:
        """Yield the ticks."""
        for index, event in enumerate((STARTED, *(ClockAdvanced(float(i)) for i in range(1, 4)))):
            if index == self._at and self._error is not None:
                raise self._error
            yield event
        yield from self.finish(complete=True)

    def finish(self, *, complete: bool) -> Iterator[SpeechEvent]:
        """Yield the end, once."""
        if not self._ended:
            self._ended = True
            yield SessionEnded(3.0, complete)


class FakeCoach:
    """Remembers what it heard."""

    def __init__(self) -> None:
        self.heard: list[SpeechEvent] = []

    def accept(self, event: SpeechEvent) -> list[CoachingEvent]:
        """Remember an event."""
        self.heard.append(event)
        return [DetectionWithdrawn(event.at_s, 1, "revised")]

    def finish(self) -> Any:
        """Return everything."""
        return self.heard


def test_hears_a_recording_to_its_end() -> None:
    """Everything reaches coaching once, and nothing stopped it."""
    coach = FakeCoach()
    analysis = analyze(FakeListener(), coach)
    assert analysis.stopped_by is None
    assert coach.heard[-1] == SessionEnded(3.0, True)
    assert len(coach.heard) == 5


def test_tells_every_event_in_order() -> None:
    """The view hears each speech event directly before what coaching made of it."""
    told: list[object] = []
    analyze(FakeListener(), FakeCoach(), on_event=told.append)
    assert [type(event).__name__ for event in told[:4]] == [
        "SessionStarted", "DetectionWithdrawn", "ClockAdvanced", "DetectionWithdrawn",
    ]  # fmt: skip


def test_stopping_keeps_what_was_done() -> None:
    """After an interrupt the summary holds what was heard, marked as cut short."""
    coach = FakeCoach()
    analysis = analyze(FakeListener(), coach, stop_asked=lambda: len(coach.heard) >= 2)
    assert isinstance(analysis.stopped_by, InterruptedCallError)
    assert coach.heard == [STARTED, ClockAdvanced(1.0), SessionEnded(3.0, False)]


def test_a_damaged_rest_keeps_what_was_done() -> None:
    """When the recording breaks off, what came before stands and the error is kept."""
    error = RecordingError("call.wav is damaged 2 s in.")
    coach = FakeCoach()
    analysis = analyze(FakeListener(error, at=3), coach)
    assert analysis.stopped_by is error
    assert coach.heard[-1] == SessionEnded(3.0, False)


def test_nothing_heard_is_an_error() -> None:
    """Where not even the first event came there is no summary."""
    with pytest.raises(RecordingError):
        analyze(FakeListener(RecordingError("broken"), at=0), FakeCoach())
