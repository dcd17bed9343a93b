"""The settings window: search, saving, resetting, import and export, what is locked."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QLabel, QWidget

from app.managed import parse_managed
from app.settings import Settings
from app.settings_window import questions
from app.settings_window.field_row import FieldRow
from app.settings_window.window import SettingsWindow

MakeSettings = Callable[..., SettingsWindow]
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
LOCKED = parse_managed("[overlay]\nhide_from_sharing = true\n", Path("managed.toml"))


def row(window: SettingsWindow, key: str) -> FieldRow:
    """Return the row of a setting."""
    return window.pages[key.rpartition(".")[0]].rows[key]


def shown_pages(window: SettingsWindow) -> list[str]:
    """Return the titles that the list shows."""
    items = [window.list.item(index) for index in range(window.list.count())]
    return [item.text() for item in items if not item.isHidden()]


def test_everyday_pages_come_first(make_settings: MakeSettings) -> None:
    """What people change stands on top of the list, sound first."""
    assert shown_pages(make_settings())[:4] == ["Sound and recognizer", "Overlay", "Calls", "Hotkeys"]


def test_nothing_changed_nothing_to_save(make_settings: MakeSettings) -> None:
    """A window that was just opened has nothing to save, whatever the file says."""
    window = make_settings('[overlay]\ntheme = "light"\ntext_percent = 125\n[vad]\nmin_silence_s = 0.123456\n')
    assert window.changes() == {}
    assert not window.save.isEnabled()
    assert window.cancel.text() == "Close"


def test_saving_writes_what_changed(make_settings: MakeSettings, tmp_path: Path) -> None:
    """Saving writes the changed settings alone, keeps comments and tells the new settings."""
    window = make_settings("# mine\n[vad]\nmin_silence_s = 0.5\n")
    told: list[Settings] = []
    window.saved.connect(told.append)
    row(window, "overlay.theme").set_value("light")
    assert window.status.text() == "1 change not saved yet."
    window.save.click()
    text = (tmp_path / "settings.toml").read_text(encoding="utf-8")
    assert "# mine" in text
    assert 'theme = "light"' in text
    assert "fade_ms" not in text
    assert told[0].overlay.theme == "light"
    assert window.status.text().startswith("Saved.")
    assert not window.save.isEnabled()


def test_a_wrong_value_is_told_at_its_field(make_settings: MakeSettings, tmp_path: Path) -> None:
    """A wrong value is told in one sentence at the field, and saving leads there instead of writing."""
    window = make_settings()
    field = row(window, "overlay.text_percent")
    field.editor.widget.setText("900")  # type: ignore[attr-defined]
    assert field.error.text() == "Allowed: 100 to 200 %."
    assert not field.error.isHidden()
    assert field.editor.widget.accessibleDescription() == "Allowed: 100 to 200 %."
    assert not window.store()
    assert window.list.currentItem().text() == "Overlay"
    assert window.status.text() == "Text size: Allowed: 100 to 200 %."
    assert not (tmp_path / "settings.toml").exists()
    field.reset.click()
    assert field.error.isHidden()
    assert window.changes() == {}


def test_reset_of_field_page_and_all(make_settings: MakeSettings) -> None:
    """One field, one page or everything goes back to the default; only saving makes it hold."""
    window = make_settings('[overlay]\ntheme = "light"\ntext_percent = 125\n[vad]\nmin_silence_s = 0.5\n')
    assert row(window, "overlay.theme").reset.isEnabled()
    assert not row(window, "overlay.fade_ms").reset.isEnabled()
    row(window, "overlay.theme").reset.click()
    assert window.changes() == {"overlay.theme": "system"}
    window.pages["overlay"].reset.click()
    assert window.changes() == {"overlay.theme": "system", "overlay.text_percent": 100}
    window.reset.click()
    assert window.changes()["vad.min_silence_s"] == 0.35
    window.show_settings(window._settings)
    assert window.changes() == {}


def test_reset_settings_leave_the_file(make_settings: MakeSettings, tmp_path: Path) -> None:
    """A setting that was reset and saved is no longer in the file."""
    window = make_settings('[overlay]\ntheme = "light"\n')
    window.reset.click()
    assert window.store()
    assert "theme" not in (tmp_path / "settings.toml").read_text(encoding="utf-8")


def test_managed_fields_are_locked(make_settings: MakeSettings, tmp_path: Path) -> None:
    """What the company fixed is locked, says why, and stands through reset, import and saving."""
    window = make_settings("[overlay]\nhide_from_sharing = false\n", LOCKED)
    field = row(window, "overlay.hide_from_sharing")
    assert not field.editor.widget.isEnabled()
    assert field.value is True
    assert "your company (managed.toml)" in field.hint.text()
    assert not field.reset.isEnabled()
    field.set_value(False)
    assert field.value is True
    row(window, "overlay.theme").set_value("dark")
    assert window.store()
    assert "hide_from_sharing = false" in (tmp_path / "settings.toml").read_text(encoding="utf-8")


def test_search(make_settings: MakeSettings) -> None:
    """A search leaves the pages and fields that it finds and shows the first; an empty one shows all again."""
    window = make_settings()
    window.show()
    everything = shown_pages(window)
    window.search.setText("text size")
    assert shown_pages(window) == ["Overlay"]
    assert window.stack.currentWidget() is window.pages["overlay"]
    assert not row(window, "overlay.text_percent").isHidden()
    assert row(window, "overlay.theme").isHidden()
    window.search.setText("zebra")
    assert shown_pages(window) == []
    assert window.nothing.isVisible()
    window.search.clear()
    assert shown_pages(window) == everything
    assert not row(window, "overlay.theme").isHidden()


def test_export_and_import(make_settings: MakeSettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What one window exports another shows, without saving it."""
    file = tmp_path / "export.toml"
    monkeypatch.setattr(questions, "file_to_write", lambda _parent: file)
    monkeypatch.setattr(questions, "file_to_open", lambda _parent: file)
    first = make_settings('[overlay]\ntheme = "light"\n')
    first.export.click()
    (tmp_path / "settings.toml").unlink()
    window = make_settings()
    window.import_.click()
    assert window.changes() == {"overlay.theme": "light"}
    assert "Nothing is saved yet" in window.status.text()


@pytest.mark.parametrize(
    ("content", "part"),
    [
        (b"[overlay]\ntext_percent = 900\n", "line 2: overlay.text_percent"),
        (b"\xff", "not UTF-8"),
        (None, "There is no"),
    ],
)
def test_a_wrong_file_is_not_imported(
    content: bytes | None, part: str, make_settings: MakeSettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that is wrong changes nothing and is told in one sentence."""
    file = tmp_path / "import.toml"
    if content is not None:
        file.write_bytes(content)
    monkeypatch.setattr(questions, "file_to_open", lambda _parent: file)
    window = make_settings()
    window.import_.click()
    assert window.changes() == {}
    assert window.status.text().startswith("Not imported.")
    assert part in window.status.text()


def test_export_that_cannot_be_written(
    make_settings: MakeSettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A place that cannot be written to is told, not raised; no choice does nothing."""
    window = make_settings()
    monkeypatch.setattr(questions, "file_to_write", lambda _parent: tmp_path / "none" / "x.toml")
    window.export.click()
    assert "could not be written" in window.status.text()
    monkeypatch.setattr(questions, "file_to_write", lambda _parent: None)
    monkeypatch.setattr(questions, "file_to_open", lambda _parent: None)
    window.export.click()
    window.import_.click()
    assert window.changes() == {}


@pytest.mark.parametrize(
    ("answer", "closes", "written"),
    [
        (questions.Unsaved.SAVE, True, True),
        (questions.Unsaved.DISCARD, True, False),
        (questions.Unsaved.STAY, False, False),
    ],
)
def test_closing_asks_about_changes(  # noqa: PLR0917  three parameters, three fixtures
    answer: questions.Unsaved, closes: bool, written: bool,
    make_settings: MakeSettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """Closing with changes asks, and does what was answered, by button and by the window's frame alike."""
    monkeypatch.setattr(questions, "about_unsaved", lambda _parent, _count: answer)
    window = make_settings()
    window.show()
    row(window, "overlay.theme").set_value("dark")
    event = QCloseEvent()
    window.closeEvent(event)
    assert event.isAccepted() is closes
    assert (tmp_path / "settings.toml").exists() is written
    window.cancel.click()
    assert window.isVisible() is not closes


def test_closing_unchanged_asks_nothing(make_settings: MakeSettings, monkeypatch: pytest.MonkeyPatch) -> None:
    """A window without changes closes at once."""
    monkeypatch.setattr(questions, "about_unsaved", pytest.fail)
    window = make_settings()
    window.show()
    window.cancel.click()
    assert not window.isVisible()


def test_setup_can_be_asked_for(make_settings: MakeSettings, qtbot: object) -> None:
    """The first-run questions can be asked for again."""
    window = make_settings()
    with qtbot.waitSignal(window.setup_asked):  # type: ignore[attr-defined]
        window.setup.click()


def test_every_field_has_a_name_and_takes_the_focus(make_settings: MakeSettings) -> None:
    """Each field can be reached by the keyboard and says its name to a screen reader."""
    window = make_settings()
    for page in window.pages.values():
        for field in page.rows.values():
            widget: QWidget = field.editor.widget
            assert widget.accessibleName() == field.plan.info.title
            assert widget.focusPolicy().value & 1, field.plan.key
            label: QLabel = field.label
            assert label.buddy() is widget
            assert isinstance(field, QObject)
            assert field.plan.info.title in field.reset.accessibleName()


def test_a_hotkey_of_another_action_is_not_saved(make_settings: MakeSettings, tmp_path: Path) -> None:
    """Both fields say which two actions have it, the file keeps what it had, and another key mends both."""
    window = make_settings('[hotkeys]\nwhy = "Ctrl+F8"\n')
    pause, why = row(window, "hotkeys.pause"), row(window, "hotkeys.why")
    why.set_value("ctrl+shift+alt+p")
    for field in (pause, why):
        assert "“Pause coaching, or go on” and for “Why this cue”" in field.problem
        assert field.error.text() == field.problem
    window.save.click()
    assert "Pause coaching" in window.status.text()
    assert 'why = "Ctrl+F8"' in (tmp_path / "settings.toml").read_text(encoding="utf-8")
    why.set_value("Ctrl+F7")
    assert (pause.problem, why.problem) == ("", "")
    window.save.click()
    assert 'why = "Ctrl+F7"' in (tmp_path / "settings.toml").read_text(encoding="utf-8")
