"""The boxes of the settings window: what they ask, in the user's language, and what each answer means."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from app.settings_window import questions
from app.settings_window.questions import Unsaved
from tests.app.translation.conftest import Speak, speak  # noqa: F401  a fixture

BUTTONS = QMessageBox.StandardButton


@pytest.fixture
def parent(qtbot: Any) -> QWidget:
    """Give a window to ask in."""
    made = QWidget()
    qtbot.addWidget(made)
    return made


def answer(monkeypatch: pytest.MonkeyPatch, button: QMessageBox.StandardButton) -> list[QMessageBox]:
    """Answer every box with a button; return the boxes that were shown."""
    shown: list[QMessageBox] = []

    def execute(box: QMessageBox) -> int:
        shown.append(box)
        return button.value

    monkeypatch.setattr(QMessageBox, "exec", execute)
    return shown


@pytest.mark.parametrize(
    ("button", "meaning"),
    [
        (BUTTONS.Save, Unsaved.SAVE),
        (BUTTONS.Discard, Unsaved.DISCARD),
        (BUTTONS.Cancel, Unsaved.STAY),
        (BUTTONS.NoButton, Unsaved.STAY),
    ],
)
def test_each_button_means_one_thing(
    button: QMessageBox.StandardButton, meaning: Unsaved, parent: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Save and Discard do what they say; every other way out of the box leaves the window open."""
    answer(monkeypatch, button)
    assert questions.about_unsaved(parent, 2) is meaning


def test_saving_is_the_default(parent: QWidget, monkeypatch: pytest.MonkeyPatch) -> None:
    """The return key saves; nothing is lost by haste."""
    shown = answer(monkeypatch, BUTTONS.Cancel)
    questions.about_unsaved(parent, 1)
    assert shown[0].defaultButton() is shown[0].button(BUTTONS.Save)


@pytest.mark.parametrize(("count", "text"), [(1, "Ihre Änderung speichern?"), (3, "Ihre 3 Änderungen speichern?")])
def test_the_question_is_german(
    count: int,
    text: str,
    parent: QWidget,
    monkeypatch: pytest.MonkeyPatch,
    speak: Speak,  # noqa: F811
) -> None:
    """The question counts in German, and Qt's own buttons are German too."""
    speak("de")
    shown = answer(monkeypatch, BUTTONS.Cancel)
    questions.about_unsaved(parent, count)
    assert shown[0].text() == text
    assert {button.text().replace("&", "") for button in shown[0].buttons()} == {"Speichern", "Verwerfen", "Abbrechen"}


@pytest.mark.parametrize(("chosen", "file"), [("/media/our.toml", Path("/media/our.toml")), ("", None)])
def test_files_are_asked_for(chosen: str, file: Path | None, parent: QWidget, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that was chosen comes back; who closes the box has chosen none. A name for writing is proposed."""
    asked: list[tuple[Any, ...]] = []

    def ask(*arguments: Any) -> tuple[str, str]:
        asked.append(arguments)
        return chosen, ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", ask)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    assert questions.file_to_open(parent) == file
    assert questions.file_to_write(parent) == file
    assert [arguments[1] for arguments in asked] == ["Import settings", "Export settings"]
    assert asked[1][2] == "sotto-settings.toml"
    assert all("*.toml" in arguments[3] for arguments in asked)
