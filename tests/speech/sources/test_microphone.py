"""The microphone: bytes from the driver's callback to blocks; when the device list may be renewed."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from speech import portaudio
from speech.errors import DeviceError
from speech.portaudio import PortAudioInput
from speech.sources import microphone
from speech.sources.capture import RING_S
from speech.sources.microphone import MicrophoneCapture, may_look_again, open_input
from speech.sources.spec import InputChoice

STEREO = PortAudioInput(3, "Box", "ALSA", 2, 8_000.0, is_default=True)


class _Stream:
    """Stands for an open PortAudio stream; the test calls the writer."""

    def __init__(self, device: PortAudioInput, channels: int, writer: Any) -> None:
        self.device, self.channels, self.writer = device, channels, writer
        self.closed = False
        self.running = True

    def active(self) -> bool:
        return self.running and not self.closed

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def driver(monkeypatch: pytest.MonkeyPatch) -> list[PortAudioInput]:
    """Replace PortAudio; return the list of devices that it shows."""
    shown = [STEREO]
    monkeypatch.setattr(microphone, "PortAudioStream", _Stream)
    monkeypatch.setattr(portaudio, "list_inputs", lambda: tuple(shown))
    monkeypatch.setattr(portaudio, "open_streams", lambda: 0)
    return shown


@pytest.mark.usefixtures("driver")
def test_the_drivers_bytes_become_frames() -> None:
    """Interleaved float32 bytes come out as (n, channels) with their time and loss mark."""
    capture = MicrophoneCapture(STEREO, 2)
    sound = np.array([[0.1, 0.2], [0.3, 0.4], [0.5, 0.6]], dtype=np.float32)
    capture._stream.writer(sound.tobytes(), 12.5, True)
    block = capture.read()
    assert block is not None
    assert np.array_equal(block.frames, sound)
    assert (block.end_s, block.after_loss) == (12.5, True)
    assert capture.read() is None


@pytest.mark.usefixtures("driver")
def test_a_listener_that_sleeps_loses_the_newest_sound_and_counts_it() -> None:
    """The ring holds `RING_S`; what comes on top is dropped and counted."""
    capture = MicrophoneCapture(STEREO, 1)
    second = np.zeros(8_000, dtype=np.float32).tobytes()
    for number in range(int(RING_S) + 2):
        capture._stream.writer(second, float(number), False)
    assert capture.dropped_blocks >= 2


@pytest.mark.usefixtures("driver")
def test_a_stream_closed_for_a_fresh_list_is_outdated_not_dead() -> None:
    """Being closed by a renewed list means: open again at once; stopping by itself means: gone."""
    capture = MicrophoneCapture(STEREO, 1)
    assert capture.alive()
    assert not capture.outdated()
    capture._stream.running = False
    assert not capture.alive()
    capture.close()
    assert capture.outdated()


@pytest.mark.usefixtures("driver")
def test_no_more_channels_are_opened_than_needed() -> None:
    """One channel of two, or both where both are used."""
    assert open_input(InputChoice(), 1, 0).channels == 1
    assert open_input(InputChoice(), 2, 0).channels == 2


@pytest.mark.usefixtures("driver")
def test_a_far_end_on_a_channel_that_is_not_there_is_refused() -> None:
    """A device with too few channels is an error: the agent would else be heard as the customer, too."""
    with pytest.raises(DeviceError, match="there is no channel 3"):
        open_input(InputChoice(), 4, 0)


def test_a_replugged_device_is_found_by_a_renewed_list(
    driver: list[PortAudioInput], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second attempt renews the list, in which the device has another index."""
    moved = PortAudioInput(7, "Box", "ALSA", 2, 8_000.0, is_default=False)
    driver.clear()
    monkeypatch.setattr(portaudio, "look_again", lambda: driver.append(moved))
    monkeypatch.setattr(microphone, "_renewed_at_s", float("-inf"))
    with pytest.raises(DeviceError):
        open_input(InputChoice("Box", "ALSA"), 1, 0)
    assert open_input(InputChoice("Box", "ALSA"), 1, 1)._stream.device is moved


def test_two_lost_devices_do_not_end_each_other() -> None:
    """A list that was just renewed is good enough for the other device."""
    assert may_look_again(1, open_streams=0, list_age_s=10.0)
    assert not may_look_again(1, open_streams=0, list_age_s=0.5)


@given(st.integers(0, 200))
def test_a_working_device_is_rarely_disturbed(attempts: int) -> None:
    """While another device works, at most every fourth attempt interrupts it; the first attempt never does."""
    renewals = [attempt for attempt in range(attempts) if may_look_again(attempt, open_streams=1, list_age_s=60.0)]
    assert 0 not in renewals
    assert len(renewals) <= attempts // 4 + 1
