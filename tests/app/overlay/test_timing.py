"""What the view measures of a cue's way."""

from hypothesis import given
from hypothesis import strategies as st

from app.overlay.timing import CueTiming, StreamLag


def test_the_time_to_the_pixels() -> None:
    """From the cue's leaving the session to its painting."""
    assert CueTiming(1, "dead-end", 4.0, 100.0, 100.25).latency_s == 0.25


def test_the_swiftest_event_is_the_measure() -> None:
    """An event half a second behind the swiftest one has that lag; the swiftest one has none."""
    lag = StreamLag()
    assert lag.note(1.0, 101.0) == 0.0
    assert lag.note(2.0, 102.5) == 0.5
    assert lag.note(3.0, 102.75) == 0.0
    assert lag.note(4.0, 104.0) == 0.25


@given(st.lists(st.tuples(st.floats(0, 3600), st.floats(0, 3600)), min_size=1, max_size=20))
def test_no_lag_is_negative(events: list[tuple[float, float]]) -> None:
    """Also for a recording that is heard faster than it was spoken."""
    lag = StreamLag()
    assert all(lag.note(at_s, received_s) >= 0.0 for at_s, received_s in events)
