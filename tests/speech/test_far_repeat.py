"""Swapped channels leave their trace in the direction of the bleed."""

import pytest

from speech.audio import Samples, s_to_samples
from speech.far_repeat import FarRepeat, FarRepeatSettings
from tests.speech.echo_room import noise, speechlike, with_bleed

WINDOW, LONGEST = s_to_samples(0.5), s_to_samples(0.5)


def _after(near: Samples, far: Samples, *, echo: bool = False) -> FarRepeat:
    repeat = FarRepeat(FarRepeatSettings(), WINDOW, LONGEST)
    for end in range(2 * WINDOW, len(near), WINDOW):
        repeat.hear(near[end - WINDOW - LONGEST : end], far[end - WINDOW : end], echo=echo)
    return repeat


@pytest.mark.parametrize(("bleed_db", "delay_ms"), [(-10, 20), (-20, 100), (-25, 250)])
def test_a_call_that_repeats_the_microphone_is_found(bleed_db: float, delay_ms: float) -> None:
    """What is taken for the microphone comes back later in what is taken for the call."""
    near = speechlike(8.0, 1)
    assert _after(near, with_bleed(noise(8.0, -60), near, bleed_db, delay_ms)).found


def test_bleed_the_right_way_round_is_no_swap() -> None:
    """A microphone that hears the call gives the opposite order in time."""
    far = speechlike(8.0, 2)
    assert not _after(with_bleed(noise(8.0, -60), far, -15, 60), far).found


def test_two_voices_and_leaking_channels_are_no_swap() -> None:
    """Independent voices, and a mixer that leaks without delay, say nothing about order."""
    near = speechlike(8.0, 3)
    assert not _after(near, speechlike(8.0, 4)).found
    assert not _after(near, with_bleed(speechlike(8.0, 4), near, -15, 0)).found


def test_a_microphone_that_hears_the_call_is_the_microphone() -> None:
    """Echo found the right way round overrules."""
    near = speechlike(8.0, 5)
    assert not _after(near, with_bleed(noise(8.0, -60), near, -10, 60), echo=True).found


def test_the_claim_is_taken_back() -> None:
    """Long enough without a repeat ends it."""
    near, clean = speechlike(8.0, 6), speechlike(40.0, 7)
    repeat = _after(near, with_bleed(noise(8.0, -60), near, -10, 60))
    other = speechlike(40.0, 8)
    for end in range(2 * WINDOW, len(clean), WINDOW):
        repeat.hear(clean[end - WINDOW - LONGEST : end], other[end - WINDOW : end], echo=False)
    assert not repeat.found
