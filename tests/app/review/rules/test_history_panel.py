"""The list of changes, and what can be done with one."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from app.review.rules.history import Version
from app.review.rules.history_panel import HistoryPanel

VERSIONS = [
    Version(2, "2026-03-03T10:05:00+00:00", "kim", "Back to the rules before change 1", "b"),
    Version(1, "2026-03-02T09:00:00+00:00", "sam", "Switched <b>prying</b> off", "a"),
]


@pytest.fixture
def panel(qapp: QApplication, qtbot: QtBot) -> HistoryPanel:
    """Give an empty panel."""
    made = HistoryPanel()
    qtbot.addWidget(made)
    return made


def test_nothing_was_published_is_said(panel: HistoryPanel) -> None:
    """There is nothing to undo."""
    assert panel.nothing.isVisibleTo(panel)
    assert not panel.back.isEnabled()
    panel.show_versions(VERSIONS)
    assert not panel.nothing.isVisibleTo(panel)


def test_a_change_says_when_who_and_what(panel: HistoryPanel) -> None:
    """Newest first, in UTC, and whatever was written as text."""
    panel.show_versions(VERSIONS)
    assert [panel.list.item(row).text() for row in range(2)] == [
        "2 · 2026-03-03 10:05:00 UTC · kim\nBack to the rules before change 1",
        "1 · 2026-03-02 09:00:00 UTC · sam\nSwitched <b>prying</b> off",
    ]


def test_the_chosen_change_is_undone(panel: HistoryPanel, qtbot: QtBot) -> None:
    """And none before one is chosen, nor after the list came anew."""
    panel.show_versions(VERSIONS)
    with qtbot.assertNotEmitted(panel.roll_back_asked):
        panel.back.click()
        panel._on_back()
    panel.list.setCurrentRow(1)
    with qtbot.waitSignal(panel.roll_back_asked) as caught:
        panel.back.click()
    assert caught.args == [VERSIONS[1]]
    panel.show_versions([])
    assert not panel.back.isEnabled()


@pytest.mark.parametrize(("chosen", "asked"), [("rules.zip", True), ("", False)])
@pytest.mark.parametrize("way", ["export", "import_"])
def test_files_are_asked_for(
    panel: HistoryPanel, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, way: str, chosen: str, *, asked: bool
) -> None:
    """A dialog that is closed without a file does nothing."""
    dialog = "getSaveFileName" if way == "export" else "getOpenFileName"
    monkeypatch.setattr(QFileDialog, dialog, lambda *_: (chosen, ""))
    signal = panel.export_asked if way == "export" else panel.import_asked
    found: list[Path] = []
    signal.connect(found.append)
    getattr(panel, way).click()
    assert found == ([Path(chosen)] if asked else [])
