"""The list's model: any length, read page by page."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.review.background import BackgroundWork
from app.review.filters import Chosen
from app.review.list_model import PAGE, SORTS, Column, SessionListModel
from app.store.records import Role, Sort, SortBy
from app.store.repository import Store
from tests.app.review.conftest import MakeContext
from tests.app.store.conftest import MakeSession


@pytest.fixture
def work(qapp: QApplication) -> Iterator[BackgroundWork]:
    """Give a worker, and wait for its end."""
    made = BackgroundWork()
    yield made
    made.close()


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
