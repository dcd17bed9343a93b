"""Where a voice began: told by its level, as far as it belongs to the voice."""

import numpy as np
import pytest

from speech.audio import CHUNK_SAMPLES, Samples, s_to_samples
from speech.onset import VoiceOnset
from tests.speech.echo_room import noise

_NOISE_DBFS = -50.0
_OPENED_S = 2.0
"""Where the VAD of these tests opened."""


def onset_after(sound: Samples, own: Samples | None = None) -> VoiceOnset:
    """Return what has heard a signal, chunk by chunk; `own` is all of it unless given."""
    onset = VoiceOnset()
    for i in range(0, len(sound) - CHUNK_SAMPLES + 1, CHUNK_SAMPLES):
        part = slice(i, i + CHUNK_SAMPLES)
        onset.hear((sound if own is None else own)[part], sound[part])
    return onset


def call(*spoken: tuple[float, float, float]) -> Samples:
    """Return 2.2 s of noise, louder in each (start_s, end_s, level_dbfs) and from `_OPENED_S` on."""
    sound = noise(2.2, _NOISE_DBFS)
    for start_s, end_s, level_dbfs in (*spoken, (_OPENED_S, 2.2, -22.0)):
        part = slice(s_to_samples(start_s), s_to_samples(end_s))
        sound[part] += noise(3.0, level_dbfs, seed=1)[: len(sound[part])]
    return sound


def test_a_sudden_voice_begins_where_the_vad_opened() -> None:
    """Nothing but noise before it: the start stays."""
    assert onset_after(call()).before(_OPENED_S) == _OPENED_S


def test_a_soft_beginning_belongs_to_the_voice() -> None:
    """0.2 s of a soft consonant, well over the noise, come before what the VAD knew."""
    assert onset_after(call((1.8, _OPENED_S, -38.0))).before(_OPENED_S) == pytest.approx(1.8, abs=0.011)


def test_sound_hardly_over_the_noise_is_noise() -> None:
    """A rise of 3 dB is no voice."""
    assert onset_after(call((1.8, _OPENED_S, _NOISE_DBFS))).before(_OPENED_S) == _OPENED_S


def test_a_closure_inside_a_word_is_bridged_and_a_pause_is_not() -> None:
    """Quiet of 50 ms belongs to the word, of 100 ms not."""
    assert onset_after(call((1.8, 1.95, -25.0))).before(_OPENED_S) == pytest.approx(1.8, abs=0.011)
    assert onset_after(call((1.75, 1.9, -25.0))).before(_OPENED_S) == _OPENED_S


def test_it_never_goes_back_into_the_last_stretch() -> None:
    """Sound without an end is followed for 0.3 s, which is less than the silence that ends speech."""
    assert onset_after(call((1.0, _OPENED_S, -30.0))).before(_OPENED_S) == pytest.approx(1.7, abs=0.011)


def test_what_may_be_echo_is_no_voice() -> None:
    """Loud sound that is not the side's own is left out."""
    sound = call((1.8, _OPENED_S, -30.0))
    own = sound.copy()
    own[: s_to_samples(1.9)] = 0.0
    assert onset_after(sound, own).before(_OPENED_S) == pytest.approx(1.9, abs=0.011)


def test_without_a_noise_floor_the_vad_is_believed() -> None:
    """In digital silence, and in the first moments, there is nothing to compare with."""
    silent = np.zeros(s_to_samples(2.2), dtype=np.float32)
    assert onset_after(silent).before(_OPENED_S) == _OPENED_S
    assert onset_after(noise(0.06, -22.0)).before(0.032) == 0.032
