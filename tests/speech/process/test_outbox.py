"""The child's outbox: order, batches, heartbeats, and what is dropped when the parent is slow."""

import threading
from collections.abc import Callable

import pytest

from speech.events import ClockAdvanced, FinalTranscript, GapRecorded, LevelMeasured, Side, SpeechEvent
from speech.process.messages import Batch
from speech.process.outbox import Outbox


def _level(at_s: float) -> LevelMeasured:
    return LevelMeasured(at_s, Side.AGENT, 0.1, -30.0, -20.0, speaking=False)


def _final(number: int) -> FinalTranscript:
    return FinalTranscript(float(number), number, (), "")


class _Parent:
    """Receives batches; reads only while the gate is open."""

    def __init__(self, *, reading: bool = True) -> None:
        self.batches: list[Batch] = []
        self.reading = threading.Event()
        self.got = threading.Semaphore(0)
        self.entered = threading.Event()
        self.gone = False
        if reading:
            self.reading.set()

    def send(self, batch: Batch) -> None:
        self.entered.set()
        self.reading.wait()
        if self.gone:
            raise BrokenPipeError
        self.batches.append(batch)
        self.got.release()

    @property
    def events(self) -> list[SpeechEvent]:
        return [event for batch in self.batches for event in batch.events]


@pytest.fixture
def outbox() -> Callable[..., tuple[Outbox, _Parent]]:
    """Return a function that makes an outbox and its parent; a slow parent has begun a first, empty batch."""

    def make(*, capacity: int = 10, lossless: bool = False, reading: bool = True) -> tuple[Outbox, _Parent]:
        parent = _Parent(reading=reading)
        box = Outbox(parent.send, capacity=capacity, lossless=lossless)
        if not reading:
            assert parent.entered.wait(10.0)
        return box, parent

    return make


def test_events_arrive_whole_and_in_order(outbox: Callable[..., tuple[Outbox, _Parent]]) -> None:
    """Everything that was put comes out once, in order; closing sends the rest and the position."""
    box, parent = outbox(capacity=1_000)
    events = [_final(number) for number in range(200)]
    for event in events:
        box.put(event)
    box.advance(200.0)
    box.close()
    assert parent.events == events
    assert parent.batches[-1].position_s == 200.0
    assert parent.batches[-1].dropped == 0


def test_silence_is_a_heartbeat(outbox: Callable[..., tuple[Outbox, _Parent]]) -> None:
    """With nothing to say, empty batches go out all the same."""
    box, parent = outbox()
    assert parent.got.acquire(timeout=10.0)
    assert parent.got.acquire(timeout=10.0)
    assert parent.events == []
    box.close()


def test_a_slow_parent_loses_levels_first_then_clock_ticks(outbox: Callable[..., tuple[Outbox, _Parent]]) -> None:
    """Transcripts and gaps survive any delay; what was dropped is counted."""
    box, parent = outbox(capacity=10, reading=False)
    box.put(ClockAdvanced(0.5))
    for number in range(5):
        box.put(_level(float(number)))
    gap = GapRecorded(1.0, Side.AGENT, 0.0, 1.0, "unplugged")
    kept: list[SpeechEvent] = [gap, *(_final(number) for number in range(20))]
    for event in kept:
        box.put(event)
    parent.reading.set()
    box.close()
    assert parent.events == kept
    assert parent.batches[-1].dropped == 6


def test_the_latest_levels_are_kept(outbox: Callable[..., tuple[Outbox, _Parent]]) -> None:
    """Of too many levels the oldest go, and clock ticks stay as long as there are levels to drop."""
    box, parent = outbox(capacity=3, reading=False)
    box.put(ClockAdvanced(0.5))
    for number in range(6):
        box.put(_level(float(number)))
    parent.reading.set()
    box.close()
    assert parent.events == [ClockAdvanced(0.5), _level(4.0), _level(5.0)]


def test_a_lossless_outbox_waits(outbox: Callable[..., tuple[Outbox, _Parent]]) -> None:
    """A recording read at full speed is slowed down by its reader and loses nothing."""
    box, parent = outbox(capacity=4, lossless=True, reading=False)
    events = [_level(float(number)) for number in range(50)]
    done = threading.Event()

    def fill() -> None:
        for event in events:
            box.put(event)
        done.set()

    threading.Thread(target=fill).start()
    assert not done.is_set()
    parent.reading.set()
    assert done.wait(10.0)
    box.close()
    assert parent.events == events
    assert parent.batches[-1].dropped == 0


def test_a_parent_that_is_gone_ends_the_waiting(outbox: Callable[..., tuple[Outbox, _Parent]]) -> None:
    """When the pipe breaks nobody waits any more, and the listener can see it."""
    box, parent = outbox(capacity=1, lossless=True, reading=False)
    parent.gone = True
    box.put(_final(1))
    threading.Timer(0.0, parent.reading.set).start()
    box.put(_final(2))
    box.close()
    assert box.broken
