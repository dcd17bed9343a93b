"""The whole of speech on real calls: the right events, in order, and no word of the customer."""

import itertools
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile

from speech.events import (
    ClockAdvanced,
    EchoMeasured,
    FinalTranscript,
    LevelMeasured,
    PartialTranscript,
    SessionEnded,
    SessionStarted,
    Side,
    SpeechEnded,
    SpeechEvent,
    SpeechStarted,
)
from speech.listener import Listener, ListenerSettings
from speech.recognizers import moonshine
from speech.recognizers.moonshine import MoonshineRecognizer, MoonshineSettings
from speech.sources.recording import RecordingSource

pytestmark = pytest.mark.skipif(
    moonshine.model_folder() is None, reason="the built-in recognizer is not on this system"
)


def listen(path: Path) -> list[SpeechEvent]:
    """Run a recording through the listener."""
    listener = Listener(RecordingSource(path), MoonshineRecognizer(MoonshineSettings()), ListenerSettings(), "test")
    events = list(listener.events())
    listener.close()
    return events


def words_of(text: str) -> list[str]:
    """Return the words of a sentence for comparison."""
    return re.sub(r"[^a-z' ]", "", text.lower()).split()


@pytest.fixture(scope="module")
def opening(shared_call: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory) -> list[SpeechEvent]:
    """The events of the first 32 s of a call."""
    audio, rate = soundfile.read(shared_call("01-billing-refund"), stop=32 * 16_000, dtype="float32")
    path = tmp_path_factory.mktemp("listener") / "opening.wav"
    soundfile.write(path, audio, rate)
    return listen(path)


def test_events_are_in_order_of_decision(opening: list[SpeechEvent]) -> None:
    """`at_s` never runs backwards, from the start to the end of the session."""
    times = [event.at_s for event in opening]
    assert times == sorted(times)
    assert isinstance(opening[0], SessionStarted)
    assert opening[-1] == SessionEnded(32.0, complete=True)


def test_every_stretch_of_speech_that_starts_ends(opening: list[SpeechEvent]) -> None:
    """Starts and ends pair up on each side."""
    for side in Side:
        starts = [e.start_s for e in opening if isinstance(e, SpeechStarted) and e.side is side]
        ends = [(e.start_s, e.end_s) for e in opening if isinstance(e, SpeechEnded) and e.side is side]
        assert starts == [start for start, _ in ends]
        assert all(end > start for start, end in ends)
        assert starts


def test_nothing_is_decided_before_it_was_heard(opening: list[SpeechEvent]) -> None:
    """Words, starts and ends lie before the moment of their decision."""
    for event in opening:
        if isinstance(event, (PartialTranscript, FinalTranscript)):
            assert all(word.end_s <= event.at_s + 0.001 for word in event.words)
        if isinstance(event, SpeechStarted):
            assert event.start_s < event.at_s


def test_the_clock_ticks_and_levels_flow(opening: list[SpeechEvent]) -> None:
    """Stream time advances at least once a second; each side's level comes ten times a second."""
    ticks = [e.at_s for e in opening if isinstance(e, ClockAdvanced)]
    assert max(b - a for a, b in itertools.pairwise(ticks)) <= 1.0
    levels = [e for e in opening if isinstance(e, LevelMeasured) and e.side is Side.AGENT]
    assert len(levels) == pytest.approx(320, abs=2)
    assert all(-100.0 <= level.rms_dbfs <= level.peak_dbfs <= 0.0 for level in levels)


def test_a_clean_call_is_not_cancelled_for_long(opening: list[SpeechEvent]) -> None:
    """Where nothing bleeds the canceller is out of the way within a second of far speech."""
    reports = [e for e in opening if isinstance(e, EchoMeasured)]
    assert reports
    assert not any(report.detected for report in reports)
    assert not reports[-1].cancelling


def test_only_the_agent_is_transcribed(
    opening: list[SpeechEvent], shared_call: Callable[[str], Path], truth_of: Callable[[Path], dict[str, Any]]
) -> None:
    """No word that only the customer said is in any partial or final."""
    segments = truth_of(shared_call("01-billing-refund"))["segments"]
    mine = {w for s in segments if s["speaker"] == "agent" for w in words_of(s["text"])}
    theirs = {w for s in segments if s["speaker"] == "customer" for w in words_of(s["text"])} - mine
    heard = {w.text for e in opening if isinstance(e, (PartialTranscript, FinalTranscript)) for w in e.words}
    assert heard
    assert not heard & {w for w in theirs if len(w) > 4}


@pytest.mark.slow
def test_the_speakerphone_call_holds_the_agents_words_only(
    shared_call: Callable[[str], Path], truth_of: Callable[[Path], dict[str, Any]]
) -> None:
    """With the customer 14 dB down in the microphone, the transcript is still the agent's alone."""
    call = shared_call("06-speakerphone-bleed")
    events = listen(call)
    segments = truth_of(call)["segments"]
    spoken = {w for s in segments if s["speaker"] == "agent" for w in words_of(s["text"])}
    heard = [w for e in events if isinstance(e, FinalTranscript) for w in words_of(e.text)]
    assert sum(w in spoken for w in heard) >= 0.9 * len(heard)
    assert any(e.detected and e.cancelling for e in events if isinstance(e, EchoMeasured))


def test_one_channel_has_no_customer(shared_call: Callable[[str], Path], tmp_path: Path) -> None:
    """A mono recording gives the agent's events and says that there is no customer."""
    audio, rate = soundfile.read(shared_call("01-billing-refund"), stop=7 * 16_000, dtype="float32")
    path = tmp_path / "mono.wav"
    soundfile.write(path, np.ascontiguousarray(audio[:, 0]), rate)
    events = listen(path)
    assert isinstance(events[0], SessionStarted)
    assert not events[0].has_customer
    assert all(getattr(event, "side", Side.AGENT) is Side.AGENT for event in events)
    assert any(isinstance(event, FinalTranscript) and event.words for event in events)


def test_the_same_recording_gives_the_same_events(cut: Callable[..., Path], shared_call: Callable[[str], Path]) -> None:
    """Two runs agree in every event."""
    path = cut(shared_call("05-overtalk"), 0.0, 9.0)
    assert listen(path) == listen(path)
