"""The echo stage: off and harmless without bleed, on and effective with it."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import soundfile

from speech.audio import CHUNK_SAMPLES, Samples, s_to_samples
from speech.echo import EchoSettings, EchoStage, level_dbfs
from speech.events import EchoMeasured
from tests.speech.echo_room import noise, speechlike, with_bleed


def run(near: Samples, far: Samples) -> tuple[Samples, list[EchoMeasured], EchoStage]:
    """Send two signals through a fresh stage, chunk by chunk."""
    stage, out, reports = EchoStage(EchoSettings()), [], []
    for i in range(0, len(near) - CHUNK_SAMPLES + 1, CHUNK_SAMPLES):
        far_chunk = far[i : i + CHUNK_SAMPLES]
        speaking = level_dbfs(far_chunk) > -50
        clean, report = stage.process(near[i : i + CHUNK_SAMPLES], far_chunk, far_speaking=speaking)
        out.append(clean)
        reports += [report] if report is not None else []
    return np.concatenate(out), reports, stage


def test_without_bleed_the_microphone_passes_untouched() -> None:
    """Once bleed is ruled out, what comes out is the microphone, bit for bit."""
    near, far = speechlike(6.0, 1), speechlike(6.0, 2)
    clean, reports, stage = run(near, far)
    assert not stage.cancelling
    assert not any(report.detected for report in reports)
    settled = s_to_samples(3.0)
    assert np.array_equal(clean[settled:], near[settled : len(clean)])


@pytest.mark.parametrize(("bleed_db", "delay_ms"), [(-10, 20), (-14, 60), (-20, 250)])
def test_bleed_is_detected_and_taken_out(bleed_db: float, delay_ms: float) -> None:
    """With bleed the stage says so, measures it, and leaves at least 8 dB less of it."""
    far = speechlike(8.0, 3)
    near = with_bleed(noise(8.0, -65), far, bleed_db, delay_ms)
    clean, reports, stage = run(near, far)
    last = reports[-1]
    assert stage.cancelling
    assert last.detected
    assert last.converged
    assert last.bleed_db == pytest.approx(bleed_db, abs=4)
    settled = s_to_samples(4.0)
    assert level_dbfs(clean[settled:]) < level_dbfs(near[settled : len(clean)]) - 8


def test_bleed_as_weak_as_the_noise_is_found_and_converges() -> None:
    """Bleed that the VAD hears through equally loud noise is found within some seconds and does not get lost again."""
    far = speechlike(20.0, 12)
    near = with_bleed(noise(20.0, -42), far, -23, 100)
    _, reports, stage = run(near, far)
    late = [report for report in reports if report.at_s > 6.0]
    assert stage.cancelling
    assert late
    assert all(report.detected for report in late)
    assert late[-1].converged


def test_the_first_words_of_the_far_end_are_held_back() -> None:
    """Before anything is known the cancelled signal is used while the far end speaks."""
    far = speechlike(1.0, 4)
    stage = EchoStage(EchoSettings())
    loudest = int(np.argmax(np.abs(far))) // CHUNK_SAMPLES * CHUNK_SAMPLES
    stage.process(noise(0.02, -60), far[loudest : loudest + CHUNK_SAMPLES], far_speaking=True)
    assert stage.cancelling


def test_silence_of_the_far_end_needs_no_cancelling() -> None:
    """With nothing at the far end the microphone passes untouched from the first sample."""
    near = speechlike(2.0, 5)
    clean, reports, _ = run(near, np.zeros_like(near))
    assert np.array_equal(clean, near[: len(clean)])
    assert reports == []


def test_an_echo_that_goes_away_ends() -> None:
    """When the agent takes up a headset, cancelling ends after some clean windows."""
    far = speechlike(24.0, 6)
    near = with_bleed(noise(24.0, -60), far, -12, 40)
    near[s_to_samples(6.0) :] = speechlike(24.0, 7)[s_to_samples(6.0) :]
    _, reports, stage = run(near, far)
    assert any(report.detected for report in reports)
    assert not stage.cancelling


@pytest.mark.slow
def test_the_speakerphone_call_bleeds_and_the_clean_ones_do_not(shared_call: Callable[[str], Path]) -> None:
    """On real calls the verdict is right."""
    for name, bleeds in (("06-speakerphone-bleed", True), ("02-clean-good-call", False), ("05-overtalk", False)):
        audio, _ = soundfile.read(shared_call(name), dtype="float32")
        _, reports, stage = run(np.ascontiguousarray(audio[:, 0]), np.ascontiguousarray(audio[:, 1]))
        assert stage.cancelling is bleeds
        assert any(report.detected for report in reports) is bleeds


def test_the_leak_of_stereo_coding_is_no_bleed() -> None:
    """A trace of the far end 39 dB down, as joint stereo leaves it, is ignored: the VAD does not hear it."""
    far = speechlike(8.0, 8)
    near = with_bleed(noise(8.0, -70), far, -39, 0)
    _, reports, stage = run(near, far)
    assert not stage.cancelling
    assert not any(report.detected for report in reports)


def test_level_of_silence_is_the_floor() -> None:
    """Digital silence reads -100 dBFS, full scale about 0."""
    assert level_dbfs(np.zeros(100, dtype=np.float32)) == -100.0
    assert level_dbfs(np.ones(100, dtype=np.float32)) == pytest.approx(0.0, abs=0.01)
    assert level_dbfs(np.empty(0, dtype=np.float32)) == -100.0


def test_an_agent_who_talks_over_an_echo_is_heard_whole() -> None:
    """Where the agent is far louder than any echo can be, the raw microphone is used: nothing is taken from the voice."""
    far = speechlike(12.0, 13)
    agent = speechlike(12.0, 14)
    agent[: s_to_samples(6.0)] = 0.0
    near = with_bleed(noise(12.0, -60) + agent, far, -25, 120)
    clean, reports, _ = run(near, far)
    late = slice(s_to_samples(7.0), len(clean))
    assert reports[-1].detected
    assert level_dbfs(clean[late]) > level_dbfs(near[late]) - 1.0


def test_an_echo_in_noise_with_drifting_clocks_is_found() -> None:
    """Two sound cards 200 ppm apart and noise as loud as the echo: found, though the phases of no two windows agree."""
    far = speechlike(20.0, 15)
    drifted = np.interp(np.arange(len(far)) * (1 - 200e-6), np.arange(len(far)), far).astype(np.float32)
    _, reports, stage = run(with_bleed(noise(20.0, -44), far, -22, 180), drifted)
    assert stage.cancelling
    assert reports[-1].detected


def test_bleed_drowned_in_noise_is_left_alone() -> None:
    """Bleed 16 dB under the microphone's noise changes nothing: no cancelling, no report of bleed."""
    far = speechlike(12.0, 16)
    _, reports, stage = run(with_bleed(noise(12.0, -38), far, -32, 90), far)
    assert not any(report.detected for report in reports)
    assert not stage.cancelling


def test_swapped_channels_are_reported_once() -> None:
    """The call repeats the microphone: one report says so, and goes on saying so."""
    microphone = speechlike(10.0, 17)
    call = with_bleed(noise(10.0, -60), microphone, -15, 80)
    stage, reports = EchoStage(EchoSettings()), []
    for i in range(0, len(call) - CHUNK_SAMPLES + 1, CHUNK_SAMPLES):
        near, far = microphone[i : i + CHUNK_SAMPLES], call[i : i + CHUNK_SAMPLES]
        _, report = stage.process(near, far, far_speaking=level_dbfs(far) > -50, near_speaking=True)
        reports += [report] if report is not None else []
    told = [report.far_repeats for report in reports]
    assert told[-1]
    assert told.index(True) == told.count(False)
    assert not any(report.detected for report in reports)


def test_channels_the_right_way_round_are_not_reported_as_swapped() -> None:
    """Bleed into the microphone is no repeat of it."""
    far = speechlike(10.0, 18)
    _, reports, _ = run(with_bleed(noise(10.0, -60), far, -15, 80), far)
    assert not any(report.far_repeats for report in reports)


def test_what_may_be_an_echo_is_not_the_near_ends_own() -> None:
    """Of an echo alone little is held for the agent's own sound; of a voice over it most."""
    far, agent = speechlike(9.0, 19), speechlike(9.0, 20)
    agent[: s_to_samples(6.0)] = 0.0
    near = with_bleed(noise(9.0, -60) + agent, far, -12, 60)
    stage, own = EchoStage(EchoSettings()), []
    for i in range(0, len(near) - CHUNK_SAMPLES + 1, CHUNK_SAMPLES):
        part = slice(i, i + CHUNK_SAMPLES)
        stage.process(near[part], far[part], far_speaking=level_dbfs(far[part]) > -50)
        own.append(stage.own)
    heard, alone, both = np.concatenate(own), slice(48_000, 96_000), slice(96_000, None)
    assert level_dbfs(heard[alone]) < level_dbfs(near[alone]) - 10.0
    assert level_dbfs(heard[both]) == pytest.approx(level_dbfs(agent[both]), abs=2.0)


def test_without_an_echo_all_is_the_near_ends_own() -> None:
    """Where nothing can be an echo the agent's own sound is the microphone."""
    near = speechlike(1.0, 21)
    _, _, stage = run(near, np.zeros_like(near))
    assert np.array_equal(stage.own, near[len(near) - CHUNK_SAMPLES :])
