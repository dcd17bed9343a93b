"""`sotto devices`: what there is, under the names that the settings take."""

import json

import pytest

from app.__main__ import main
from app.cli import devices as command
from speech.devices import FarEndDevice, InputDevice
from speech.sources.spec import FarEndChoice, FarEndKind

pytestmark = pytest.mark.usefixtures("_hooks")
INPUTS = (
    InputDevice("Headset [hw:1,0]", "ALSA", 1, 48_000.0, is_default=True),
    InputDevice("Desk [/usb] mic", "ALSA", 2, 44_100.0, is_default=False),
)
FAR_ENDS = (
    FarEndDevice(
        FarEndChoice(FarEndKind.LOOPBACK, "Speakers [analog]"), "What Speakers [analog] plays", is_default=True
    ),
    FarEndDevice(FarEndChoice(FarEndKind.INPUT, "Line in"), "Line in", is_default=False),
)


@pytest.fixture(autouse=True)
def _plugged(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the devices of this file be there."""
    monkeypatch.setattr(command, "list_inputs", lambda: INPUTS)
    monkeypatch.setattr(command, "list_far_ends", lambda _inputs: FAR_ENDS)


def test_names_are_shown_as_the_settings_take_them(capsys: pytest.CaptureFixture[str]) -> None:
    """Brackets in a name are part of it: what is copied from the table must be found again."""
    assert main(["devices"]) == 0
    shown = capsys.readouterr().out
    for device in INPUTS:
        assert device.name in shown
    for found in FAR_ENDS:
        assert found.choice.name in shown
        assert str(found.choice.kind) in shown
    default = next(line for line in shown.splitlines() if "default" in line)
    assert INPUTS[0].name in default


def test_programs_get_every_field(capsys: pytest.CaptureFixture[str]) -> None:
    """The document stands alone on standard output; kinds are those of the settings."""
    assert main(["devices", "--json", "-"]) == 0
    said = capsys.readouterr()
    document = json.loads(said.out)
    assert said.err == ""
    assert [one["name"] for one in document["microphones"]] == [device.name for device in INPUTS]
    assert document["microphones"][0]["rate_hz"] == 48_000.0
    assert [(one["kind"], one["name"]) for one in document["far_ends"]] == [
        (str(found.choice.kind), found.choice.name) for found in FAR_ENDS
    ]


@pytest.mark.parametrize("arguments", [(), ("--json", "-")])
def test_without_a_microphone_the_rest_is_told_all_the_same(
    arguments: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 1 and one sentence, after what was found."""
    monkeypatch.setattr(command, "list_inputs", lambda: ())
    assert main(["devices", *arguments]) == 1
    said = capsys.readouterr()
    assert "Line in" in said.out
    assert said.err.startswith("error: No microphone was found.")
    assert said.err.count("\n") == 1
