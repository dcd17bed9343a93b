"""A call of the resident program: made late, ended with its report."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from app.call_session import CallOutcome, CallSession
from speech.errors import DeviceError
from speech.sources.spec import InputChoice, LiveSpec


@dataclass(frozen=True)
class _Summary:
    source: str


class _Live:
    """A session that remembers what it is told."""

    ended = False
    error = None

    def __init__(self) -> None:
        self.told: list[str] = []

    def start(self) -> None:
        self.told.append("start")

    def poll(self, timeout_s: float) -> list[Any]:
        return []

    def stop(self) -> _Summary:
        return _Summary("headset")

    def __getattr__(self, name: str) -> Any:
        return lambda *values, **named: self.told.append(" ".join([name, *map(str, (*values, *named.values()))]))


def session(live: _Live, reference: str = "") -> CallSession:
    """Return a session that keeps its report under the name of its source."""
    return CallSession(lambda: live, lambda summary: Path(f"{summary.source}.html"), reference)  # type: ignore[arg-type, return-value]


def test_nothing_is_made_before_the_start() -> None:
    """Until it starts there is no session: commands and polls do nothing."""
    live = _Live()
    call = session(live)
    call.pause()
    call.resume()
    call.snooze("x")
    call.mark_wrong(1)
    call.note_painted(1, delivered_s=0.0, painted_s=0.0)
    call.listen_to(LiveSpec(InputChoice()))
    assert (call.poll(0.0), call.ended, call.error, live.told) == ((), False, None, [])


def test_commands_reach_the_session() -> None:
    """Once started, everything that the agent asks for reaches the session."""
    live = _Live()
    call = session(live)
    call.start()
    call.pause()
    call.resume()
    call.snooze("dead-end")
    call.mark_wrong(3)
    call.note_painted(3, delivered_s=0.25, painted_s=0.5)
    call.listen_to("usb")  # type: ignore[arg-type]
    assert live.told == [
        "start",
        "pause",
        "resume",
        "snooze dead-end",
        "mark_wrong 3",
        "note_painted 3 0.25 0.5",
        "listen_to usb",
    ]


def test_an_agenda_given_before_the_start_is_there_from_the_first_word() -> None:
    """The last one that was set before the start is followed; later ones reach the session at once."""
    live = _Live()
    call = session(live)
    call.set_agenda("offer survey")
    call.set_agenda("verify identity")
    assert live.told == []
    call.start()
    call.set_agenda("")
    assert live.told == ["set_agenda verify identity", "start", "set_agenda "]


@pytest.mark.parametrize(("reference", "source"), [("", "headset"), ("4711", "4711 · headset")])
def test_the_end_leaves_a_named_report(reference: str, source: str) -> None:
    """Stopping gives the summary and where its report lies; the reference names both."""
    call = session(_Live(), reference)
    call.start()
    assert call.stop() == CallOutcome(_Summary(source), Path(f"{source}.html"))  # type: ignore[arg-type]


def test_what_cannot_start_raises() -> None:
    """A missing microphone is raised by the start, in the worker's thread."""

    def make() -> Any:
        raise DeviceError("No microphone.", "Plug one in.")

    with pytest.raises(DeviceError):
        CallSession(make, lambda _summary: Path("x")).start()


def test_a_call_that_was_never_heard_leaves_no_report() -> None:
    """When nothing could be heard at all the session is closed and no empty report is written."""
    live = _Live()
    kept: list[Any] = []

    def poll(_timeout_s: float) -> list[Any]:
        raise DeviceError("No microphone.", "Plug one in.")

    live.poll = poll  # type: ignore[method-assign]
    call = CallSession(lambda: live, kept.append)  # type: ignore[arg-type, return-value]
    call.start()
    for step in (lambda: call.poll(0.0), call.stop):
        with pytest.raises(DeviceError):
            step()
    assert kept == []
    assert live.told == ["start", "close"]
