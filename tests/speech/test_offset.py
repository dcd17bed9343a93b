"""The constant that a cheap sound card adds."""

import numpy as np
import pytest

from speech.audio import CHUNK_SAMPLES, Samples
from speech.echo import level_dbfs
from speech.offset import OffsetRemover
from tests.speech.echo_room import noise, speechlike


def removed(samples: Samples) -> Samples:
    """Return what is left, chunk by chunk."""
    remover = OffsetRemover()
    chunks = range(0, len(samples) - CHUNK_SAMPLES + 1, CHUNK_SAMPLES)
    return np.concatenate([remover.remove(samples[i : i + CHUNK_SAMPLES]) for i in chunks])


@pytest.mark.parametrize("offset", [-0.05, 0.02, 0.05])
def test_a_constant_goes(offset: float) -> None:
    """An offset of 0.05 would read as -26 dBFS; noise of -60 dBFS reads as what it is, from the first chunk on."""
    left = removed(noise(2.0, -60.0) + np.float32(offset))
    assert level_dbfs(left) == pytest.approx(-60.0, abs=0.5)


def test_speech_stays() -> None:
    """Without an offset the signal is left as it was, 25 dB and more above any change."""
    voice = speechlike(4.0, 2)
    assert level_dbfs(removed(voice) - voice) < level_dbfs(voice) - 25.0


def test_an_offset_that_changes_is_followed() -> None:
    """Half a second after a jump little is left of it."""
    jump = np.concatenate((np.zeros(16_000, np.float32), np.full(16_000, 0.05, np.float32)))
    assert abs(float(removed(jump)[24_000:].mean())) < 0.015


def test_there_are_no_steps_between_chunks() -> None:
    """The estimate is faded over each chunk: a following offset makes no clicks."""
    slow = np.linspace(0.0, 0.05, 32_000, dtype=np.float32)
    assert float(np.abs(np.diff(removed(slow))).max()) < 1e-4


def test_lost_sound_stays_silent_and_tells_nothing() -> None:
    """Zeros between noise with an offset come out as zeros, in whole chunks and in parts, and the offset stays known."""
    sound = noise(2.0, -50.0) + np.float32(0.03)
    sound[8_000:12_100] = 0.0
    left = removed(sound)
    assert not left[8_000:12_100].any()
    assert abs(float(left[12_100:13_000].mean())) < 0.002
