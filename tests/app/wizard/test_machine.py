"""What the pages ask of the machine: only what was chosen is opened, and only official models are offered."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QDialog

from app.paths import paths
from app.wizard import machine as module
from app.wizard import program
from app.wizard.machine import Machine
from speech.models.catalogue import catalogue
from speech.models.settings import DownloadSettings
from speech.sources.spec import FarEndChoice, FarEndKind, InputChoice, LiveSpec
from tests.app.translation.conftest import Speak, speak  # noqa: F401  a fixture

SPEC = LiveSpec(InputChoice("Headset", None, 0), FarEndChoice(FarEndKind.LOOPBACK, None, None, 1))


def test_the_microphone_alone_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    """While the microphone is tried, the customer's side stays closed."""
    opened: list[LiveSpec] = []
    monkeypatch.setattr(module, "open_source", opened.append)
    monkeypatch.setattr(module, "open_far_end", opened.append)
    here = Machine()
    here.open_near(SPEC)
    here.open_far(SPEC)
    here.open_both(SPEC)
    assert [spec.far_end.kind for spec in opened] == [FarEndKind.NONE, FarEndKind.LOOPBACK, FarEndKind.LOOPBACK]
    assert all(spec.microphone.name == "Headset" for spec in opened)


def test_the_default_model_is_offered_first() -> None:
    """All official models are offered, the one to begin with first."""
    offered = Machine().offered()
    assert offered[0].id == catalogue().default
    assert {entry.id for entry in offered} == {entry.id for entry in catalogue().model}


def test_installations_go_to_sottos_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    """A download and an archive are both installed where Sotto looks for models, and report where they are told to."""
    calls: list[tuple[Any, ...]] = []
    monkeypatch.setattr(module, "install_model", lambda *arguments: calls.append(arguments))
    monkeypatch.setattr(module, "install_file", lambda *arguments: calls.append(arguments))
    entry, settings, reports = catalogue().model[0], DownloadSettings(), []
    Machine().download(entry, settings)(reports.append)
    Machine().unpack(Path("model.zip"), entry)(reports.append)
    assert calls[0][:3] == (entry, paths().models, settings)
    assert calls[1][:3] == (Path("model.zip"), entry, paths().models)
    assert all(call[3].progress == reports.append for call in calls)


def test_the_sample_is_a_file_that_ships(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sample that the system is asked to play exists."""
    asked: list[Path] = []
    monkeypatch.setattr(
        QDesktopServices, "openUrl", lambda url: bool(asked.append(Path(url.toLocalFile()))) or asked[0].exists()
    )
    assert Machine().play_sample()
    assert asked[0].suffix == ".flac"


def test_files_lie_in_sottos_own_folder(home: Path) -> None:
    """Levels and places are kept below the user's data, and asking for them makes nothing."""
    here = Machine()
    assert here.levels_file.is_relative_to(home)
    assert here.places_file.is_relative_to(home)
    assert here.installed() == []
    assert not home.exists()


@pytest.mark.parametrize("answer", [QDialog.DialogCode.Accepted, QDialog.DialogCode.Rejected])
def test_the_wizard_tells_whether_the_user_agreed(
    answer: QDialog.DialogCode,
    qapp: QApplication,
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
    speak: Speak,  # noqa: F811
) -> None:
    """The program shows the window in the language of the settings, and returns the user's answer."""
    speak("en")
    home.joinpath("config").mkdir(parents=True)
    paths().settings_file.write_text('[interface]\nlanguage = "de"\n', encoding="utf-8")
    titles: list[str] = []

    def shown(window: Any) -> QDialog.DialogCode:
        titles.append(window.windowTitle())
        window.done(0)
        return answer

    style = qapp.style().name()
    monkeypatch.setattr(program.WizardWindow, "exec", shown)
    assert program.run_wizard() is (answer is QDialog.DialogCode.Accepted)
    assert titles == ["Sotto einrichten: Willkommen"]
    qapp.setStyle(style)
