"""Supervision with a scripted child: crash, hang, standstill, limits, stop. Time is the test's own."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from speech.errors import DeviceError, ListenerError, RecordingError
from speech.events import ClockAdvanced, GapRecorded, SessionEnded, SessionStarted, Side, SourceChanged, SpeechEvent
from speech.process import supervisor
from speech.process.messages import Batch, Begin, Command, Failed, Message, Ready
from speech.process.spec import EngineSpec, ListenerSpec, Resume, SupervisionSettings
from speech.process.supervisor import ListenerProcess
from speech.sources.spec import InputChoice, LiveSpec

STARTED = SessionStarted(0.0, "Headset", True, "moonshine", "tiny", "1", "because")
SETTINGS = SupervisionSettings(
    hang_timeout_s=1.5, stall_timeout_s=10.0, start_timeout_s=60.0, max_restarts=2, restart_window_s=60.0
)
Step = tuple[list[Message], bool]
HEARTBEAT: Step = ([Batch((), 1.0, 0)], False)
NOTHING: Step = ([], False)
GONE: Step = ([], True)


def _ready(start_s: float = 0.0) -> Step:
    begin: list[SpeechEvent] = [STARTED] if not start_s else []
    return [Ready(start_s, 100.0), Batch((*begin, ClockAdvanced(start_s + 1.0)), start_s + 1.0, 0)], False


class _Script:
    """Plays children: each is a list of steps, one a poll; the last step repeats."""

    def __init__(self) -> None:
        self.children: list[list[Step]] = []
        self.resumes: list[Resume | None] = []
        self.specs: list[ListenerSpec] = []
        self.told: list[Command] = []
        self.spawned = self.killed = 0
        self.now_s = 0.0
        self.refuse = False

    def spawn(self, clock: Callable[[], float]) -> "_Child":
        if self.refuse:
            raise OSError(12, "Cannot allocate memory")
        self.spawned += 1
        return _Child(self)


class _Child:
    """One scripted child; a poll takes all of its timeout."""

    def __init__(self, script: _Script) -> None:
        self._script = script
        self._steps: list[Step] = []
        self.ready = False
        self.error: Any = None
        self.dropped = 0
        self.silent_s = self.still_s = 0.0
        self.process = type("Process", (), {"pid": 7})()

    def receive(self, timeout_s: float) -> Step:
        step = self._steps.pop(0) if len(self._steps) > 1 else self._steps[0]
        self._script.now_s += timeout_s
        self.silent_s = 0.0 if step[0] else self.silent_s + timeout_s
        moved = any(isinstance(message, Ready) for message in step[0])
        self.still_s = 0.0 if moved else self.still_s + timeout_s
        return step

    def tell(self, command: Begin | Command) -> None:
        if isinstance(command, Begin):
            self._script.resumes.append(command.resume)
            self._script.specs.append(command.spec)
            self._steps = list(self._script.children.pop(0))
        else:
            self._script.told.append(command)

    def finish(self, patience_s: float) -> None:
        self._script.killed += 1


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch) -> _Script:
    """Replace real children by scripted ones."""
    script = _Script()
    monkeypatch.setattr(supervisor, "ChildHandle", script.spawn)
    return script


def _listen(script: _Script, *children: list[Step]) -> ListenerProcess:
    script.children += children
    listener = ListenerProcess(
        ListenerSpec(LiveSpec(), EngineSpec(Path("models"))), SETTINGS, clock=lambda: script.now_s
    )
    listener.start()
    return listener


def test_events_come_as_they_were_sent(script: _Script) -> None:
    """A session without trouble is passed on as it is, and its child is let go."""
    end: Step = ([Batch((SessionEnded(1.0, complete=True),), 1.0, 0)], False)
    listener = _listen(script, [_ready(), end])
    assert list(listener.events()) == [STARTED, ClockAdvanced(1.0), SessionEnded(1.0, complete=True)]
    assert listener.poll(0.0) == []
    assert (listener.restarts, script.killed) == (0, 1)


def test_a_crash_starts_a_new_child_where_the_clock_is(script: _Script) -> None:
    """The new child learns position, epoch and utterances; the gap is told once it hears."""
    listener = _listen(script, [_ready(), GONE], [_ready(3.5), HEARTBEAT])
    for _ in range(3):
        events = listener.poll(0.1)
    assert script.resumes == [None, Resume(1.0, 100.0, 0)]
    assert [event for event in events if isinstance(event, GapRecorded)] == [
        GapRecorded(3.5, Side.AGENT, 1.0, 3.5, "listener-restarted"),
        GapRecorded(3.5, Side.CUSTOMER, 1.0, 3.5, "listener-restarted"),
    ]
    assert listener.restarts == 1


def test_another_microphone_goes_on_as_one_session(script: _Script) -> None:
    """The old child is let go, the new one hears the new source from the same clock; it counts as no restart."""
    away: Step = ([Batch((SourceChanged(1.5, Side.AGENT, "Headset", available=False),), 1.5, 0)], False)
    listener = _listen(script, [_ready(), away], [_ready(4.0), HEARTBEAT])
    listener.poll(0.1)
    listener.poll(0.1)
    back = listener.listen_to(LiveSpec(InputChoice("USB")))
    assert back == [SourceChanged(1.5, Side.AGENT, "Headset", available=True)]
    assert script.resumes == [None, Resume(1.5, 100.0, 0)]
    assert script.specs[-1].source == LiveSpec(InputChoice("USB"))
    gaps = [event for event in listener.poll(0.1) if isinstance(event, GapRecorded)]
    assert [(gap.start_s, gap.end_s) for gap in gaps] == [(1.5, 4.0)] * 2
    assert (listener.restarts, script.killed) == (0, 1)


def test_another_microphone_before_and_after_the_session(script: _Script) -> None:
    """Before the start it replaces what will be heard; once the session has ended it does nothing."""
    listener = ListenerProcess(ListenerSpec(LiveSpec(), EngineSpec(Path("models"))), SETTINGS)
    assert listener.listen_to(LiveSpec(InputChoice("USB"))) == []
    end: Step = ([Batch((SessionEnded(1.0, complete=True),), 1.0, 0)], False)
    script.children.append([_ready(), end])
    listener.start()
    assert script.specs[-1].source == LiveSpec(InputChoice("USB"))
    list(listener.events())
    assert listener.listen_to(LiveSpec()) == []
    assert script.spawned == 1


def test_a_system_that_refuses_the_new_child_ends_the_session(script: _Script) -> None:
    """What was heard stands; the error says what happened."""
    listener = _listen(script, [_ready(), HEARTBEAT])
    listener.poll(0.1)
    script.refuse = True
    events = listener.listen_to(LiveSpec())
    assert isinstance(events[-1], SessionEnded)
    with pytest.raises(ListenerError, match="could not be started"):
        listener.poll(0.1)


def test_silence_of_the_child_is_a_hang(script: _Script) -> None:
    """Without heartbeats for longer than `hang_timeout_s` the child is replaced, well within two seconds."""
    listener = _listen(script, [_ready(), NOTHING], [_ready(3.0), HEARTBEAT])
    listener.poll(0.1)
    begin_s = script.now_s
    while not listener.restarts:
        listener.poll(0.1)
    assert SETTINGS.hang_timeout_s < script.now_s - begin_s <= 2.0


def test_heartbeats_without_progress_are_a_hang(script: _Script) -> None:
    """A child whose sound stands still is replaced after `stall_timeout_s` although it lives."""
    listener = _listen(script, [_ready(), HEARTBEAT], [_ready(20.0), HEARTBEAT])
    listener.poll(0.1)
    while not listener.restarts:
        listener.poll(0.5)
    assert script.now_s == pytest.approx(0.1 + SETTINGS.stall_timeout_s + 0.5, abs=0.6)


def test_loading_a_model_is_no_hang(script: _Script) -> None:
    """Until it is ready a child has `start_timeout_s`."""
    listener = _listen(script, [*[NOTHING] * 100, _ready(), HEARTBEAT])
    for _ in range(101):
        events = listener.poll(0.5)
    assert events[0] == STARTED
    assert listener.restarts == 0


def test_a_busy_parent_is_not_a_hung_child(script: _Script) -> None:
    """Time between polls does not count: only waiting in vain does."""
    listener = _listen(script, [_ready(), NOTHING, HEARTBEAT])
    listener.poll(0.1)
    script.now_s += 3_600.0
    listener.poll(0.1)
    listener.poll(0.1)
    assert listener.restarts == 0


def test_restarts_have_a_limit(script: _Script) -> None:
    """After `max_restarts` the session is closed, and then the error is raised."""
    listener = _listen(script, [_ready(), GONE], [_ready(2.0), GONE], [_ready(4.0), GONE])
    with pytest.raises(ListenerError, match="again and again: 2 restarts"):
        list(listener.events())
    assert listener.ended
    assert listener.restarts == SETTINGS.max_restarts
    with pytest.raises(ListenerError):
        listener.poll(0.0)


def test_old_restarts_are_forgiven(script: _Script) -> None:
    """Restarts longer ago than the window do not count."""
    children = [[_ready(float(number * 10)), GONE] for number in range(6)]
    listener = _listen(script, *children, [_ready(100.0), HEARTBEAT])
    for _ in range(6):
        listener.poll(0.1)
        script.now_s += SETTINGS.restart_window_s
        listener.poll(0.1)
    assert listener.restarts == 6
    assert not listener.ended


def test_a_lasting_error_ends_the_session_with_its_own_words(script: _Script) -> None:
    """A typed error of the child is raised as it is, after the closing events."""
    error = RecordingError("call.wav is damaged.", "Export it again.")
    listener = _listen(script, [_ready(), ([Failed(error)], True)])
    listener.poll(0.1)
    assert listener.poll(0.1) == [SessionEnded(1.0, complete=False)]
    with pytest.raises(RecordingError, match=r"call\.wav is damaged"):
        list(listener.events())


def test_a_passing_error_in_mid_session_is_a_restart(script: _Script) -> None:
    """What may work again later is tried again; at the limit the error itself is raised, not a general one."""
    failed: Step = ([Failed(DeviceError("Headset is busy.", "Wait.", permanent=False))], True)
    listener = _listen(script, [_ready(), failed], [_ready(2.0), failed], [_ready(3.0), failed])
    with pytest.raises(DeviceError, match="busy"):
        list(listener.events())
    assert listener.restarts == SETTINGS.max_restarts


def test_a_passing_error_at_the_start_is_told_at_once(script: _Script) -> None:
    """Before anything was heard the user learns it instead of waiting for restarts."""
    listener = _listen(script, [([Failed(DeviceError("Headset is busy.", "", permanent=False))], True)])
    assert listener.poll(0.1) == [SessionEnded(0.0, complete=False)]
    with pytest.raises(DeviceError):
        listener.poll(0.1)
    assert listener.restarts == 0


def test_stop_is_asked_for_and_waited_for(script: _Script) -> None:
    """The child closes the session itself; its last events are delivered."""
    end: Step = ([Batch((SessionEnded(1.0, complete=False),), 1.0, 0)], False)
    listener = _listen(script, [_ready(), NOTHING, end])
    listener.poll(0.1)
    listener.stop()
    assert list(listener.events()) == [SessionEnded(1.0, complete=False)]
    assert script.told == [Command.STOP]


@pytest.mark.parametrize("step", [NOTHING, GONE])
def test_a_child_that_does_not_stop_is_stopped(step: Step, script: _Script) -> None:
    """Hung or crashed while stopping: the session is closed here, without error and without a restart."""
    listener = _listen(script, [_ready(), step])
    listener.poll(0.1)
    listener.stop()
    assert list(listener.events()) == [SessionEnded(1.0, complete=False)]
    assert listener.restarts == 0
    assert script.killed >= 1


def test_drops_are_added_up_over_restarts(script: _Script) -> None:
    """The count of dropped events does not begin anew with each child."""
    first: Step = ([Batch((), 1.0, 5)], False)
    second: Step = ([Batch((), 4.0, 2)], False)
    listener = _listen(script, [_ready(), first, GONE], [_ready(3.0), second])
    for _ in range(5):
        listener.poll(0.1)
    assert listener.dropped == 7


def test_a_refresh_of_devices_is_passed_on(script: _Script) -> None:
    """The app may ask for a fresh look at the devices."""
    listener = _listen(script, [_ready(), HEARTBEAT])
    listener.refresh_devices()
    assert script.told == [Command.REFRESH_DEVICES]


def test_a_system_that_starts_no_process_is_an_error(script: _Script) -> None:
    """Out of memory at the start raises; at a restart it closes the session and then raises."""
    script.refuse = True
    with pytest.raises(ListenerError, match="Cannot allocate memory"):
        _listen(script)
    script.refuse = False
    listener = _listen(script, [_ready(), GONE])
    listener.poll(0.1)
    script.refuse = True
    assert listener.poll(0.1) == [SessionEnded(1.0, complete=False)]
    with pytest.raises(ListenerError):
        listener.poll(0.1)


def test_polling_before_the_start_is_an_error() -> None:
    """A listener that was not started says so."""
    with pytest.raises(ListenerError, match="not started"):
        ListenerProcess(ListenerSpec(LiveSpec(), EngineSpec(Path("models")))).poll(0.0)


def test_a_second_child_stands_by_and_takes_over(script: _Script) -> None:
    """Once the session is under way a loaded child waits; after a crash it hears, and another one is made."""
    later: Step = ([Batch((ClockAdvanced(5.0),), 5.0, 0)], False)
    listener = _listen(script, [_ready(), later, GONE], [_ready(6.0), HEARTBEAT])
    listener.poll(0.1)
    assert script.spawned == 1
    listener.poll(0.1)
    assert script.spawned == 2
    listener.poll(0.1)
    assert (script.spawned, script.killed, len(script.resumes)) == (2, 1, 2)
    listener.poll(0.1)
    assert script.spawned == 3
    listener.close()
    assert script.killed == 3


def test_a_standby_that_cannot_be_made_harms_nothing(script: _Script) -> None:
    """Where the system starts no further process the session goes on without one."""
    later: Step = ([Batch((ClockAdvanced(5.0),), 5.0, 0)], False)
    listener = _listen(script, [_ready(), later, HEARTBEAT])
    script.refuse = True
    for _ in range(3):
        listener.poll(0.1)
    assert not listener.ended
