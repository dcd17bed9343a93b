"""The steady noise of a microphone."""

import numpy as np
import pytest

from speech.audio import CHUNK_SAMPLES, Samples, s_to_samples
from speech.noise_floor import NoiseFloor
from tests.speech.echo_room import noise, speechlike


def floor_dbfs(samples: Samples) -> float:
    """Return the floor after a signal heard chunk by chunk."""
    floor = NoiseFloor()
    for i in range(0, len(samples) - CHUNK_SAMPLES + 1, CHUNK_SAMPLES):
        floor.hear(samples[i : i + CHUNK_SAMPLES])
    return 10.0 * float(np.log10(floor.power + 1e-12))


@pytest.mark.parametrize("level_dbfs", [-60.0, -45.0, -32.0])
def test_noise_is_measured_within_half_a_decibel(level_dbfs: float) -> None:
    """White noise alone reads as its level."""
    assert floor_dbfs(noise(8.0, level_dbfs)) == pytest.approx(level_dbfs, abs=0.5)


def test_a_voice_with_pauses_leaves_the_floor() -> None:
    """Between syllables the noise shows: the floor stays within 2 dB of it."""
    voice = speechlike(8.0, 1)
    for second in range(8):
        voice[second * 16_000 : second * 16_000 + 4_000] = 0.0
    assert floor_dbfs(noise(8.0, -45.0) + voice) == pytest.approx(-45.0, abs=2.0)


def test_it_follows_within_six_seconds() -> None:
    """Noise that begins late is known six seconds later."""
    assert floor_dbfs(np.concatenate((noise(8.0, -60.0), noise(6.5, -40.0)))) == pytest.approx(-40.0, abs=0.6)


def test_lost_blocks_are_no_quiet_room() -> None:
    """Zeros that a device put in do not lower the floor; before any sound nothing is known."""
    broken = noise(6.0, -45.0)
    broken[s_to_samples(2.0) : s_to_samples(3.0)] = 0.0
    assert floor_dbfs(broken) == pytest.approx(-45.0, abs=0.6)
    assert NoiseFloor().power == 0.0


def test_a_piece_lost_within_a_tenth_of_a_second_does_not_lower_the_floor() -> None:
    """80 ms of zeros leave the floor where the noise is."""
    broken = noise(6.0, -45.0)
    broken[s_to_samples(2.0) : s_to_samples(2.08)] = 0.0
    assert floor_dbfs(broken) == pytest.approx(-45.0, abs=0.6)
