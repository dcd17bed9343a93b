"""A draft on past calls: how many, progress, cancel, and the flags gained and lost side by side.

Place in the flow: a tab of `rules_page`. GUI thread only.
"""

from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QBoxLayout,
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
from app.review.tiles import LARGE_PERCENT
from app.translation.words import amount, counted, translate
from app.window_style import of_kind

_MOST_SHOWN: Final = 2_000
"""Rows of a table that nobody reads to the end; the numbers above it count all."""
_ROW_PX: Final = 46
"""Two lines of text, at 100 %."""


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
        """Take other sizes; what is asked for stands below each other where the text is large."""
        directions = QBoxLayout.Direction
        large = look.text_percent >= LARGE_PERCENT
        self._top.setDirection(directions.TopToBottom if large else directions.LeftToRight)
        self._whole.invalidate()  # a layout within it does not tell it
        for table in (self.gained, self.lost):
            table.verticalHeader().setDefaultSectionSize(look.px(_ROW_PX))

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
        if totals.wordless:
            wordless = counted("Rules", "%n call(s) passed over: their words are not kept here.", totals.wordless)
            self.told.setText(f"{self.told.text()} · {wordless}")
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
            # Two lines, so that the words have the whole width: three columns of a third of it show none of them.
            text = f"{one.evidence}\n{one.rule_id} · {one.session}, {clock(one.at_s)}"
            item = QTableWidgetItem(text)
            item.setToolTip(hover(text))
            table.setItem(place, 0, item)

    def _table(self, name: str) -> QTableWidget:
        table = QTableWidget(0, 1)
        table.horizontalHeader().hide()
        table.setWordWrap(False)
        table.setAccessibleName(name)
        table.verticalHeader().hide()
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
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
        self._top = top = QHBoxLayout()
        top.addWidget(QLabel(translate("Rules", "Newest calls:")))
        top.addWidget(self.count)
        top.addWidget(self.run)
        top.addWidget(self.cancel)
        top.addStretch(1)
        self._whole = whole = QVBoxLayout(self)
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
