"""What can be chosen about the beginning and end of calls."""

import pytest
from pydantic import TypeAdapter, ValidationError

from app.calls.settings import CallSettings

_ADAPTER = TypeAdapter(CallSettings)


def test_no_door_is_open_and_nothing_begins_by_itself_until_it_is_chosen() -> None:
    """A video would begin a call, and a port is for those who need it."""
    settings = CallSettings()
    assert (settings.far_end_starts, settings.far_end_ends, settings.endpoint) == (False, False, False)


def test_a_call_can_begin_with_the_defaults() -> None:
    """The speech that begins it fits into the time in which it counts."""
    assert CallSettings().far_speech_s < CallSettings().far_window_s


@pytest.mark.parametrize("port", [80, 1023, 65536, -1])
def test_ports_of_the_system_are_refused(port: int) -> None:
    """Below 1024 only administrators may listen; above 65535 there is none."""
    with pytest.raises(ValidationError, match="endpoint_port"):
        _ADAPTER.validate_python({"endpoint_port": port})


def test_the_usual_port_is_not_one_that_systems_hand_out() -> None:
    """Another program would have it now and then."""
    assert 1024 <= CallSettings().endpoint_port < 32_768


@pytest.mark.parametrize(
    ("key", "value"),
    [("far_speech_s", 0.4), ("far_window_s", 121.0), ("far_silence_s", 9.0), ("mute_after_s", 0.0)],
)
def test_times_that_would_end_calls_by_mistake_are_refused(key: str, value: float) -> None:
    """Each by its name."""
    with pytest.raises(ValidationError, match=key):
        _ADAPTER.validate_python({key: value})
