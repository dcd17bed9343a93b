"""Which side was never heard."""

from coaching.silent_sides import SilentSides
from speech.events import LevelMeasured, Side, SpeechStarted


def _level(side: Side, rms_dbfs: float) -> LevelMeasured:
    return LevelMeasured(1.0, side, 0.1, rms_dbfs, rms_dbfs + 3.0, speaking=False)


def _told(sides: SilentSides, now_s: float = 60.0, *, two_sided: bool = True) -> dict[str, str]:
    return {item.what: item.reason for item in sides.not_measured(now_s, two_sided=two_sided)}


def test_a_muted_microphone_is_named() -> None:
    """Digital silence for a minute: interruptions and the agent's words are not measured."""
    sides = SilentSides()
    sides.accept(_level(Side.AGENT, -100.0))
    sides.accept(SpeechStarted(2.0, Side.CUSTOMER, 1.9))
    told = _told(sides)
    assert set(told) == {"interruptions", "your words"}
    assert "muted" in told["interruptions"]


def test_a_quiet_customer_is_not_called_muted() -> None:
    """Noise without speech is told apart from a dead line."""
    sides = SilentSides()
    sides.accept(SpeechStarted(2.0, Side.AGENT, 1.9))
    sides.accept(_level(Side.CUSTOMER, -55.0))
    told = _told(sides)
    assert set(told) == {"interruptions", "talk ratio", "patience"}
    assert "no speech" in told["patience"]


def test_nothing_is_claimed_early_or_of_a_side_that_spoke() -> None:
    """A short call proves nothing, and one word is enough to be heard."""
    sides = SilentSides()
    sides.accept(_level(Side.AGENT, -100.0))
    assert _told(sides, now_s=10.0) == {}
    sides.accept(SpeechStarted(2.0, Side.AGENT, 1.9))
    assert _told(sides) == {}


def test_one_channel_has_no_customer_to_miss() -> None:
    """Only the agent's words are named; the missing customer is told elsewhere."""
    sides = SilentSides()
    sides.accept(_level(Side.AGENT, -100.0))
    assert set(_told(sides, two_sided=False)) == {"your words"}
