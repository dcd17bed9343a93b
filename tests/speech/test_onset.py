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


def test_a_faint_sound_counts_where_the_noise_was_steady() -> None:
    """A breathed "wh", 3 dB over a second of steady noise, belongs to the voice."""
    faint = call((1.8, _OPENED_S, _NOISE_DBFS))
    assert onset_after(faint).before(_OPENED_S) == pytest.approx(1.8, abs=0.03)


def test_a_faint_sound_is_noise_where_the_noise_wavers() -> None:
    """The same rise counts for nothing when the second before had such rises, too."""
    wavering = call((0.8, 0.95, _NOISE_DBFS), (1.2, 1.35, _NOISE_DBFS), (1.8, _OPENED_S, _NOISE_DBFS))
    assert onset_after(wavering).before(_OPENED_S) == _OPENED_S


def test_a_closure_inside_a_word_is_bridged() -> None:
    """Quiet of 50 ms belongs to the word, whatever came before it."""
    assert onset_after(call((1.8, 1.95, -32.0))).before(_OPENED_S) == pytest.approx(1.8, abs=0.011)


def test_a_hidden_fricative_is_bridged_behind_a_syllable_alone() -> None:
    """Quiet of 120 ms, as the "f" of "before" in noise: bridged behind a loud syllable, not behind a click or murmur."""
    assert onset_after(call((1.75, 1.88, -25.0))).before(_OPENED_S) == pytest.approx(1.75, abs=0.011)
    assert onset_after(call((1.85, 1.88, -25.0))).before(_OPENED_S) == _OPENED_S
    assert onset_after(call((1.75, 1.88, -42.0))).before(_OPENED_S) == _OPENED_S


def test_a_pause_is_no_closure() -> None:
    """Quiet of 200 ms parts two sounds."""
    assert onset_after(call((1.7, 1.8, -25.0))).before(_OPENED_S) == _OPENED_S


def test_what_the_device_lost_is_no_quiet() -> None:
    """A loss of 80 ms inside the first word parts nothing."""
    sound = call((1.8, _OPENED_S, -25.0))
    sound[s_to_samples(1.88) : s_to_samples(1.96)] = 0.0
    assert onset_after(sound).before(_OPENED_S) == pytest.approx(1.8, abs=0.011)


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
