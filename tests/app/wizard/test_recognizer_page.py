"""The recognizer page in its corners: files, progress without an end, and leaving in the middle."""

import threading
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QFileDialog

from app.managed import parse_managed
from app.settings import Settings
from app.wizard.draft import Draft
from app.wizard.recognizer_page import RecognizerPage
from speech.models.catalogue import ModelEntry, catalogue
from speech.models.progress import Progress, ProgressCallback, Stage
from speech.models.store import InstalledModel
from tests.app.wizard.conftest import FakeMachine

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def page(draft: Draft, machine: FakeMachine, qtbot: Any) -> Any:
    """Give the page with Vosk chosen; its installation is ended with the test."""
    made = RecognizerPage(draft, machine)
    made.vosk.setChecked(True)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.installer.cancel()
    made.installer.join()


def test_the_default_model_is_first(page: RecognizerPage, machine: FakeMachine) -> None:
    """The catalogue's default stands first; each entry tells language, name and size."""
    known = catalogue()
    assert page.choice.itemData(0).id == known.default
    assert page.choice.count() == len(known.model)
    assert page.choice.itemText(0) == "English (US) · small-en-us · 41 MB"


def test_a_file_is_unpacked(
    page: RecognizerPage, machine: FakeMachine, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An archive that is already here is installed as the model that is chosen."""
    asked: list[tuple[Path, str]] = []

    def unpack(file: Path, entry: ModelEntry) -> Any:
        asked.append((file, entry.id))
        return lambda _report: InstalledModel(entry.id, Path(entry.name), None)

    monkeypatch.setattr(machine, "unpack", unpack, raising=False)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: ("/media/model.zip", ""))
    page.choice.setCurrentIndex(2)
    with qtbot.waitSignal(page.installer.finished, timeout=20_000):
        page.from_file.click()
    assert asked == [(Path("/media/model.zip"), page.choice.itemData(2).id)]


def test_no_file_no_installation(page: RecognizerPage, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who closes the question for a file has begun nothing."""
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: ("", ""))
    page.from_file.click()
    assert not page.installer.busy
    assert page.may_go_on


def test_while_it_installs_nothing_else_can_be_chosen(page: RecognizerPage, machine: FakeMachine, qtbot: Any) -> None:
    """During an installation there is one thing to do: cancel it. A size that nobody knows moves the bar without end."""
    gate = threading.Event()

    def install(report: ProgressCallback) -> InstalledModel:
        report(Progress(Stage.DOWNLOAD, 2_000_000, None, "The connection was dropped; it goes on."))
        gate.wait(20)
        return InstalledModel("small-en-us", Path("vosk-model-small-en-us-0.15"), None)

    machine.installing = install
    page.install.click()
    qtbot.waitUntil(lambda: "2 MB" in page.status.text(), timeout=20_000)
    assert page.status.text() == "Downloading: 2 MB. The connection was dropped; it goes on."
    assert page.progress.maximum() == 0
    free = [part for part in (page.built_in, page.vosk, page.choice, page.install, page.from_file) if part.isEnabled()]
    assert (free, page.cancel.isVisible(), page.may_go_on) == ([], True, False)
    with qtbot.waitSignal(page.installer.finished, timeout=20_000):
        gate.set()
    assert page.may_go_on
    assert not page.cancel.isVisible()


def test_leaving_cancels(page: RecognizerPage, machine: FakeMachine, draft: Draft, qtbot: Any) -> None:
    """Who closes the wizard in the middle stops the download; until a model is there, Sotto chooses by itself."""

    def install(report: ProgressCallback) -> InstalledModel:
        while True:
            report(Progress(Stage.DOWNLOAD, 1, 2))

    machine.installing = install
    page.install.click()
    with qtbot.waitSignal(page.installer.cancelled, timeout=20_000):
        page.leave()
    assert draft.value("listening.engine") == "auto"


@pytest.mark.parametrize(("engine", "vosk"), [("auto", False), ("vosk", True), ("moonshine", False)])
def test_what_holds_is_chosen(engine: str, vosk: bool, machine: FakeMachine, qtbot: Any) -> None:
    """When the questions are asked again, the answer that holds is chosen."""
    settings = Settings(listening={"engine": engine})  # type: ignore[arg-type]
    page = RecognizerPage(Draft(settings, parse_managed("", Path("m.toml"))), machine)
    qtbot.addWidget(page)
    assert page.vosk.isChecked() is vosk


def test_an_installed_model_is_marked_and_chosen(
    draft: Draft, machine: FakeMachine, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A model that is there is chosen, marked, and cannot be installed again."""
    monkeypatch.setattr(InstalledModel, "usable", property(lambda _model: True))
    entry = catalogue().model[3]
    machine.models = [InstalledModel(entry.id, Path(entry.name), None)]
    page = RecognizerPage(draft, machine)
    qtbot.addWidget(page)
    assert page.vosk.isChecked()
    assert page.choice.currentData().id == entry.id
    assert page.choice.currentText().endswith("· installed")
    assert not page.install.isEnabled()
