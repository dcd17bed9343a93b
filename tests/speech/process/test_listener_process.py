"""The listener in a real child process: same events as without, and no crash, hang or orphan that harms a session."""

import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from speech.engine_choice import choose_engine, create_recognizer
from speech.errors import RecognizerError, RecordingError
from speech.events import (
    FinalTranscript,
    GapRecorded,
    PartialTranscript,
    SessionEnded,
    SessionStarted,
    Side,
    SpeechEnded,
    SpeechEvent,
    SpeechStarted,
)
from speech.listener import Listener, ListenerSettings
from speech.process import EngineSpec, ListenerProcess, ListenerSpec
from speech.recognizers.moonshine import model_folder
from speech.sources.opening import open_source
from speech.sources.spec import RecordingSpec

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(model_folder() is None, reason="the built-in recognizer is not available on this system"),
]
Cut = Callable[[Path, float, float], Path]
ENGINE = EngineSpec(Path("no-models"), "moonshine")


def _check(events: list[SpeechEvent]) -> None:
    """Assert what must hold of every session."""
    assert isinstance(events[0], SessionStarted)
    assert isinstance(events[-1], SessionEnded)
    assert sum(isinstance(event, SessionStarted | SessionEnded) for event in events) == 2
    times = [event.at_s for event in events]
    assert times == sorted(times)
    finals = [event.utterance_id for event in events if isinstance(event, FinalTranscript)]
    assert finals == sorted(set(finals))
    assert {event.utterance_id for event in events if isinstance(event, PartialTranscript)} <= set(finals)
    for side in Side:
        turns = [event for event in events if isinstance(event, SpeechStarted | SpeechEnded) and event.side is side]
        assert [isinstance(turn, SpeechStarted) for turn in turns] == [number % 2 == 0 for number in range(len(turns))]


@pytest.fixture
def paced(shared_call: Callable[[str], Path], cut: Cut) -> ListenerSpec:
    """Return a long real-time session, to be disturbed and then stopped."""
    call = cut(shared_call("01-billing-refund"), 0.0, 60.0)
    return ListenerSpec(RecordingSpec(call, paced=True), ENGINE)


def _disturbed(listener: ListenerProcess, number: int) -> list[SpeechEvent]:
    """Send a signal to the child in the middle of an utterance, wait for the gap and a sign of life, then stop."""
    events: list[SpeechEvent] = []
    pid: int | None = None
    for event in listener.events():
        events.append(event)
        if pid is None and isinstance(event, PartialTranscript):
            pid = listener.pid
            assert pid is not None
            os.kill(pid, number)
        if isinstance(event, GapRecorded):
            listener.stop()
    assert not psutil.pid_exists(pid or 0)
    return events


def test_a_recording_gives_the_same_events_as_without_a_process(shared_call: Callable[[str], Path], cut: Cut) -> None:
    """Every event of the listener crosses the pipe unchanged and in order, none is lost."""
    source = RecordingSpec(cut(shared_call("01-billing-refund"), 1.0, 5.0))
    choice = choose_engine("moonshine", ENGINE.models_folder)
    alone = Listener(open_source(source), create_recognizer(choice), ListenerSettings(), choice.reason)
    expected = list(alone.events())
    alone.close()
    with ListenerProcess(ListenerSpec(source, ENGINE)) as listener:
        events = list(listener.events())
        assert (listener.restarts, listener.dropped) == (0, 0)
    assert events == expected
    _check(events)


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.parametrize("number", [9, 19], ids=["killed", "frozen"])
def test_a_killed_or_frozen_child_is_replaced_and_the_session_goes_on(number: int, paced: ListenerSpec) -> None:
    """Kill -9 and SIGSTOP in mid-utterance: the gap of both sides is on record and the session stays well formed."""
    with ListenerProcess(paced) as listener:
        events = _disturbed(listener, number)
        assert listener.restarts == 1
    _check(events)
    gaps = [event for event in events if isinstance(event, GapRecorded)]
    assert [gap.side for gap in gaps] == [Side.AGENT, Side.CUSTOMER]
    assert {gap.reason for gap in gaps} == {"listener-restarted"}
    assert gaps[0].end_s > gaps[0].start_s
    assert events[-1] == SessionEnded(events[-1].at_s, complete=False)


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_a_recording_at_full_speed_goes_on_where_it_was(shared_call: Callable[[str], Path], cut: Cut) -> None:
    """After a crash the rest of the recording is heard; only the half second of the crash is stepped over."""
    call = cut(shared_call("01-billing-refund"), 0.0, 14.0)
    killed = False
    events: list[SpeechEvent] = []
    with ListenerProcess(ListenerSpec(RecordingSpec(call), ENGINE)) as listener:
        for event in listener.events():
            events.append(event)
            if not killed and isinstance(event, SpeechStarted) and listener.pid is not None:
                os.kill(listener.pid, signal.SIGKILL)
                killed = True
    _check(events)
    gap = next(event for event in events if isinstance(event, GapRecorded))
    assert gap.end_s - gap.start_s == pytest.approx(0.5)
    assert events[-1].at_s == pytest.approx(14.0, abs=0.05)
    assert events[-1] == SessionEnded(events[-1].at_s, complete=True)


def test_stop_closes_the_session_and_leaves_no_process(paced: ListenerSpec) -> None:
    """`stop` ends a running session as incomplete, with everything that was open closed."""
    events: list[SpeechEvent] = []
    with ListenerProcess(paced) as listener:
        pid = listener.pid
        for event in listener.events():
            events.append(event)
            if isinstance(event, SpeechStarted):
                listener.stop()
    _check(events)
    assert events[-1] == SessionEnded(events[-1].at_s, complete=False)
    assert not psutil.pid_exists(pid or 0)


def test_closing_in_the_middle_leaves_no_process(paced: ListenerSpec) -> None:
    """Leaving the `with` block ends the child, whatever it does."""
    with ListenerProcess(paced) as listener:
        pid = listener.pid
        next(iter(listener.events()))
    assert pid is not None
    assert not psutil.pid_exists(pid)


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_ctrl_c_does_not_reach_the_child(paced: ListenerSpec) -> None:
    """SIGINT to the child is ignored: the parent decides how the session ends."""
    count = 0
    with ListenerProcess(paced) as listener:
        for event in listener.events():
            if isinstance(event, SessionStarted | SpeechStarted) and listener.pid is not None:
                os.kill(listener.pid, signal.SIGINT)
                count += 1
            if count == 2:
                listener.stop()
        assert listener.restarts == 0


def test_errors_of_the_child_are_raised_here(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """A missing recording and an unknown engine come back as what they are, with no traceback anywhere."""
    missing = ListenerSpec(RecordingSpec(tmp_path / "absent.wav"), ENGINE, log_path=tmp_path / "listener.log")
    with ListenerProcess(missing) as listener, pytest.raises(RecordingError, match="There is no recording"):
        list(listener.events())
    unknown = ListenerSpec(RecordingSpec(tmp_path / "absent.wav"), EngineSpec(tmp_path, "whisper"))
    with ListenerProcess(unknown) as listener, pytest.raises(RecognizerError, match="whisper"):
        list(listener.events())
    assert "Traceback" not in "".join(capfd.readouterr())
    assert "There is no recording" in (tmp_path / "listener.log").read_text()


@pytest.fixture
def parent(shared_call: Callable[[str], Path], cut: Cut, tmp_path: Path) -> Iterator["subprocess.Popen[str]"]:
    """Run another Python that listens to a paced recording and prints its child's process id once it hears.

    The script has no guard: the child does not import the main module again, so starting it is quick.
    """
    call = cut(shared_call("01-billing-refund"), 0.0, 60.0)
    script = tmp_path / "parent.py"
    script.write_text(
        textwrap.dedent(
            f"""
            from pathlib import Path
            from speech.process import EngineSpec, ListenerProcess, ListenerSpec
            from speech.sources.spec import RecordingSpec

            spec = ListenerSpec(RecordingSpec(Path({str(call)!r}), paced=True), EngineSpec(Path("none"), "moonshine"))
            with ListenerProcess(spec) as listener:
                for event in listener.events():
                    print(listener.pid, flush=True)
            """
        )
    )
    root = Path(__file__).resolve().parents[3]
    environment = {**os.environ, "PYTHONPATH": str(root)}
    process = subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, text=True, env=environment)
    yield process
    process.kill()
    process.wait()
    if process.stdout is not None:
        process.stdout.close()


def test_the_death_of_the_parent_leaves_no_orphan(parent: "subprocess.Popen[str]") -> None:
    """When the app is killed, its listener ends by itself."""
    assert parent.stdout is not None
    child = psutil.Process(int(parent.stdout.readline()))
    parent.kill()
    parent.wait()
    child.wait(timeout=20.0)
    assert not child.is_running()
