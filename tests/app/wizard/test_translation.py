"""The first-run questions in other languages: nothing is said around translation, and every page has its room."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from app.managed import Managed
from app.settings import Settings
from app.translation.words import translated
from app.wizard.calibration import Calibration
from app.wizard.draft import Draft
from app.wizard.echo_check import _MENDS, _TEXTS, EchoOutcome
from app.wizard.hearing import Reading, SideReading
from app.wizard.loudness_page import LoudnessPage
from app.wizard.microphone_page import MicrophonePage
from app.wizard.page import LevelBar
from app.wizard.recognizer_page import RecognizerPage
from app.wizard.window import WizardWindow
from speech.models.progress import Progress, Stage
from tests.app.translation.brackets import untranslated
from tests.app.translation.conftest import Speak, speak  # noqa: F401  a fixture
from tests.app.wizard.conftest import DESK, HEADSET, SPEAKERS, FakeMachine

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
KEY = "Ctrl+Alt+Shift+P"
SAID_BY_DEVICES = (KEY, HEADSET.name, DESK.name, "ALSA", SPEAKERS.label, "busy", "Close the other program", " is ")


def _data(window: WizardWindow) -> tuple[str, ...]:
    page = next(page for page in window.pages if isinstance(page, RecognizerPage))
    models = [page.choice.itemData(index).id for index in range(page.choice.count())]
    return (*SAID_BY_DEVICES, *models)


@pytest.mark.usefixtures("brackets")
def test_everything_passes_translation(wizard: WizardWindow) -> None:
    """Titles, texts, choices, states and names for screen readers of all pages are translated, on the way too."""
    wizard.consent.agree.setChecked(True)
    data = _data(wizard)
    for index in range(len(wizard.pages)):
        wizard.show_page(index)
        assert untranslated(wizard, data) == []


@pytest.mark.usefixtures("brackets")
def test_a_machine_without_anything_passes_translation(
    qtbot: Any, draft: Draft, machine: FakeMachine, tmp_path: Any
) -> None:
    """What is said where there is no device, no recognizer and no player is translated."""
    machine.there, machine.found, machine.has_built_in, machine.plays = (), (), False, False
    window = WizardWindow(draft, machine, tmp_path / "settings.toml", tmp_path / "set-up.json")
    qtbot.addWidget(window, before_close_func=lambda made: made.done(0))
    for index, page in enumerate(window.pages):
        window.show_page(index)
        for button in page.findChildren(QPushButton):
            if button.text() == "⟦Play a sample call⟧":
                button.click()
        assert untranslated(window, _data(window)) == []


@pytest.mark.usefixtures("brackets")
def test_what_is_heard_is_told_through_translation(wizard: WizardWindow) -> None:
    """Opening, hearing, unplugging and measuring are told through translation."""
    page = next(page for page in wizard.pages if isinstance(page, MicrophonePage))
    wizard.show_page(wizard.pages.index(page))
    wizard.watch.stop()
    for away in ((), ("Headset",)):
        page._on_opened("Headset")
        assert untranslated(page, SAID_BY_DEVICES) == []
        page._on_heard(Reading(1.0, SideReading(-20.0, -10.0, speaking=True), None, away))
        assert untranslated(page, SAID_BY_DEVICES) == []
    loudness = next(page for page in wizard.pages if isinstance(page, LoudnessPage))
    wizard.show_page(wizard.pages.index(loudness))
    loudness._on_opened("Headset")
    for tenth in range(80):
        loudness._on_heard(Reading(tenth / 10, SideReading(-55.0, -30.0, speaking=True), None, ()))
    assert loudness.level is not None
    assert loudness.level.warning.startswith("⟦The microphone is very quiet")
    assert untranslated(loudness, SAID_BY_DEVICES) == []


@pytest.mark.usefixtures("brackets")
def test_an_installation_is_told_through_translation(wizard: WizardWindow) -> None:
    """Each stage, the end and the cancelling of an installation are told through translation."""
    page = next(page for page in wizard.pages if isinstance(page, RecognizerPage))
    for stage in Stage:
        page._on_progress(Progress(stage, 1_000_000, 40_000_000))
        assert untranslated(page, _data(wizard)) == []
    page._on_cancelled()
    assert untranslated(page, _data(wizard)) == []


def test_every_echo_verdict_has_its_words(speak: Speak) -> None:  # noqa: F811
    """Each outcome of the echo test has a German sentence, and a mend where something is wrong."""
    speak("de")
    for outcome in EchoOutcome:
        assert translated("Echo", _TEXTS[outcome]) != _TEXTS[outcome]
        if outcome not in {EchoOutcome.CLEAR, EchoOutcome.CANCELLED}:
            assert translated("Echo", _MENDS[outcome]) != _MENDS[outcome]


def test_german_calibration_warns(speak: Speak) -> None:  # noqa: F811
    """A microphone that is set too loud is told in German."""
    speak("de")
    calibration = Calibration()
    for tenth in range(80):
        calibration.accept(Reading(tenth / 10, SideReading(-12.0, 0.0, speaking=True), None, ()))
    result = calibration.result()
    assert result is not None
    assert result.warning.startswith("Das Mikrofon ist zu laut eingestellt")


@pytest.mark.parametrize("percent", [100, 200])
def test_no_german_page_is_cut_off(
    percent: int,
    qtbot: Any,
    machine: FakeMachine,
    tmp_path: Any,
    speak: Speak,  # noqa: F811
) -> None:
    """On every page, at 100 % and 200 %, each text has the height that its lines need and each button its width."""
    speak("de")
    settings = Settings(overlay={"text_percent": percent})  # type: ignore[arg-type]
    window = WizardWindow(Draft(settings, Managed()), machine, tmp_path / "settings.toml", tmp_path / "set-up.json")
    qtbot.addWidget(window, before_close_func=lambda made: made.done(0))
    window.show()
    for index, page in enumerate(window.pages):
        window.show_page(index)
        for _ in range(5):  # a layout passes its changes up one level an event
            QApplication.processEvents()
        for part in (*page.findChildren(QWidget), window.next, window.back, window.early, *window.steps):
            if not part.isVisible():
                continue
            if isinstance(part, QLabel) and part.wordWrap():
                assert part.height() >= part.heightForWidth(part.width()), part.text()
            elif isinstance(part, QPushButton | QLabel):
                assert part.width() >= part.fontMetrics().horizontalAdvance(part.text()), part.text()


def test_right_to_left_begins_at_the_right(wizard: WizardWindow, speak: Speak) -> None:  # noqa: F811
    """In a language that runs from right to left the steps stand at the right, and meters fill from there."""
    speak("ar")
    wizard.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    wizard.show()
    assert wizard.steps[0].x() > wizard.stack.x()
    wizard.show_page(1)
    meter = wizard.page.findChildren(LevelBar)[0]
    meter.show_level(-60.0, speaking=False)
    picture = meter.grab().toImage()
    middle = picture.height() // 2
    left, right = picture.pixelColor(4, middle), picture.pixelColor(picture.width() - 6, middle)
    assert left != right
    look = wizard._system.look(Settings().overlay)
    assert right.name() == look.theme.you
