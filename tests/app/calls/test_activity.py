"""Guessing the beginning and end of calls, and a muted microphone, from times and levels."""

from hypothesis import given
from hypothesis import strategies as st

from app.calls.activity import FarEndEnd, FarEndStart, MuteWatch
from app.calls.settings import CallSettings
from speech.events import ClockAdvanced, LevelMeasured, Side, SpeechEnded, SpeechStarted

SETTINGS = CallSettings(far_speech_s=2.0, far_window_s=10.0, far_silence_s=60.0, mute_after_s=2.0)


def level(at_s: float, peak_dbfs: float, side: Side = Side.AGENT) -> LevelMeasured:
    """Return a measured level."""
    return LevelMeasured(at_s, side, 0.1, peak_dbfs, peak_dbfs, speaking=False)


def test_a_greeting_begins_a_call() -> None:
    """Two seconds of far speech begin a call at the moment they are full."""
    start = FarEndStart(SETTINGS)
    begun = [start.accept(n * 0.5, (n + 1) * 0.5, speaking=True) for n in range(5)]
    assert begun == [False, False, False, True, True]


def test_a_sound_now_and_then_begins_none() -> None:
    """A one-second sound every ten seconds never adds up to a call."""
    start = FarEndStart(SETTINGS)
    assert not any(start.accept(float(second), second + 1.0, speaking=second % 10 == 0) for second in range(600))


@given(st.lists(st.booleans(), max_size=200))
def test_a_call_begins_only_with_enough_speech(flags: list[bool]) -> None:
    """Whatever is heard, a call begins exactly when the window holds enough speech."""
    start = FarEndStart(SETTINGS)
    for n, speaking in enumerate(flags):
        begun = start.accept(n * 0.5, (n + 1) * 0.5, speaking=speaking)
        assert begun == (sum(flags[max(0, n - 19) : n + 1]) * 0.5 >= 2.0)


def test_long_silence_of_the_far_end_ends_the_call() -> None:
    """A minute after the customer's last word the call is over, not while they speak."""
    end = FarEndEnd(SETTINGS)
    assert not end.accept(SpeechStarted(5.0, Side.CUSTOMER, 5.0))
    assert not end.accept(ClockAdvanced(500.0))
    assert not end.accept(SpeechEnded(500.0, Side.CUSTOMER, 5.0, 500.0))
    assert not end.accept(SpeechStarted(510.0, Side.AGENT, 510.0))
    assert not end.accept(ClockAdvanced(559.9))
    assert end.accept(ClockAdvanced(560.0))


def test_hold_is_no_silence() -> None:
    """Silence on hold does not count; it begins anew when the call goes on."""
    end = FarEndEnd(SETTINGS)
    end.on_hold = True
    assert not end.accept(ClockAdvanced(600.0))
    end.on_hold = False
    assert not end.accept(ClockAdvanced(659.0))
    assert end.accept(ClockAdvanced(660.0))


def test_nothing_but_zeros_is_mute() -> None:
    """Two seconds of digital silence are told once as muted, the first noise once as back."""
    watch = MuteWatch(SETTINGS)
    assert [watch.accept(level(n / 10, -100.0)) for n in range(1, 31)].count(True) == 1
    assert watch.accept(level(3.1, -70.0)) is False
    assert watch.accept(level(3.2, -70.0)) is None


def test_quiet_is_not_mute() -> None:
    """A quiet room, a short dropout and the far end's silence are no mute."""
    watch = MuteWatch(SETTINGS)
    told = [watch.accept(level(n / 10, -100.0 if n % 15 else -88.0)) for n in range(1, 200)]
    told += [watch.accept(level(n / 10, -100.0, Side.CUSTOMER)) for n in range(200, 300)]
    assert set(told) == {None}
