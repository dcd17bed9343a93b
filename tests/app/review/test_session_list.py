"""Search, filters and the list of sessions: what each field asks for, and what is said when nothing comes."""

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from app.overlay.look import Look
from app.review.background import BackgroundWork
from app.review.filters import SCORES, TIMES, Chosen
from app.review.list_model import Column
from app.review.session_list import SessionList, _fill
from app.store.records import Role, SortBy
from app.store.repository import Store
from tests.app.review.conftest import NOW, MakeContext
from tests.app.store.conftest import MakeSession

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
MakeList = Callable[..., SessionList]


@pytest.fixture
def make_list(make_context: MakeContext, work: BackgroundWork, qtbot: QtBot, look: Look) -> MakeList:
    """Return a maker of lists whose sessions and names have come."""
    kept: list[SessionList] = []

    def make(name: str = "sam", role: Role = Role.SUPERVISOR) -> SessionList:
        made = SessionList(make_context(name, role), work)
        qtbot.addWidget(made)
        kept.append(made)  # qtbot holds it weakly
        made.use_look(look)
        with qtbot.waitSignals([made.model.listed, made._names.answered]):
            made.show()
        return made

    return make


def listed(made: SessionList, qtbot: QtBot, act: Callable[[], object]) -> int:
    """Do something that lists anew, and return how many sessions there are then."""
    with qtbot.waitSignal(made.model.listed):
        act()
    return made.model.rowCount()


def choose(box: QComboBox, value: str) -> None:
    """Choose an entry by what it stands for."""
    place = box.findData(value)
    assert place >= 0
    box.setCurrentIndex(place)


def test_fields_and_what_they_ask_for(make_list: MakeList, store: Store, make_session: MakeSession) -> None:
    """Each field is one part of what is wanted; together they all are."""
    store.add([make_session(team="north")])
    made = make_list()
    assert made.wanted == Chosen()
    for box, value in ((made.agent, "anna"), (made.team, "north"), (made.rule, "dead-end")):
        choose(box, value)
    choose(made.time, "week")
    choose(made.score, "low")
    made.search.setText("refund")
    made.unread.setChecked(True)
    made.disputed.setChecked(True)
    assert made.wanted == Chosen("refund", "anna", "north", "dead-end", "week", "low", unread=True, disputed=True)


@pytest.mark.parametrize(
    ("field", "value", "found"),
    [("agent", "ben", 1), ("team", "south", 1), ("rule", "dead-end", 3), ("time", "today", 0), ("time", "days30", 3)],
)
def test_a_choice_lists_at_once(
    make_list: MakeList, store: Store, make_session: MakeSession, *, qtbot: QtBot, field: str, value: str, found: int
) -> None:
    """No button needs to be pressed; what is found is counted in words."""
    store.add([make_session(0), make_session(1, agent="ben"), make_session(2, team="south")])
    made = make_list()
    assert listed(made, qtbot, lambda: choose(getattr(made, field), value)) == found
    assert made.count.text() == (f"{found} session" if found == 1 else f"{found} sessions")


def test_unread_and_disputed_narrow(make_list: MakeList, store: Store, make_session: MakeSession, qtbot: QtBot) -> None:
    """Each tick on its own, and both together."""
    new = make_session(0)
    store.add([new, make_session(1)])
    store.dispute(new.labels.id, new.detections[0].detection.detection_id, by="anna", reason="no")
    store.log_view(new.labels.id, "sam", Role.SUPERVISOR)
    made = make_list()
    assert listed(made, qtbot, lambda: made.disputed.setChecked(True)) == 1
    assert listed(made, qtbot, lambda: made.unread.setChecked(True)) == 0
    assert listed(made, qtbot, lambda: made.disputed.setChecked(False)) == 1


def test_a_search_waits_for_the_end_of_typing(
    make_list: MakeList, store: Store, make_session: MakeSession, qtbot: QtBot
) -> None:
    """Every letter starts the wait anew; Enter ends it at once."""
    store.add([make_session(0, reference="needle"), make_session(1)])
    made = make_list()
    asked: list[int] = []
    made.model.listed.connect(asked.append)
    qtbot.keyClicks(made.search, "needl")
    assert made._typing.isActive()
    assert asked == []
    assert listed(made, qtbot, lambda: qtbot.keyClick(made.search, Qt.Key.Key_Return)) == 1
    assert not made._typing.isActive()
    with qtbot.waitSignal(made.model.listed):
        qtbot.keyClicks(made.search, "e")


def test_clear_takes_all_filters_back_in_one_question(
    make_list: MakeList, store: Store, make_session: MakeSession, qtbot: QtBot
) -> None:
    """The button is there only while there is something to clear."""
    store.add([make_session(0), make_session(1, agent="ben")])
    made = make_list()
    assert not made.clear.isVisibleTo(made)
    listed(made, qtbot, lambda: choose(made.agent, "ben"))
    listed(made, qtbot, lambda: made.unread.setChecked(True))
    assert made.clear.isVisibleTo(made)
    asked: list[int] = []
    made.model.listed.connect(asked.append)
    assert listed(made, qtbot, made.clear.click) == 2
    assert asked == [2]
    assert made.wanted == Chosen()
    assert not made.clear.isVisibleTo(made)


@pytest.mark.parametrize(
    ("role", "told"), [(Role.AGENT, "After your next call"), (Role.SUPERVISOR, "your team's server")]
)
def test_an_empty_store_says_where_sessions_come_from(make_list: MakeList, role: Role, told: str) -> None:
    """In words for the one who looks; there is nothing to try again."""
    made = make_list("anna", role)
    assert told in made.nothing.text()
    assert made.stack.currentIndex() == 1
    assert not made.again.isVisibleTo(made)


def test_a_filter_that_finds_nothing_is_named_as_the_cause(
    make_list: MakeList, store: Store, make_session: MakeSession, qtbot: QtBot
) -> None:
    """And the table is back as soon as something is found."""
    store.add([make_session()])
    made = make_list()
    assert listed(made, qtbot, lambda: choose(made.score, "low")) == 0
    assert "Take a filter away" in made.nothing.text()
    assert listed(made, qtbot, lambda: choose(made.score, "any")) == 1
    assert made.stack.currentIndex() == 0


def test_trying_again_after_a_failure(
    make_list: MakeList, store: Store, make_session: MakeSession, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where nothing is listed the sentence stands there with a button; it is gone when the list has come."""
    made = make_list()

    def fail(*_: object) -> int:
        raise OSError(5, "Input/output error", "sessions.db")

    with monkeypatch.context() as broken:
        broken.setattr(Store, "count", fail)
        with qtbot.waitSignal(made.failed):
            made.reload()
    assert "sessions.db" in made.nothing.text()
    assert made.again.isVisibleTo(made)
    store.add([make_session()])
    assert listed(made, qtbot, made.again.click) == 1
    assert not made.again.isVisibleTo(made)


def test_a_failure_leaves_the_list_that_is_there(
    make_list: MakeList, store: Store, make_session: MakeSession, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was read stays readable; the message is told on."""
    store.add([make_session()])
    made = make_list()

    def fail(*_: object) -> int:
        raise OSError(5, "Input/output error", "sessions.db")

    with monkeypatch.context() as broken, qtbot.waitSignal(made.failed) as caught:
        broken.setattr(Store, "count", fail)
        made.reload()
    assert "sessions.db" in str(caught.args[0])
    assert made.stack.currentIndex() == 0
    assert made.model.rowCount() == 1


def test_the_first_session_is_chosen_by_itself(
    make_context: MakeContext, work: BackgroundWork, store: Store, make_session: MakeSession, qtbot: QtBot
) -> None:
    """The newest one, once."""
    store.add([make_session(n, reference=f"call-{n}") for n in range(3)])
    made = SessionList(make_context(), work)
    qtbot.addWidget(made)
    with qtbot.waitSignal(made.chosen) as caught:
        made.show()
    assert caught.args[0].reference == "call-2"


def test_the_chosen_session_stays_chosen(
    make_list: MakeList, store: Store, make_session: MakeSession, qtbot: QtBot
) -> None:
    """A new listing that still holds it moves the selection along and tells nothing anew; else the first is taken."""
    store.add([make_session(n, reference=f"call-{n}", agent="ben" if n else "anna") for n in range(4)])
    made = make_list()
    with qtbot.waitSignal(made.chosen) as caught:
        made.table.selectRow(2)
    assert caught.args[0].reference == "call-1"
    with qtbot.assertNotEmitted(made.chosen):
        listed(made, qtbot, lambda: made.table.horizontalHeader().setSortIndicator(0, Qt.SortOrder.AscendingOrder))
    assert made.table.currentIndex().row() == 1
    with qtbot.waitSignal(made.chosen) as caught:
        listed(made, qtbot, lambda: choose(made.agent, "anna"))
    assert caught.args[0].reference == "call-0"


@pytest.mark.parametrize(
    ("column", "by"),
    [
        (Column.SCORE, SortBy.SCORE),
        (Column.FLAGS, SortBy.FLAGS),
        (Column.AGENT, SortBy.AGENT),
        (Column.CALL, SortBy.STARTED),
    ],
)
def test_a_click_on_a_title_sorts_all_sessions(
    make_list: MakeList, store: Store, make_session: MakeSession, *, qtbot: QtBot, column: Column, by: SortBy
) -> None:
    """In the database, both ways."""
    store.add([make_session(n) for n in range(2)])
    made = make_list()
    header = made.table.horizontalHeader()
    for order in (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder):
        listed(made, qtbot, lambda order=order: header.setSortIndicator(column, order))
        assert (made.sort.by, made.sort.descending) == (by, order is Qt.SortOrder.DescendingOrder)
        assert made.model.sort_order == made.sort


def test_more_columns_where_there_is_room(make_list: MakeList, look: Look) -> None:
    """A narrow list shows who and when below the title alone; no column goes when it grows; large text needs more."""
    made = make_list()

    def columns(width: int) -> set[Column]:
        made.resize(width, 600)
        return {column for column in Column if not made.table.isColumnHidden(column)}

    shown = [columns(width) for width in (400, 520, 700, 900, 1_200)]
    assert all(fewer <= more for fewer, more in pairwise(shown))
    assert {Column.CALL, Column.SCORE} <= shown[0]
    assert not shown[0] & {Column.AGENT, Column.TEAM, Column.HEARD}
    assert shown[-1] == set(Column)
    made.use_look(replace(look, text_percent=200))
    assert columns(1_201) < set(Column)


def test_rules_are_filtered_by_their_title(make_list: MakeList, store: Store, make_session: MakeSession) -> None:
    """Only those that were flagged are offered, by their names for people."""
    store.add([make_session()])
    made = make_list()
    names = [made.rule.itemText(place) for place in range(made.rule.count())]
    assert names[0] == "Any rule"
    assert "No way forward" in names
    assert made.rule.itemData(names.index("No way forward")) == "dead-end"
    assert len(names) == 1 + len(store.rules())


def test_an_agent_is_offered_no_other_people(make_list: MakeList, store: Store, make_session: MakeSession) -> None:
    """Neither agents nor teams; what is unread is the own reading."""
    store.add([make_session(), make_session(1, agent="ben")])
    made = make_list("anna", Role.AGENT)
    assert not made.agent.isVisibleTo(made)
    assert not made.team.isVisibleTo(made)
    assert made.unread.text() == "Not yet read"


def test_names_that_come_later_keep_what_is_chosen(qtbot: QtBot) -> None:
    """A choice that is gone becomes "any"; nobody is told of a change that is none."""
    box = QComboBox()
    qtbot.addWidget(box)
    _fill(box, "Any", [("Anna", "anna"), ("Ben", "ben")])
    choose(box, "ben")
    with qtbot.assertNotEmitted(box.currentIndexChanged):
        _fill(box, "Any", [("Adam", "adam"), ("Ben", "ben")])
    assert box.currentData() == "ben"
    _fill(box, "Any", [("Adam", "adam")])
    assert box.currentData() == ""


def test_typing_letters_in_the_table_walks_through_nothing(
    make_list: MakeList, store: Store, make_session: MakeSession, qtbot: QtBot
) -> None:
    """Qt would read all pages to find a row by its first letters; the search field is for that."""
    store.add([make_session(n, reference=f"call-{n}") for n in range(3)])
    made = make_list()
    before = made.table.currentIndex().row()
    qtbot.keyClicks(made.table, "call-0")
    assert made.table.currentIndex().row() == before


def test_loading_is_shown_and_takes_no_room_away(make_list: MakeList, qtbot: QtBot) -> None:
    """The bar comes with the question and goes with the answer; the table never jumps."""
    made = make_list()
    place = made.stack.geometry()
    with qtbot.waitSignal(made.model.listing.busy_changed):
        made.reload()
        assert made.progress.isVisibleTo(made)
        assert made.stack.geometry() == place
    qtbot.waitUntil(lambda: not made.progress.isVisibleTo(made))
    assert made.stack.geometry() == place


def test_great_numbers_are_written_as_people_do(make_list: MakeList) -> None:
    """With separators from ten thousand on."""
    made = make_list()
    made._on_listed(9_999)
    assert made.count.text() == "9999 sessions"
    made._on_listed(100_000)
    assert made.count.text() == "100,000 sessions"


def test_all_presets_are_offered_in_words(make_list: MakeList) -> None:
    """Every time and score of the filters can be chosen, and the clock decides what "today" is."""
    made = make_list()
    assert [made.time.itemData(place) for place in range(made.time.count())] == list(TIMES)
    assert [made.score.itemData(place) for place in range(made.score.count())] == list(SCORES)
    assert made._context.clock() == NOW
