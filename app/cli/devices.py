"""`sotto devices`: the microphones and the ways to hear the customer on this machine.

Place in the flow: `speech.devices` finds them; the names printed here are those that the settings take.
"""

from dataclasses import asdict

from rich.table import Table

from app.cli.choices import JsonTarget, write_json
from app.cli.console import out
from speech.devices import FarEndDevice, InputDevice, list_far_ends, list_inputs
from speech.errors import DeviceError


def devices(*, json_target: JsonTarget = None) -> None:
    """List microphones and far ends, the system's own choice first."""
    inputs = list_inputs()
    far_ends = list_far_ends(inputs)
    if json_target is not None:
        write_json(_document(inputs, far_ends), json_target)
    else:
        _print(inputs, far_ends)
    if not inputs:
        raise DeviceError("No microphone was found.", "Plug one in; on a remote desktop, allow audio recording.")


def _document(inputs: tuple[InputDevice, ...], far_ends: tuple[FarEndDevice, ...]) -> dict[str, object]:
    return {
        "schema_version": 1,
        "microphones": [asdict(device) for device in inputs],
        "far_ends": [
            {"label": found.label, "is_default": found.is_default, **asdict(found.choice)} for found in far_ends
        ],
    }


def _print(inputs: tuple[InputDevice, ...], far_ends: tuple[FarEndDevice, ...]) -> None:
    if inputs:
        table = Table("microphone", "sound system", "channels", "rate", "", box=None, pad_edge=False)
        for device in inputs:
            mark = "default" if device.is_default else ""
            table.add_row(device.name, device.host_api, str(device.channels), f"{device.rate_hz:.0f} Hz", mark)
        out().print(table, "")
    if far_ends:
        table = Table("far end", "listening.far_end", "listening.far_end_device", "", box=None, pad_edge=False)
        for found in far_ends:
            mark = "default" if found.is_default else ""
            table.add_row(found.label, str(found.choice.kind), found.choice.name or "", mark)
        out().print(table)
