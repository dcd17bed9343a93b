"""A device kept open: sound to tracks, losses and changes told once."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from speech.errors import DeviceError
from speech.events import Side
from speech.sources.base import DeviceChange
from speech.sources.capture import Block
from speech.sources.connection import STALL_S
from speech.sources.feed import DEVICE_CHANGED, OVERFLOW, UNPLUGGED, Feed, Route
from speech.sources.track import Track


def _feed(device: Any, *, idle: bool = False, channel: int | None = 0) -> Feed:
    return Feed(device.open, [Route(Side.AGENT, Track(silent_when_idle=idle), channel)], may_idle=idle, wanted="wanted")


def _pump(feed: Feed, clock: Any, seconds: float) -> None:
    for _ in range(round(seconds / 0.01)):
        clock.wait(0.01)
        feed.pump(clock() - 1_000.0, 1_000.0)


def test_sound_goes_to_the_track_at_its_time(card: Callable[..., Any], clock: Any) -> None:
    """Half a second of the device is half a second of the track."""
    feed = _feed(card("mic"))
    feed.open(0.0)
    _pump(feed, clock, 0.5)
    assert feed.name == "mic"
    assert feed.routes[0].track.head == 8_000
    assert feed.changes == []


@pytest.mark.parametrize("rate_hz", [8_000.0, 44_100.0, 48_000.0, 96_000.0])
def test_any_rate_arrives_at_the_same_session_time(rate_hz: float, card: Callable[..., Any], clock: Any) -> None:
    """Resampling, with its delay, does not move sound: a click stays within 2 ms of its time."""
    device = card("mic", rate_hz=rate_hz)
    device.playing = False
    feed = _feed(device)
    feed.open(0.0)
    sound = np.zeros((int(rate_hz), 1), dtype=np.float32)
    sound[int(rate_hz / 2)] = 1.0
    for part in range(100):
        block = sound[int(part * rate_hz / 100) : int((part + 1) * rate_hz / 100)]
        device.capture.blocks.append(Block(block, 1_000.0 + (part + 1) / 100))
        feed.pump((part + 1) / 100, 1_000.0)
    heard, _ = feed.routes[0].track.take(16_000)
    assert abs(int(np.abs(heard).argmax()) - 8_000) <= 32


def test_two_channels_of_one_device_are_two_sides(card: Callable[..., Any], clock: Any) -> None:
    """Each side gets its own channel of the same blocks."""
    near, far = Track(), Track()
    feed = Feed(
        card("box", channels=2).open,
        [Route(Side.AGENT, near, 0), Route(Side.CUSTOMER, far, 1)],
        may_idle=False,
        wanted="",
    )
    feed.open(0.0)
    _pump(feed, clock, 0.1)
    assert near.take(1_600)[0].max() == pytest.approx(0.5)
    assert far.take(1_600)[0].max() == pytest.approx(1.0)


def test_all_channels_are_mixed_where_none_is_chosen(card: Callable[..., Any], clock: Any) -> None:
    """A stereo loopback becomes the mean of its channels; a channel the device lacks is its last one."""
    mixed, clamped = _feed(card("speakers", channels=2), channel=None), _feed(card("mono"), channel=5)
    for feed in (mixed, clamped):
        feed.open(0.0)
    for feed in (mixed, clamped):
        _pump(feed, clock, 0.1)
    assert mixed.routes[0].track.take(1_600)[0].max() == pytest.approx(0.75)
    assert clamped.routes[0].track.take(1_600)[0].max() == pytest.approx(0.5)


def test_the_first_opening_raises(card: Callable[..., Any]) -> None:
    """A device that is not there when a session begins is an error for the user."""
    device = card("mic")
    device.present = False
    with pytest.raises(DeviceError):
        _feed(device).open(0.0)


def test_unplugging_is_told_once_and_replugging_once(card: Callable[..., Any], clock: Any) -> None:
    """The device goes, is tried again and again, and comes back: two changes, growing attempts."""
    device = card("mic")
    feed = _feed(device)
    feed.open(0.0)
    _pump(feed, clock, 0.2)
    device.unplug()
    _pump(feed, clock, 3.0)
    assert feed.changes == [DeviceChange(Side.AGENT, "mic", available=False)]
    assert (feed.available, feed.reason) == (False, UNPLUGGED)
    device.present = True
    _pump(feed, clock, 3.0)
    assert feed.changes[1:] == [DeviceChange(Side.AGENT, "mic", available=True)]
    assert (feed.available, feed.reason) == (True, OVERFLOW)
    assert device.attempts == sorted(device.attempts)


def test_a_microphone_that_falls_silent_is_opened_again(card: Callable[..., Any], clock: Any) -> None:
    """A driver that hangs without an error is noticed by its silence."""
    device = card("mic")
    feed = _feed(device)
    feed.open(0.0)
    _pump(feed, clock, 0.2)
    hung, device.playing = device.capture, False
    _pump(feed, clock, STALL_S + 0.1)
    assert hung.closed
    device.playing = True
    _pump(feed, clock, 1.0)
    assert [change.available for change in feed.changes] == [False, True]


def test_a_moved_default_is_followed_without_a_loss_of_the_device(card: Callable[..., Any], clock: Any) -> None:
    """When the default moves the new device is opened at once and told by its name."""
    device = card("old")
    feed = _feed(device)
    feed.open(0.0)
    _pump(feed, clock, 0.2)
    device.name, device.capture.moved = "new", True
    _pump(feed, clock, 0.02)
    assert feed.reason in {DEVICE_CHANGED, OVERFLOW}
    _pump(feed, clock, 0.1)
    assert feed.changes == [DeviceChange(Side.AGENT, "new", available=True)]


def test_a_refresh_opens_again_once(card: Callable[..., Any], clock: Any) -> None:
    """`refresh` makes one new attempt that looks at the present devices."""
    device = card("mic")
    feed = _feed(device)
    feed.open(0.0)
    _pump(feed, clock, 0.1)
    feed.refresh()
    _pump(feed, clock, 0.5)
    assert device.attempts == [0, 1]


def test_a_moved_default_that_cannot_be_opened_is_a_loss(card: Callable[..., Any], clock: Any) -> None:
    """When the new default fails to open the side is told to be unavailable."""
    device = card("mic")
    feed = _feed(device)
    feed.open(0.0)
    _pump(feed, clock, 0.1)
    device.present, device.capture.moved = False, True
    _pump(feed, clock, 0.1)
    assert feed.changes == [DeviceChange(Side.AGENT, "mic", available=False)]
    assert feed.reason == UNPLUGGED


def test_broken_samples_become_silence(card: Callable[..., Any]) -> None:
    """Not-a-number and infinity from a driver never reach the recognizer."""
    device = card("mic")
    feed = _feed(device)
    feed.open(0.0)
    device.capture.blocks.append(Block(np.array([[np.nan], [np.inf], [0.25]], dtype=np.float32), 1_000.01))
    feed.pump(0.01, 1_000.0)
    heard, _ = feed.routes[0].track.take(160)
    assert np.isfinite(heard).all()
    assert heard.max() == pytest.approx(0.25)


def test_closing_releases_the_device(card: Callable[..., Any]) -> None:
    """`close` closes the capture and may be called twice."""
    device = card("mic")
    feed = _feed(device)
    feed.open(0.0)
    capture = device.capture
    feed.close()
    feed.close()
    assert capture.closed
