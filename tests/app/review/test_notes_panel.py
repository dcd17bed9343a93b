"""Notes on a call: reading, writing, removing one's own."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.review.access import Viewer
from app.review.notes_panel import NotesPanel
from app.store.records import Note, Role
from app.store.session_ids import new_session_id
from tests.app.store.conftest import MONDAY

MakePanel = Callable[..., NotesPanel]
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
ANNA = Viewer("anna", Role.AGENT)


def note(text: str = "A hard one.", author: str = "anna", role: Role = Role.AGENT, at_s: float | None = None) -> Note:
    """Return a note of Monday morning."""
    return Note(new_session_id(MONDAY), role, author, text, MONDAY, at_s)


@pytest.fixture
def panel(qapp: QApplication, qtbot: QtBot) -> MakePanel:
    """Return a maker of panels with notes, looked at an hour later."""
    kept: list[NotesPanel] = []

    def make(*notes: Note, viewer: Viewer = ANNA) -> NotesPanel:
        made = NotesPanel(viewer)
        qtbot.addWidget(made)
        kept.append(made)  # qtbot holds it weakly
        made.show_notes(notes, MONDAY + timedelta(hours=1))
        return made

    return make


def test_a_note_says_who_in_which_role_about_what_and_when(panel: MakePanel) -> None:
    """A note of the whole call names no moment; one at the very beginning does."""
    made = panel(note(), note("Well begun.", "sam", Role.SUPERVISOR, 0.0), note("Here.", at_s=75.0))
    heads, texts = zip(*(made.list.item(row).text().split("\n") for row in range(3)), strict=True)
    assert [head.rpartition(" · ")[0] for head in heads] == [
        "anna (agent)", "sam (supervisor) · 0:00", "anna (agent) · 1:15",
    ]  # fmt: skip
    assert all(" · today " in head for head in heads)
    assert texts == ("A hard one.", "Well begun.", "Here.")


def test_nobody_wrote_is_said(panel: MakePanel) -> None:
    """An empty list is not shown; the sentence is gone with the first note."""
    made = panel()
    assert made.nothing.isVisibleTo(made)
    assert not made.list.isVisibleTo(made)
    made.show_notes((note(),), MONDAY)
    assert not made.nothing.isVisibleTo(made)
    assert made.list.isVisibleTo(made)


@pytest.mark.parametrize(
    ("author", "role", "own"),
    [
        ("anna", Role.AGENT, True),
        ("ben", Role.AGENT, False),
        ("anna", Role.SUPERVISOR, False),
        ("sam", Role.SUPERVISOR, False),
    ],
)
def test_only_ones_own_can_be_removed(panel: MakePanel, author: str, role: Role, own: bool) -> None:
    """Neither another's, nor what the same person wrote in another role."""
    made = panel(note(author=author, role=role))
    assert not made.remove.isVisibleTo(made)
    made.list.setCurrentRow(0)
    assert made.remove.isVisibleTo(made) is own


def test_removing_tells_the_note_that_is_selected(panel: MakePanel, qtbot: QtBot) -> None:
    """And none where none is."""
    first, second = note("one"), note("two")
    made = panel(first, second)
    with qtbot.assertNotEmitted(made.removed):
        made.remove.click()
    made.list.setCurrentRow(1)
    with qtbot.waitSignal(made.removed) as caught:
        made.remove.click()
    assert caught.args == [second]


def test_a_note_leads_to_its_moment(panel: MakePanel, qtbot: QtBot) -> None:
    """One of the whole call leads nowhere."""
    made = panel(note(at_s=None), note(at_s=75.0))
    with qtbot.assertNotEmitted(made.moment_chosen):
        made.list.setCurrentRow(0)
    with qtbot.waitSignal(made.moment_chosen) as caught:
        made.list.setCurrentRow(1)
    assert caught.args == [75.0]


def test_showing_notes_leads_nowhere(panel: MakePanel, qtbot: QtBot) -> None:
    """Reading the call again after a change moves no cursor, whatever was selected."""
    made = panel(note(at_s=75.0), note(at_s=80.0))
    made.list.setCurrentRow(1)
    with qtbot.assertNotEmitted(made.moment_chosen):
        made.show_notes((note(at_s=5.0),), MONDAY)


@pytest.mark.parametrize(("text", "may"), [("", False), (" \n\t ", False), ("x", True)])
def test_an_empty_note_cannot_be_added(panel: MakePanel, qtbot: QtBot, text: str, may: bool) -> None:
    """Blanks are no note."""
    made = panel()
    made.text.setPlainText(text)
    assert made.add.isEnabled() is may
    if not may:
        with qtbot.assertNotEmitted(made.written):
            made._on_add()


@pytest.mark.parametrize(("about", "at_s"), [(False, None), (True, 12.5)])
def test_a_note_goes_with_its_moment_when_that_is_ticked(
    panel: MakePanel, qtbot: QtBot, about: bool, at_s: float | None
) -> None:
    """The tick names the moment under the cursor; the field is empty afterwards."""
    made = panel()
    made.set_moment(12.5)
    assert made.about.text() == "About 0:12"
    made.about.setChecked(about)
    made.text.setPlainText("  The tool was down. \n")
    with qtbot.waitSignal(made.written) as caught:
        made.add.click()
    assert caught.args == ["The tool was down.", at_s]
    assert made.text.toPlainText() == ""


def test_a_note_that_is_too_long_is_not_cut_in_silence(panel: MakePanel, qtbot: QtBot) -> None:
    """It cannot be added until it is shorter, the button says so, and no letter is lost."""
    made = panel()
    made.text.setPlainText("x" * 2_001)
    assert not made.add.isEnabled()
    assert "2,000" in made.add.toolTip()
    made.text.setPlainText("x" * 2_000)
    assert made.add.toolTip() == ""
    with qtbot.waitSignal(made.written) as caught:
        made.add.click()
    assert len(caught.args[0]) == 2_000


def test_another_call_begins_anew(panel: MakePanel) -> None:
    """Neither the moment nor a half-written note of the call before goes into the next one's notes."""
    made = panel(note())
    made.begin("first")
    made.set_moment(50.0)
    made.about.setChecked(True)
    made.text.setPlainText("about the call before")
    made.begin("second")
    assert made.about.text() == "About 0:00"
    assert not made.about.isChecked()
    assert made.text.toPlainText() == ""


def test_what_is_half_written_waits_for_its_call(panel: MakePanel) -> None:
    """Nothing is lost by looking at another call and coming back; once it was added it is gone."""
    made = panel()
    made.begin("first")
    made.text.setPlainText("half written")
    made.begin("second")
    made.begin("first")
    assert made.text.toPlainText() == "half written"
    made.add.click()
    made.begin("second")
    made.begin("first")
    assert made.text.toPlainText() == ""


def test_tab_leaves_the_field(panel: MakePanel, qtbot: QtBot) -> None:
    """Whoever works by keyboard is not caught in it."""
    made = panel()
    made.show()
    made.text.setFocus()
    qtbot.keyClick(made.text, Qt.Key.Key_Tab)
    assert made.text.toPlainText() == ""
