"""A live call through a real sound server: PortAudio, parec, the listener process, and devices that go away.

A private PulseAudio has two outputs that lead nowhere: what plays on "first" is the far end, what plays on "second" comes
out of its monitor as the microphone.
"""

import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import soundfile

from speech.events import (
    FinalTranscript,
    GapRecorded,
    LevelMeasured,
    SessionEnded,
    SessionStarted,
    Side,
    SourceChanged,
    SpeechEvent,
)
from speech.process import EngineSpec, ListenerProcess, ListenerSpec
from speech.recognizers.moonshine import model_folder
from speech.sources.spec import FarEndChoice, FarEndKind, InputChoice, LiveSpec

pytestmark = [
    pytest.mark.slow,
    pytest.mark.usefixtures("sound_server"),
    pytest.mark.skipif(
        not list(Path("/usr/lib").glob("*/alsa-lib/libasound_module_pcm_pulse.so")),
        reason="ALSA's PulseAudio plugin (libasound2-plugins) is not installed",
    ),
    pytest.mark.skipif(model_folder() is None, reason="the built-in recognizer is not available on this system"),
]
LIVE = LiveSpec(InputChoice(), FarEndChoice(FarEndKind.LOOPBACK))
LIMIT = 3_000
"""Events after which a test gives up: two minutes of a quiet call."""


@pytest.fixture
def listener() -> Iterator[ListenerProcess]:
    """Return a running live listener."""
    with ListenerProcess(ListenerSpec(LIVE, EngineSpec(Path("none"), "moonshine"))) as running:
        yield running


@pytest.fixture
def voices(shared_call: Callable[[str], Path], tmp_path: Path) -> dict[str, Path]:
    """Return the two sides of a short stretch of a call, by the output that they are played on."""
    sound, rate = soundfile.read(shared_call("01-billing-refund"), start=16_000, stop=16_000 * 12, dtype="float32")
    paths = {"second": tmp_path / "agent.wav", "first": tmp_path / "customer.wav"}
    for channel, path in enumerate(paths.values()):
        soundfile.write(path, sound[:, channel], rate)
    return paths


@contextmanager
def _playing(voices: dict[str, Path]) -> Iterator[None]:
    commands = [["paplay", "--latency-msec=20", f"--device={sink}", str(path)] for sink, path in voices.items()]
    players = [subprocess.Popen(command, stderr=subprocess.DEVNULL) for command in commands]
    try:
        yield
    finally:
        for player in players:
            player.terminate()
            player.wait()


def _read_until(listener: ListenerProcess, wanted: Callable[[SpeechEvent], bool]) -> list[SpeechEvent]:
    """Return the events up to the first wanted one."""
    events: list[SpeechEvent] = []
    for event in listener.events():
        events.append(event)
        if wanted(event):
            return events
        assert len(events) < LIMIT, f"not seen among {len(events)} events"
    raise AssertionError(f"the session ended: {events[-1]}")


def _settled(event: SpeechEvent) -> bool:
    """Whether the null sinks' buffers of two seconds have run through."""
    return isinstance(event, LevelMeasured) and event.at_s > 4.0


def test_both_sides_of_a_call_are_heard_and_the_agent_is_transcribed(
    listener: ListenerProcess, voices: dict[str, Path]
) -> None:
    """The customer gives timing only, the agent gives words, and stopping ends the session."""
    started = _read_until(listener, _settled)[0]
    assert isinstance(started, SessionStarted)
    assert (started.has_customer, started.duration_s) == (True, None)
    assert "first" in started.source
    with _playing(voices):
        spoken = _read_until(listener, lambda event: isinstance(event, FinalTranscript) and bool(event.words))
        _read_until(
            listener, lambda event: isinstance(event, LevelMeasured) and event.side is Side.CUSTOMER and event.speaking
        )
    assert isinstance(spoken[-1], FinalTranscript)
    assert "brightline" in spoken[-1].text.lower()
    listener.stop()
    assert list(listener.events())[-1] == SessionEnded(listener._continuity.last_s, complete=False)


def test_the_default_output_is_followed(listener: ListenerProcess) -> None:
    """When the default output moves, the customer is heard from the new one; it is told, and nothing is lost."""
    _read_until(listener, _settled)
    subprocess.run(["pactl", "set-default-sink", "second"], check=True)
    changed = _read_until(listener, lambda event: isinstance(event, SourceChanged))[-1]
    assert changed == SourceChanged(changed.at_s, Side.CUSTOMER, "second", available=True)


def test_an_output_that_is_unplugged_is_on_record(listener: ListenerProcess) -> None:
    """When the followed output disappears the customer's side moves to the remaining one, or its loss is told."""
    _read_until(listener, _settled)
    modules = subprocess.run(["pactl", "list", "short", "modules"], capture_output=True, text=True, check=True).stdout
    number = next(line.split("\t")[0] for line in modules.splitlines() if "sink_name=first" in line)
    subprocess.run(["pactl", "unload-module", number], check=True)
    events = _read_until(listener, lambda event: isinstance(event, SourceChanged) and event.available)
    assert isinstance(events[-1], SourceChanged)
    assert (events[-1].side, events[-1].device) == (Side.CUSTOMER, "second")


def test_a_killed_listener_comes_back_to_its_devices(listener: ListenerProcess) -> None:
    """After a crash the live session goes on by the clock, with the gap of both sides on record."""
    import psutil

    _read_until(listener, _settled)
    psutil.Process(listener.pid).kill()
    events = _read_until(
        listener, lambda event: isinstance(event, GapRecorded) and event.reason == "listener-restarted"
    )
    gap = events[-1]
    assert isinstance(gap, GapRecorded)
    assert gap.end_s - gap.start_s > 0.2
    later = _read_until(listener, lambda event: isinstance(event, LevelMeasured))[-1]
    assert later.at_s >= gap.end_s
