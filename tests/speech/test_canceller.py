"""The canceller with a known delay."""

import numpy as np
import pytest

from speech.audio import CHUNK_SAMPLES, Samples, s_to_samples
from speech.canceller import AlignedCanceller
from speech.echo import level_dbfs
from tests.speech.echo_room import noise, speechlike, with_bleed


def cancelled(canceller: AlignedCanceller, near: Samples, far: Samples) -> Samples:
    """Return what is left of `near`."""
    chunks = range(0, len(near) - CHUNK_SAMPLES + 1, CHUNK_SAMPLES)
    return np.concatenate([canceller.process(near[i : i + CHUNK_SAMPLES], far[i : i + CHUNK_SAMPLES]) for i in chunks])


@pytest.mark.parametrize("delay_ms", [60, 230, 450])
def test_a_known_delay_makes_a_late_echo_go(delay_ms: float) -> None:
    """Told the delay after three seconds, the canceller takes 10 dB off an echo, however late it comes."""
    far = speechlike(6.0, 3)
    near = with_bleed(noise(6.0, -70.0), far, -20, delay_ms)
    canceller, half = AlignedCanceller(), s_to_samples(3.0)
    cancelled(canceller, near[:half], far[:half])
    canceller.align(s_to_samples(delay_ms / 1000))
    left = cancelled(canceller, near[half:], far[half:])
    assert level_dbfs(left) < level_dbfs(near[half:]) - 10.0


def test_it_hears_the_last_seconds_again() -> None:
    """Right after aligning the echo is gone: nothing has to be learnt anew."""
    far = speechlike(4.0, 4)
    near = with_bleed(noise(4.0, -70.0), far, -20, 200)
    canceller, late = AlignedCanceller(), s_to_samples(3.0)
    cancelled(canceller, near[:late], far[:late])
    canceller.align(s_to_samples(0.2))
    first = slice(late, late + s_to_samples(0.5))
    assert level_dbfs(cancelled(canceller, near[first], far[first])) < level_dbfs(near[first]) - 8.0


def test_the_far_end_is_held_back_by_what_exceeds_the_filter() -> None:
    """A short delay needs no holding back; a long one is held back but for the part that the filter covers."""
    canceller = AlignedCanceller()
    canceller.align(50)
    assert canceller.aligned_samples == 0
    canceller.align(s_to_samples(0.2))
    assert s_to_samples(0.18) < canceller.aligned_samples < s_to_samples(0.2)


def test_length_is_kept() -> None:
    """Out comes as much as went in, aligned or not."""
    canceller = AlignedCanceller()
    chunk = noise(0.02, -40.0)
    assert canceller.process(chunk, chunk).shape == chunk.shape
    canceller.align(1_000)
    assert canceller.process(chunk, chunk).shape == chunk.shape
