"""The page of one session: what is shown, what goes together, and what happens when reading or changing fails."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.overlay.look import Look
from app.review.background import BackgroundWork
from app.review.session_page import SessionPage
from app.store.new_session import NewSession
from app.store.records import FlagStatus, Role
from app.store.repository import Store
from app.store.session_ids import new_session_id
from coaching.coach import replay
from coaching.rulebook.schema import Rulebook
from coaching.scorecard import ScoreSettings
from tests.app.review.conftest import NOW, MakeContext, look_of
from tests.app.store.conftest import MONDAY, MakeSession, a_call

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
MakePage = Callable[..., SessionPage]


@pytest.fixture
def make_page(make_context: MakeContext, work: BackgroundWork, qtbot: QtBot, look: Look) -> MakePage:
    """Return a maker of pages for a viewer."""
    kept: list[SessionPage] = []

    def make(role: Role = Role.AGENT, *, may_delete: bool = True, **when: object) -> SessionPage:
        name = "anna" if role is Role.AGENT else "sam"
        context = make_context(name, role, **when)
        made = SessionPage(context, work, ScoreSettings(), frozenset(), may_delete=may_delete)
        qtbot.addWidget(made)
        kept.append(made)  # qtbot holds it weakly
        made.use_look(look)
        made.resize(1000, 800)
        made.show()
        return made

    return make


def read(page: SessionPage, session: NewSession, qtbot: QtBot) -> SessionPage:
    """Show a session and wait until it has come."""
    with qtbot.waitSignal(page._reading.answered):
        page.show_session(session.labels.id)
    return page


def changed(page: SessionPage, qtbot: QtBot, act: Callable[[], object]) -> str:
    """Do something that changes the session; return what was told once it was read again."""
    told: list[str] = []
    page.told.connect(told.append)
    with qtbot.waitSignals([page.told, page.row_changed]):
        act()
    return told[-1]


def flag_row(page: SessionPage) -> int:
    """Return where the first flag stands among the moments."""
    assert page.view is not None
    return next(place for place, one in enumerate(page.view.moments) if one.kept is not None)


def test_before_a_session_is_chosen_nothing_is_there(make_page: MakePage) -> None:
    """No empty timeline, no buttons that act on nothing."""
    page = make_page()
    assert page.stack.currentIndex() == 0
    assert page.view is None
    assert page.open_disputes() == ""
    for button in (page.export, page.delete, page.acknowledge):
        button.click()


def test_title_subtitle_and_coverage(
    make_page: MakePage, store: Store, make_session: MakeSession, qtbot: QtBot
) -> None:
    """Which call, whose, how long, heard by what; and what was not measured with the measures that lack."""
    new = make_session(reference="ticket-7")
    store.add([new])
    page = read(make_page(), new, qtbot)
    assert page.title.text() == "ticket-7"
    assert page.subtitle.text().startswith("anna · north · 2026-03-02")
    assert "0:31" in page.subtitle.text()
    assert "Vosk (small)" in page.subtitle.text()
    assert page.coverage.text().startswith("Heard 100 % of the call with Vosk.")
    lacking = [tile for tile in page.tiles.tiles if "not measured" in tile.accessibleName()]
    assert all("Not measured" in tile.accessibleDescription() for tile in lacking)


def test_a_call_cut_short_is_a_warning(
    make_page: MakePage, store: Store, make_session: MakeSession, qtbot: QtBot
) -> None:
    """The line about what was heard looks like a problem, and only then."""
    whole, cut = make_session(0), make_session(1)
    cut = replace(cut, summary=replace(cut.summary, complete=False))
    store.add([whole, cut])
    page = read(make_page(), cut, qtbot)
    assert page.coverage.property("kind") == "problem"
    assert "not heard to its end" in page.coverage.text()
    assert read(page, whole, qtbot).coverage.property("kind") == "muted"


def test_no_words_are_kept_is_not_nobody_was_heard(
    make_page: MakePage, store: Store, make_session: MakeSession, rulebook: Rulebook, qtbot: QtBot
) -> None:
    """Where the company keeps no transcript the page says so, also beside the customer's times."""
    spoken, silent = make_session(0), replace(make_session(1), detections=(), cues=())
    wordless = replace(spoken, summary=replace(spoken.summary, transcript=()))
    silent = replace(silent, summary=replay(a_call(), rulebook))
    worded = make_session(2)
    store.add([wordless, silent, worded])
    page = read(make_page(), wordless, qtbot)
    assert "not transcribed" in page.transcript.toPlainText()
    assert "No words are kept" in page.coverage.text()
    assert read(page, silent, qtbot).transcript.toPlainText() == "Nobody was heard."
    assert "No words" not in page.coverage.text()
    assert "No words" not in read(page, worded, qtbot).coverage.text()


@pytest.mark.parametrize("part", ["timeline", "transcript", "moments", "notes", "score"])
def test_every_part_leads_all_others_to_a_moment(
    make_page: MakePage, store: Store, make_session: MakeSession, qtbot: QtBot, part: str
) -> None:
    """Wherever somebody points, words, timeline, moments and notes stand at the same moment."""
    new = make_session()
    store.add([new])
    page = read(make_page(), new, qtbot)
    at_s = new.detections[0].detection.start_s
    getattr(page, part).moment_chosen.emit(at_s)
    assert page.timeline.cursor_s == pytest.approx(at_s)
    assert page.transcript.current_line >= 0
    assert page.moments.list.currentRow() == flag_row(page)
    assert page.notes.about.text() == f"About 0:{int(at_s):02}"


def test_another_call_begins_at_its_beginning(
    make_page: MakePage, store: Store, make_session: MakeSession, qtbot: QtBot
) -> None:
    """Cursor, selection, moment of a note and zoom of the call before are not carried over to one like it."""
    first, second = make_session(0), make_session(1)
    store.add([first, second])
    page = read(make_page(), first, qtbot)
    page.moments.list.setCurrentRow(flag_row(page))
    page.timeline.zoom(3.0)
    page.notes.text.setPlainText("about the first")
    page.notes.about.setChecked(True)
    read(page, second, qtbot)
    assert page.timeline.cursor_s == 0.0
    assert page.timeline.visible_s[0] == 0.0
    assert page.moments.current is None
    assert page.transcript.current_line == -1
    assert page.notes.about.text() == "About 0:00"
    assert page.notes.text.toPlainText() == ""


def test_a_change_leaves_everybody_where_they_are(
    make_page: MakePage, store: Store, make_session: MakeSession, qtbot: QtBot
) -> None:
    """Reading the call again after a note moves neither cursor nor zoom, whatever moment is selected."""
    new = make_session()
    store.add([new])
    page = read(make_page(), new, qtbot)
    page.moments.list.setCurrentRow(flag_row(page))
    page.show_moment(25.0)
    page.timeline.zoom(2.0)
    seen = page.timeline.visible_s
    page.notes.text.setPlainText("Here.")
    page.notes.about.setChecked(True)
    changed(page, qtbot, page.notes.add.click)
    assert page.timeline.cursor_s == 25.0
    assert page.timeline.visible_s == pytest.approx(seen)
    assert [note.at_s for note in store.detail(new.labels.id).notes] == [25.0]


def test_changes_are_told_in_their_own_words(
    make_page: MakePage, store: Store, make_session: MakeSession, qtbot: QtBot
) -> None:
    """What a dispute, a note, its removal and reading mean for the agent."""
    new = make_session()
    store.add([replace(new, released_at=None)])
    page = read(make_page(), new, qtbot)
    page.moments.list.setCurrentRow(flag_row(page))
    assert "in dispute" in changed(page, qtbot, page.moments.dispute.click)
    assert page.open_disputes() == "1 flag in dispute"
    page.notes.text.setPlainText("A hard one.")
    assert "kept" in changed(page, qtbot, page.notes.add.click)
    assert page.tabs.tabText(1) == "Notes (1)"
    page.notes.list.setCurrentRow(0)
    assert "removed" in changed(page, qtbot, page.notes.remove.click)
    assert page.tabs.tabText(1) == "Notes"
    assert "can see the session" in changed(page, qtbot, page.acknowledge.click)
    assert not page.acknowledge.isVisibleTo(page)


@pytest.mark.parametrize(
    ("button", "status", "told"),
    [("agree", FlagStatus.RESOLVED, "left the totals"), ("reject", FlagStatus.STANDING, "stands")],
)
def test_a_supervisor_settles(
    make_page: MakePage,
    store: Store,
    make_session: MakeSession,
    *,
    qtbot: QtBot,
    button: str,
    status: FlagStatus,
    told: str,
) -> None:
    """Either way the answer is kept with the flag, and score and moments follow at once."""
    new = make_session()
    flag = new.detections[0].detection.detection_id
    store.add([new])
    store.dispute(new.labels.id, flag, by="anna", reason="no")
    page = read(make_page(Role.SUPERVISOR), new, qtbot)
    before = page.score.total.text()
    page.moments.list.setCurrentRow(flag_row(page))
    page.moments.words.setText("I listened to it.")
    assert told in changed(page, qtbot, getattr(page.moments, button).click)
    kept = store.detail(new.labels.id).detections[0]
    assert kept.status is status
    assert kept.dispute is not None
    assert kept.dispute.answer == "I listened to it."
    assert (page.score.total.text() == before) is (status is FlagStatus.RESOLVED)
    assert "I listened to it." in page.moments.list.item(flag_row(page)).text()


def test_a_change_that_fails_is_told_and_changes_nothing(
    make_page: MakePage, store: Store, make_session: MakeSession, qtbot: QtBot
) -> None:
    """Somebody else settled the dispute meanwhile: one sentence, and the page stays."""
    new = make_session()
    flag = new.detections[0].detection.detection_id
    store.add([new])
    page = read(make_page(), new, qtbot)
    store.dispute(new.labels.id, flag, by="anna", reason="from another window")
    page.moments.list.setCurrentRow(flag_row(page))
    with qtbot.waitSignal(page.failed) as caught:
        page.moments.dispute.click()
    assert str(caught.args[0])
    assert page.view is not None
    assert page.stack.currentIndex() == 1


def test_a_session_that_is_gone_is_not_replaced_by_the_one_before(
    make_page: MakePage, store: Store, make_session: MakeSession, qtbot: QtBot
) -> None:
    """Nobody takes the page of another call for the one that they chose, or annotates it."""
    new = make_session(reference="call-0")
    store.add([new])
    page = read(make_page(), new, qtbot)
    with qtbot.waitSignal(page.failed):
        page.show_session(new_session_id(NOW))
    assert page.view is None
    assert page.stack.currentIndex() == 0
    assert page.message.text()


def test_a_failed_reading_of_the_same_call_leaves_it_in_sight(
    make_page: MakePage, store: Store, make_session: MakeSession, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk that fails for a moment takes nothing away that was read."""
    new = make_session()
    store.add([new])
    page = read(make_page(), new, qtbot)

    def fail(*_: object) -> None:
        raise OSError(5, "Input/output error", "sessions.db")

    monkeypatch.setattr(Store, "detail", fail)
    with qtbot.waitSignal(page.failed):
        page.show_session(new.labels.id)
    assert page.view is not None
    assert page.stack.currentIndex() == 1


def test_the_newest_choice_is_shown(make_page: MakePage, store: Store, make_session: MakeSession, qtbot: QtBot) -> None:
    """Who holds the arrow key down in the list sees where it stops, and never an older answer after it."""
    made = [make_session(n, reference=f"call-{n}") for n in range(8)]
    store.add(made)
    page = make_page()
    for new in made:
        page.show_session(new.labels.id)
    qtbot.waitUntil(lambda: not page._reading.busy)
    assert page.title.text() == "call-7"


def test_a_withheld_session_hides_the_one_before(
    make_page: MakePage, store: Store, make_session: MakeSession, qtbot: QtBot
) -> None:
    """The sentence stands alone; nothing of either call can be exported or annotated from it."""
    released, withheld = make_session(0), make_session(200, reference="ticket-7")
    store.add([released, withheld])
    page = read(make_page(Role.SUPERVISOR, now=MONDAY + timedelta(hours=201)), released, qtbot)
    read(page, withheld, qtbot)
    assert page.view is None
    assert "with the agent until" in page.message.text()
    with qtbot.assertNotEmitted(page.export_asked):
        page.export.click()
    texts = [label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page)]
    assert not any("ticket-7" in text for text in texts)


@pytest.mark.parametrize(("role", "may_delete", "offered"), [(Role.AGENT, True, True), (Role.AGENT, False, False)])
def test_deleting_is_offered_where_the_company_allows_it(
    make_page: MakePage, store: Store, make_session: MakeSession, *, qtbot: QtBot,
    role: Role, may_delete: bool, offered: bool,
) -> None:  # fmt: skip
    """And tells which session."""
    new = make_session()
    store.add([new])
    page = read(make_page(role, may_delete=may_delete), new, qtbot)
    assert page.delete.isVisibleTo(page) is offered
    if offered:
        with qtbot.waitSignal(page.delete_asked) as caught:
            page.delete.click()
        assert caught.args[0].id == new.labels.id


def test_large_text_stands_below_each_other(
    make_page: MakePage, store: Store, make_session: MakeSession, qtbot: QtBot
) -> None:
    """At 200 % words and moments have the whole width; back at 100 % they stand side by side."""
    new = make_session()
    store.add([new])
    page = read(make_page(), new, qtbot)
    page.use_look(look_of(text_percent=200))
    assert page.below.orientation() is Qt.Orientation.Vertical
    page.use_look(look_of())
    assert page.below.orientation() is Qt.Orientation.Horizontal


def test_hostile_names_are_text(make_page: MakePage, store: Store, make_session: MakeSession, qtbot: QtBot) -> None:
    """Markup in a reference or a name of an imported session is shown as it is, in the page and on hover."""
    evil = "<h1>ticket</h1><img src='file:///etc/hostname'>"
    new = make_session(agent="<b>anna</b>", team="<i>north</i>", reference=evil)
    store.add([new])
    page = read(make_page(Role.SUPERVISOR), new, qtbot)
    for label in (page.title, page.subtitle, page.coverage, page.message):
        assert label.textFormat() is Qt.TextFormat.PlainText
    assert page.title.text() == evil
    assert "&lt;h1&gt;ticket" in page.title.toolTip()
    assert "<img" not in page.title.toolTip()


def test_a_note_comes_back_as_it_was(
    make_page: MakePage, store: Store, make_session: MakeSession, qtbot: QtBot
) -> None:
    """Text, moment and author, in the session it was removed from, also when another is shown by then."""
    first, second = make_session(0), make_session(1)
    store.add([first, second])
    store.annotate(first.labels.id, Role.AGENT, "anna", "A hard one.", at_s=12.0)
    page = read(make_page(), first, qtbot)
    page.notes.list.setCurrentRow(0)
    with qtbot.waitSignal(page.note_removed) as caught:
        changed(page, qtbot, page.notes.remove.click)
    read(page, second, qtbot)
    with qtbot.waitSignal(page.told):
        page.write_again(*caught.args)
    (back,) = store.detail(first.labels.id).notes
    assert (back.text, back.at_s, back.author, back.role) == ("A hard one.", 12.0, "anna", Role.AGENT)
    assert store.detail(second.labels.id).notes == ()
