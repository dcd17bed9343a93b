"""One listener process waits for the session that comes next; real processes throughout."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from speech.child_start import StartedChild, WaitingChild, start_child
from speech.process import EngineSpec, ListenerProcess, ListenerSpec, SupervisionSettings
from speech.process.messages import Prepare
from speech.recognizers.moonshine import model_folder
from speech.sources.spec import RecordingSpec

ENGINE = EngineSpec(Path("no-models"), "moonshine")
DEMO = Path(__file__).parents[2] / "resources" / "demo" / "call.flac"


@pytest.fixture
def waiting() -> Iterator[WaitingChild]:
    """Give a place for one child, emptied afterwards."""
    place = WaitingChild()
    yield place
    place.close()


def test_one_child_at_most_waits(waiting: WaitingChild) -> None:
    """Preparing twice makes one child; who takes it has it alone."""
    waiting.prepare()
    waiting.prepare()
    child = waiting.take()
    assert child is not None
    assert child.process.is_alive()
    assert waiting.take() is None
    child.end()


def test_a_child_that_died_is_not_given_away(waiting: WaitingChild) -> None:
    """Killed while it waited: the session starts its own."""
    waiting.prepare()
    child = waiting.take()
    assert child is not None
    child.process.kill()
    child.process.join()
    waiting.give_back(child)
    assert waiting.take() is None


def test_closing_ends_the_child_and_keeps_none(waiting: WaitingChild) -> None:
    """After `close` nothing waits, nothing is prepared, and what is given back ends."""
    waiting.prepare()
    spare = start_child()
    spare_process = psutil.Process(spare.process.pid)
    waiting.close()
    waiting.prepare()
    assert waiting.take() is None
    waiting.give_back(spare)
    assert not spare_process.is_running()


def test_a_second_child_given_back_ends(waiting: WaitingChild) -> None:
    """Where one waits already, another is of no use."""
    waiting.prepare()
    spare = start_child()
    process = psutil.Process(spare.process.pid)
    waiting.give_back(spare)
    assert not process.is_running()


def test_a_system_that_refuses_is_left_to_the_session() -> None:
    """No child, no error: the session meets the same refusal and tells the user."""

    def refuse() -> StartedChild:
        raise OSError(12, "Cannot allocate memory")

    place = WaitingChild(refuse)
    place.prepare()
    assert place.take() is None


@pytest.mark.skipif(sys.platform == "win32", reason="asks for signals")
def test_it_ends_with_a_parent_that_is_killed() -> None:
    """No orphan: the pipe ends with the parent."""
    code = (
        "from speech.child_start import start_child; import sys; child = start_child();"
        " print(child.process.pid, flush=True); sys.stdin.read()"
    )
    parent = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    child = psutil.Process(int(parent.stdout.readline()))
    os.kill(parent.pid, signal.SIGKILL)
    parent.communicate()
    psutil.wait_procs([child], timeout=60)
    assert not child.is_running() or child.status() == psutil.STATUS_ZOMBIE


def test_starting_one_loads_nothing_heavy() -> None:
    """It can be the first thing that a program does."""
    code = (
        "import speech.child_start, sys; print([n for n in ('numpy', 'pydantic', 'onnxruntime') if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.slow
@pytest.mark.skipif(model_folder() is None, reason="the built-in recognizer is not available on this system")
@pytest.mark.parametrize("standby", [True, False])
def test_a_session_takes_the_child_and_leaves_one(waiting: WaitingChild, *, standby: bool) -> None:
    """The waiting child, its recognizer loaded, hears; afterwards another waits where the settings want one."""
    waiting.prepare(Prepare(ENGINE))
    first = waiting.take()
    assert first is not None
    waiting.give_back(first)
    spec = ListenerSpec(RecordingSpec(DEMO, paced=True), ENGINE)
    with ListenerProcess(spec, SupervisionSettings(standby=standby), waiting=waiting) as listener:
        assert listener.pid == first.process.pid
        while not listener.poll(0.25):
            pass
        listener.stop()
        while not listener.ended:
            listener.poll(0.25)
    second = waiting.take()
    assert (second is not None) is standby
    if second is not None:
        assert second is not first
        assert second.process.is_alive()
        second.end()
