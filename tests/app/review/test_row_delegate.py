"""How a call is painted in the list."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QModelIndex, QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QTableView
from pytestqt.qtbot import QtBot

from app.overlay.look import Look
from app.review.background import BackgroundWork
from app.review.filters import Chosen
from app.review.list_model import SessionListModel
from app.review.row_delegate import RowDelegate
from app.store.records import Role, Sort
from app.store.repository import Store
from tests.app.review.conftest import MakeContext, look_of
from tests.app.store.conftest import MakeSession

Paint = Callable[..., QImage]


@pytest.fixture
def paint(make_context: MakeContext, store: Store, work: BackgroundWork, qtbot: QtBot, look: Look) -> Paint:
    """Return a function that paints the first row of the list on a white ground."""
    table = QTableView()
    qtbot.addWidget(table)

    def make(width: int = 300, with_look: Look | None = look, *, selected: bool = False) -> QImage:
        model = SessionListModel(make_context(), work, table)
        with qtbot.waitSignal(model.listed):
            model.show_found(Chosen(), Sort())
        table.setModel(model)
        delegate = RowDelegate(table)
        delegate.look = with_look
        option = QStyleOptionViewItem()
        option.widget, option.rect = table, QRect(0, 0, width, 54)
        option.state = QStyle.StateFlag.State_Enabled
        if selected:
            option.state |= QStyle.StateFlag.State_Selected
        image = QImage(width, 54, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        delegate.paint(painter, option, model.index(0, 0))
        painter.end()
        return image

    return make


def ink(image: QImage, top: int, bottom: int, left: int = 8) -> int:
    """Return how many pixels of a band are painted."""
    white = image.pixel(image.width() - 1, 0)
    return sum(image.pixel(x, y) != white for x in range(left, image.width()) for y in range(top, bottom))


def test_title_and_line_below_are_painted(paint: Paint, store: Store, make_session: MakeSession) -> None:
    """Both lines have ink, the space between them has not."""
    store.add([make_session(reference="ticket 7")])
    image = paint()
    assert ink(image, 7, 24) > 20
    assert ink(image, 29, 46) > 20


def test_what_is_unread_is_bold(paint: Paint, store: Store, make_session: MakeSession) -> None:
    """A title that was looked at is lighter."""
    new = make_session(reference="ticket 7")
    store.add([new])
    unread = ink(paint(), 7, 24)
    store.log_view(new.labels.id, "sam", Role.SUPERVISOR)
    assert ink(paint(), 7, 24) != unread


def test_long_titles_are_cut_inside_their_cell(paint: Paint, store: Store, make_session: MakeSession) -> None:
    """Nothing reaches the right edge, whatever the title."""
    store.add([make_session(reference="W" * 300)])
    image = paint(width=160)
    assert ink(image, 0, 54, left=156) == 0


def test_the_chosen_row_has_an_edge(paint: Paint, store: Store, make_session: MakeSession, look: Look) -> None:
    """Not the colour of the ground alone tells which row is chosen."""
    store.add([make_session()])
    assert paint(selected=True).pixelColor(1, 27).name() == look.theme.action
    assert paint().pixelColor(1, 27).name() != look.theme.action


def test_without_a_look_or_a_row_it_paints_as_qt_does(paint: Paint, store: Store, make_session: MakeSession) -> None:
    """Before the first look came."""
    store.add([make_session(reference="ticket 7")])
    assert ink(paint(with_look=None), 0, 54) > 0


def test_rows_grow_with_the_text(qtbot: QtBot) -> None:
    """Two lines at twice the size need twice the height."""
    delegate, option, heights = RowDelegate(), QStyleOptionViewItem(), []
    for percent in (100, 200):
        delegate.look = look_of(text_percent=percent)
        heights.append(delegate.sizeHint(option, QModelIndex()).height())
    assert heights == [54, 108]
