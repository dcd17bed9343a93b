"""The review's window worked by keyboard alone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from app.review.window import ReviewWindow
from app.store.records import Role
from app.store.repository import Store
from tests.app.review.test_window import MakeWindow, make_window, opened
from tests.app.store.conftest import MakeSession

__all__ = ["make_window"]
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def window(make_window: MakeWindow, store: Store, make_session: MakeSession, qtbot: QtBot) -> ReviewWindow:
    """Return an agent's active window with three sessions, the first of them shown."""
    store.add([make_session(n, reference=f"call {n}") for n in range(3)])
    window = opened(make_window("anna", Role.AGENT), qtbot)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def press(window: ReviewWindow, key: Qt.Key) -> None:
    """Press a key where the focus is."""
    QTest.keyClick(QApplication.focusWidget() or window, key)


def test_enter_leads_into_the_session_and_escape_back(window: ReviewWindow) -> None:
    """From the list to the call's moments, and from anywhere in the call to the list."""
    window.list.table.setFocus()
    press(window, Qt.Key.Key_Return)
    assert window.page.moments.list.hasFocus()
    press(window, Qt.Key.Key_Escape)
    assert window.list.table.hasFocus()
    window.page.tabs.setCurrentIndex(1)
    press(window, Qt.Key.Key_Return)
    assert window.page.tabs.tabBar().hasFocus()


def test_the_search_leads_to_what_it_found_and_empties_itself(window: ReviewWindow, qtbot: QtBot) -> None:
    """Down goes to the list, Escape takes the words back."""
    window.list.search.setFocus()
    QTest.keyClicks(window.list.search, "call")
    press(window, Qt.Key.Key_Down)
    assert window.list.table.hasFocus()
    window.list.search.setFocus()
    press(window, Qt.Key.Key_Escape)
    assert window.list.search.text() == ""
    assert window.list.search.hasFocus()


def test_clearing_the_filters_does_not_lose_the_focus(window: ReviewWindow, qtbot: QtBot) -> None:
    """The button hides; the search field takes over."""
    window.list.unread.setChecked(True)
    window.list.clear.setFocus()
    press(window, Qt.Key.Key_Space)
    assert not window.list.clear.isVisible()
    assert window.list.search.hasFocus()


def test_delete_and_undo_by_keys(window: ReviewWindow, store: Store, qtbot: QtBot) -> None:
    """Delete in the list deletes the session that is shown, Ctrl+Z spares it, and the focus stays in the list."""
    window.list.table.setFocus()
    shown = window.page.view
    assert shown is not None
    press(window, Qt.Key.Key_Delete)
    assert window.undo.isVisible()
    assert window.list.table.hasFocus()
    window.undo.setFocus()
    press(window, Qt.Key.Key_Space)
    opened(window, qtbot)
    assert window.page.view is not None
    assert window.page.view.detail.row.id == shown.detail.row.id
    assert window.list.table.hasFocus()
    assert store.count() == 3


def test_delete_takes_no_session_that_is_not_shown_yet(window: ReviewWindow) -> None:
    """While the next session is on its way the key deletes nothing: neither that one nor the one before."""
    window.list.table.setFocus()
    press(window, Qt.Key.Key_Down)
    press(window, Qt.Key.Key_Delete)
    assert not window.undo.isVisible()


def test_tab_goes_through_the_fields_as_they_stand(window: ReviewWindow) -> None:
    """Search, the filters from left to right and line by line, then the list."""
    window.list.search.setFocus()
    seen = []
    for _ in range(12):
        press(window, Qt.Key.Key_Tab)
        seen.append(QApplication.focusWidget())
        if seen[-1] is window.list.table:
            break
    assert seen[-1] is window.list.table
    boxes = [one for one in seen if isinstance(one, QComboBox)]
    assert boxes == [window.list.time, window.list.score, window.list.rule]
