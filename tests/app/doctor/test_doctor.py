"""Doctor: every check names what is wrong and how to mend it."""

import os
import shutil
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from app.doctor import examination, machine, sound
from app.doctor.check import Finding, State
from app.doctor.parts import check_models, check_recognizer, check_rules, check_settings
from app.settings import ListeningSettings, RulesSettings, Settings
from speech.devices import InputDevice
from speech.errors import DeviceError, ModelError
from speech.models.records import Manifest, Trust, write_manifest


def test_all_areas_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every area has a finding, whatever is wrong elsewhere."""
    monkeypatch.setattr(examination, "check_sound", lambda _settings: iter([Finding("devices", State.OK, "x")]))
    names = {finding.name for finding in examination.examine()}
    assert {"settings", "rules", "recognizer", "models", "devices", "display", "disk", "database", "memory"} <= names


def test_a_check_that_breaks_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    """An unforeseen error in one check neither stops the others nor shows a traceback."""

    def broken() -> Finding:
        raise ZeroDivisionError("secret")

    monkeypatch.setattr(examination, "check_sound", lambda _settings: iter(()))
    monkeypatch.setattr(examination, "check_memory", broken)
    last = list(examination.examine())[-1]
    assert (last.name, last.state) == ("memory", State.FAIL)
    assert "ZeroDivisionError" in last.text
    assert "secret" not in last.text


def test_everything_wrong_has_a_mend(monkeypatch: pytest.MonkeyPatch) -> None:
    """No failure and no warning comes without something to do."""

    def no_library() -> tuple[InputDevice, ...]:
        raise DeviceError("PortAudio is missing.", "Install libportaudio2.")

    monkeypatch.setattr(sound, "list_inputs", no_library)
    for finding in examination.examine():
        assert finding.state is State.OK or finding.mend, finding


def test_settings_with_a_mistake(home: Path) -> None:
    """A broken settings file is a failure, and the other checks go on with the defaults."""
    (home / "config").mkdir(parents=True)
    (home / "config" / "settings.toml").write_text("[vad]\nmin_silence_s = 99\n")
    settings, finding = check_settings()
    assert settings == Settings()
    assert finding.state is State.FAIL
    assert "line 2" in finding.text


def test_rules_of_a_folder_that_is_broken(tmp_path: Path) -> None:
    """A company rule file with a mistake is a failure that names it."""
    (tmp_path / "ours.toml").write_text("[[rule]]\nid = 3\n")
    finding = check_rules(Settings(rules=RulesSettings(folder=str(tmp_path))))
    assert finding.state is State.FAIL
    assert finding.mend


def test_an_unusable_recognizer() -> None:
    """A Vosk model that is named but not there is a failure with a mend."""
    finding = check_recognizer(Settings(listening=ListeningSettings(engine="vosk")))
    assert finding.state is State.FAIL
    assert "models install" in finding.mend


def test_no_models_is_no_fault() -> None:
    """Without a Vosk model the built-in recognizer serves."""
    assert [finding.state for finding in check_models()] == [State.OK]


@pytest.mark.parametrize(("shared", "mend"), [(False, "models remove vosk-model-x"), (True, "ask whoever looks after")])
def test_a_broken_model_is_mended_by_whose_it_is(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, shared: bool, mend: str
) -> None:
    """The user removes the own one; one for everybody is IT's, and where it lies is told."""
    everybodys = tmp_path / "everybody"
    monkeypatch.setattr("app.company_folders.shared_models", lambda: (everybodys,))
    folder = (everybodys if shared else home / "data" / "models") / "vosk-model-x"
    folder.mkdir(parents=True)
    told = Manifest("x", folder.name, "en", "x.zip", "0" * 64, 1, Trust.LOCAL_FILE, "2026-01-01T00:00:00+00:00", ())
    write_manifest(folder, told)
    (finding,) = check_models()
    assert finding.state is State.WARN
    assert mend in finding.mend
    assert ("remove" in finding.mend, str(folder) in finding.mend) == (not shared, shared)


def test_what_a_check_raises_with_a_sentence_keeps_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """A models folder that cannot be read is told as such, not by the name of an error."""

    def unreadable() -> Finding:
        raise ModelError("The folder of models cannot be read.", "Ask for access.")

    monkeypatch.setattr(examination, "check_sound", lambda _settings: iter(()))
    monkeypatch.setattr(examination, "check_models", unreadable)
    (finding,) = [finding for finding in examination.examine() if finding.name == "models"]
    assert (finding.state, finding.text) == (State.FAIL, "The folder of models cannot be read.")
    assert finding.mend == "Ask for access."


def test_folders(tmp_path: Path) -> None:
    """A folder that can be made is fine; a file in its place, or below a file, is not."""
    (tmp_path / "file").write_text("")
    assert machine.check_folder("database", tmp_path / "a" / "b").state is State.OK
    assert machine.check_folder("database", tmp_path).state is State.OK
    assert machine.check_folder("database", tmp_path / "file").state is State.FAIL
    assert machine.check_folder("database", tmp_path / "file" / "a").state is State.FAIL


def test_a_folder_without_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that may not be written to is a failure."""
    monkeypatch.setattr(os, "access", lambda *_args: False)
    finding = machine.check_folder("database", tmp_path)
    assert finding.state is State.FAIL
    assert "permission" in finding.text


@pytest.mark.parametrize(("free_mb", "state"), [(5, State.FAIL), (100, State.WARN), (50_000, State.OK)])
def test_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, free_mb: int, state: State) -> None:
    """A nearly full disk is a warning, a full one a failure."""
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: SimpleNamespace(free=free_mb * 1_000_000))
    assert machine.check_disk(tmp_path / "not" / "yet").state is state


def test_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """Too little memory is a warning."""
    monkeypatch.setattr(machine.psutil, "virtual_memory", lambda: SimpleNamespace(available=100_000_000))
    assert machine.check_memory().state is State.WARN


def test_display(monkeypatch: pytest.MonkeyPatch) -> None:
    """No display, and Wayland alone, are warnings; XWayland is fine."""
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(machine.sys, "platform", "linux")
    assert machine.check_display().state is State.WARN
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert "XWayland" in machine.check_display().text
    monkeypatch.setenv("DISPLAY", ":0")
    assert machine.check_display().state is State.OK


def microphone(name: str = "Headset") -> InputDevice:
    """Return a microphone."""
    return InputDevice(name, "ALSA", 1, 48_000.0, is_default=True)


def test_no_microphone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a microphone there is one failure with a mend."""
    monkeypatch.setattr(sound, "list_inputs", tuple)
    (finding,) = sound.check_sound(Settings())
    assert (finding.name, finding.state) == ("devices", State.FAIL)


def test_a_microphone_that_may_not_be_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    """A refused permission is told with the system's mend, and a far end that is switched off as a warning."""

    def refused(_spec: Any) -> Any:
        raise DeviceError("Headset cannot be opened.", "Allow the microphone in the system's privacy settings.")

    monkeypatch.setattr(sound, "list_inputs", lambda: (microphone(),))
    monkeypatch.setattr(sound, "open_source", refused)
    found = {f.name: f for f in sound.check_sound(Settings(listening=ListeningSettings(far_end="none")))}
    assert found["permissions"].state is State.FAIL
    assert "privacy" in found["permissions"].mend
    assert found["far-end"].state is State.WARN


def test_a_far_end_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """A far end that is named in the settings and not on the machine is a failure; one that is there is fine."""
    closed: list[bool] = []
    source = SimpleNamespace(info=SimpleNamespace(name="Headset"), close=lambda: closed.append(True))
    monkeypatch.setattr(sound, "list_inputs", lambda: (microphone(),))
    monkeypatch.setattr(sound, "open_source", lambda _spec: source)
    gone = Settings(listening=ListeningSettings(far_end="input", far_end_device="Cable"))
    there = Settings(listening=ListeningSettings(far_end="input", far_end_device="Headset"))
    assert [f.state for f in sound.check_sound(gone)] == [State.OK, State.OK, State.FAIL]
    assert [f.state for f in sound.check_sound(there)] == [State.OK, State.OK, State.OK]
    assert closed == [True, True]
