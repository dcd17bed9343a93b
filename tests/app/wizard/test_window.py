"""The wizard's window and pages: what can be done on each, with and without devices."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtWidgets import QDialog

from app.levels import load_levels
from app.managed import parse_managed
from app.overlay.placement import Rect, load_places
from app.settings import Settings
from app.settings_file import load
from app.wizard.draft import Draft
from app.wizard.echo_page import EchoPage
from app.wizard.far_end_page import FarEndPage
from app.wizard.loudness_page import LoudnessPage
from app.wizard.microphone_page import MicrophonePage
from app.wizard.place_page import CORNERS, PlacePage, corner_rect
from app.wizard.recognizer_page import RecognizerPage
from app.wizard.record import agreed
from app.wizard.sound_watch import SoundWatch
from app.wizard.window import WizardWindow
from speech.audio import Samples
from speech.errors import ModelError
from speech.models.catalogue import catalogue
from speech.models.progress import Progress, ProgressCallback, Stage
from speech.models.store import InstalledModel
from speech.sources.spec import FarEndKind

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
Make = Callable[..., Any]


def test_nothing_before_consent(wizard: WizardWindow, machine: Any) -> None:
    """Only who agrees goes on; until then no device is touched."""
    assert not wizard.next.isEnabled()
    wizard.go_on()
    assert wizard.stack.currentIndex() == 0
    assert wizard.early.isHidden()
    wizard.consent.agree.setChecked(True)
    assert wizard.next.isEnabled()
    assert machine.opened == []


def test_consent_names_the_key_that_pauses(wizard: WizardWindow) -> None:
    """The text says what is listened to, what is kept, and the key that pauses."""
    words = " ".join(label.text() for label in wizard.consent.findChildren(type(wizard.consent.title)))
    for part in ("microphone", "No sound, ever", "Ctrl+Alt+Shift+P", "never recognized"):
        assert part in words


def test_all_the_way_without_devices(wizard: WizardWindow, machine: Any, tmp_path: Path) -> None:
    """On a machine without any device every page says so plainly, and the end is reached."""
    machine.there, machine.found = (), ()
    wizard.consent.agree.setChecked(True)
    seen = []
    while wizard.page is not wizard.pages[-1]:
        wizard.go_on()
        seen.append(wizard.page.step)
        assert wizard.next.isEnabled()
    assert seen == ["Microphone", "Customer's side", "Echo", "Loudness", "Recognizer", "Overlay"]
    assert "No microphone was found" in wizard.pages[1].status.text()  # type: ignore[attr-defined]
    assert "Nothing on this computer" in wizard.pages[2].status.text()  # type: ignore[attr-defined]
    wizard.go_back()
    assert wizard.page.step == "Recognizer"
    wizard.go_on()
    wizard.next.click()
    assert wizard.result() == QDialog.DialogCode.Accepted
    assert agreed(tmp_path / "set-up.json")
    assert load(tmp_path / "settings.toml").listening.engine == "moonshine"


def test_finishing_later_keeps_what_was_answered(wizard: WizardWindow, tmp_path: Path) -> None:
    """Who agreed can end early; closing without agreeing leaves no record."""
    wizard.reject()
    assert not agreed(tmp_path / "set-up.json")
    wizard.consent.agree.setChecked(True)
    wizard.show_page(1)
    wizard.early.click()
    assert agreed(tmp_path / "set-up.json")
    assert not (tmp_path / "settings.toml").exists()


def test_what_cannot_be_written_is_told(wizard: WizardWindow, tmp_path: Path) -> None:
    """A settings file that cannot be changed keeps the wizard open with the reason."""
    (tmp_path / "settings.toml").write_text("[overlay\n", encoding="utf-8")
    wizard.show_page(len(wizard.pages) - 1)
    wizard._draft.put("overlay.theme", "dark")
    wizard.finish()
    assert wizard.result() != QDialog.DialogCode.Accepted
    assert "settings.toml" in wizard.status.text()


def test_microphone_is_heard(  # noqa: PLR0917  fixtures
    draft: Draft, machine: Any, watch: SoundWatch, qtbot: Any, chunk_source: Make, near_voice: Samples
) -> None:
    """A chosen microphone moves the meter, and a voice is confirmed; leaving releases the device."""
    sources: list[Any] = []

    def make() -> Any:
        sources.append(chunk_source(near_voice, name="Desk microphone"))
        return sources[-1]

    machine.source = make
    page = MicrophonePage(draft, machine, watch)
    qtbot.addWidget(page)
    page.enter()
    assert [page.choice.itemText(i) for i in range(3)] == [
        "The system's microphone", "Headset (ALSA)", "Desk microphone (ALSA)",
    ]  # fmt: skip
    page.choice.setCurrentIndex(2)
    page.choice.activated.emit(2)
    qtbot.waitUntil(lambda: page.heard, timeout=20_000)
    assert page.status.text() == "You are heard well."
    assert machine.opened[-1].microphone.name == "Desk microphone"
    assert draft.value("listening.microphone_host_api") == "ALSA"
    page.leave()
    watch.join()
    assert all(source.closed for source in sources)


def test_microphone_that_is_busy(draft: Draft, machine: Any, watch: SoundWatch, qtbot: Any) -> None:
    """A microphone that cannot be opened is told with what to do; looking again lists anew."""
    page = MicrophonePage(draft, machine, watch)
    qtbot.addWidget(page)
    page.enter()
    qtbot.waitUntil(lambda: "Headset is busy." in page.status.text(), timeout=20_000)
    machine.there = ()
    page.again.click()
    assert page.choice.count() == 1
    assert "No microphone was found" in page.status.text()


def test_far_end_is_heard(  # noqa: PLR0917  fixtures
    draft: Draft, machine: Any, watch: SoundWatch, qtbot: Any, chunk_source: Make, far_voice: Samples
) -> None:
    """The far end's meter confirms sound; "Nowhere" is an answer too and says what it costs."""
    machine.source = lambda: chunk_source(far_voice, name="Speakers")
    page = FarEndPage(draft, machine, watch)
    qtbot.addWidget(page)
    page.enter()
    assert page.choice.currentText() == "What the speakers play"
    qtbot.waitUntil(lambda: page.heard, timeout=20_000)
    page.choice.setCurrentIndex(1)
    page.choice.activated.emit(1)
    assert draft.spec.far_end.kind is FarEndKind.NONE
    assert "not measured" in page.status.text()
    machine.plays = False
    page.sample.click()
    assert "No program here plays the sample" in page.status.text()


def test_echo_page_gives_a_verdict(  # noqa: PLR0917  fixtures
    draft: Draft, machine: Any, watch: SoundWatch, qtbot: Any, chunk_source: Make, far_voice: Samples
) -> None:
    """One button runs the test to a clear verdict, and offers it again."""
    near = (np.random.default_rng(3).standard_normal(len(far_voice)) * 0.001).astype(np.float32)
    machine.source = lambda: chunk_source(near, far_voice)
    page = EchoPage(draft, machine, watch)
    qtbot.addWidget(page)
    page.enter()
    page.start.click()
    qtbot.waitUntil(lambda: page.verdict is not None, timeout=30_000)
    assert page.status.text() == "No echo: the microphone does not hear the far end."
    assert page.start.isEnabled()
    assert page.start.text() == "Test again"
    draft.put("listening.far_end", "none")
    page.enter()
    assert not page.start.isEnabled()
    assert "no echo to test for" in page.status.text()


def test_loudness_is_kept_by_device(  # noqa: PLR0917  fixtures
    draft: Draft, machine: Any, watch: SoundWatch, qtbot: Any, chunk_source: Make, near_voice: Samples
) -> None:
    """Reading aloud gives the usual level, which is kept for this microphone when the wizard finishes."""
    machine.source = lambda: chunk_source(near_voice, name="Headset")
    page = LoudnessPage(draft, machine, watch)
    qtbot.addWidget(page)
    page.enter()
    page.start.click()
    qtbot.waitUntil(lambda: page.level is not None, timeout=30_000)
    assert page.progress.value() == 100
    page.leave()
    page.finish()
    assert -45 < load_levels(machine.levels_file)["Headset"] < -10


def model(entry_id: str) -> InstalledModel:
    """Return an installed model that passes for whole."""
    entry = catalogue().find(entry_id)
    made = InstalledModel(entry.id, Path(entry.name), None)
    assert made.name == entry.name
    return made


@pytest.fixture
def recognizer(draft: Draft, machine: Any, qtbot: Any, monkeypatch: pytest.MonkeyPatch) -> RecognizerPage:
    """Give the recognizer page with "Vosk" chosen; installed models pass for whole."""
    monkeypatch.setattr(InstalledModel, "usable", property(lambda _model: True))
    page = RecognizerPage(draft, machine)
    qtbot.addWidget(page)
    page.show()
    page.vosk.setChecked(True)
    return page


def test_a_model_is_installed(recognizer: RecognizerPage, machine: Any, draft: Draft, qtbot: Any) -> None:
    """Installing shows progress, then the model is chosen."""
    entry = recognizer.choice.currentData()

    def install(report: ProgressCallback) -> InstalledModel:
        report(Progress(Stage.DOWNLOAD, 5_000_000, 10_000_000))
        machine.models = [model(entry.id)]
        return machine.models[0]

    machine.installing = install
    with qtbot.waitSignal(recognizer.installer.finished, timeout=20_000):
        recognizer.install.click()
        assert not recognizer.may_go_on
        assert recognizer.cancel.isVisible()
    assert "is installed" in recognizer.status.text()
    assert not recognizer.install.isEnabled()
    recognizer.leave()
    assert draft.value("listening.engine") == "vosk"
    assert draft.value("listening.model") == entry.name


def test_an_installation_is_cancelled(recognizer: RecognizerPage, machine: Any, qtbot: Any) -> None:
    """Cancelling stops at the next report and says that nothing is lost."""

    def install(report: ProgressCallback) -> InstalledModel:
        while True:
            report(Progress(Stage.DOWNLOAD, 1_000_000, 10_000_000))

    machine.installing = install
    with qtbot.waitSignal(recognizer.installer.cancelled, timeout=20_000):
        recognizer.install.click()
        qtbot.waitUntil(lambda: "Downloading" in recognizer.status.text(), timeout=20_000)
        recognizer.cancel.click()
    assert recognizer.status.text().startswith("Cancelled.")
    assert recognizer.may_go_on


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (ModelError("There is no network.", "Try again."), "There is no network. Try again."),
        (KeyError("x"), "KeyError"),
    ],
)
def test_an_installation_fails(
    error: Exception, sentence: str, recognizer: RecognizerPage, machine: Any, qtbot: Any
) -> None:
    """A failure is one sentence with what to do, whatever went wrong."""

    def install(_report: ProgressCallback) -> InstalledModel:
        raise error

    machine.installing = install
    with qtbot.waitSignal(recognizer.installer.failed, timeout=20_000):
        recognizer.install.click()
    assert sentence in recognizer.status.text()
    assert recognizer.install.isEnabled()


def test_recognizer_answers(draft: Draft, machine: Any, qtbot: Any) -> None:
    """The built-in recognizer is an answer; without it Vosk is needed; what is managed is locked."""
    page = RecognizerPage(draft, machine)
    qtbot.addWidget(page)
    assert page.built_in.isChecked()
    page.leave()
    assert draft.value("listening.engine") == "moonshine"
    machine.has_built_in = False
    page = RecognizerPage(Draft(Settings(), parse_managed("", Path("m.toml"))), machine)
    qtbot.addWidget(page)
    assert page.vosk.isChecked()
    assert "not available on this system" in page.status.text()
    managed = parse_managed('[listening]\nengine = "vosk"\n', Path("m.toml"))
    locked = Draft(Settings(), managed)
    page = RecognizerPage(locked, machine)
    qtbot.addWidget(page)
    assert not page.vosk.isEnabled()
    page.leave()
    assert locked.value("listening.engine") == "auto"


@pytest.mark.parametrize("corner", CORNERS)
def test_corners_lie_on_the_screen(corner: str) -> None:
    """Every corner is within the free area of the screen."""
    area = Rect(10, 30, 1600, 900)
    rect = corner_rect(corner, area)
    assert area.x <= rect.x < rect.right <= area.right
    assert area.y <= rect.y < rect.bottom <= area.bottom
    assert (rect.x < 400) is ("left" in corner)
    assert (rect.y < 400) is ("Upper" in corner)


def test_the_place_is_remembered(machine: Any, qtbot: Any) -> None:
    """A chosen corner is where the overlay will stand; one that has a place keeps it unless a corner is chosen."""
    page = PlacePage(machine)
    qtbot.addWidget(page)
    page.corners["Lower left"].click()
    assert "lower left" in page.picture.accessibleName()
    page.finish()
    places = load_places(machine.places_file)
    assert places.by_screen[places.last].x == 16
    again = PlacePage(machine)
    qtbot.addWidget(again)
    assert not any(button.isChecked() for button in again.corners.values())
    again.finish()
    assert load_places(machine.places_file) == places
