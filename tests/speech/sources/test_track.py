"""A side's track: sound on the session's clock, drift removed, losses made up for."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from speech.audio import SAMPLE_RATE_HZ, Samples, s_to_samples
from speech.sources.track import Track

BLOCK = 160


def _ramp(count: int, start: int = 0) -> Samples:
    return np.arange(start, start + count, dtype=np.float64).astype(np.float32)


def _play(track: Track, seconds: float, *, ppm: float = 0.0, jitter_s: float = 0.0, seed: int = 0) -> list[float]:
    """Feed 10 ms blocks of a device whose clock is off by `ppm`; take by the clock; return count minus clock, in s."""
    rng, taken = np.random.default_rng(seed), 0
    errors: list[float] = []
    for number in range(1, int(seconds * 100) + 1):
        true_end_s = number * BLOCK / SAMPLE_RATE_HZ / (1.0 + ppm * 1e-6)
        track.append(np.ones(BLOCK, dtype=np.float32), true_end_s + rng.uniform(0.0, jitter_s))
        errors.append(track.head / SAMPLE_RATE_HZ - true_end_s)
        while taken + 320 <= s_to_samples(true_end_s - 0.1):
            unheard = track.take(320)[1]
            assert taken == 0 or unheard == []  # the first block may come late
            taken += 320
    return errors


def test_the_first_block_is_placed_by_its_time() -> None:
    """What ends at 1 s of session time comes out there, with silence before it."""
    track = Track()
    track.append(_ramp(160, 1), 1.0)
    samples, unheard = track.take(16_160)
    assert unheard == [(0, 16_000 - 160), (16_000, 16_160)]
    assert np.array_equal(samples[16_000 - 160 : 16_000], _ramp(160, 1))
    assert not samples[: 16_000 - 160].any()


def test_blocks_follow_each_other_by_count_not_by_arrival() -> None:
    """Jitter of the arrival leaves no seam in the sound."""
    track = Track()
    for number, late_s in enumerate((0.0, 0.013, 0.004, 0.02)):
        track.append(_ramp(160, number * 160), (number + 1) * 0.01 + late_s)
    samples, unheard = track.take(640)
    assert unheard == []
    assert np.array_equal(samples, _ramp(640))


def test_what_is_not_there_is_zero_and_counted() -> None:
    """An empty track gives silence and says how much was missing."""
    samples, unheard = Track().take(320)
    assert (len(samples), unheard, samples.any()) == (320, [(0, 320)], False)


def test_sound_that_comes_too_late_is_left_out() -> None:
    """After its time was given out as missing, late sound does not push the rest aside."""
    track = Track()
    track.append(_ramp(160), 0.01)
    track.take(320)
    track.append(_ramp(160, 160), 0.021)
    track.append(_ramp(160, 320), 0.03)
    samples, unheard = track.take(160)
    assert unheard == []
    assert np.array_equal(samples, _ramp(160, 320))


@pytest.mark.parametrize("ppm", [-200.0, -60.0, 0.0, 60.0, 200.0])
def test_a_wrong_crystal_never_pulls_the_sides_apart(ppm: float) -> None:
    """With ±200 ppm and 15 ms of jitter, ten minutes stay within 5 ms after the first minute, without a jump."""
    track = Track()
    errors = _play(track, 600.0, ppm=ppm, jitter_s=0.015)
    assert max(abs(error) for error in errors[6_000:]) < 0.005


def test_without_drift_nothing_is_touched() -> None:
    """A device as exact as the clock gets no correction at all."""
    track = Track()
    errors = _play(track, 60.0)
    assert track.slips == 0
    assert max(abs(error) for error in errors) < 1e-9


def test_a_slip_is_a_stretch_not_a_click() -> None:
    """Correcting drift of a smooth tone never makes a larger step than the tone itself has."""
    track = Track()
    tone = np.sin(2 * np.pi * 440 / SAMPLE_RATE_HZ * np.arange(SAMPLE_RATE_HZ * 30)).astype(np.float32)
    heard = []
    for start in range(0, len(tone), BLOCK):
        track.append(tone[start : start + BLOCK], (start + BLOCK) / SAMPLE_RATE_HZ * (1 + 400e-6))
        heard.append(track.take(BLOCK)[0])
    steps = np.abs(np.diff(np.concatenate(heard)[SAMPLE_RATE_HZ:-SAMPLE_RATE_HZ]))
    assert track.slips > 10
    assert steps.max() < 1.05 * np.abs(np.diff(tone)).max()


def test_lost_sound_leaves_a_hole_where_it_was_lost() -> None:
    """When the driver lost half a second, what follows is back on the clock and the hole is on record."""
    track = Track()
    for number in range(100):
        track.append(np.ones(BLOCK, dtype=np.float32), (number + 1) * 0.01)
    for number in range(150, 200):
        track.append(np.full(BLOCK, 2.0, dtype=np.float32), (number + 1) * 0.01)
    assert abs(track.head - s_to_samples(2.0)) <= BLOCK
    ((first, last),) = track.take(s_to_samples(1.9))[1]
    assert last - first == s_to_samples(0.5)


def test_a_stalled_driver_that_catches_up_loses_nothing() -> None:
    """Blocks held back for 0.15 s and handed over at once are not taken for lost sound."""
    track = Track()
    for number in range(100):
        track.append(_ramp(BLOCK, number * BLOCK), (number + 1) * 0.01)
    for number in range(100, 115):
        track.append(_ramp(BLOCK, number * BLOCK), 1.15)
    for number in range(115, 200):
        track.append(_ramp(BLOCK, number * BLOCK), (number + 1) * 0.01)
    samples, unheard = track.take(200 * BLOCK)
    assert unheard == []
    assert np.array_equal(samples, _ramp(200 * BLOCK))


def test_doubled_sound_is_cut_back_to_the_clock() -> None:
    """A driver that delivers a burst twice does not push the side into the future."""
    track = Track()
    for number in range(100):
        track.append(np.ones(BLOCK, dtype=np.float32), (number + 1) * 0.01)
    for _ in range(50):
        track.append(np.ones(BLOCK, dtype=np.float32), 1.0)
    for number in range(100, 200):
        track.append(np.ones(BLOCK, dtype=np.float32), (number + 1) * 0.01)
    assert track.head == pytest.approx(s_to_samples(2.0), abs=2 * BLOCK)


def test_a_loopback_that_pauses_goes_on_where_the_clock_is() -> None:
    """While nothing plays a loopback delivers nothing; what plays later is not glued to what played before."""
    track = Track(silent_when_idle=True)
    track.append(np.ones(BLOCK, dtype=np.float32), 0.01)
    track.append(np.ones(BLOCK, dtype=np.float32), 5.0)
    samples, unheard = track.take(s_to_samples(5.0))
    assert unheard == []
    assert np.flatnonzero(samples).tolist() == [*range(BLOCK), *range(s_to_samples(5.0) - BLOCK, s_to_samples(5.0))]


def test_another_device_is_placed_by_its_own_first_block() -> None:
    """After `restart` the count of the old device is forgotten."""
    track = Track()
    track.append(np.ones(BLOCK, dtype=np.float32), 0.01)
    track.restart()
    track.append(np.ones(BLOCK, dtype=np.float32), 0.5)
    assert track.head == s_to_samples(0.5)


@given(st.lists(st.tuples(st.integers(1, 800), st.floats(-0.3, 1.0)), max_size=40), st.booleans())
def test_whatever_arrives_exactly_as_much_is_taken_as_asked(blocks: list[tuple[int, float]], idle: bool) -> None:
    """Any arrivals: `take` gives what was asked for, finite, and the head never falls behind what was taken."""
    track, at_s, taken = Track(silent_when_idle=idle), 0.0, 0
    for count, late_s in blocks:
        at_s += count / SAMPLE_RATE_HZ
        track.append(np.ones(count, dtype=np.float32), max(0.0, at_s + late_s))
        samples, unheard = track.take(320)
        taken += 320
        assert len(samples) == 320
        assert all(taken - 320 <= first < last <= taken for first, last in unheard)
        assert np.isfinite(samples).all()
        assert track.head >= taken
