"""The settings window in other languages: nothing is said around translation, and nothing is cut off."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from app.managed import parse_managed
from app.settings_window import questions
from app.settings_window.plan import Kind, pages
from tests.app.settings_window.conftest import MakeSettings
from tests.app.translation.brackets import outside, untranslated
from tests.app.translation.conftest import Speak, speak  # noqa: F401  a fixture

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
DEVICES = ("Headset", "Desk microphone")
MANAGED = "[overlay]\nhide_from_sharing = true\n"


@pytest.mark.usefixtures("brackets")
def test_everything_passes_translation(make_settings: MakeSettings) -> None:
    """Labels, units, choices, hints, buttons and names for screen readers of all pages are translated."""
    assert untranslated(make_settings(), DEVICES) == []


@pytest.mark.usefixtures("brackets")
def test_what_it_says_passes_translation(make_settings: MakeSettings, tmp_path: Path) -> None:
    """Changes, mistakes, resets and locked fields are told through translation."""
    file = tmp_path / "managed.toml"
    window = make_settings(managed=parse_managed(MANAGED, file))
    data = (*DEVICES, str(file))
    for key, wrong in (("vad.min_silence_s", "9"), ("gate.max_utterance_s", "x"), ("listening.model", "m" * 300)):
        row = next(page.rows[key] for page in window.pages.values() if key in page.rows)
        row.editor.widget.setText(wrong)
        assert row.problem
    window.store()
    assert untranslated(window, data) == []
    window.reset_all()
    assert untranslated(window, data) == []
    window.pages["overlay"].rows["overlay.expanded"].set_value(True)
    assert untranslated(window, data) == []
    assert window.store()
    assert untranslated(window, data) == []


@pytest.mark.usefixtures("brackets")
@pytest.mark.parametrize("content", [b"\xff", b"[overlay]\nexpanded = true\n", None])
def test_import_and_export_pass_translation(
    content: bytes | None, make_settings: MakeSettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What happens to files is told through translation."""
    source, target = tmp_path / "in.toml", tmp_path / "out.toml"
    if content is not None:
        source.write_bytes(content)
    monkeypatch.setattr(questions, "file_to_open", lambda _parent: source)
    monkeypatch.setattr(questions, "file_to_write", lambda _parent: target)
    window = make_settings()
    window.ask_import()
    assert outside(window.status.text(), (str(source), source.name)) == []
    window.ask_export()
    assert outside(window.status.text(), (str(target),)) == []


def test_german_numbers(make_settings: MakeSettings, speak: Speak) -> None:  # noqa: F811
    """Numbers are written, read and allowed the German way, and saved as what they mean."""
    speak("de")
    window = make_settings("[vad]\nmin_silence_s = 0.35\n")
    row = window.pages["vad"].rows["vad.min_silence_s"]
    assert row.editor.widget.text() == "0,35"
    assert row.hint.text().startswith("0,1 bis 3 s")
    row.editor.widget.setText("0,5")
    assert row.value == 0.5
    row.editor.widget.setText("9")
    assert row.problem == "Erlaubt: 0,1 bis 3 s."
    assert window.changes() == {"vad.min_silence_s": 9}


def test_search_finds_german_words(speak: Speak) -> None:  # noqa: F811
    """A search finds labels in the user's language, and keys as they stand in the file."""
    speak("de")
    overlay = next(page for page in pages() if page.key == "overlay")
    assert overlay.matching("schriftgröße") == {"overlay.text_percent"}
    assert overlay.matching("text_percent") == {"overlay.text_percent"}


def test_nothing_is_cut_off_in_german(make_settings: MakeSettings, speak: Speak) -> None:  # noqa: F811
    """At 200 % text size every button of the German window is as wide as its text, and no label is higher than its room."""
    speak("de")
    window: Any = make_settings("[overlay]\ntext_percent = 200\n")
    window.show()
    for _ in range(5):  # a layout passes its changes up one level an event
        QApplication.processEvents()
    for button in window.findChildren(QPushButton):
        if button.isVisible():
            assert button.width() >= button.sizeHint().width(), button.text()
    for label in window.stack.currentWidget().findChildren(QLabel):
        if label.isVisible() and label.wordWrap():
            assert label.height() >= label.heightForWidth(label.width()), label.text()


def test_right_to_left_turns_the_fields_round(make_settings: MakeSettings, speak: Speak) -> None:  # noqa: F811
    """In a language that runs from right to left labels stand at the right of their fields."""
    speak("ar")
    window = make_settings()
    window.show()
    page = window.pages["listening"]
    row = next(row for row in page.rows.values() if row.plan.kind is Kind.CHOICE)
    assert window.layoutDirection() == Qt.LayoutDirection.RightToLeft
    assert row.label.x() > row.editor.widget.x()
    assert window.list.x() > window.stack.x()
