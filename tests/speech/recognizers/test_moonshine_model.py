"""The built-in recognizer's networks on real speech."""

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile

from speech.audio import SAMPLE_RATE_HZ, Samples
from speech.recognizers import moonshine
from speech.recognizers.moonshine_model import MODEL_FILES, MoonshineModel

pytestmark = pytest.mark.skipif(
    moonshine.model_folder() is None, reason="the built-in recognizer is not on this system"
)


@pytest.fixture(scope="module")
def model() -> Iterator[MoonshineModel]:
    """One loaded model for all tests."""
    folder = moonshine.model_folder()
    assert folder is not None
    return MoonshineModel(folder)


@pytest.fixture
def refusal(shared_call: Callable[[str], Path]) -> Samples:
    """The agent saying “No, we can't do that.” in the first development call."""
    audio, _ = soundfile.read(shared_call("01-billing-refund"), start=457_600, stop=496_000, dtype="float32")
    return np.ascontiguousarray(audio[:, 0])


def test_several_readings_come_best_first(model: MoonshineModel, refusal: Samples) -> None:
    """The best of five readings holds the words, and the others are less likely ones of nearly the same length."""
    readings = model.sentences(refusal, 5)
    assert "can't do that" in readings[0].text
    assert len(readings) > 1
    assert [r.log_prob for r in readings] == sorted((r.log_prob for r in readings), reverse=True)


def test_the_best_of_five_is_no_less_likely_than_the_greedy_one(model: MoonshineModel, refusal: Samples) -> None:
    """Weighing more readings never ends with a worse one, but for rounding: the int8 networks round a batch together."""
    noisy = refusal + np.random.default_rng(1).normal(0, 0.02, len(refusal)).astype(np.float32)
    for audio in (refusal, noisy):
        assert model.sentences(audio, 5)[0].log_prob >= model.sentences(audio, 1)[0].log_prob - 0.1


def test_the_same_sound_gives_the_same_readings(model: MoonshineModel, refusal: Samples) -> None:
    """Nothing is left over from an utterance to the next."""
    first = model.sentences(refusal, 3)
    model.sentences(refusal[: len(refusal) // 2], 2)
    assert model.sentences(refusal, 3) == first


def test_noise_gives_no_endless_text(model: MoonshineModel) -> None:
    """Five seconds of noise stay within the bound of tokens a second."""
    noise = np.random.default_rng(0).normal(0, 0.05, 5 * SAMPLE_RATE_HZ).astype(np.float32)
    assert all(len(reading.text) < 400 for reading in model.sentences(noise, 2))


def test_long_speech_is_read(model: MoonshineModel, refusal: Samples) -> None:
    """An utterance of half a minute has a transcript: the decoder's mask follows the sound's length."""
    assert "can't do that" in model.sentences(np.tile(refusal, 12), 2)[0].text


def test_a_damaged_file_does_not_load(tmp_path: Path) -> None:
    """A model file that is cut short is an error, not a crash."""
    folder = moonshine.model_folder()
    assert folder is not None
    for name in MODEL_FILES:
        (tmp_path / name).write_bytes((folder / name).read_bytes()[:10_000])
    with pytest.raises(Exception, match=r".+"):
        MoonshineModel(tmp_path)
