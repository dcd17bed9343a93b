"""When the microphone is believed to hold the agent alone."""

import pytest

from coaching.echo_trust import EchoTrust
from coaching.intervals import Interval
from speech.events import EchoMeasured, SessionStarted


def _echo(at_s: float, *, detected: bool = True, converged: bool = True) -> EchoMeasured:
    return EchoMeasured(at_s, -12.0 if detected else None, detected, cancelling=detected, converged=converged)


def _after(*events: EchoMeasured) -> EchoTrust:
    trust = EchoTrust()
    for event in events:
        trust.accept(event)
    return trust


def test_a_microphone_is_trusted_until_it_hears_the_far_end() -> None:
    """Nothing is known against it; cancelled echo is no reason either."""
    assert _after().trusted
    assert _after(_echo(1.0, detected=False), _echo(2.0)).trusted
    assert not _after(_echo(1.0, converged=False)).trusted


def test_distrust_is_kept_as_stretches_of_time() -> None:
    """From the first doubt to the all-clear, and to now while it lasts."""
    trust = _after(_echo(1.0, converged=False), _echo(2.0, converged=False), _echo(4.0), _echo(9.0, converged=False))
    assert trust.distrusted(10.0) == [Interval(1.0, 4.0), Interval(9.0, 10.0)]


def test_a_lapse_after_the_beginning_raises_no_doubt() -> None:
    """Double talk disturbs a converged canceller; one that never converged is doubted from the start."""
    lapsed = _after(_echo(1.0), _echo(5.0, converged=False))
    assert not lapsed.doubts(4.0)
    assert lapsed.doubts(6.0)
    assert _after(_echo(5.0, converged=False)).doubts(4.0)


def test_the_residue_lies_under_the_echo() -> None:
    """Far end at -20 dBFS, bleed -12 dB, at least 6 dB off; nothing without echo."""
    assert _after(_echo(1.0)).residue_dbfs(-20.0) == pytest.approx(-38.0)
    assert _after(_echo(1.0, detected=False)).residue_dbfs(-20.0) == -100.0
    assert _after(_echo(1.0)).residue_dbfs(None) == -100.0


def test_one_channel_is_noted() -> None:
    """What needs two voices must know."""
    trust = EchoTrust()
    trust.accept(SessionStarted(0.0, "x", has_customer=False, engine="", model="", engine_version="", engine_reason=""))
    assert not trust.two_sided


def test_a_call_that_repeats_the_microphone_is_not_trusted() -> None:
    """Swapped channels: doubted from the report on, with the time kept for the summary."""
    repeats = EchoMeasured(5.0, None, detected=False, cancelling=False, converged=True, far_repeats=True)
    trust = _after(repeats)
    assert not trust.trusted
    assert trust.doubts(4.0)
    assert trust.far_repeats_at_s == 5.0
