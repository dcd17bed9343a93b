"""The list's model: any length, read page by page."""

import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from app.review.background import BackgroundWork
from app.review.filters import Chosen
from app.review.list_model import _PAGES_KEPT, PAGE, SORTS, TEXTS_ROLE, Column, SessionListModel
from app.review.row_texts import NOTHING, RowTexts
from app.store.records import Role, Sort, SortBy
from app.store.repository import Store
from app.store.session_ids import new_session_id
from tests.app.review.conftest import MakeContext
from tests.app.store.conftest import MONDAY, MakeSession


def shown(model: SessionListModel, qtbot: QtBot, chosen: Chosen | None = None, sort: Sort | None = None) -> int:
    """List and return how many there are."""
    with qtbot.waitSignal(model.listed):
        model.show_found(chosen or Chosen(), sort or Sort())
    return model.rowCount()


def test_the_model_keeps_qts_contract(
    make_context: MakeContext, store: Store, make_session: MakeSession, work: BackgroundWork, qtbot: QtBot
) -> None:
    """Qt's own tester finds nothing wrong, empty and filled."""
    model = SessionListModel(make_context(), work)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    assert shown(model, qtbot) == 0
    store.add([make_session(n) for n in range(3)])
    assert shown(model, qtbot) == 3
    assert tester.model() is model


def test_rows_far_away_come_when_they_are_looked_at(
    make_context: MakeContext, store: Store, make_session: MakeSession, work: BackgroundWork, qtbot: QtBot
) -> None:
    """A row on another page shows that it is loading, then itself; nothing waits."""
    store.add([make_session(n, reference=f"call-{n}") for n in range(2 * PAGE + 5)])
    model = SessionListModel(make_context(), work)
    assert shown(model, qtbot) == 2 * PAGE + 5
    last = model.index(2 * PAGE + 4, Column.CALL)
    assert model.data(last) == "Loading…"
    qtbot.waitUntil(lambda: model.data(last) == "call-0")
    assert model.row_at(0) is not None


def test_filter_sort_and_search(
    make_context: MakeContext, store: Store, make_session: MakeSession, work: BackgroundWork, qtbot: QtBot
) -> None:
    """Each narrows or orders the list in the database."""
    store.add([make_session(0, agent="ben", team="south"), make_session(1), make_session(2, reference="needle")])
    model = SessionListModel(make_context(), work)
    assert shown(model, qtbot, Chosen(team="south")) == 1
    assert shown(model, qtbot, Chosen(text="NEEDLE")) == 1
    assert shown(model, qtbot, sort=Sort(SortBy.AGENT, descending=False)) == 3
    assert [model.row_at(place).agent for place in range(3)] == ["anna", "anna", "ben"]  # type: ignore[union-attr]


def test_an_agent_finds_own_sessions_alone(
    make_context: MakeContext, store: Store, make_session: MakeSession, work: BackgroundWork, qtbot: QtBot
) -> None:
    """Whatever the fields say."""
    store.add([make_session(0, agent="ben"), make_session(1)])
    model = SessionListModel(make_context("anna", Role.AGENT), work)
    assert shown(model, qtbot, Chosen(agent="ben")) == 1
    assert model.row_at(0).agent == "anna"  # type: ignore[union-attr]


def test_a_session_that_is_being_deleted_cannot_be_chosen(
    make_context: MakeContext, store: Store, make_session: MakeSession, work: BackgroundWork, qtbot: QtBot
) -> None:
    """It stays in its place, greyed out, until it is gone or spared."""
    store.add([make_session()])
    model = SessionListModel(make_context(), work)
    shown(model, qtbot)
    row = model.row_at(0)
    assert row is not None
    index = model.index(0, 0)
    model.hide_session(row.id, on=True)
    assert not model.flags(index) & Qt.ItemFlag.ItemIsEnabled
    model.hide_session(row.id, on=False)
    assert model.flags(index) & Qt.ItemFlag.ItemIsEnabled


def test_every_column_can_be_sorted_by() -> None:
    """Each column has its order and its title."""
    assert set(SORTS) == set(Column)


@pytest.mark.parametrize("by", SortBy)
@pytest.mark.parametrize("descending", [True, False])
def test_every_order_is_the_databases(
    make_context: MakeContext, store: Store, make_session: MakeSession, work: BackgroundWork, *, qtbot: QtBot,
    by: SortBy, descending: bool,
) -> None:  # fmt: skip
    """The rows stand as the store gives them, for each order both ways."""
    store.add([make_session(n, agent="zab"[n], team="nms"[n]) for n in range(3)])
    model = SessionListModel(make_context(), work)
    sort = Sort(by, descending=descending)
    assert shown(model, qtbot, sort=sort) == 3
    expected = [row.id for row in store.list_sessions(sort=sort)]
    assert [model.row_at(place).id for place in range(3)] == expected  # type: ignore[union-attr]


def test_each_column_shows_its_own_part(
    make_context: MakeContext, store: Store, make_session: MakeSession, work: BackgroundWork, qtbot: QtBot
) -> None:
    """Titles stand above, numbers to the right; the whole sentence is for screen readers and on hover."""
    store.add([make_session(reference="ticket-7")])
    model = SessionListModel(make_context(), work)
    shown(model, qtbot)
    titles = [model.headerData(column, Qt.Orientation.Horizontal) for column in Column]
    assert titles == ["Call", "Score", "Moments", "Agent", "Team", "Time", "Length", "Heard"]
    assert model.headerData(0, Qt.Orientation.Vertical) is None
    texts = model.data(model.index(0, 0), TEXTS_ROLE)
    assert isinstance(texts, RowTexts)
    cells = [model.data(model.index(0, column)) for column in Column]
    assert cells == ["ticket-7", texts.score, texts.flags, "anna", "north", texts.started, texts.length, texts.heard]
    assert model.data(model.index(0, Column.SCORE), Qt.ItemDataRole.AccessibleTextRole) == texts.spoken
    assert texts.spoken in model.data(model.index(0, Column.SCORE), Qt.ItemDataRole.ToolTipRole)
    right = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    aligned = [model.data(model.index(0, column), Qt.ItemDataRole.TextAlignmentRole) == right for column in Column]
    assert [Column(place) for place, one in enumerate(aligned) if one] == [Column.SCORE, Column.LENGTH, Column.HEARD]
    assert model.data(model.index(0, 0), Qt.ItemDataRole.DecorationRole) is None


def test_a_row_that_has_not_come_tells_nothing(
    make_context: MakeContext, store: Store, make_session: MakeSession, work: BackgroundWork, qtbot: QtBot
) -> None:
    """Only that it is loading, in the first column; it can be selected meanwhile."""
    store.add([make_session(n) for n in range(PAGE + 1)])
    model = SessionListModel(make_context(), work)
    shown(model, qtbot)
    far = [model.index(PAGE, column) for column in Column]
    assert [model.data(index) for index in far] == ["Loading…", *[None] * (len(Column) - 1)]
    assert model.data(far[0], TEXTS_ROLE) is None
    assert model.flags(far[0]) & Qt.ItemFlag.ItemIsSelectable
    qtbot.waitUntil(lambda: model.row_at(PAGE) is not None)


@pytest.mark.parametrize("place", [-1, 1, 1_000_000])
def test_there_is_nothing_beyond_the_list(
    make_context: MakeContext,
    store: Store,
    make_session: MakeSession,
    work: BackgroundWork,
    *,
    qtbot: QtBot,
    place: int,
) -> None:
    """Neither before the first row nor after the last; nothing is asked for."""
    store.add([make_session()])
    model = SessionListModel(make_context(), work)
    shown(model, qtbot)
    assert model.row_at(place) is None
    assert not model._paging.busy
    assert model.flags(model.index(place, 0)) == Qt.ItemFlag.NoItemFlags


def test_pages_that_scrolled_by_are_not_read(
    make_context: MakeContext, store: Store, make_session: MakeSession, work: BackgroundWork, *, qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """Who drags the scroll bar through everything waits for where it stops, not for all in between."""
    store.add([make_session(n, reference=f"call-{n}") for n in range(12 * PAGE)])
    model = SessionListModel(make_context(), work)
    shown(model, qtbot)
    gate, read, list_sessions = threading.Event(), [], store.list_sessions

    def slowly(wanted: object, sort: object, offset: int, limit: int) -> object:
        gate.wait()
        read.append(offset // PAGE)
        return list_sessions(wanted, sort, offset, limit)  # type: ignore[arg-type]

    monkeypatch.setattr(Store, "list_sessions", lambda _store, *rest: slowly(*rest))
    for page in range(1, 12):
        model.row_at(page * PAGE)
    gate.set()
    qtbot.waitUntil(lambda: not model._paging.busy and not model._waiting)
    assert read == [1, 11, 10, 9]
    assert model.row_at(11 * PAGE).reference == f"call-{PAGE - 1}"  # type: ignore[union-attr]


def test_what_is_kept_has_an_end(
    make_context: MakeContext, work: BackgroundWork, store: Store, make_session: MakeSession, qtbot: QtBot
) -> None:
    """Of a list of any length only so many pages stay in memory: those looked at last."""
    store.add([make_session(n) for n in range(2)])
    first, second = store.list_sessions()
    model = SessionListModel(make_context(), work)
    shown(model, qtbot)
    model._count = (_PAGES_KEPT + 50) * PAGE
    page_of = type("Page", (), {})
    for number in range(1, _PAGES_KEPT + 20):
        page = page_of()
        page.number, page.listing, page.rows = number, model._number, [replace(first, id=new_session_id(MONDAY))]
        model._on_page(page)
        model.data(model.index(number * PAGE, 0))
    assert len(model._pages) == _PAGES_KEPT
    assert len(model._texts) <= _PAGES_KEPT
    assert 0 not in model._pages
    assert model.row_of(second.id) == -1


def test_a_page_of_an_earlier_listing_is_dropped(
    make_context: MakeContext, store: Store, make_session: MakeSession, work: BackgroundWork, qtbot: QtBot
) -> None:
    """Rows of another filter never appear among the new ones."""
    store.add([make_session(n, agent="ben" if n < PAGE else "anna") for n in range(2 * PAGE + 20)])
    model = SessionListModel(make_context(), work)
    shown(model, qtbot)
    model.row_at(2 * PAGE)
    with qtbot.waitSignal(model.listed):
        model.show_found(Chosen(agent="anna"), Sort())
    qtbot.waitUntil(lambda: not model._paging.busy)
    qtbot.waitUntil(lambda: model.row_at(PAGE) is not None)
    everybody = {model.row_at(place).agent for place in range(model.rowCount())}  # type: ignore[union-attr]
    assert everybody == {"anna"}
    assert set(model._pages) == {0, 1}


def test_a_changed_session_is_shown_where_it_stands(
    make_context: MakeContext, store: Store, make_session: MakeSession, work: BackgroundWork, qtbot: QtBot
) -> None:
    """Its words are made anew and only its row is drawn again; one that is not listed changes nothing."""
    store.add([make_session(n, reference=f"call-{n}") for n in range(3)])
    model = SessionListModel(make_context(), work)
    shown(model, qtbot)
    row = model.row_at(1)
    assert row is not None
    assert model.data(model.index(1, 0)) == "call-1"
    with qtbot.waitSignal(model.dataChanged) as caught:
        model.update_row(replace(row, reference="renamed"))
    assert (caught.args[0].row(), caught.args[1].row()) == (1, 1)
    assert model.data(model.index(1, 0)) == "renamed"
    with qtbot.assertNotEmitted(model.dataChanged):
        model.update_row(replace(row, id=new_session_id(MONDAY)))


def test_refreshing_keeps_filter_and_order(
    make_context: MakeContext, store: Store, make_session: MakeSession, work: BackgroundWork, qtbot: QtBot
) -> None:
    """After a deletion the same question is asked again."""
    store.add([make_session(0, agent="ben"), make_session(1), make_session(2)])
    model = SessionListModel(make_context(), work)
    sort = Sort(SortBy.STARTED, descending=False)
    assert shown(model, qtbot, Chosen(agent="anna"), sort) == 2
    first = model.row_at(0)
    assert first is not None
    store.delete([first.id])
    with qtbot.waitSignal(model.listed):
        model.refresh()
    assert model.rowCount() == 1
    assert model.sort_order == sort


def test_a_failure_is_told_and_the_list_stays(
    make_context: MakeContext, store: Store, make_session: MakeSession, work: BackgroundWork, *, qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """A page that cannot be read is a sentence, and is asked for again when it is looked at again."""
    store.add([make_session(n) for n in range(PAGE + 1)])
    model = SessionListModel(make_context(), work)
    shown(model, qtbot)

    def fail(*_: object) -> None:
        raise OSError(5, "Input/output error", "sessions.db")

    with monkeypatch.context() as broken, qtbot.waitSignal(model.failed) as caught:
        broken.setattr(Store, "list_sessions", fail)
        assert model.row_at(PAGE) is None
    assert "sessions.db" in str(caught.args[0])
    assert model.rowCount() == PAGE + 1
    qtbot.waitUntil(lambda: model.row_at(PAGE) is not None)


def test_what_a_supervisor_may_not_read_is_not_found_by_its_words(
    make_context: MakeContext, store: Store, make_session: MakeSession, work: BackgroundWork, qtbot: QtBot
) -> None:
    """It is listed by time without content; searching and sorting by content leave it out."""
    store.add([make_session(reference="ticket-7")])
    model = SessionListModel(make_context(now=MONDAY + timedelta(hours=1)), work)
    assert shown(model, qtbot) == 1
    cells = [str(model.data(model.index(0, column), role)) for column in Column for role in (0, 3)]
    assert not any("ticket-7" in cell for cell in cells)
    assert model.data(model.index(0, Column.SCORE)) == NOTHING
    assert shown(model, qtbot, Chosen(text="ticket")) == 0
    assert shown(model, qtbot, Chosen(rule="dead-end")) == 0
    assert shown(model, qtbot, sort=Sort(SortBy.SCORE)) == 0
