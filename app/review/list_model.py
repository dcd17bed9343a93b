"""The sessions as a table of any length, of which only the pages that are looked at are read.

Place in the flow: `session_list` shows it. The count and each page are questions to the background worker: a row that
has not arrived shows a placeholder. Lives in the GUI thread.
"""

from collections import OrderedDict
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal, Slot

from app.review.background import BackgroundWork, Channel
from app.review.context import ReviewContext
from app.review.filters import Chosen, session_filter
from app.review.row_texts import RowTexts, row_texts
from app.review.style import hover
from app.store.records import SessionRow, Sort, SortBy
from app.translation.words import QT_TRANSLATE_NOOP, translate, translated

PAGE: Final = 100
_PAGES_KEPT: Final = 60
_MOST_WAITING: Final = 3
"""Pages that scrolled by before their turn came are not read."""
Index = QModelIndex | QPersistentModelIndex


class Column(IntEnum):
    """What stands where; all can be sorted by but the first, which sorts by time."""

    CALL = 0
    SCORE = 1
    FLAGS = 2
    AGENT = 3
    TEAM = 4
    STARTED = 5
    LENGTH = 6
    HEARD = 7


SORTS: Final = {
    Column.CALL: SortBy.STARTED, Column.SCORE: SortBy.SCORE, Column.FLAGS: SortBy.FLAGS, Column.AGENT: SortBy.AGENT,
    Column.TEAM: SortBy.TEAM, Column.STARTED: SortBy.STARTED, Column.LENGTH: SortBy.DURATION,
    Column.HEARD: SortBy.HEARD,
}  # fmt: skip
_HEADERS: Final = {
    Column.CALL: QT_TRANSLATE_NOOP("Review", "Call"),
    Column.SCORE: QT_TRANSLATE_NOOP("Review", "Score"),
    Column.FLAGS: QT_TRANSLATE_NOOP("Review", "Moments"),
    Column.AGENT: QT_TRANSLATE_NOOP("Review", "Agent"),
    Column.TEAM: QT_TRANSLATE_NOOP("Review", "Team"),
    Column.STARTED: QT_TRANSLATE_NOOP("Review", "Time"),
    Column.LENGTH: QT_TRANSLATE_NOOP("Review", "Length"),
    Column.HEARD: QT_TRANSLATE_NOOP("Review", "Heard"),
}
_FIELDS: Final = {
    Column.CALL: "title", Column.SCORE: "score", Column.FLAGS: "flags", Column.AGENT: "agent", Column.TEAM: "team",
    Column.STARTED: "started", Column.LENGTH: "length", Column.HEARD: "heard",
}  # fmt: skip
_RIGHT: Final = {Column.SCORE, Column.LENGTH, Column.HEARD}
TEXTS_ROLE: Final = Qt.ItemDataRole.UserRole
"""`RowTexts`, None while the row has not arrived."""
_TEXT_ROLES: Final = {
    Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole, TEXTS_ROLE
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Listing:
    count: int
    first: list[SessionRow]


@dataclass(frozen=True, slots=True)
class _Page:
    number: int
    listing: int
    """Which listing it belongs to."""
    rows: list[SessionRow]


class SessionListModel(QAbstractTableModel):
    """One listing at a time."""

    listed = Signal(int)
    """A new listing with so many sessions is there."""
    failed = Signal(object)
    """`Message`."""

    def __init__(self, context: ReviewContext, work: BackgroundWork, parent: QObject | None = None) -> None:
        """Show nothing until `show_found`."""
        super().__init__(parent)
        self._context, self._work = context, work
        self._wanted, self._sort = session_filter(Chosen(), context.viewer, context.clock()), Sort()
        self._asked = (self._wanted, self._sort)
        self._count = 0
        self._number = 0
        self._pages: OrderedDict[int, list[SessionRow]] = OrderedDict()
        self._texts: dict[UUID, RowTexts] = {}
        self._waiting: list[int] = []
        self._hidden: set[UUID] = set()
        self.listing, self._paging = Channel(self), Channel(self)
        self.listing.answered.connect(self._on_listed)
        self.listing.failed.connect(self.failed)
        self._paging.answered.connect(self._on_page)
        self._paging.failed.connect(self.failed)

    @property
    def sort_order(self) -> Sort:
        """Order of what is asked for."""
        return self._asked[1]

    def show_found(self, chosen: Chosen, sort: Sort) -> None:
        """List what the fields say; the old listing stays until the new one has come."""
        now = self._context.clock()
        viewer, store = self._context.viewer, self._context.store
        wanted = viewer.narrowed(session_filter(chosen, viewer, now), sort, now)
        self._asked = (wanted, sort)
        self._work.ask(
            self.listing, lambda: _Listing(store.count(wanted), store.list_sessions(wanted, sort, 0, PAGE)), first=True
        )

    def refresh(self) -> None:
        """List the same again: something was changed."""
        wanted, sort = self._asked
        store = self._context.store
        self._work.ask(
            self.listing, lambda: _Listing(store.count(wanted), store.list_sessions(wanted, sort, 0, PAGE)), first=True
        )

    def row_at(self, row: int) -> SessionRow | None:
        """Return a session, None while it has not arrived (it is asked for)."""
        if not 0 <= row < self._count:
            return None
        number, place = divmod(row, PAGE)
        page = self._pages.get(number)
        if page is None:
            self._want(number)
            return None
        self._pages.move_to_end(number)
        return page[place] if place < len(page) else None

    def row_of(self, session_id: UUID) -> int:
        """Return where a session stands among what was read, -1 when it is not there."""
        for number, page in self._pages.items():
            for place, row in enumerate(page):
                if row.id == session_id:
                    return number * PAGE + place
        return -1

    def update_row(self, row: SessionRow) -> None:
        """Show a session as it is now, where it stands."""
        self._texts.pop(row.id, None)
        place = self.row_of(row.id)
        if place >= 0:
            self._pages[place // PAGE][place % PAGE] = row
            self.dataChanged.emit(self.index(place, 0), self.index(place, self.columnCount() - 1))

    def hide_session(self, session_id: UUID, *, on: bool) -> None:
        """Grey a session out while its deletion can still be undone, or show it again."""
        (self._hidden.add if on else self._hidden.discard)(session_id)
        place = self.row_of(session_id)
        if place >= 0:
            self.dataChanged.emit(self.index(place, 0), self.index(place, self.columnCount() - 1))

    def rowCount(self, parent: Index | None = None) -> int:  # noqa: N802  Qt's name
        """Return how many sessions were found."""
        return 0 if parent is not None and parent.isValid() else self._count

    def columnCount(self, parent: Index | None = None) -> int:  # noqa: N802  Qt's name
        """Return the number of columns."""
        return 0 if parent is not None and parent.isValid() else len(Column)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return what can be done with a row."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        row = self.row_at(index.row())
        if row is not None and row.id in self._hidden:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows; never waits."""
        column = Column(index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole:
            right = Qt.AlignmentFlag.AlignRight if column in _RIGHT else Qt.AlignmentFlag.AlignLeft
            return int(right | Qt.AlignmentFlag.AlignVCenter)
        if role not in _TEXT_ROLES:
            return None
        row = self.row_at(index.row())
        texts = None if row is None else self._texts_of(row)
        if texts is None:
            return translate("Review", "Loading…") if column is Column.CALL and role != TEXTS_ROLE else None
        if role == TEXTS_ROLE:
            return texts
        if role == Qt.ItemDataRole.DisplayRole:
            return getattr(texts, _FIELDS[column])
        return hover(texts.spoken) if role == Qt.ItemDataRole.ToolTipRole else texts.spoken

    def headerData(  # noqa: N802  Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the title of a column."""
        if role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return translated("Review", _HEADERS[Column(section)])
        return None

    def _texts_of(self, row: SessionRow) -> RowTexts:
        texts = self._texts.get(row.id)
        if texts is None:
            texts = self._texts[row.id] = row_texts(row, self._context.viewer, self._context.clock())
        return texts

    def _want(self, number: int) -> None:
        if number in self._waiting:
            self._waiting.remove(number)
        self._waiting.append(number)
        del self._waiting[:-_MOST_WAITING]
        if not self._paging.busy:
            self._ask_page()

    def _ask_page(self) -> None:
        number, listing = self._waiting[-1], self._number
        wanted, sort = self._wanted, self._sort
        store = self._context.store
        self._work.ask(
            self._paging,
            lambda: _Page(number, listing, store.list_sessions(wanted, sort, number * PAGE, PAGE)),
            first=True,
        )

    @Slot(object)
    def _on_listed(self, found: _Listing) -> None:
        self.beginResetModel()
        self._number += 1
        self._wanted, self._sort = self._asked
        self._count = found.count
        self._waiting.clear()
        self._texts.clear()
        self._pages = OrderedDict({0: found.first})
        self.endResetModel()
        self.listed.emit(found.count)

    @Slot(object)
    def _on_page(self, page: _Page) -> None:
        if page.listing == self._number:
            self._pages[page.number] = page.rows
            while len(self._pages) > _PAGES_KEPT:
                _, old = self._pages.popitem(last=False)
                for row in old:
                    self._texts.pop(row.id, None)
            if page.number in self._waiting:
                self._waiting.remove(page.number)
            first, last = page.number * PAGE, min(self._count, (page.number + 1) * PAGE) - 1
            self.dataChanged.emit(self.index(first, 0), self.index(last, self.columnCount() - 1))
        if self._waiting and not self._paging.busy:
            self._ask_page()
