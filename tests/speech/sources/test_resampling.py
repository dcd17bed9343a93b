"""Any rate to 16 kHz: length, pitch and level are kept, whatever the block size."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from speech.sources.resampling import Resampler


@pytest.mark.parametrize("rate", [8_000, 11_025, 22_050, 44_100, 48_000, 96_000])
def test_a_second_stays_a_second_and_a_tone_its_pitch(rate: int) -> None:
    """A 1 kHz tone of one second keeps its length (±1 sample), pitch and level."""
    tone = 0.5 * np.sin(2 * np.pi * 1_000 / rate * np.arange(rate)).astype(np.float32)[:, None]
    heard = Resampler(rate, 1).accept(tone, last=True)[:, 0]
    assert abs(len(heard) - 16_000) <= 1
    assert int(np.abs(np.fft.rfft(heard)).argmax()) == 1_000
    assert np.abs(heard[2_000:14_000]).max() == pytest.approx(0.5, abs=0.01)


def test_16_khz_goes_through_untouched() -> None:
    """Nothing is computed where nothing is to be converted."""
    sound = np.ones((100, 2), dtype=np.float32)
    assert Resampler(16_000, 2).accept(sound) is sound


def test_channels_do_not_mix() -> None:
    """Each column is converted for itself."""
    sound = np.zeros((4_800, 2), dtype=np.float32)
    sound[:, 1] = 0.5
    heard = Resampler(48_000, 2).accept(sound, last=True)
    assert not heard[:, 0].any()
    assert heard[800, 1] == pytest.approx(0.5, abs=0.01)


@given(st.lists(st.integers(1, 900), min_size=1, max_size=20))
def test_block_sizes_do_not_matter(sizes: list[int]) -> None:
    """The same sound in any pieces gives the same samples."""
    sound = np.random.default_rng(1).uniform(-0.5, 0.5, (sum(sizes), 1)).astype(np.float32)
    whole = Resampler(44_100, 1).accept(sound, last=True)
    stream, parts, at = Resampler(44_100, 1), [], 0
    for number, size in enumerate(sizes):
        parts.append(stream.accept(sound[at : at + size], last=number == len(sizes) - 1))
        at += size
    assert np.concatenate(parts) == pytest.approx(whole, abs=1e-5)
