"""From measured windows to a verdict; every window here is written by hand."""

from dataclasses import replace

import pytest

from speech.bleed import BleedWindow
from speech.echo_verdict import EchoVerdict, EchoWindow, VerdictSettings

NO_ECHO = EchoWindow(BleedWindow(4.5, 5.0, 5, -20.0, 900, 1.5), -42.0, -60.0, near_spoke=False)
ECHO = EchoWindow(BleedWindow(14.0, 20.0, 5, -20.0, 1600, 9.0), -42.0, -60.0, near_spoke=False)
FAINT = replace(ECHO, bleed=BleedWindow(5.0, 15.0, 5, -20.0, 1600, 4.0))


def after(*windows: EchoWindow) -> EchoVerdict:
    """Return the verdict on these windows."""
    verdict = EchoVerdict(VerdictSettings())
    for window in windows:
        verdict.judge(window)
    return verdict


def test_nothing_is_known_at_first() -> None:
    """Without a window there is no verdict and no bound."""
    verdict = after()
    assert (verdict.detected, verdict.bleed_db, verdict.at_most_db, verdict.delay_samples) == (None, None, None, None)


def test_two_windows_with_the_same_delay_are_an_echo() -> None:
    """One window is chance, two that agree are not; the bleed is the ratio of the levels."""
    assert after(ECHO).detected is None
    verdict = after(ECHO, ECHO)
    assert verdict.detected
    assert verdict.delay_samples == 1600
    assert verdict.bleed_db == pytest.approx(-20.0, abs=0.2)


def test_peaks_at_different_delays_are_chance() -> None:
    """Peaks that wander by more than clocks do never become an echo."""
    wandering = [replace(ECHO, bleed=replace(ECHO.bleed, delay_samples=d)) for d in (100, 900, 2000, 4000)]
    assert after(*wandering).detected is None


def test_one_coincidence_does_not_carry_the_average() -> None:
    """After one high window the average stays high; without support of their own the next windows do not count."""
    carried = replace(NO_ECHO, bleed=BleedWindow(4.5, 20.0, 5, -20.0, 1600, 1.5))
    assert after(ECHO, carried, carried, carried).detected is None


def test_a_faint_echo_counts_with_support() -> None:
    """An echo that no single window shows is one when each adds something at its delay."""
    assert after(FAINT, FAINT).detected


def test_six_silent_windows_rule_an_echo_out() -> None:
    """Windows without a peak and without speech of the agent add up."""
    assert after(*[NO_ECHO] * 5).detected is None
    assert after(*[NO_ECHO] * 6).detected is False


def test_the_agents_own_speech_rules_nothing_out() -> None:
    """While the microphone holds speech an echo may hide in it."""
    assert after(*[replace(NO_ECHO, near_spoke=True)] * 30).detected is None


def test_a_microphone_too_quiet_for_an_echo_rules_it_out_at_once() -> None:
    """Two windows 40 dB under the far end are enough, and a peak in them is no echo that matters."""
    quiet = replace(ECHO, bleed=replace(ECHO.bleed, bleed_db=-45.0), near_dbfs=-67.0, noise_dbfs=-100.0)
    assert after(quiet, quiet).detected is False


def test_an_echo_drowned_in_noise_does_not_matter() -> None:
    """Bleed more than 9 dB under the microphone's noise cannot be heard, so nothing is cancelled for it."""
    drowned = replace(FAINT, near_dbfs=-41.9, noise_dbfs=-42.0)
    assert after(drowned, drowned).detected is False


def test_noise_is_taken_off_before_the_bleed_is_told() -> None:
    """A microphone at -42 dBFS with noise at -45 has an echo at -45: 3 dB less than the plain ratio."""
    noisy = replace(ECHO, noise_dbfs=-45.0)
    assert after(noisy, noisy).bleed_db == pytest.approx(-23.0, abs=0.2)


def test_silence_of_the_used_microphone_proves_that_the_echo_is_gone() -> None:
    """The far end speaks and nothing is heard: converged; the agent's own voice afterwards changes nothing."""
    verdict = after(ECHO, ECHO)
    assert verdict.converged
    for _ in range(5):
        verdict.judge(replace(ECHO, near_spoke=True, residue_score=5.0))
    assert verdict.converged


def test_speech_that_can_only_be_echo_ends_the_trust() -> None:
    """Twice speech no louder than the echo that repeats the far end: not converged; loud speech never is that."""
    left = replace(ECHO, near_spoke=True, residue_score=12.0)
    assert after(ECHO, ECHO, left).converged
    assert not after(ECHO, ECHO, left, left).converged
    loud = replace(left, bleed=replace(left.bleed, bleed_db=0.0), near_dbfs=-22.0)
    assert after(ECHO, ECHO, loud, loud, loud).converged


def test_an_echo_that_was_never_silent_is_not_trusted() -> None:
    """Detected while something is heard all the time: it may be the echo."""
    verdict = after(*[replace(ECHO, near_spoke=True, residue_score=12.0)] * 3)
    assert verdict.detected
    assert not verdict.converged


def test_twelve_clean_windows_end_an_echo() -> None:
    """The agent takes up a headset: the verdict turns, and what was measured is forgotten."""
    assert after(ECHO, ECHO, *[NO_ECHO] * 11).detected
    verdict = after(ECHO, ECHO, *[NO_ECHO] * 14)
    assert verdict.detected is False
    assert verdict.bleed_db is None
    assert not verdict.converged


def test_a_bound_is_known_before_the_bleed() -> None:
    """The louder of the latest two silent windows is what an echo cannot exceed."""
    quieter = replace(NO_ECHO, bleed=replace(NO_ECHO.bleed, bleed_db=-30.0), near_dbfs=-52.0, noise_dbfs=-100.0)
    assert after(NO_ECHO, quieter).at_most_db == pytest.approx(-20.0, abs=0.2)
    assert after(NO_ECHO, quieter, quieter).at_most_db == pytest.approx(-30.0, abs=0.2)
