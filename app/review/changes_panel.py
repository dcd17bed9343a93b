"""What changed since the agent's last calls, as a table with definitions on hover.

Place in the flow: a tab of `session_page`. GUI thread only.
"""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.review.changes import Changes
from app.review.style import hover
from app.translation.words import counted, translate
from app.window_style import of_kind

_SIGNS = {1: "\N{UPWARDS ARROW}", -1: "\N{DOWNWARDS ARROW}", 0: ""}


class ChangesPanel(QWidget):
    """One call beside its agent's weeks before."""

    def __init__(self) -> None:
        """Show nothing yet."""
        super().__init__()
        self.heading, self.table = QLabel(), QTableWidget(0, 3)
        of_kind(self.heading, "muted")
        self.heading.setWordWrap(True)
        self.table.setHorizontalHeaderLabels(
            [translate("Review", "Measure"), translate("Review", "This call"), translate("Review", "Usual")]
        )
        self.table.verticalHeader().hide()
        self.table.setShowGrid(False)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setAccessibleName(translate("Review", "This call beside the calls before"))
        self.table.setTabKeyNavigation(False)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 10, 0, 0)
        whole.addWidget(self.heading)
        whole.addWidget(self.table, 1)

    def show_changes(self, changes: Changes) -> None:
        """Show a call's changes."""
        told = counted(
            "Review", "Usual: the mean of the agent's own %n call(s) in the four weeks before.", changes.calls
        )
        none = translate("Review", "There are no calls of this agent in the four weeks before to compare with.")
        self.heading.setText(told if changes.calls else none)
        self.table.setRowCount(len(changes.lines))
        for place, line in enumerate(changes.lines):
            for column, text in enumerate((line.label, f"{line.now} {_SIGNS[line.direction]}".strip(), line.usual)):
                item = QTableWidgetItem(text)
                item.setToolTip(hover(line.meaning))
                if column:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self.table.setItem(place, column, item)
