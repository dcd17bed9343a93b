"""Doctor's checks of what Sotto hears with, one by one: what is said, and what to do."""

from types import SimpleNamespace
from typing import Any

import pytest

from app.doctor import sound
from app.doctor.check import Finding, State
from app.doctor.sound import check_sound
from app.settings import ListeningSettings, Settings
from speech.devices import FarEndDevice, InputDevice
from speech.errors import DeviceError
from speech.sources.spec import FarEndChoice, FarEndKind, LiveSpec
from tests.app.translation.brackets import outside

HEADSET = InputDevice("Headset", "ALSA", 1, 48_000.0, is_default=True)
CABLE = InputDevice("Cable", "ALSA", 2, 48_000.0, is_default=False)
SPEAKERS = FarEndDevice(
    FarEndChoice(FarEndKind.LOOPBACK, "Speakers", None, 1), "What the speakers play", is_default=True
)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[LiveSpec]:
    """Give a machine with a headset and a loudspeaker; return what is opened."""
    asked: list[LiveSpec] = []

    def open_source(spec: LiveSpec) -> Any:
        asked.append(spec)
        return SimpleNamespace(info=SimpleNamespace(name="Headset"), close=lambda: None)

    monkeypatch.setattr(sound, "list_inputs", lambda: (HEADSET, CABLE))
    monkeypatch.setattr(sound, "list_far_ends", lambda _inputs: (SPEAKERS,))
    monkeypatch.setattr(sound, "open_source", open_source)
    return asked


def findings(**listening: Any) -> dict[str, Finding]:
    """Return what is found with these settings, by name."""
    return {found.name: found for found in check_sound(Settings(listening=ListeningSettings(**listening)))}


def test_a_good_machine(opened: list[LiveSpec]) -> None:
    """Everything in place is told with the names of the devices."""
    found = findings()
    assert all(finding.state is State.OK for finding in found.values())
    assert found["devices"].text == "2 input devices, first Headset."
    assert found["permissions"].text == "Headset can be opened."
    assert found["far-end"].text == "The customer is heard through: What the speakers play."


def test_only_the_microphone_is_opened(opened: list[LiveSpec]) -> None:
    """To see whether the system permits it one device is opened for a moment; the customer's side stays closed."""
    findings(microphone="Headset")
    assert [spec.far_end.kind for spec in opened] == [FarEndKind.NONE]
    assert opened[0].microphone.name == "Headset"


def test_one_device_is_one_device(opened: list[LiveSpec], monkeypatch: pytest.MonkeyPatch) -> None:
    """A single device is not called "devices"."""
    monkeypatch.setattr(sound, "list_inputs", lambda: (HEADSET,))
    assert findings()["devices"].text == "1 input device, first Headset."


def test_no_sound_library_ends_the_checks(opened: list[LiveSpec], monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the library there is one failure; nothing is opened."""

    def missing() -> Any:
        raise DeviceError("The PortAudio library is missing.", "Install it.")

    monkeypatch.setattr(sound, "list_inputs", missing)
    assert list(findings().values()) == [
        Finding("devices", State.FAIL, "The PortAudio library is missing.", "Install it.")
    ]
    assert opened == []


@pytest.mark.parametrize(
    ("listening", "state", "part"),
    [
        ({"far_end": "none"}, State.WARN, "interruptions are not measured"),
        ({"far_end": "loopback", "far_end_device": "Gone"}, State.FAIL, '"Gone" is not available'),
        ({"far_end": "input"}, State.FAIL, '"input" is not available'),
        ({"far_end": "loopback", "far_end_device": "Speakers"}, State.OK, "What the speakers play"),
    ],
)
def test_far_ends(listening: dict[str, Any], state: State, part: str, opened: list[LiveSpec]) -> None:
    """A far end that is off is a warning, one that is not there a failure with the command that lists what is."""
    found = findings(**listening)["far-end"]
    assert found.state is state
    assert part in found.text
    assert state is State.OK or "listening.far_end" in found.mend


@pytest.mark.usefixtures("brackets")
@pytest.mark.parametrize("far_end", ["none", "input", "loopback"])
def test_every_finding_passes_translation(far_end: str, opened: list[LiveSpec]) -> None:
    """What is found is said through translation, ready for the day when a window shows it."""
    data = ("Headset", "input", "What the speakers play", "`sotto devices`", "listening.far_end")
    for finding in findings(far_end=far_end).values():
        assert outside(finding.text, data) == []
        assert outside(finding.mend, data) == []
