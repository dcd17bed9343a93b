"""The gate: utterances with their pre-roll, nothing twice, nothing lost, no silence."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from speech.audio import CHUNK_SAMPLES, Samples, s_to_samples, samples_to_s
from speech.gate import GateOutput, GateSettings, SpeechGate
from speech.vad import VadTransition

CHUNK_S = samples_to_s(CHUNK_SAMPLES)


def _numbered(start: int) -> Samples:
    """Return a chunk whose samples are their own session positions."""
    return np.arange(start, start + CHUNK_SAMPLES, dtype=np.float64).astype(np.float32)


class _Stream:
    """Drives a gate with a VAD that knows the truth; keeps what came out."""

    def __init__(self, settings: GateSettings) -> None:
        self.gate = SpeechGate(settings)
        self.outputs: list[GateOutput] = []
        self._position = 0
        self._speaking = False

    def run(self, duration_s: float, *, speaking: bool) -> None:
        for _ in range(round(duration_s / CHUNK_S)):
            now_s = samples_to_s(self._position)
            transition = None
            if speaking != self._speaking:
                transition = VadTransition(now_s, None) if speaking else VadTransition(0.0, now_s)
                self._speaking = speaking
            output = self.gate.accept(_numbered(self._position), transition, speaking=speaking)
            self._position += CHUNK_SAMPLES
            if output is not None:
                self.outputs.append(output)

    def utterances(self) -> list[tuple[int, int]]:
        """Return start and end of each utterance, in samples, checking that it is one unbroken stretch."""
        found: list[tuple[int, int]] = []
        for output in self.outputs:
            if output.begins:
                found.append((output.start_sample, output.start_sample))
            start, end = found[-1]
            assert output.start_sample == end
            assert np.array_equal(output.samples, np.arange(end, end + len(output.samples), dtype=np.float32))
            found[-1] = (start, end + len(output.samples))
        return found


def test_speech_comes_through_with_pre_roll_and_end_silence() -> None:
    """An utterance begins `pre_roll_s` before the speech and ends `end_silence_s` after it."""
    stream = _Stream(GateSettings(pre_roll_s=0.25, end_silence_s=0.5))
    stream.run(2.0, speaking=False)
    stream.run(1.0, speaking=True)
    stream.run(2.0, speaking=False)
    assert stream.utterances() == [(s_to_samples(1.75), s_to_samples(3.5))]
    assert stream.outputs[-1].ends
    assert not stream.gate.open


def test_silence_costs_nothing() -> None:
    """While nobody speaks the recognizer gets nothing at all."""
    stream = _Stream(GateSettings())
    stream.run(10.0, speaking=False)
    assert stream.outputs == []


def test_a_short_pause_does_not_end_the_utterance() -> None:
    """Speech that goes on within `end_silence_s` stays one utterance."""
    stream = _Stream(GateSettings(end_silence_s=0.5))
    stream.run(1.0, speaking=True)
    stream.run(0.4, speaking=False)
    stream.run(1.0, speaking=True)
    assert len(stream.utterances()) == 1
    assert stream.gate.open


def test_no_sample_is_given_twice() -> None:
    """The pre-roll of the next utterance stops where the last utterance ended."""
    stream = _Stream(GateSettings(pre_roll_s=1.0, end_silence_s=0.5))
    stream.run(1.0, speaking=True)
    stream.run(0.6, speaking=False)
    stream.run(1.0, speaking=True)
    (_, first_end), (second_start, _) = stream.utterances()
    assert second_start == first_end


def test_a_long_turn_is_cut_at_its_next_pause() -> None:
    """Past `max_utterance_s` the first short pause ends the utterance."""
    stream = _Stream(GateSettings(max_utterance_s=4.0, end_silence_s=1.0))
    stream.run(4.5, speaking=True)
    stream.run(0.1, speaking=False)
    assert not stream.gate.open
    assert len(stream.utterances()) == 1


def test_a_turn_without_pause_is_cut_anywhere_and_nothing_is_lost() -> None:
    """At one and a half times the limit the cut comes without a pause; speech then waits for the VAD's next onset."""
    stream = _Stream(GateSettings(max_utterance_s=4.0))
    stream.run(7.0, speaking=True)
    (start, end), *_ = stream.utterances()
    assert (start, samples_to_s(end)) == (0, pytest.approx(6.0, abs=CHUNK_S))


def test_flush_closes_an_open_utterance_once() -> None:
    """At the end of the session an open utterance gets its end, a closed gate gives nothing."""
    stream = _Stream(GateSettings())
    stream.run(1.0, speaking=True)
    last = stream.gate.flush()
    assert last is not None
    assert last.ends
    assert not len(last.samples)
    assert stream.gate.flush() is None


@given(st.lists(st.tuples(st.sampled_from([0.02, 0.1, 0.3, 0.6, 2.0, 5.0]), st.booleans()), max_size=30))
def test_whatever_is_said_utterances_are_whole_and_in_order(turns: list[tuple[float, bool]]) -> None:
    """Utterances never overlap, never run backwards, and hold each sample of the stream at most once."""
    stream = _Stream(GateSettings(max_utterance_s=4.0))
    for duration_s, speaking in turns:
        stream.run(duration_s, speaking=speaking)
    utterances = stream.utterances()
    flat = [edge for utterance in utterances for edge in utterance]
    assert flat == sorted(flat)
