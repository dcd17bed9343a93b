"""The review's window as people use it."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.errors import SettingsError
from app.overlay.settings import OverlaySettings
from app.review.list_model import Column
from app.review.window import ReviewWindow, WindowChoices
from app.settings import Settings
from app.store.records import FlagStatus, Role
from app.store.repository import Store
from tests.app.review.conftest import NOW, MakeContext
from tests.app.store.conftest import MONDAY, MakeSession

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
MakeWindow = Callable[..., ReviewWindow]


@pytest.fixture
def make_window(qapp: QApplication, qtbot: QtBot, make_context: MakeContext, tmp_path: Path) -> Iterator[MakeWindow]:
    """Give a maker of windows whose list has come; they are closed in the end."""
    made: list[ReviewWindow] = []

    def make(name: str = "sam", role: Role = Role.SUPERVISOR, now: datetime = NOW) -> ReviewWindow:
        settings = Settings(overlay=OverlaySettings(theme="light"))
        choices = WindowChoices(settings, lambda _values: settings, tmp_path / "rules")
        window = ReviewWindow(make_context(name, role, now), choices)
        qtbot.addWidget(window)
        made.append(window)
        with qtbot.waitSignal(window.list.model.listed):
            window.show()
        return window

    yield make
    for window in made:
        window.close()


def opened(window: ReviewWindow, qtbot: QtBot) -> ReviewWindow:
    """Wait until the first session is shown."""
    qtbot.waitUntil(lambda: window.page.view is not None)
    return window


def changed(window: ReviewWindow, qtbot: QtBot, act: Callable[[], None]) -> None:
    """Do something that changes the session, and wait until it was read again."""
    before = window.page.view
    act()
    qtbot.waitUntil(lambda: window.page.view is not None and window.page.view is not before)


def test_the_first_session_is_shown(
    make_window: MakeWindow, store: Store, make_session: MakeSession, qtbot: QtBot
) -> None:
    """List, title, timeline, words and moments are there without a click."""
    store.add([make_session(n, reference=f"call-{n}") for n in range(3)])
    window = opened(make_window(), qtbot)
    page = window.page
    assert page.title.text() == "call-2"
    assert "There is nothing more I can do" in page.transcript.toPlainText()
    assert page.moments.list.count() == len(page.view.moments)  # type: ignore[union-attr]
    assert window.list.count.text() == "3 sessions"


def test_nothing_there_is_said(make_window: MakeWindow, qtbot: QtBot) -> None:
    """An empty store and a search without a hit have sentences of their own, and a way back."""
    window = make_window("anna", Role.AGENT)
    assert "no sessions yet" in window.list.nothing.text()
    window.list.search.setText("needle")
    with qtbot.waitSignal(window.list.model.listed):
        window.list.reload()
    assert "No session is like that" in window.list.nothing.text()
    with qtbot.waitSignal(window.list.model.listed):
        window.list.clear.click()
    assert not window.list.wanted.anything


def test_a_click_on_the_timeline_goes_to_the_words(
    make_window: MakeWindow, store: Store, make_session: MakeSession, qtbot: QtBot
) -> None:
    """Timeline, words, moments and notes all stand at the same moment."""
    store.add([make_session()])
    page = opened(make_window(), qtbot).page
    assert page.view is not None
    flag = next(one for one in page.view.moments if one.kept is not None)
    page.timeline.moment_chosen.emit(flag.moment.at_s)
    line = page.view.report.lines[page.transcript.current_line]
    assert any(piece.mark is not None for piece in line.pieces)
    assert page.timeline.cursor_s == pytest.approx(flag.moment.at_s)
    assert page.moments.current is flag


def test_the_timeline_is_worked_by_keyboard(
    make_window: MakeWindow, store: Store, make_session: MakeSession, qtbot: QtBot
) -> None:
    """Arrows move, + and - zoom, Home shows all; never beyond the call."""
    store.add([make_session()])
    page = opened(make_window(), qtbot).page
    low, high = page.timeline.visible_s
    qtbot.keyClick(page.timeline, Qt.Key.Key_Right)
    assert page.timeline.cursor_s > 0
    qtbot.keyClick(page.timeline, Qt.Key.Key_Plus)
    near = page.timeline.visible_s
    assert near[1] - near[0] < high - low
    for _ in range(40):
        qtbot.keyClick(page.timeline, Qt.Key.Key_Right)
    assert page.timeline.cursor_s == pytest.approx(page.view.lanes.duration_s)  # type: ignore[union-attr]
    qtbot.keyClick(page.timeline, Qt.Key.Key_Home)
    assert page.timeline.visible_s == pytest.approx((low, high), abs=0.1)


def test_the_agent_disputes_and_the_supervisor_settles(
    make_window: MakeWindow, store: Store, make_session: MakeSession, qtbot: QtBot
) -> None:
    """A disputed flag leaves the totals at once; the supervisor's answer is final and both read it."""
    new = make_session()
    store.add([new])
    mine = opened(make_window("anna", Role.AGENT), qtbot).page
    place = next(i for i, one in enumerate(mine.view.moments) if one.kept is not None)  # type: ignore[union-attr]
    mine.moments.list.setCurrentRow(place)
    mine.moments.words.setText("I offered a call back.")
    assert not mine.moments.agree.isVisibleTo(mine)
    changed(mine.window(), qtbot, mine.moments.dispute.click)  # type: ignore[arg-type]
    assert store.detail(new.labels.id).detections[0].status is FlagStatus.DISPUTED
    theirs = opened(make_window(), qtbot).page
    theirs.moments.list.setCurrentRow(place)
    assert "I offered a call back." in theirs.moments.list.item(place).text()
    assert not theirs.moments.dispute.isVisibleTo(theirs)
    changed(theirs.window(), qtbot, theirs.moments.agree.click)  # type: ignore[arg-type]
    kept = store.detail(new.labels.id).detections[0]
    assert (kept.status, kept.dispute.resolved_by) == (FlagStatus.RESOLVED, "sam")  # type: ignore[union-attr]


def test_reading_releases(make_window: MakeWindow, store: Store, make_session: MakeSession, qtbot: QtBot) -> None:
    """The button "I have read it" is offered to the agent alone, once, and lets supervisors see the session."""
    store.add([make_session()])
    window = opened(make_window("anna", Role.AGENT, now=MONDAY + timedelta(hours=1)), qtbot)
    assert window.page.acknowledge.isVisibleTo(window)
    changed(window, qtbot, window.page.acknowledge.click)
    assert not window.page.acknowledge.isVisibleTo(window)
    (row,) = store.list_sessions()
    assert row.acknowledged_at is not None


def test_a_withheld_session_shows_a_sentence(
    make_window: MakeWindow, store: Store, make_session: MakeSession, qtbot: QtBot
) -> None:
    """The supervisor sees who has it until when, and no content anywhere in the window."""
    store.add([make_session(reference="ticket-7")])
    window = make_window(now=MONDAY + timedelta(hours=1))
    qtbot.waitUntil(lambda: "with the agent until" in window.page.message.text())
    assert window.page.view is None
    index = window.list.model.index(0, Column.CALL)
    assert "ticket-7" not in str(window.list.model.data(index))
    assert "ticket-7" not in str(window.list.model.data(index, Qt.ItemDataRole.ToolTipRole))


def test_notes_are_written_removed_and_brought_back(
    make_window: MakeWindow, store: Store, make_session: MakeSession, qtbot: QtBot
) -> None:
    """A note is kept with its moment; removing it can be undone."""
    new = make_session()
    store.add([new])
    window = opened(make_window("anna", Role.AGENT), qtbot)
    notes = window.page.notes
    window.page.show_moment(12.0)
    notes.text.setPlainText("The tool was down. Call me on 020 7946 0018.")
    notes.about.setChecked(True)
    changed(window, qtbot, notes.add.click)
    (note,) = store.detail(new.labels.id).notes
    assert (note.at_s, note.author) == (12.0, "anna")
    assert "7946" not in note.text
    notes.list.setCurrentRow(0)
    changed(window, qtbot, notes.remove.click)
    assert store.detail(new.labels.id).notes == ()
    changed(window, qtbot, window.undo.click)
    assert [one.text for one in store.detail(new.labels.id).notes] == [note.text]


def test_deleting_can_be_undone_for_a_while(
    make_window: MakeWindow, store: Store, make_session: MakeSession, qtbot: QtBot
) -> None:
    """Nothing is deleted while Undo is offered; afterwards, or when the window closes, it is gone."""
    store.add([make_session(n) for n in range(2)])
    window = opened(make_window("anna", Role.AGENT), qtbot)
    window.page.delete.click()
    assert store.count() == 2
    window.undo.click()
    opened(window, qtbot)
    window.page.delete.click()
    window.close()
    assert store.count() == 1


def test_supervisors_delete_nothing(
    make_window: MakeWindow, store: Store, make_session: MakeSession, qtbot: QtBot
) -> None:
    """Deleting is the agent's, where the company allows it."""
    store.add([make_session()])
    window = opened(make_window(), qtbot)
    assert not window.page.delete.isVisibleTo(window)


def test_weights_are_tried_before_they_are_kept(
    make_window: MakeWindow, store: Store, make_session: MakeSession, qtbot: QtBot
) -> None:
    """Another weight shows another total at once; every line names its evidence; a refusal is told."""
    store.add([make_session()])
    window = opened(make_window(), qtbot)
    score = window.page.score
    before = score.total.text()
    score.fields["normal"].setValue(12.0)
    assert score.total.text() != before
    assert "with these weights" in score.total.text()
    evidence = [score.table.item(row, 2).text() for row in range(1, score.table.rowCount())]
    assert all(evidence)

    def refuse(_values: object) -> Settings:
        raise SettingsError("The file is read-only.")

    window._choices = WindowChoices(Settings(), refuse, Path())
    score.keep.click()
    assert window.status.text() == "The file is read-only."


def test_exports_are_written(
    make_window: MakeWindow, store: Store, make_session: MakeSession, qtbot: QtBot, tmp_path: Path
) -> None:
    """HTML, PDF and CSV; a folder that is not there is one sentence."""
    store.add([make_session()])
    window = opened(make_window(), qtbot)
    assert window.page.view is not None
    for kind in ("html", "pdf", "csv"):
        file = tmp_path / f"call.{kind}"
        window.export(window.page.view, file, kind)
        qtbot.waitUntil(lambda file=file: str(file) in window.status.text())
        assert file.stat().st_size > 500
    window.export(window.page.view, tmp_path / "no" / "call.html", "html")
    qtbot.waitUntil(lambda: "There is no" in window.status.text())


def test_a_database_that_fails_is_told(
    make_window: MakeWindow, store: Store, make_session: MakeSession, qtbot: QtBot
) -> None:
    """The list stays, the sentence stands below it, and trying again is offered where nothing is listed."""
    window = make_window()
    store.engine.dispose()
    store.file.write_bytes(b"this is no database any more" * 100)
    with qtbot.waitSignal(window.list.failed):
        window.list.reload()
    assert window.status.text()
    assert window.list.again.isVisibleTo(window)


def test_everything_has_a_name_and_can_be_reached(
    make_window: MakeWindow, store: Store, make_session: MakeSession, qtbot: QtBot
) -> None:
    """What takes the focus tells a screen reader what it is."""
    store.add([make_session()])
    window = opened(make_window(), qtbot)
    nameless = [
        widget
        for widget in window.findChildren(QWidget)
        if widget.isVisibleTo(window)
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and isinstance(widget, QLineEdit | QPushButton)
        and not (widget.accessibleName() or getattr(widget, "text", str)())
        and "spinbox" not in widget.objectName()
        and "calendar" not in widget.objectName()
    ]
    assert nameless == []


def test_trends_are_read_when_they_are_looked_at(
    make_window: MakeWindow, store: Store, make_session: MakeSession, qtbot: QtBot
) -> None:
    """Small multiples with numbers for screen readers; an agent gets no list of other people."""
    store.add([make_session(n) for n in range(3)])
    window = opened(make_window("anna", Role.AGENT), qtbot)
    assert window.trends.tiles == []
    window.tabs.setCurrentWidget(window.trends)
    qtbot.waitUntil(lambda: bool(window.trends.tiles))
    assert window.trends.who.count() == 1
    assert window.trends.tiles[0].accessibleName().startswith("Calls:")
    assert window.rules is None


def test_a_rule_is_edited_and_published(make_window: MakeWindow, store: Store, qtbot: QtBot) -> None:
    """A draft is checked while it is typed, published with its history, and brought back by a rollback."""
    window = make_window()
    page = window.rules
    assert page is not None
    window.tabs.setCurrentWidget(page)
    qtbot.waitUntil(lambda: page.checked is not None, timeout=60_000)
    places = [i for i in range(page.list.count()) if page.list.item(i).text().endswith("dead-end")]
    page.list.setCurrentRow(places[0])
    assert not page.publish.isEnabled()
    page.form.texts["triggers"].setPlainText("(open")
    qtbot.waitUntil(lambda: page.checked is not None and bool(page.checked.problems), timeout=60_000)
    assert not page.publish.isEnabled()
    assert "dead-end.toml" in page.state.text()
    page.form.texts["triggers"].setPlainText("zebra crossing")
    page.sentences.setPlainText("mind the zebra crossing")
    qtbot.waitUntil(page.publish.isEnabled, timeout=60_000)
    qtbot.waitUntil(lambda: "zebra crossing" in page.results.text(), timeout=60_000)
    page.note.setText("Zebras")
    with qtbot.waitSignal(page.told, timeout=60_000):
        page.publish.click()
    qtbot.waitUntil(lambda: page.past.list.count() == 1, timeout=60_000)
    assert "Zebras" in page.past.list.item(0).text()
    assert "zebra crossing" in page.history.files()["dead-end.toml"]
    page.past.list.setCurrentRow(0)
    with qtbot.waitSignal(page.told, timeout=60_000):
        page.past.back.click()
    assert page.history.files() == {}


def test_text_and_form_of_a_rule_are_one(make_window: MakeWindow, qtbot: QtBot) -> None:
    """What is typed into the text stands in the form; text that is no TOML is told and keeps the last good draft."""
    page = make_window().rules
    assert page is not None
    page.open_rules()
    qtbot.waitUntil(lambda: page.draft is not None, timeout=60_000)
    form = page.form
    form.source.setPlainText(form.source.toPlainText() + '\nheadline = "Find a way"\n')
    assert form.lines["headline"].text() == "Find a way"
    form.source.setPlainText(form.source.toPlainText() + "\nbroken =")
    assert "not TOML" in form.problem.text()
    assert form.draft is not None
    assert "broken" not in form.draft.text
