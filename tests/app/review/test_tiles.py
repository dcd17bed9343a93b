"""The measures at the top of a call."""

import pytest
from PySide6.QtWidgets import QApplication, QGridLayout, QLabel
from pytestqt.qtbot import QtBot

from app.reports.metric_texts import NOT_MEASURED, Fact
from app.review.tiles import LARGE_PERCENT, TileRow
from tests.app.review.conftest import look_of


def fact(label: str, value: str = "7", definition: str = "How often.") -> Fact:
    """Return a measure."""
    return Fact(label, value, label, definition, headline=True)


@pytest.fixture
def row(qapp: QApplication, qtbot: QtBot) -> TileRow:
    """Give an empty row."""
    made = TileRow()
    qtbot.addWidget(made)
    return made


def shown(row: TileRow) -> list[tuple[str, str]]:
    """Return value and name of each tile."""
    return [(one.text(), other.text()) for one, other in (tile.findChildren(QLabel) for tile in row.tiles)]


def test_each_measure_has_value_name_and_meaning(row: TileRow) -> None:
    """For eyes, for the pointer and for screen readers."""
    row.show_facts([fact("pace", "152"), fact("patience", "0.8 s")], "")
    assert shown(row) == [("152", "pace"), ("0.8 s", "patience")]
    assert row.tiles[0].accessibleName() == "pace: 152"
    assert row.tiles[0].accessibleDescription() == "How often."
    assert "How often." in row.tiles[0].toolTip()


def test_what_was_not_measured_says_why(row: TileRow) -> None:
    """The reason stands with the definition, and it looks unlike a number."""
    row.show_facts([fact("loudness", NOT_MEASURED), fact("pace")], "Not measured: loudness (no baseline yet).")
    number = row.tiles[0].findChildren(QLabel)[0]
    assert number.property("kind") == "unmeasured"
    assert "no baseline yet" in row.tiles[0].accessibleDescription()
    assert "no baseline yet" not in row.tiles[1].accessibleDescription()


def test_another_call_may_have_more_or_fewer(row: TileRow) -> None:
    """Tiles that are left over go, and a value that is measured now looks like a number again."""
    row.show_facts([fact("a", NOT_MEASURED), fact("b"), fact("c")], "why")
    row.show_facts([fact("a", "1")], "why")
    assert shown(row) == [("1", "a")]
    assert row.tiles[0].findChildren(QLabel)[0].property("kind") == "number"
    row.show_facts([fact(name) for name in "abcd"], "")
    assert [name for _, name in shown(row)] == ["a", "b", "c", "d"]


@pytest.mark.parametrize(("percent", "columns"), [(100, 6), (LARGE_PERCENT - 10, 6), (LARGE_PERCENT, 3), (200, 3)])
def test_large_text_takes_two_rows(row: TileRow, percent: int, columns: int) -> None:
    """Six beside each other, or three where there is no room."""
    row.show_facts([fact(str(n)) for n in range(6)], "")
    row.use_look(look_of(text_percent=percent))
    grid = row.layout()
    assert isinstance(grid, QGridLayout)
    places = [grid.getItemPosition(grid.indexOf(tile))[:2] for tile in row.tiles]
    assert places == [(n // columns, n % columns) for n in range(6)]


def test_each_tile_can_be_reached_by_tab(row: TileRow) -> None:
    """Definitions are not for the mouse alone."""
    from PySide6.QtCore import Qt

    row.show_facts([fact("a")], "")
    assert row.tiles[0].focusPolicy() & Qt.FocusPolicy.TabFocus
