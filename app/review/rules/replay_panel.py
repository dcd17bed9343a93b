"""A draft on past calls: how many, progress, cancel, and the flags gained and lost side by side.

Place in the flow: a tab of `rules_page`. GUI thread only.
"""

from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QProgressBar,
    QPushButton,
    QSpinBox,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.overlay.look import Look
from app.reports.timeline import clock
from app.review.rules.replay import Difference, by_rule
from app.review.rules.replay_run import Progress
from app.review.style import hover, plain
from app.translation.words import amount, counted, translate
from app.window_style import of_kind

_MOST_SHOWN: Final = 2_000
"""Rows of a table that nobody reads to the end; the numbers above it count all."""


class ReplayPanel(QWidget):
    """One run's results."""

    run_asked = Signal(int)
    """So many of the newest calls."""
    cancel_asked = Signal()

    def __init__(self) -> None:
        """Show nothing yet."""
        super().__init__()
        self.count, self.run = QSpinBox(), QPushButton(translate("Rules", "Run over past calls"))
        self.cancel = QPushButton(translate("Rules", "Cancel"))
        self.progress, self.told = QProgressBar(), QLabel()
        self.gained = self._table(translate("Rules", "Gained: only the draft flags this"))
        self.lost = self._table(translate("Rules", "Lost: only the rules in force flag this"))
        self._build()

    def use_look(self, look: Look) -> None:
        """Take other sizes."""
        for table in (self.gained, self.lost):
            table.horizontalHeader().resizeSection(0, look.px(76))
            table.horizontalHeader().resizeSection(2, look.px(64))

    def show_progress(self, progress: Progress) -> None:
        """Show how far the run is, and what it found."""
        self.progress.setMaximum(max(1, progress.total))
        self.progress.setValue(progress.done)
        totals = progress.totals
        gained = [one for one in totals.differences if one.gained]
        lost = [one for one in totals.differences if not one.gained]
        form = translate(
            "Rules", "{done} of {total} calls · flags before {before}, after {after} · {gained} gained, {lost} lost"
        )
        self.told.setText(
            form.format(
                done=amount(progress.done), total=amount(progress.total), before=amount(totals.before),
                after=amount(totals.after), gained=amount(len(gained)), lost=amount(len(lost)),
            )
        )  # fmt: skip
        if totals.failed:
            damaged = counted("Rules", "%n call(s) could not be read.", totals.failed)
            self.told.setText(f"{self.told.text()} · {damaged}")
        counts = "\n".join(f"{rule}: +{plus} -{minus}" for rule, plus, minus in by_rule(totals.differences))
        self.told.setToolTip(hover(counts))
        self._fill(self.gained, gained)
        self._fill(self.lost, lost)

    def set_running(self, *, on: bool, may_run: bool = True) -> None:
        """Show whether a run goes on."""
        if on:  # what an earlier run found is not of this draft
            for table in (self.gained, self.lost):
                table.setRowCount(0)
        self.run.setEnabled(not on and may_run)
        self.count.setEnabled(not on)
        self.cancel.setVisible(on)
        self.progress.setVisible(on)

    @Slot()
    def _on_run(self) -> None:
        self.run_asked.emit(self.count.value())

    @staticmethod
    def _fill(table: QTableWidget, found: list[Difference]) -> None:
        shown = found[:_MOST_SHOWN]
        begin = table.rowCount()
        if begin > len(shown):
            table.setRowCount(0)
            begin = 0
        table.setRowCount(len(shown))
        for place in range(begin, len(shown)):
            one = shown[place]
            for column, text in enumerate((one.rule_id, one.evidence, f"{one.session}, {clock(one.at_s)}")):
                item = QTableWidgetItem(text)
                item.setToolTip(hover(text))
                table.setItem(place, column, item)

    def _table(self, name: str) -> QTableWidget:
        table = QTableWidget(0, 3)
        table.setHorizontalHeaderLabels(
            [translate("Rules", "Rule"), translate("Rules", "Words"), translate("Rules", "Call")]
        )
        table.setAccessibleName(name)
        table.verticalHeader().hide()
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(40)
        return table

    def _build(self) -> None:
        self.count.setRange(1, 1_000_000)
        self.count.setValue(200)
        self.count.setAccessibleName(translate("Rules", "How many of the newest calls"))
        self.progress.setTextVisible(False)
        plain(self.told)
        self.told.setWordWrap(True)
        of_kind(self.told, "muted")
        self.run.clicked.connect(self._on_run)
        self.cancel.clicked.connect(self.cancel_asked)
        top = QHBoxLayout()
        top.addWidget(QLabel(translate("Rules", "Newest calls:")))
        top.addWidget(self.count)
        top.addWidget(self.run)
        top.addWidget(self.cancel)
        top.addStretch(1)
        whole = QVBoxLayout(self)
        whole.addLayout(top)
        whole.addWidget(self.progress)
        whole.addWidget(self.told)
        both = QHBoxLayout()
        for table in (self.gained, self.lost):
            column = QVBoxLayout()
            title = QLabel(table.accessibleName())
            of_kind(title, "strong")
            title.setWordWrap(True)
            title.setAlignment(Qt.AlignmentFlag.AlignLeft)
            column.addWidget(title)
            column.addWidget(table, 1)
            both.addLayout(column, 1)
        whole.addLayout(both, 1)
        self.set_running(on=False)
