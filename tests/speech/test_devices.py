"""Which device a setting means, and what is said when there is none."""

import pytest

from speech import devices, portaudio
from speech.devices import InputDevice, find_input, list_far_ends, list_inputs
from speech.errors import DeviceError
from speech.portaudio import PortAudioInput
from speech.sources.spec import FarEndChoice, FarEndKind, InputChoice
from speech.sources.system_sound import Loopback

HEADSET_MME = PortAudioInput(0, "Headset (Jabra Evolve 65)", "MME", 1, 44_100.0, is_default=True)
HEADSET = PortAudioInput(4, "Headset (Jabra Evolve 65)", "Windows WASAPI", 1, 48_000.0, is_default=False)
WEBCAM = PortAudioInput(5, "Webcam C920", "Windows WASAPI", 2, 32_000.0, is_default=False)
ALL = (HEADSET_MME, HEADSET, WEBCAM)


def test_the_default_is_taken_when_no_name_is_set() -> None:
    """No name means the system's default."""
    assert find_input(InputChoice(), ALL) is HEADSET_MME


def test_the_default_of_a_host_api_without_one_is_its_first_device() -> None:
    """A host API alone narrows the choice; an unknown one is ignored rather than fatal."""
    assert find_input(InputChoice(host_api="Windows WASAPI"), ALL) is HEADSET
    assert find_input(InputChoice(host_api="JACK"), ALL) is HEADSET_MME


def test_a_name_in_several_host_apis_takes_the_best_one() -> None:
    """WASAPI is preferred to MME; a set host API is obeyed."""
    assert find_input(InputChoice(HEADSET.name), ALL) is HEADSET
    assert find_input(InputChoice(HEADSET.name, "MME"), ALL) is HEADSET_MME


def test_the_index_plays_no_part() -> None:
    """After replugging the same name at another index is found."""
    moved = PortAudioInput(9, WEBCAM.name, WEBCAM.host_api, 2, 32_000.0, is_default=False)
    assert find_input(InputChoice(WEBCAM.name, WEBCAM.host_api), (HEADSET, moved)) is moved


@pytest.mark.parametrize("wrong", ["Headset (Jabra Evolve 75)", "jabra evolve", "Webcam"])
def test_a_near_miss_gets_suggestions(wrong: str) -> None:
    """An unknown name is answered with the closest ones."""
    with pytest.raises(DeviceError, match="Did you mean") as caught:
        find_input(InputChoice(wrong), ALL)
    assert wrong in caught.value.message
    assert not caught.value.permanent


def test_a_far_miss_points_to_the_list() -> None:
    """With nothing close, the command that lists devices is named."""
    with pytest.raises(DeviceError, match="sotto devices"):
        find_input(InputChoice("zzzzqqqq"), ALL)


def test_no_device_at_all_is_said_plainly() -> None:
    """A machine without any input gets one clear sentence."""
    with pytest.raises(DeviceError, match="No microphone was found"):
        find_input(InputChoice(), ())


def test_a_channel_that_the_device_lacks_is_refused() -> None:
    """The sentence names the device, how many channels it has and the wanted one."""
    with pytest.raises(DeviceError, match=r"Webcam C920 has 2 channels.*no channel 2"):
        find_input(InputChoice(WEBCAM.name, channel=2), ALL)


def test_listing_puts_the_default_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """The default leads; `fresh` renews the list first."""
    renewed: list[bool] = []
    monkeypatch.setattr(portaudio, "list_inputs", lambda: (WEBCAM, HEADSET_MME))
    monkeypatch.setattr(portaudio, "look_again", lambda: renewed.append(True))
    assert [device.name for device in list_inputs()] == [HEADSET_MME.name, WEBCAM.name]
    assert renewed == []
    list_inputs(fresh=True)
    assert renewed == [True]


def test_far_ends_are_loopbacks_other_inputs_and_a_second_channel(monkeypatch: pytest.MonkeyPatch) -> None:
    """The default loopback follows the default output; each input is offered; a second channel only where there is one."""
    monkeypatch.setattr(devices, "list_loopbacks", lambda: (Loopback("out", "What plays on out", is_default=True),))
    stereo = InputDevice("Box", "ALSA", 2, 48_000.0, is_default=True)
    mono = InputDevice("Line", "ALSA", 1, 48_000.0, is_default=False)
    choices = [far.choice for far in list_far_ends((stereo, mono))]
    assert choices == [
        FarEndChoice(FarEndKind.LOOPBACK, None),
        FarEndChoice(FarEndKind.INPUT, "Box", "ALSA", 0),
        FarEndChoice(FarEndKind.INPUT, "Line", "ALSA", 0),
        FarEndChoice(FarEndKind.SAME_DEVICE, channel=1),
    ]


def test_a_loopback_that_is_not_the_default_is_kept_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the default is followed; others are fixed by name."""
    monkeypatch.setattr(devices, "list_loopbacks", lambda: (Loopback("hdmi", "", is_default=False),))
    assert list_far_ends(())[0].choice.name == "hdmi"
