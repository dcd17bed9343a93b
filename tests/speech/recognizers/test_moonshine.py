"""The built-in recognizer on real speech."""

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile

from speech.audio import CHUNK_SAMPLES, Samples
from speech.errors import RecognizerError
from speech.recognizers import moonshine
from speech.recognizers.base import PartialHypothesis, stable_prefix
from speech.recognizers.moonshine import MoonshineRecognizer, MoonshineSettings, voiced_bounds

pytestmark = pytest.mark.skipif(
    moonshine.model_folder() is None, reason="the built-in recognizer is not on this system"
)

REFUSAL_S = (28.6, 31.0)
"""“No, we can't do that.” in the first development call."""


@pytest.fixture(scope="module")
def recognizer() -> Iterator[MoonshineRecognizer]:
    """One loaded model for all tests."""
    loaded = MoonshineRecognizer(MoonshineSettings())
    yield loaded
    loaded.close()


@pytest.fixture
def refusal(shared_call: Callable[[str], Path]) -> Samples:
    """The agent saying “No, we can't do that.”."""
    start, stop = (int(t * 16_000) for t in REFUSAL_S)
    audio, _ = soundfile.read(shared_call("01-billing-refund"), start=start, stop=stop, dtype="float32")
    return np.ascontiguousarray(audio[:, 0])


def feed(recognizer: MoonshineRecognizer, audio: Samples, at_sample: int) -> list[PartialHypothesis]:
    """Feed an utterance in chunks and return its partials."""
    recognizer.begin(at_sample)
    found = [
        recognizer.accept(audio[i : i + CHUNK_SAMPLES], at_sample + i) for i in range(0, len(audio), CHUNK_SAMPLES)
    ]
    return [partial for partial in found if partial is not None]


def test_the_final_holds_the_words(recognizer: MoonshineRecognizer, refusal: Samples) -> None:
    """A spoken refusal is written down, with times in session time."""
    feed(recognizer, refusal, 1_600_000)
    final = recognizer.finish()
    assert [word.text for word in final.words] == ["no", "we", "can't", "do", "that"]
    assert 100.0 <= final.words[0].start_s < final.words[-1].end_s <= 100.0 + len(refusal) / 16_000
    assert final.text.startswith("No")


def test_partials_grow_and_tell_what_stands(recognizer: MoonshineRecognizer, refusal: Samples) -> None:
    """Partials come while the agent speaks, and their stable words are those of the partial before."""
    partials = feed(recognizer, refusal, 0)
    recognizer.finish()
    assert len(partials) >= 4
    for before, after in itertools.pairwise(partials):
        assert after.stable_count == stable_prefix(before.words, after.words)
    assert partials[0].stable_count == 0


def test_a_cough_gives_nothing(recognizer: MoonshineRecognizer) -> None:
    """Less than 0.3 s is not worth a transcription, which the engine would fail or invent on."""
    assert feed(recognizer, np.full(1_000, 0.01, dtype=np.float32), 0) == []
    assert recognizer.finish().words == ()


def test_utterances_do_not_leak_into_each_other(recognizer: MoonshineRecognizer, refusal: Samples) -> None:
    """The second utterance gives the same words as the first."""
    feed(recognizer, refusal, 0)
    first = recognizer.finish().text
    feed(recognizer, refusal, 800_000)
    assert recognizer.finish().text == first


def test_voiced_bounds_leave_silence_out() -> None:
    """The audible part is found between silences."""
    tone = np.sin(np.arange(16_000) / 5).astype(np.float32) * 0.1
    silence = np.zeros(8_000, dtype=np.float32)
    first, last = voiced_bounds(np.concatenate((silence, tone, silence)))
    assert abs(first - 8_000) <= 160
    assert abs(last - 24_000) <= 160
    assert voiced_bounds(silence[:100]) == (0, 100)


def test_a_missing_model_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the package has no model, the error names the way out."""
    monkeypatch.setattr(moonshine, "model_folder", lambda: None)
    with pytest.raises(RecognizerError, match="sotto models install"):
        MoonshineRecognizer(MoonshineSettings())
