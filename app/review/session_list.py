"""The left side of the review: search, filters and the list of sessions.

Place in the flow: `window` shows it; `list_model` reads. Every field starts a question to the background worker, and the
list stays as it was until the answer has come. GUI thread only.
"""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from app.notify import Message
from app.overlay.look import Look
from app.reports.moments import rule_title
from app.review.background import BackgroundWork, Channel
from app.review.context import ReviewContext
from app.review.filters import SCORES, TIMES, Chosen
from app.review.list_model import SORTS, Column, SessionListModel
from app.review.row_delegate import RowDelegate
from app.review.style import plain
from app.store.records import SessionRow, Sort
from app.translation.words import amount, counted, translate, translated
from app.window_style import of_kind

_TYPING_MS: Final = 250
"""A search begins when nothing was typed for so long."""
_CALL_PX: Final = 190
"""Room that the call itself keeps; what else there is room for stands beside it."""
_COLUMN_PX: Final = {
    Column.SCORE: 60, Column.FLAGS: 98, Column.STARTED: 128, Column.LENGTH: 70, Column.AGENT: 128, Column.TEAM: 100,
    Column.HEARD: 70,
}  # fmt: skip
"""The other columns with their widths, the more telling ones first; the first two and the call fit a pane of 400 px."""


class _Table(QTableView):
    """A table that never walks through all its rows to find one by its first letters."""

    def keyboardSearch(self, search: str) -> None:  # noqa: N802  Qt's name
        """Do nothing: the search field finds among all sessions, in the database."""


class _Search(QLineEdit):
    """A search field that gives way to what it found with the arrow down, and empties itself with Escape."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Take the two keys; all others write."""
        if event.key() == Qt.Key.Key_Down:
            self.left.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


@dataclass(frozen=True, slots=True)
class _Names:
    agents: list[str]
    teams: list[str]
    rules: list[str]


class SessionList(QWidget):
    """Search, filters, table; empty and error states."""

    chosen = Signal(object)
    """The `SessionRow` that is selected."""
    failed = Signal(object)

    def __init__(self, context: ReviewContext, work: BackgroundWork) -> None:
        """Ask for everything at once: the list first, then the names in the filters."""
        super().__init__()
        self._context, self._work = context, work
        self.model = SessionListModel(context, work, self)
        self.table, self.stack = _Table(), QStackedWidget()
        self.search = _Search()
        self.agent, self.team, self.rule, self.time, self.score = (QComboBox() for _ in range(5))
        is_agent = context.viewer.is_agent
        unread = translate("Review", "Not yet read") if is_agent else translate("Review", "Not yet viewed")
        self.unread, self.disputed = QCheckBox(unread), QCheckBox(translate("Review", "In dispute"))
        self.clear = QPushButton(translate("Review", "Clear"))
        self.count, self.progress = QLabel(), QProgressBar()
        self.nothing, self.again = QLabel(), QPushButton(translate("Review", "Try again"))
        self._delegate = RowDelegate(self.table)
        self._kept: UUID | None = None
        self._look: Look | None = None
        self._typing = QTimer(self, interval=_TYPING_MS, singleShot=True)
        self._names = Channel(self)
        self._build()
        self._connect()
        self.reload()
        store = context.store
        self._work.ask(self._names, lambda: _Names(store.agents(), store.teams(), store.rules()))

    @property
    def wanted(self) -> Chosen:
        """What the fields say."""
        return Chosen(
            self.search.text(), _value(self.agent), _value(self.team), _value(self.rule), _value(self.time) or "any",
            _value(self.score) or "any", self.unread.isChecked(), self.disputed.isChecked(),
        )  # fmt: skip

    @property
    def sort(self) -> Sort:
        """What the header says."""
        header = self.table.horizontalHeader()
        column = Column(max(0, header.sortIndicatorSection()))
        return Sort(SORTS[column], descending=header.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder)

    def use_look(self, look: Look) -> None:
        """Take other colours and sizes."""
        self._delegate.look = look
        self._look = look
        self.table.verticalHeader().setDefaultSectionSize(look.px(54))
        for column, width in _COLUMN_PX.items():
            self.table.horizontalHeader().resizeSection(column, look.px(width))
        self._show_columns()
        self.table.viewport().update()

    @Slot()
    def reload(self) -> None:
        """List what the fields say."""
        self._typing.stop()
        self.clear.setVisible(self.wanted.anything)
        self.model.show_found(self.wanted, self.sort)

    @Slot()
    def clear_all(self) -> None:
        """Take all filters back."""
        for field in self._fields():
            field.blockSignals(True)  # noqa: FBT003  Qt's form
        self.search.clear()
        for box in (self.agent, self.team, self.rule, self.time, self.score):
            box.setCurrentIndex(0)
        for check in (self.unread, self.disputed):
            check.setChecked(False)
        for field in self._fields():
            field.blockSignals(False)  # noqa: FBT003  Qt's form
        if self.clear.hasFocus():  # it hides with the filters
            self.search.setFocus()
        self.reload()

    @Slot(int)
    def _on_listed(self, count: int) -> None:
        self.count.setText(counted("Review", "%n session(s)", count) if count < 10_000 else self._many(count))
        self.stack.setCurrentIndex(0 if count else 1)
        self.again.hide()
        if not count:
            self.nothing.setText(self._why_nothing())
            return
        place = self.model.row_of(self._kept) if self._kept is not None else 0
        self.table.setCurrentIndex(self.model.index(max(0, place), 0))

    @staticmethod
    def _many(count: int) -> str:
        return translate("Review", "{count} sessions").format(count=amount(count))

    def _why_nothing(self) -> str:
        if self.wanted.anything:
            return translate("Review", "No session is like that. Take a filter away to see more.")
        if self._context.viewer.is_agent:
            return translate(
                "Review", "There are no sessions yet. After your next call its summary is here, for you first."
            )
        return translate(
            "Review", "There are no sessions yet. They come from calls on this computer, from bundles that you import, or "
            "from your team's server.",
        )  # fmt: skip

    @Slot(object)
    def _on_failed(self, message: Message) -> None:
        if self.model.rowCount() == 0:
            self.nothing.setText(str(message))
            self.again.show()
            self.stack.setCurrentIndex(1)
        self.failed.emit(message)

    @Slot(object)
    def _on_names(self, names: _Names) -> None:
        _fill(self.agent, translate("Review", "Any agent"), [(name, name) for name in names.agents])
        _fill(self.team, translate("Review", "Any team"), [(name, name) for name in names.teams])
        titles = [(rule_title(self._context.rulebook, rule_id), rule_id) for rule_id in names.rules]
        _fill(self.rule, translate("Review", "Any rule"), sorted(titles))

    @Slot(QModelIndex, QModelIndex)
    def _on_current(self, current: QModelIndex, _before: QModelIndex) -> None:
        row: SessionRow | None = self.model.row_at(current.row()) if current.isValid() else None
        if row is not None and row.id != self._kept:
            self._kept = row.id
            self.chosen.emit(row)

    @Slot(QModelIndex, QModelIndex)
    def _on_rows_came(self, first: QModelIndex, last: QModelIndex) -> None:
        current = self.table.currentIndex()
        if first.row() <= current.row() <= last.row():
            self._on_current(current, current)

    @Slot(bool)
    def _on_busy(self, busy: bool) -> None:  # noqa: FBT001  a signal's argument
        self.progress.setVisible(busy)

    @Slot()
    def _on_sorted(self) -> None:
        self.reload()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Show more columns where there is room."""
        super().resizeEvent(event)
        self._show_columns()

    def _show_columns(self) -> None:
        if self._look is None:
            return
        left = self.width() - self._look.px(_CALL_PX)
        for column, width in _COLUMN_PX.items():
            left -= self._look.px(width)
            if self.table.isColumnHidden(column) == (left >= 0):
                self.table.setColumnHidden(column, left < 0)

    def _fields(self) -> tuple[QWidget, ...]:
        return (
            self.search, self.agent, self.team, self.rule, self.time, self.score, self.unread, self.disputed
        )  # fmt: skip

    def _connect(self) -> None:
        self.search.textChanged.connect(self._typing.start)
        self.search.returnPressed.connect(self.reload)
        self.search.left.connect(self.table.setFocus)
        self._typing.timeout.connect(self.reload)
        for box in (self.agent, self.team, self.rule, self.time, self.score):
            box.currentIndexChanged.connect(self.reload)
        self.unread.toggled.connect(self.reload)
        self.disputed.toggled.connect(self.reload)
        self.clear.clicked.connect(self.clear_all)
        self.again.clicked.connect(self.reload)
        self.model.listed.connect(self._on_listed)
        self.model.failed.connect(self._on_failed)
        self.model.listing.busy_changed.connect(self._on_busy)
        self.model.dataChanged.connect(self._on_rows_came)
        self._names.answered.connect(self._on_names)
        self.table.selectionModel().currentRowChanged.connect(self._on_current)
        self.table.horizontalHeader().sortIndicatorChanged.connect(self._on_sorted)

    def _build(self) -> None:
        search = translate("Review", "Search words, rule, reference…")
        self.search.setPlaceholderText(search)
        self.search.setClearButtonEnabled(True)
        named = (
            (self.search, search),
            (self.agent, translate("Review", "Agent")),
            (self.team, translate("Review", "Team")),
            (self.rule, translate("Review", "Rule")),
            (self.time, translate("Review", "Time")),
            (self.score, translate("Review", "Score")),
            (self.table, translate("Review", "Sessions")),
        )
        for widget, name in named:
            widget.setAccessibleName(name)
        for box, first in (
            (self.agent, translate("Review", "Any agent")),
            (self.team, translate("Review", "Any team")),
            (self.rule, translate("Review", "Any rule")),
        ):
            box.addItem(first, "")
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(8)
        for box, choices in ((self.time, TIMES), (self.score, SCORES)):
            for key, text in choices.items():
                box.addItem(translated("Review", text), key)
        self._build_table()
        plain(self.nothing)
        of_kind(self.count, "muted")
        of_kind(self.nothing, "muted")
        of_kind(self.clear, "quiet")
        self.nothing.setWordWrap(True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.progress.setRange(0, 0)
        self.progress.setTextVisible(False)
        self.progress.setFixedHeight(3)
        self.progress.setAccessibleName(translate("Review", "Loading"))
        policy = self.progress.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.progress.setSizePolicy(policy)
        self._lay_out()

    def _build_table(self) -> None:
        table = self.table
        table.setModel(self.model)
        table.setItemDelegateForColumn(Column.CALL, self._delegate)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        rows = table.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = table.horizontalHeader()
        header.setSectionsClickable(True)
        header.setHighlightSections(False)
        header.setSectionResizeMode(Column.CALL, QHeaderView.ResizeMode.Stretch)
        header.setSortIndicator(Column.CALL, Qt.SortOrder.DescendingOrder)
        header.setSortIndicatorShown(True)

    def _lay_out(self) -> None:
        filters = QGridLayout()
        filters.setSpacing(6)
        boxes = [self.time, self.score, self.rule]
        if not self._context.viewer.is_agent:
            boxes += [self.agent, self.team]
        else:
            self.agent.hide()
            self.team.hide()
        for place, box in enumerate(boxes):
            filters.addWidget(box, place // 2, place % 2)
        checks = QHBoxLayout()
        checks.addWidget(self.unread)
        checks.addWidget(self.disputed)
        checks.addStretch(1)
        foot = QHBoxLayout()
        foot.addWidget(self.count, 1)
        foot.addWidget(self.clear)
        empty = QWidget()
        middle = QVBoxLayout(empty)
        middle.addStretch(1)
        middle.addWidget(self.nothing)
        middle.addWidget(self.again, 0, Qt.AlignmentFlag.AlignCenter)
        middle.addStretch(2)
        self.again.hide()
        self.stack.addWidget(self.table)
        self.stack.addWidget(empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(14, 14, 6, 10)
        whole.setSpacing(8)
        whole.addWidget(self.search)
        whole.addLayout(filters)
        whole.addLayout(checks)
        whole.addWidget(self.progress)
        whole.addWidget(self.stack, 1)
        whole.addLayout(foot)


def _value(box: QComboBox) -> str:
    return str(box.currentData() or "")


def _fill(box: QComboBox, first: str, items: list[tuple[str, str]]) -> None:
    before = _value(box)
    box.blockSignals(True)  # noqa: FBT003  Qt's form
    box.clear()
    box.addItem(first, "")
    for text, value in items:
        box.addItem(text, value)
    box.setCurrentIndex(max(0, box.findData(before)))
    box.blockSignals(False)  # noqa: FBT003  Qt's form
