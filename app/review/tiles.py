"""The few measures at the top of a call, each with its definition on hover, on focus and for screen readers.

Place in the flow: `session_page` shows them above the timeline. GUI thread only.
"""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from app.overlay.look import Look
from app.reports.metric_texts import NOT_MEASURED, Fact
from app.review.heard_words import in_users_figures
from app.review.style import hover, plain
from app.translation.words import translated
from app.window_style import of_kind

LARGE_PERCENT: Final = 150
"""From this text size on, parts stand below each other instead of side by side."""
_COLUMNS: Final = 6


class TileRow(QWidget):
    """A row of measures."""

    def __init__(self) -> None:
        """Show nothing yet."""
        super().__init__()
        self.tiles: list[QFrame] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(8)
        self._columns = _COLUMNS

    def use_look(self, look: Look) -> None:
        """Take two rows where the text is large."""
        self._columns = _COLUMNS if look.text_percent < LARGE_PERCENT else _COLUMNS // 2
        for place, tile in enumerate(self.tiles):
            self._place(place, tile)

    def show_facts(self, facts: Sequence[Fact], why_not: str) -> None:
        """Show measures; `why_not`: sentences about what was not measured."""
        while len(self.tiles) > len(facts):
            self.tiles.pop().deleteLater()
        while len(self.tiles) < len(facts):
            self.tiles.append(self._tile())
            self._place(len(self.tiles) - 1, self.tiles[-1])
        for tile, fact in zip(self.tiles, facts, strict=True):
            number, name = tile.findChildren(QLabel)
            measured = fact.value != NOT_MEASURED
            value = in_users_figures(fact.value)
            of_kind(number, "number" if measured else "unmeasured")
            number.setText(value)
            label, definition = translated("Report", fact.label), translated("Report", fact.definition)
            name.setText(label)
            meaning = definition if measured else f"{definition}\n\n{why_not}".strip()
            tile.setToolTip(hover(meaning))
            tile.setAccessibleName(f"{label}: {value}")
            tile.setAccessibleDescription(meaning)

    def _tile(self) -> QFrame:
        tile = QFrame()
        of_kind(tile, "tile")
        tile.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        number, name = QLabel(), QLabel()
        plain(number, name)
        of_kind(name, "muted")
        name.setWordWrap(True)
        inner = QVBoxLayout(tile)
        inner.setContentsMargins(10, 6, 10, 6)
        inner.setSpacing(0)
        inner.addWidget(number)
        inner.addWidget(name)
        return tile

    def _place(self, place: int, tile: QFrame) -> None:
        self._grid.addWidget(tile, place // self._columns, place % self._columns)
        for column in range(_COLUMNS):
            self._grid.setColumnStretch(column, int(column < self._columns))
