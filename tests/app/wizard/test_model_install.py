"""Installing in a thread: progress that is merged, and one of three ends."""

import threading
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from app.wizard.model_install import ModelInstaller
from speech.errors import ModelError
from speech.models.progress import Progress, ProgressCallback, Stage
from speech.models.store import InstalledModel

MODEL = InstalledModel("small-en-us", Path("vosk-model-small-en-us-0.15"), None)
STEPS = [Progress(Stage.DOWNLOAD, done, 100) for done in range(0, 101, 10)]


@pytest.fixture
def installer(qapp: QApplication) -> Any:
    """Give an installer that is stopped in the end."""
    made = ModelInstaller()
    yield made
    made.cancel()
    made.join()


def test_it_ends_with_the_model(installer: ModelInstaller, qtbot: Any) -> None:
    """While it runs it is busy; then the model comes, once."""
    gate, found = threading.Event(), []
    installer.finished.connect(found.append)

    def install(_report: ProgressCallback) -> InstalledModel:
        gate.wait(20)
        return MODEL

    installer.start(install)
    assert installer.busy
    with qtbot.waitSignal(installer.finished, timeout=20_000):
        gate.set()
    assert found == [MODEL]
    assert not installer.busy


def test_reports_are_merged(installer: ModelInstaller, qtbot: Any) -> None:
    """Reports that come faster than they can be shown give the latest; the window is not flooded."""
    shown: list[Progress] = []
    reported = threading.Event()
    gate = threading.Event()
    installer.progressed.connect(shown.append)

    def install(report: ProgressCallback) -> InstalledModel:
        for step in STEPS:
            report(step)
        reported.set()
        gate.wait(20)
        return MODEL

    installer.start(install)
    assert reported.wait(20)  # the GUI thread did nothing meanwhile
    qtbot.waitUntil(lambda: bool(shown), timeout=20_000)
    assert shown == [STEPS[-1]]
    with qtbot.waitSignal(installer.finished, timeout=20_000):
        gate.set()


def test_cancelling_stops_at_the_next_report(installer: ModelInstaller, qtbot: Any) -> None:
    """After cancelling the work ends at its next report, and nothing but that is told."""
    ends: list[str] = []
    for name in ("finished", "failed", "cancelled"):
        getattr(installer, name).connect(lambda *_values, name=name: ends.append(name))

    def install(report: ProgressCallback) -> InstalledModel:
        while True:
            report(STEPS[0])

    installer.start(install)
    with qtbot.waitSignal(installer.cancelled, timeout=20_000):
        installer.cancel()
    assert ends == ["cancelled"]
    assert not installer.busy


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (ModelError("There is no network.", "Try later."), "There is no network. Try later."),
        (ZeroDivisionError("secret"), "The model could not be installed (ZeroDivisionError). Try again."),
    ],
)
def test_failures_are_sentences(error: Exception, sentence: str, installer: ModelInstaller, qtbot: Any) -> None:
    """A failure, foreseen or not, is one sentence without anything secret; another try may begin at once."""

    def install(_report: ProgressCallback) -> InstalledModel:
        raise error

    with qtbot.waitSignal(installer.failed, timeout=20_000) as told:
        installer.start(install)
    assert str(told.args[0]) == sentence
    assert not installer.busy
    with qtbot.waitSignal(installer.finished, timeout=20_000):
        installer.start(lambda _report: MODEL)


def test_a_cancelled_one_does_not_stop_the_next(installer: ModelInstaller, qtbot: Any) -> None:
    """Cancelling counts for the installation that runs, not for one that begins later."""
    installer.cancel()
    with qtbot.waitSignal(installer.finished, timeout=20_000):
        installer.start(lambda report: (report(STEPS[0]), MODEL)[1])
