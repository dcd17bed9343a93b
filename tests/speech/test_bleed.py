"""One window of bleed measurement."""

import pytest

from speech.audio import Samples, s_to_samples
from speech.bleed import BleedMeter, BleedWindow
from tests.speech.echo_room import noise, speechlike, with_bleed

WINDOW, LONGEST = s_to_samples(0.5), s_to_samples(0.5)


def measure_bleed(near: Samples, far: Samples, longest: int) -> BleedWindow:
    """Measure one window with a fresh meter."""
    return BleedMeter(len(near), longest).measure(near, far)


@pytest.mark.parametrize("delay_ms", [0, 20, 60, 250, 480])
@pytest.mark.parametrize("bleed_db", [-10, -20, -30])
def test_an_echo_is_one_sharp_peak_at_its_delay(bleed_db: float, delay_ms: float) -> None:
    """Bleed of any level and delay scores high, at the right delay."""
    far = speechlike(2.0, 1)
    near = with_bleed(noise(2.0, -60), far, bleed_db, delay_ms)
    end = s_to_samples(1.9)
    result = measure_bleed(near[end - WINDOW : end], far[end - WINDOW - LONGEST : end], LONGEST)
    assert result.score > 12
    assert abs(result.delay_samples - s_to_samples(delay_ms / 1000)) <= 2


@pytest.mark.parametrize("seed", range(8))
def test_two_voices_are_no_echo(seed: int) -> None:
    """Independent voices at the same time score low."""
    far, near = speechlike(2.0, seed), speechlike(2.0, 100 + seed)
    end = s_to_samples(1.9)
    assert measure_bleed(near[end - WINDOW : end], far[end - WINDOW - LONGEST : end], LONGEST).score < 7


def test_the_ratio_is_the_bleed() -> None:
    """While the agent is silent the ratio of the levels is the bleed, within 3 dB (the room adds some)."""
    far = speechlike(2.0, 3)
    near = with_bleed(noise(2.0, -80), far, -15, 60)
    end = s_to_samples(1.9)
    assert measure_bleed(
        near[end - WINDOW : end], far[end - WINDOW - LONGEST : end], LONGEST
    ).bleed_db == pytest.approx(-15, abs=3)


def test_silence_is_harmless() -> None:
    """Two silent windows give a finite, low result."""
    zeros = noise(2.0, -300)
    result = measure_bleed(zeros[:WINDOW], zeros[: WINDOW + LONGEST], LONGEST)
    assert result.score < 12


def test_an_echo_as_weak_as_the_noise_shows_in_the_average() -> None:
    """Bleed at the level of the room's noise is missed by single windows and found by their average."""
    far = speechlike(12.0, 9)
    near = with_bleed(noise(12.0, -40), far, -24, 120)
    meter, ends = BleedMeter(WINDOW, LONGEST), range(2 * WINDOW, len(near), WINDOW)
    found = [meter.measure(near[end - WINDOW : end], far[end - WINDOW - LONGEST : end]) for end in ends]
    assert found[-1].sustained_score > 8
    assert found[-1].sustained_score > sorted(window.score for window in found)[len(found) // 2]


def test_the_average_of_two_voices_stays_low() -> None:
    """Averaging makes no echo of two independent voices, and starts anew when told to."""
    far, near = speechlike(12.0, 10), speechlike(12.0, 11)
    meter = BleedMeter(WINDOW, LONGEST)
    for end in range(2 * WINDOW, len(near), WINDOW):
        last = meter.measure(near[end - WINDOW : end], far[end - WINDOW - LONGEST : end])
        assert last.windows < 3 or last.sustained_score < 6.5
    meter.forget()
    assert meter.measure(near[:WINDOW], far[: WINDOW + LONGEST]).windows == 1
