"""Doctor's checks of the machine and of Sotto's own parts, one by one."""

import shutil
import sys
import tempfile
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from app.company_folders import Place, PlacedModel
from app.doctor import machine, parts
from app.doctor.check import Finding, State, fail, ok, warn
from app.doctor.echo import check_echo
from app.doctor.examination import examine
from app.doctor.parts import check_models, check_rules, check_settings
from app.paths import paths
from app.settings import Settings
from speech.audio import CHUNK_SAMPLES
from speech.errors import DeviceError
from speech.models.store import InstalledModel
from speech.sources.base import Chunk
from tests.app.translation.brackets import outside


def test_what_a_finding_is() -> None:
    """What is right needs no mend; what could be better or is broken has one."""
    assert ok("disk", "Fine.") == Finding("disk", State.OK, "Fine.", "")
    assert warn("disk", "Little.", "Free some.").state is State.WARN
    assert fail("disk", "Full.", "Free some.").state is State.FAIL


@pytest.mark.parametrize(
    ("free_mb", "text"),
    [
        (19, "Only 19 MB are free where Sotto keeps its data"),
        (499, "499 MB are free; a large recognition model needs 500 MB."),
        (1_240, "1.2 GB are free."),
    ],
)
def test_the_disk_is_told_in_figures(free_mb: int, text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """How much is free is said in the unit that fits."""
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: SimpleNamespace(free=free_mb * 1_000_000))
    assert machine.check_disk(tmp_path).text.startswith(text)


def test_the_nearest_folder_counts(tmp_path: Path) -> None:
    """A folder that is not there yet lies on the disk of its nearest parent."""
    asked: list[Path] = []
    deep = tmp_path / "a" / "b" / "c"
    found = machine._nearest(deep)
    asked.append(found)
    assert asked == [tmp_path]
    assert machine._nearest(tmp_path) == tmp_path


@pytest.mark.parametrize("name", machine.CONTENTS)
def test_folders_tell_what_lies_in_them(name: str, tmp_path: Path) -> None:
    """A folder that is there, and one that will be made, are told with what is kept in them."""
    there, later = machine.check_folder(name, tmp_path), machine.check_folder(name, tmp_path / "new")
    what = machine.CONTENTS[name].capitalize()
    assert there.text == f"{what} are kept in {tmp_path}."
    assert later.text == f"{what} are kept in {tmp_path / 'new'} (will be made when needed)."
    assert not (tmp_path / "new").exists()


def test_a_disk_that_refuses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that takes no file is a failure with the system's reason."""

    def refuse(**_where: Any) -> Any:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(tempfile, "TemporaryFile", refuse)
    found = machine.check_folder("reports", tmp_path)
    assert found.state is State.FAIL
    assert "Read-only file system" in found.text


@pytest.mark.parametrize("free_mb", [599, 600])
def test_memory_is_told(free_mb: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Less memory than the listener takes is a warning, enough of it is fine."""
    monkeypatch.setattr(machine.psutil, "virtual_memory", lambda: SimpleNamespace(available=free_mb * 1_000_000))
    assert machine.check_memory().state is (State.WARN if free_mb < 600 else State.OK)


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_other_systems_have_a_display(platform: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """On Windows and macOS no X server is asked for."""
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(machine, "has_display", lambda: True)
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    monkeypatch.delenv("DISPLAY", raising=False)
    assert machine.check_display().state is State.OK


def test_settings_are_there_or_not(home: Path) -> None:
    """No settings file is fine, a valid one is named, one that cannot be read is a failure."""
    assert check_settings()[1].text == f"No settings file ({paths().settings_file}): the defaults hold."
    paths().settings_file.parent.mkdir(parents=True)
    paths().settings_file.write_text("[overlay]\nexpanded = true\n", encoding="utf-8")
    settings, finding = check_settings()
    assert settings.overlay.expanded
    assert finding.text == f"The settings file {paths().settings_file} is valid."
    paths().settings_file.unlink()
    paths().settings_file.mkdir()
    settings, finding = check_settings()
    assert (settings, finding.state) == (Settings(), State.FAIL)
    assert finding.mend == "Check the file's permissions."


def test_rules_tell_where_the_companys_own_are(tmp_path: Path) -> None:
    """How many rules are in force is told, and where the company's own would be."""
    found = check_rules(Settings())
    assert found.state is State.OK
    assert "rules in force." in found.text
    assert str(paths().company_rules) in found.text


def test_broken_models_have_a_mend(monkeypatch: pytest.MonkeyPatch) -> None:
    """A whole model is fine; a broken one is a warning with the commands that mend it."""
    whole = InstalledModel("whole", Path("vosk-model-whole"), None)
    broken = InstalledModel("broken", Path("vosk-model-broken"), None)
    placed = [PlacedModel(model, Place.USER) for model in (whole, broken)]
    monkeypatch.setattr(parts, "models_everywhere", lambda _own: placed)
    monkeypatch.setattr(InstalledModel, "usable", property(lambda model: model is whole))
    fine, bad = check_models()
    assert (fine.state, fine.text) == (State.OK, "The Vosk model vosk-model-whole is installed.")
    assert (bad.state, bad.mend) == (State.WARN, "Run `sotto models remove vosk-model-broken` and install it again.")


class _Broken:
    """A source that fails while it is read."""

    def __init__(self) -> None:
        self.closed = False
        self._left = 3

    def read(self) -> Chunk:
        self._left -= 1
        if not self._left:
            raise DeviceError("Headset is not there any more.", "Plug it in again or choose another device.")
        silence = np.zeros(CHUNK_SAMPLES, dtype=np.float32)
        return Chunk(0, silence, None, (), ())

    def close(self) -> None:
        self.closed = True


def test_an_echo_test_that_breaks_off() -> None:
    """A device that goes away during the test is a failure with its mend, is closed, and progress was told until then."""
    source, told = _Broken(), []
    found = check_echo(Settings(), told.append, lambda _spec: source)
    assert (found.name, found.state) == ("echo", State.FAIL)
    assert found.mend == "Plug it in again or choose another device."
    assert source.closed
    assert len(told) == 2


@pytest.mark.usefixtures("brackets")
def test_the_whole_examination_passes_translation(home: Path) -> None:
    """Every finding of this machine is said through translation, but for what recognizers say of themselves."""
    data = (str(home), "Moonshine", "Vosk")
    for finding in examine():
        if finding.name not in {"recognizer", "permissions"}:
            assert outside(finding.text, data) == [], finding
