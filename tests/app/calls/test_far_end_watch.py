"""Waiting for the far end: a real child process that hears a recording."""

import threading
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from app import notify
from app.calls.far_end_watch import FarEndWatch
from app.calls.settings import CallSettings
from app.paths import resource
from speech.sources.spec import FarEndChoice, FarEndKind, LiveSpec, RecordingSpec
from speech.vad import VadSettings

Stereo = Callable[[np.ndarray, np.ndarray, Path], Path]
SETTINGS = CallSettings(far_end_starts=True)


def watched(source: RecordingSpec | LiveSpec) -> tuple[FarEndWatch, threading.Event]:
    """Start a watch and return it with what is set when a call begins."""
    begun = threading.Event()
    watch = FarEndWatch(source, VadSettings(), SETTINGS, begun.set)
    watch.start()
    watch.start()  # starting twice is one watch
    return watch, begun


@pytest.mark.slow
def test_a_speaking_customer_begins_a_call() -> None:
    """The customer of the demo call is noticed."""
    watch, begun = watched(RecordingSpec(resource("demo", "call.flac")))
    assert begun.wait(60)
    watch.stop()


@pytest.mark.slow
def test_the_agent_alone_begins_none(stereo: Stereo, tmp_path: Path) -> None:
    """What only the microphone's side hears begins no call, and stopping waits for the child."""
    noise = np.random.default_rng(1).normal(0, 0.1, 16_000 * 20).astype(np.float32)
    call = stereo(noise, np.zeros_like(noise), tmp_path / "call.wav")
    watch, begun = watched(RecordingSpec(call))
    watch.stop()
    watch.stop()
    assert not begun.is_set()


@pytest.mark.slow
def test_no_far_end_is_told() -> None:
    """Without a far end one sentence says why no call begins by itself."""
    told: list[notify.Message] = []
    heard = threading.Event()

    def view(message: notify.Message) -> None:
        told.append(message)
        heard.set()

    notify.door.attach(view)
    watch, _ = watched(LiveSpec(far_end=FarEndChoice(FarEndKind.NONE)))
    assert heard.wait(60)
    watch.stop()
    assert told[0].text == "Calls do not begin by themselves: No far end is chosen, so no call can begin by it."
