"""Which microphones and far ends there are, and which one a setting means.

Place in the flow: `sotto devices`, `doctor`, the wizard and the live source look here. Devices are known by name and
host API; a name that is not there gets the closest ones suggested.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz, process, utils

from speech import portaudio
from speech.errors import DeviceError
from speech.portaudio import PortAudioInput
from speech.sources.spec import FarEndChoice, FarEndKind, InputChoice
from speech.sources.system_sound import list_loopbacks

_CLOSE_ENOUGH: Final = 55.0
"""Of 100: a device's name with a number or a word missing still scores above 60."""
_PREFERRED_APIS: Final = ("Windows WASAPI", "Core Audio", "ALSA")
"""Where several host APIs know a name: the one with the least delay that shares the device with other programs."""


@dataclass(frozen=True, slots=True)
class InputDevice:
    """A microphone or other input."""

    name: str
    host_api: str
    channels: int
    rate_hz: float
    is_default: bool


@dataclass(frozen=True, slots=True)
class FarEndDevice:
    """One way to hear the customer on this system."""

    choice: FarEndChoice
    label: str
    """For people."""
    is_default: bool


def list_inputs(*, fresh: bool = False) -> tuple[InputDevice, ...]:
    """Return the input devices, the default first.

    `fresh`: look for newly plugged ones, which ends all streams of this process. Raises DeviceError when the sound
    library is missing; an empty tuple means that there is no input device.
    """
    if fresh:
        portaudio.look_again()
    found = [InputDevice(d.name, d.host_api, d.channels, d.rate_hz, d.is_default) for d in portaudio.list_inputs()]
    return tuple(sorted(found, key=lambda device: not device.is_default))


def list_far_ends(inputs: Sequence[InputDevice]) -> tuple[FarEndDevice, ...]:
    """Return all ways to hear the far end here: what the computer plays, further inputs, a second channel.

    Never raises: what is not available on this system is not listed.
    """
    loopbacks = [
        FarEndDevice(
            FarEndChoice(FarEndKind.LOOPBACK, None if sink.is_default else sink.name), sink.label, sink.is_default
        )
        for sink in list_loopbacks()
    ]
    others = [
        FarEndDevice(
            FarEndChoice(FarEndKind.INPUT, d.name, d.host_api, 0), f"Input {d.name} ({d.host_api})", is_default=False
        )
        for d in inputs
    ]
    second = [
        FarEndDevice(
            FarEndChoice(FarEndKind.SAME_DEVICE, channel=1),
            f"Second channel of {d.name} ({d.host_api})",
            is_default=False,
        )
        for d in inputs
        if d.is_default and d.channels > 1
    ]
    return (*loopbacks, *others, *second)


def find_input(choice: InputChoice, inputs: Sequence[PortAudioInput]) -> PortAudioInput:
    """Return the device that the setting means.

    Raises DeviceError when there is none at all, when the name is unknown (close ones are suggested), or when it has too
    few channels.
    """
    if not inputs:
        raise DeviceError(
            "No microphone was found.", "Plug one in; on a remote desktop, allow audio recording.", permanent=False
        )
    device = _default(choice, inputs) if choice.name is None else _named(choice, inputs)
    if choice.channel >= device.channels:
        count = device.channels
        raise DeviceError(
            f"{device.name} has {count} channel{'s' * (count > 1)}, numbered from 0; there is no channel {choice.channel}.",
            "Choose one of its channels in the settings.",
        )
    return device


def _default(choice: InputChoice, inputs: Sequence[PortAudioInput]) -> PortAudioInput:
    suitable = [device for device in inputs if choice.host_api in {None, device.host_api}] or list(inputs)
    return next((device for device in suitable if device.is_default), suitable[0])


def _named(choice: InputChoice, inputs: Sequence[PortAudioInput]) -> PortAudioInput:
    same = [device for device in inputs if device.name == choice.name]
    if choice.host_api is not None:
        same = [device for device in same if device.host_api == choice.host_api]
    if same:
        return min(same, key=lambda device: _preference(device.host_api))
    where = "" if choice.host_api is None else f" ({choice.host_api})"
    raise DeviceError(
        f'There is no input device named "{choice.name}"{where}.',
        _suggestion(choice.name or "", inputs),
        permanent=False,
    )


def _preference(host_api: str) -> int:
    return _PREFERRED_APIS.index(host_api) if host_api in _PREFERRED_APIS else len(_PREFERRED_APIS)


def _suggestion(name: str, inputs: Sequence[PortAudioInput]) -> str:
    names = list(dict.fromkeys(device.name for device in inputs))
    close = process.extract(
        name, names, scorer=fuzz.WRatio, processor=utils.default_process, score_cutoff=_CLOSE_ENOUGH, limit=3
    )
    if close:
        return _did_you_mean([match[0] for match in close])
    return "Plug it in, or run `sotto devices` to see what is there."


def _did_you_mean(names: Sequence[str]) -> str:
    quoted = [f'"{name}"' for name in names]
    return f"Did you mean {' or '.join(quoted)}?"
