"""A live call: both sides aligned on one clock, whatever the devices do."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from speech.audio import CHUNK_SAMPLES, s_to_samples, samples_to_s
from speech.errors import DeviceError
from speech.events import Side
from speech.sources import live
from speech.sources.base import Chunk, DeviceChange, Loss, Refreshable
from speech.sources.feed import Feed, Route
from speech.sources.live import HOLD_S, LiveSource, open_live
from speech.sources.spec import FarEndChoice, FarEndKind, InputChoice, LiveSpec
from speech.sources.track import Track


class _Call:
    """A live source with two fake devices on a turned clock."""

    def __init__(self, clock: Any, near: Any, far: Any, *, patient: bool = False) -> None:
        self.near, self.far = near, far
        feeds = [Feed(near.open, [Route(Side.AGENT, Track(), 0)], may_idle=False, wanted="near")]
        if far is not None:
            route = Route(Side.CUSTOMER, Track(silent_when_idle=far.idle), None)
            feeds.append(Feed(far.open, [route], may_idle=far.idle, wanted="far"))
        self.source = LiveSource(feeds, clock=clock, wait=clock.wait, patient=patient)
        self.chunks: list[Chunk] = []

    def run(self, seconds: float) -> None:
        for _ in range(round(seconds * 50)):
            chunk = self.source.read()
            assert chunk is not None
            self.chunks.append(chunk)

    @property
    def losses(self) -> list[Loss]:
        return [loss for chunk in self.chunks for loss in chunk.losses]

    @property
    def changes(self) -> list[DeviceChange]:
        return [change for chunk in self.chunks for change in chunk.changes]

    def sound(self, side: Side) -> np.ndarray:
        parts = [chunk.agent if side is Side.AGENT else chunk.customer for chunk in self.chunks]
        return np.concatenate([part for part in parts if part is not None])


@pytest.fixture
def call(clock: Any, card: Callable[..., Any]) -> _Call:
    """Return a running call with a microphone and a loopback."""
    return _Call(clock, card("Headset"), card("Speakers", channels=2, idle=True))


def test_chunks_follow_each_other_without_a_seam(call: _Call) -> None:
    """Five quiet seconds are 250 whole chunks of both sides, with nothing lost and nothing changed."""
    call.run(5.0)
    assert [chunk.start_sample for chunk in call.chunks] == list(range(0, 250 * CHUNK_SAMPLES, CHUNK_SAMPLES))
    assert call.losses == []
    assert call.changes == []
    assert call.sound(Side.AGENT)[s_to_samples(0.1) :].min() == pytest.approx(0.5)
    assert len(call.sound(Side.CUSTOMER)) == 250 * CHUNK_SAMPLES


def test_the_source_says_what_it_hears(call: _Call) -> None:
    """Both devices are named, the customer is there, the length is open."""
    assert call.source.info.name == "Headset + Speakers"
    assert call.source.info.has_customer
    assert call.source.info.duration_s is None
    assert isinstance(call.source, Refreshable)


def test_chunks_come_as_soon_as_both_sides_are_there(call: _Call, clock: Any) -> None:
    """While both deliver, a chunk is given out within 20 ms of its end."""
    call.run(2.0)
    assert clock() - call.source._epoch_s - samples_to_s(call.chunks[-1].start_sample + CHUNK_SAMPLES) <= 0.02


def test_a_silent_loopback_is_filled_from_the_clock(call: _Call, clock: Any) -> None:
    """While nothing plays the customer is silence, at most `hold_s` late, and no loss is recorded."""
    call.run(1.0)
    call.far.playing = False
    call.run(3.0)
    assert clock() - call.source._epoch_s - 4.0 <= HOLD_S + 0.01
    call.far.playing = True
    call.run(1.0)
    customer = call.sound(Side.CUSTOMER)
    assert not customer[s_to_samples(1.3) : s_to_samples(3.8)].any()
    assert customer[s_to_samples(4.3) :].min() > 0.0
    assert call.losses == []


def test_sound_after_a_silence_lies_at_its_time(call: _Call) -> None:
    """What the loopback plays after a pause is where it was played, to the block."""
    call.far.playing = False
    call.run(2.0)
    began = s_to_samples(samples_to_s(call.chunks[-1].start_sample + CHUNK_SAMPLES) + HOLD_S)
    call.far.playing = True
    call.run(1.0)
    first = int(np.flatnonzero(call.sound(Side.CUSTOMER))[0])
    assert abs(first - began) <= s_to_samples(0.03)


def test_an_unplugged_microphone_is_on_record_and_comes_back(call: _Call) -> None:
    """The gap is zeros and a loss of the agent only; the session's time goes on; the device's return is told."""
    call.run(1.0)
    call.near.unplug()
    call.run(2.0)
    call.near.present = True
    call.run(5.0)
    assert {loss.side for loss in call.losses} == {Side.AGENT}
    assert {loss.reason for loss in call.losses} == {"unplugged"}
    start, end = call.losses[0].start_sample, call.losses[-1].end_sample
    assert samples_to_s(start) == pytest.approx(1.0, abs=0.1)
    assert samples_to_s(end) == pytest.approx(3.0, abs=2.1)
    agent = call.sound(Side.AGENT)
    assert not agent[start:end].any()
    assert agent[end : end + 16_000].min() > 0.0
    assert [(change.device, change.available) for change in call.changes] == [("Headset", False), ("Headset", True)]
    assert call.sound(Side.CUSTOMER)[s_to_samples(0.3) :].min() > 0.0


def test_a_lost_loopback_is_a_loss_not_silence(call: _Call) -> None:
    """When the output goes away, the customer's silence is recorded as not heard."""
    call.run(1.0)
    call.far.unplug()
    call.run(3.0)
    call.far.present = True
    call.run(4.0)
    assert {(loss.side, loss.reason) for loss in call.losses} == {(Side.CUSTOMER, "unplugged")}
    assert [change.available for change in call.changes] == [False, True]


def test_a_long_loss_is_told_in_pieces_without_holes(call: _Call) -> None:
    """While a device is away the record grows every five seconds, so an abrupt end loses little of it."""
    call.run(1.0)
    call.near.unplug()
    call.run(12.0)
    assert len(call.losses) == 2
    assert call.losses[0].end_sample == call.losses[1].start_sample
    assert samples_to_s(call.losses[1].end_sample) == pytest.approx(11.0, abs=0.3)


def test_two_channels_of_one_device_are_exactly_aligned(clock: Any, card: Callable[..., Any]) -> None:
    """Both sides of one device come from the same blocks, so they are never a sample apart."""
    box = card("Box", channels=2)
    routes = [Route(Side.AGENT, Track(), 0), Route(Side.CUSTOMER, Track(), 1)]
    source = LiveSource([Feed(box.open, routes, may_idle=False, wanted="")], clock=clock, wait=clock.wait)
    for _ in range(50):
        chunk = source.read()
        assert chunk is not None
        assert chunk.customer is not None
        assert np.allclose(chunk.customer, 2 * chunk.agent)


def test_without_a_far_end_there_is_no_customer(clock: Any, card: Callable[..., Any]) -> None:
    """One-sided calls have None for the customer in every chunk."""
    call = _Call(clock, card("Headset"), None)
    call.run(1.0)
    assert not call.source.info.has_customer
    assert all(chunk.customer is None for chunk in call.chunks)


def test_a_missing_device_at_the_start_is_an_error_and_releases_the_other(clock: Any, card: Callable[..., Any]) -> None:
    """When the far end cannot be opened, the microphone is released again."""
    near, far = card("Headset"), card("Speakers")
    far.present = False
    with pytest.raises(DeviceError):
        _Call(clock, near, far)
    assert near.capture.closed


def test_a_session_that_goes_on_waits_for_its_device(clock: Any, card: Callable[..., Any]) -> None:
    """After a restart a device that is away does not end the session; its absence is on record."""
    near, far = card("Headset"), card("Speakers", idle=True)
    near.present = False
    call = _Call(clock, near, far, patient=True)
    call.run(6.0)
    near.present = True
    call.run(5.0)
    assert [(change.side, change.available) for change in call.changes] == [(Side.AGENT, False), (Side.AGENT, True)]
    assert call.losses[0].start_sample == 0


def test_two_clocks_that_run_apart_stay_together(clock: Any, card: Callable[..., Any]) -> None:
    """With a fast and a slow device, after two minutes both sides are still there, without a loss."""
    near, far = card("Headset", rate_hz=48_000.0 * (1 + 150e-6)), card("Speakers", rate_hz=44_100.0 * (1 - 150e-6))
    call = _Call(clock, near, far)
    # The devices believe that they run at their nominal rates.
    near.capture.rate_hz, far.capture.rate_hz = 48_000.0, 44_100.0
    call.run(60.0)
    assert call.losses == []
    heads = [route.track.head for feed in call.source._feeds for route in feed.routes]
    assert abs(heads[0] - heads[1]) < s_to_samples(0.03)


def test_refresh_opens_all_devices_again(call: _Call) -> None:
    """`refresh` reopens each device once and tells its name."""
    call.run(0.5)
    call.source.refresh()
    call.run(1.0)
    assert call.near.attempts == [0, 1]
    assert call.far.attempts == [0, 1]
    assert {change.available for change in call.changes} == {True}


def test_closing_releases_everything(call: _Call) -> None:
    """`close` closes both devices and may be called twice."""
    call.source.close()
    call.source.close()
    assert call.near.capture.closed
    assert call.far.capture.closed


@pytest.mark.parametrize(
    ("far", "sides", "opened"),
    [
        (FarEndChoice(FarEndKind.NONE), 1, [(InputChoice("Mic", None, 0), 1)]),
        (FarEndChoice(FarEndKind.SAME_DEVICE, channel=3), 1, [(InputChoice("Mic", None, 0), 4)]),
        (
            FarEndChoice(FarEndKind.INPUT, "Line", "ALSA", 1),
            2,
            [(InputChoice("Mic", None, 0), 1), (InputChoice("Line", "ALSA", 1), 2)],
        ),
        (FarEndChoice(FarEndKind.LOOPBACK), 2, [(InputChoice("Mic", None, 0), 1), "loopback"]),
    ],
)
def test_each_kind_of_far_end_opens_its_devices(
    far: FarEndChoice, sides: int, opened: list[Any], card: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The setting decides which devices are opened, with as many channels as are used."""
    calls: list[Any] = []
    device = card("Any", channels=4)

    def open_input(choice: InputChoice, channels: int, attempt: int) -> Any:
        calls.append((choice, channels))
        return device.open(attempt)

    def opener(choice: FarEndChoice) -> Any:
        calls.append("loopback")
        return device.open

    monkeypatch.setattr(live, "open_input", open_input)
    monkeypatch.setattr(live, "loopback_opener", opener)
    monkeypatch.setattr(LiveSource, "_warm_up", lambda self: None)
    source = open_live(LiveSpec(InputChoice("Mic"), far))
    assert sorted(map(str, calls)) == sorted(map(str, opened))
    assert len(source._feeds) == sides
    assert source.info.has_customer is (far.kind is not FarEndKind.NONE)
    source.close()
