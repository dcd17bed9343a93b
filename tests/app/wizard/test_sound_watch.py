"""Listening in a thread: what a page gets, in which thread, and that nothing comes after the end."""

import threading
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from app.wizard.echo_check import EchoCheck, EchoOutcome
from app.wizard.hearing import Reading
from app.wizard.sound_watch import SoundWatch
from speech.audio import Samples
from speech.echo import EchoSettings
from speech.errors import DeviceError, SpeechError
from speech.events import Side
from speech.sources.base import Chunk, DeviceChange, SourceInfo
from speech.vad import VadSettings
from tests.app.wizard.conftest import ChunkSource

MakeSource = Callable[..., ChunkSource]
SECOND = np.zeros(16_000, dtype=np.float32)


class Endless:
    """A source that goes on until it is closed, as a live one does."""

    def __init__(self) -> None:
        """Start open."""
        self.info = SourceInfo("Endless", has_customer=False, duration_s=None)
        self.closed = threading.Event()
        self._at = 0

    def read(self) -> Chunk:
        """Return 20 ms of silence."""
        self._at += 320
        return Chunk(self._at - 320, SECOND[:320], None, (), ())

    def close(self) -> None:
        """Note it."""
        self.closed.set()


@pytest.fixture
def heard(watch: SoundWatch) -> list[tuple[str, Any, bool]]:
    """Return what the watch emits: name, value, and whether that was in the GUI thread."""
    found: list[tuple[str, Any, bool]] = []
    for name in ("opened", "heard", "tested", "failed"):

        def note(value: object, name: str = name) -> None:
            found.append((name, value, threading.current_thread() is threading.main_thread()))

        getattr(watch, name).connect(note)
    return found


def test_readings_reach_the_gui_thread(
    watch: SoundWatch, heard: list[tuple[str, Any, bool]], qtbot: Any, chunk_source: MakeSource, near_voice: Samples
) -> None:
    """First comes the device's name, then a reading each 100 ms, all in the GUI thread; at its end the source is closed."""
    source = chunk_source(near_voice[:16_000], name="Headset")
    watch.start(lambda: source)
    qtbot.waitUntil(lambda: len(heard) == 11, timeout=20_000)
    watch.join()
    assert heard[0] == ("opened", "Headset", True)
    assert all(name == "heard" and isinstance(value, Reading) and here for name, value, here in heard[1:])
    assert source.closed


def test_nothing_comes_after_the_stop(watch: SoundWatch, heard: list[tuple[str, Any, bool]], qtbot: Any) -> None:
    """Once stopped nothing more arrives, not even what was waiting, and the device is released."""
    source = Endless()
    watch.start(lambda: source)
    qtbot.waitUntil(lambda: len(heard) > 3, timeout=20_000)
    watch.stop()
    before = len(heard)
    watch.join()
    qtbot.waitUntil(lambda: not watch._inbox, timeout=20_000)
    assert source.closed.is_set()
    assert len(heard) == before


def test_another_device_waits_for_the_first_to_be_released(watch: SoundWatch, qtbot: Any) -> None:
    """Two devices are never open at once: some drivers give the second only when the first is closed."""
    first, states = Endless(), []
    watch.start(lambda: first)

    def open_second() -> Any:
        states.append(first.closed.is_set())
        raise DeviceError("Headset is busy.")

    with qtbot.waitSignal(watch.opened, timeout=20_000):
        pass
    with qtbot.waitSignal(watch.failed, timeout=20_000):
        watch.start(open_second)
    assert states == [True]


def test_a_start_that_was_overtaken_opens_nothing(watch: SoundWatch, qtbot: Any) -> None:
    """Who clicks through a list of devices quickly opens only the last of them."""
    opened: list[str] = []
    gate, last = threading.Event(), Endless()

    def slow() -> Any:
        gate.wait(20)
        opened.append("first")
        return Endless()

    def named(name: str, source: Any) -> Callable[[], Any]:
        return lambda: opened.append(name) or source

    watch.start(slow)
    watch.start(named("second", Endless()))
    watch.start(named("third", last))
    gate.set()
    with qtbot.waitSignal(watch.opened, timeout=20_000):
        pass
    watch.stop()
    watch.join()
    assert "second" not in opened
    assert opened[-1] == "third"


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (DeviceError("Headset is busy.", "Close the other program."), "Headset is busy. Close the other program."),
        (RuntimeError("secret"), "Listening failed (RuntimeError). Try another device."),
    ],
)
def test_failures_are_told(
    error: Exception, sentence: str, watch: SoundWatch, heard: list[tuple[str, Any, bool]], qtbot: Any
) -> None:
    """Whatever goes wrong arrives as one error with a sentence; nothing dies in silence in the thread."""

    def broken() -> Any:
        raise error

    watch.start(broken)
    qtbot.waitUntil(lambda: bool(heard), timeout=20_000)
    name, told, in_gui = heard[0]
    assert (name, in_gui) == ("failed", True)
    assert isinstance(told, SpeechError)
    assert str(told) == sentence


def test_a_source_that_breaks_is_closed(watch: SoundWatch, qtbot: Any) -> None:
    """A device that fails while it is read is closed, and the failure told."""
    source = Endless()
    source.read = lambda: (_ for _ in ()).throw(DeviceError("Headset is not there any more."))  # type: ignore[method-assign]
    with qtbot.waitSignal(watch.failed, timeout=20_000):
        watch.start(lambda: source)
    assert source.closed.wait(20)


def test_the_echo_test_ends_by_itself(
    watch: SoundWatch, heard: list[tuple[str, Any, bool]], qtbot: Any, chunk_source: MakeSource, far_voice: Samples
) -> None:
    """An echo test reports as it goes, ends after ten seconds though the source goes on, and releases the devices."""
    near = (np.random.default_rng(5).standard_normal(len(far_voice)) * 0.001).astype(np.float32)
    source = chunk_source(near, far_voice)
    check = EchoCheck(EchoSettings(), VadSettings())
    watch.start(lambda: source, check)
    qtbot.waitUntil(lambda: bool(heard) and heard[-1][0] == "tested" and heard[-1][1].done, timeout=30_000)
    watch.join()
    assert source.closed
    assert check.heard_s == pytest.approx(10.0, abs=0.03)
    assert check.verdict().outcome is EchoOutcome.CLEAR
    assert sum(name == "tested" for name, _, _ in heard) >= 90


def test_an_unplugged_device_is_in_the_readings(
    watch: SoundWatch, heard: list[tuple[str, Any, bool]], qtbot: Any, chunk_source: MakeSource
) -> None:
    """A reading names the device that was unplugged."""
    source = chunk_source(SECOND, changes=(DeviceChange(Side.AGENT, "Headset", available=False),))
    watch.start(lambda: source)
    qtbot.waitUntil(lambda: len(heard) > 2, timeout=20_000)
    assert heard[1][1].away == ("Headset",)


def test_stopping_twice_and_before_the_start_is_harmless(watch: SoundWatch) -> None:
    """A page that is left without having listened stops nothing."""
    watch.stop()
    watch.stop()
    watch.join()
    assert not watch._inbox
