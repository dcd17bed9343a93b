"""Where a voice began and ended: told by its level, as far as it belongs to the voice."""

import numpy as np
import pytest

from speech.audio import CHUNK_SAMPLES, Samples, s_to_samples
from speech.voice_edges import VoiceEdges
from tests.speech.echo_room import noise

_NOISE_DBFS = -50.0
_OPENED_S = 2.0
"""Where the VAD of these tests opened."""


def edges_after(sound: Samples, own: Samples | None = None) -> VoiceEdges:
    """Return what has heard a signal, chunk by chunk; `own` is all of it unless given."""
    edges = VoiceEdges()
    for i in range(0, len(sound) - CHUNK_SAMPLES + 1, CHUNK_SAMPLES):
        part = slice(i, i + CHUNK_SAMPLES)
        edges.hear((sound if own is None else own)[part], sound[part])
    return edges


def call(*spoken: tuple[float, float, float]) -> Samples:
    """Return 2.2 s of noise, louder in each (start_s, end_s, level_dbfs) and from `_OPENED_S` on."""
    sound = noise(2.2, _NOISE_DBFS)
    for start_s, end_s, level_dbfs in (*spoken, (_OPENED_S, 2.2, -22.0)):
        part = slice(s_to_samples(start_s), s_to_samples(end_s))
        sound[part] += noise(3.0, level_dbfs, seed=1)[: len(sound[part])]
    return sound


def test_a_sudden_voice_begins_where_the_vad_opened() -> None:
    """Nothing but noise before it: the start stays."""
    assert edges_after(call()).begins(_OPENED_S) == _OPENED_S


def test_a_soft_beginning_belongs_to_the_voice() -> None:
    """0.2 s of a soft consonant, well over the noise, come before what the VAD knew."""
    assert edges_after(call((1.8, _OPENED_S, -38.0))).begins(_OPENED_S) == pytest.approx(1.8, abs=0.011)


def test_a_faint_sound_counts_where_the_noise_was_steady() -> None:
    """A breathed "wh", 3 dB over a second of steady noise, belongs to the voice."""
    faint = call((1.8, _OPENED_S, _NOISE_DBFS))
    assert edges_after(faint).begins(_OPENED_S) == pytest.approx(1.8, abs=0.03)


def test_a_faint_sound_is_noise_where_the_noise_wavers() -> None:
    """The same rise counts for nothing when the second before had such rises, too."""
    wavering = call((0.8, 0.95, _NOISE_DBFS), (1.2, 1.35, _NOISE_DBFS), (1.8, _OPENED_S, _NOISE_DBFS))
    assert edges_after(wavering).begins(_OPENED_S) == _OPENED_S


def test_a_closure_inside_a_word_is_bridged() -> None:
    """Quiet of 50 ms belongs to the word, whatever came before it."""
    assert edges_after(call((1.8, 1.95, -32.0))).begins(_OPENED_S) == pytest.approx(1.8, abs=0.011)


def test_a_hidden_fricative_is_bridged_behind_a_syllable_alone() -> None:
    """Quiet of 120 ms, as the "f" of "before" in noise: bridged behind a loud syllable, not behind a click or murmur."""
    assert edges_after(call((1.75, 1.88, -25.0))).begins(_OPENED_S) == pytest.approx(1.75, abs=0.011)
    assert edges_after(call((1.85, 1.88, -25.0))).begins(_OPENED_S) == _OPENED_S
    assert edges_after(call((1.75, 1.88, -42.0))).begins(_OPENED_S) == _OPENED_S


def test_a_pause_is_no_closure() -> None:
    """Quiet of 200 ms parts two sounds."""
    assert edges_after(call((1.7, 1.8, -25.0))).begins(_OPENED_S) == _OPENED_S


def test_what_the_device_lost_is_no_quiet() -> None:
    """A loss of 80 ms inside the first word parts nothing."""
    sound = call((1.8, _OPENED_S, -25.0))
    sound[s_to_samples(1.88) : s_to_samples(1.96)] = 0.0
    assert edges_after(sound).begins(_OPENED_S) == pytest.approx(1.8, abs=0.011)


def test_it_never_goes_back_into_the_last_stretch() -> None:
    """Sound without an end is followed for 0.3 s, which is less than the silence that ends speech."""
    assert edges_after(call((1.0, _OPENED_S, -30.0))).begins(_OPENED_S) == pytest.approx(1.7, abs=0.011)


def test_what_may_be_echo_is_no_voice() -> None:
    """Loud sound that is not the side's own is left out."""
    sound = call((1.8, _OPENED_S, -30.0))
    own = sound.copy()
    own[: s_to_samples(1.9)] = 0.0
    assert edges_after(sound, own).begins(_OPENED_S) == pytest.approx(1.9, abs=0.011)


def test_without_a_noise_floor_the_vad_is_believed() -> None:
    """In digital silence, and in the first moments, there is nothing to compare with."""
    silent = np.zeros(s_to_samples(2.2), dtype=np.float32)
    assert edges_after(silent).begins(_OPENED_S) == _OPENED_S
    assert edges_after(noise(0.06, -22.0)).begins(0.032) == 0.032


def ended(*spoken: tuple[float, float, float], closed_s: float = 1.6, own: Samples | None = None) -> float:
    """Return where a voice ended that the VAD heard from 1.0 s to `closed_s`; asked 0.35 s later, as in a call."""
    sound = noise(2.2, _NOISE_DBFS)
    for start_s, end_s, level_dbfs in spoken:
        part = slice(s_to_samples(start_s), s_to_samples(end_s))
        sound[part] += noise(3.0, level_dbfs, seed=1)[: len(sound[part])]
    return edges_after(sound[: s_to_samples(closed_s + 0.36)], own).ends(1.0, closed_s)


def test_a_voice_ends_where_its_level_falls() -> None:
    """The VAD held on for 0.2 s of noise."""
    assert ended((1.0, 1.4, -25.0)) == pytest.approx(1.4, abs=0.03)


def test_a_fading_voice_ends_where_it_is_lost_in_the_noise() -> None:
    """Its last 0.15 s are as loud as the noise itself: they belong to it."""
    assert ended((1.0, 1.4, -25.0), (1.4, 1.55, _NOISE_DBFS)) == pytest.approx(1.55, abs=0.04)


def test_an_end_that_the_vad_heard_in_time_stays() -> None:
    """Sound goes on to where the VAD closed; and sound after it, another's or a click, is not looked at."""
    assert ended((1.0, 1.6, -25.0)) == 1.6
    assert ended((1.0, 1.6, -25.0), (1.7, 1.8, -25.0)) == 1.6


def test_an_end_is_moved_by_0_3_s_at_most() -> None:
    """However long the quiet, and never before the beginning."""
    assert ended((1.0, 1.1, -25.0)) == pytest.approx(1.3, abs=0.011)
    assert edges_after(noise(2.2, _NOISE_DBFS)).ends(1.9, 2.0) == 1.9


def test_where_an_echo_may_be_the_vad_is_believed() -> None:
    """The side's own sound is not known there."""
    own = noise(2.2, _NOISE_DBFS)
    own[s_to_samples(1.5) : s_to_samples(1.7)] = 0.0
    assert ended((1.0, 1.4, -25.0), own=own) == 1.6
