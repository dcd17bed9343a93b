"""The review's window: sessions, trends and, for supervisors, rules.

Place in the flow: `program` shows it. It owns the background worker; deleting a session waits a few seconds, in which it
can be undone. GUI thread only.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from app.notify import Message
from app.output import write_bytes
from app.overlay.look import SystemLook
from app.reports.csv_export import csv_report
from app.reports.html import html_report
from app.reports.kept import session_document
from app.review.background import BackgroundWork, Channel
from app.review.context import ReviewContext
from app.review.rules.rules_page import RulesPage
from app.review.session_list import SessionList
from app.review.session_page import SessionPage
from app.review.session_view import SessionView
from app.review.style import plain, review_sheet
from app.review.trends_page import TrendsPage
from app.settings import Settings
from app.store.records import Note, SessionRow
from app.store.retention import scrub
from app.translation.words import translate
from app.window_style import of_kind, palette, style_sheet

_KINDS: Final = ("html", "pdf", "csv")
UNDO_MS: Final = 8_000
"""So long a deletion can be taken back."""
StoreSettingsOf = Callable[[Mapping[str, Any]], Settings]
"""Keeps settings by dotted key and returns what then holds. Raises SettingsError."""


def report_file(file: Path, chosen: str) -> tuple[Path, str]:
    """Return where a report goes and as what: "html", "pdf" or "csv".

    `chosen`: the kind in the dialog. It begins with HTML, so that another ending was typed on purpose there; where another
    kind was chosen the file ends like it, as not every dialog sees to it.
    """
    typed = file.suffix.removeprefix(".").lower()
    if typed not in _KINDS:
        return file.with_name(f"{file.name}.{chosen}"), chosen
    return (file, typed) if chosen == _KINDS[0] else (file.with_suffix(f".{chosen}"), chosen)


@dataclass(frozen=True, slots=True)
class WindowChoices:
    """What the window takes of the settings."""

    settings: Settings
    keep_settings: StoreSettingsOf
    rules_folder: Path
    """Of the company's own rules; need not be there."""
    locked_weights: frozenset[str] = frozenset()


class ReviewWindow(QWidget):
    """Everything about sessions in one window."""

    def __init__(self, context: ReviewContext, choices: WindowChoices) -> None:
        """Build it; the list is asked for at once."""
        super().__init__()
        self._context, self._choices = context, choices
        self.work = BackgroundWork(self)
        settings = choices.settings
        may_delete = context.viewer.is_agent and settings.store.agent_may_delete
        self.list = SessionList(context, self.work)
        self.page = SessionPage(
            context, self.work, settings.coaching.score, choices.locked_weights, may_delete=may_delete
        )
        self.trends = TrendsPage(context, self.work)
        self.rules: RulesPage | None = None
        if not context.viewer.is_agent:
            self.rules = RulesPage(context, self.work, choices.rules_folder, settings.coaching)
        self.tabs, self.status = QTabWidget(), QLabel()
        self.undo = QPushButton(translate("Review", "Undo"))
        self._undoing: Callable[[], None] | None = None
        self._doomed: list[SessionRow] = []
        self._doom = QTimer(self, interval=UNDO_MS, singleShot=True)
        self._deleting, self._exporting = Channel(self, newest_only=False), Channel(self, newest_only=False)
        self._system = SystemLook(self)
        self._build()
        self._connect()
        self._on_look()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802  Qt's name
        """Finish what was begun."""
        self._on_doom()
        if self.rules is not None:
            self.rules.close_run()
        self.work.close()
        event.accept()

    @Slot(object)
    def _on_chosen(self, row: SessionRow) -> None:
        self.page.show_session(row.id)

    @Slot(object)
    def show_problem(self, message: Message) -> None:
        """Tell what went wrong."""
        self._tell(str(message), problem=True)

    @Slot(str)
    def show_done(self, text: str) -> None:
        """Tell what was done; an undo that is still possible stays."""
        self._tell(text)

    def _tell(self, text: str, *, problem: bool = False, undo: Callable[[], None] | None = None) -> None:
        of_kind(self.status, "problem" if problem else "muted")
        self.status.setText(text)
        self.status.setAccessibleName(text)
        if undo is not None:
            self._undoing = undo
        self.undo.setVisible(self._undoing is not None)

    @Slot()
    def _on_undo(self) -> None:
        undo, self._undoing = self._undoing, None
        if self.undo.hasFocus():  # it hides
            self.list.table.setFocus()
        self.undo.hide()
        if undo is not None:
            undo()

    @Slot(object, object)
    def _on_note_removed(self, session_id: Any, note: Note) -> None:
        def write_again() -> None:
            self.page.write_again(session_id, note)

        self._tell(translate("Review", "The note was removed."), undo=write_again)

    @Slot(object)
    def _on_delete(self, row: SessionRow) -> None:
        self._on_doom()
        self._doomed = [row]
        self.list.table.setFocus()  # the button that was pressed hides with the session
        self.list.model.hide_session(row.id, on=True)
        self.page.show_nothing(translate("Review", "This session is being deleted."))
        name = row.reference or row.source
        text = translate("Review", "“{session}” is deleted for good in a few seconds.").format(session=name)
        self._tell(text, undo=self._spare)
        self._doom.start()

    def _spare(self) -> None:
        self._doom.stop()
        for row in self._doomed:
            self.list.model.hide_session(row.id, on=False)
            self.page.show_session(row.id)
        self._doomed = []
        self._tell(translate("Review", "Nothing was deleted."))

    @Slot()
    def _on_doom(self) -> None:
        self._doom.stop()
        if self._doomed:
            ids, store = [row.id for row in self._doomed], self._context.store
            self._doomed = []
            self._undoing = None
            self.undo.hide()

            def delete() -> int:
                count = store.delete(ids)
                scrub(store)
                return count

            self.work.ask(self._deleting, delete)

    @Slot(object)
    def _on_deleted(self, _count: int) -> None:
        self._tell(translate("Review", "The session is deleted."))
        self.list.model.refresh()

    @Slot(object)
    def _on_not_deleted(self, message: Message) -> None:
        self.show_problem(message)
        self.list.model.refresh()

    @Slot(object)
    def _on_export(self, view: SessionView) -> None:
        kinds = "HTML (*.html);;PDF (*.pdf);;CSV (*.csv)"
        name = f"{view.detail.row.started_at:%Y%m%d-%H%M}.html"
        chosen, kind = QFileDialog.getSaveFileName(self, translate("Review", "Export the session"), name, kinds)
        if chosen:
            self.export(view, *report_file(Path(chosen), kind.partition(" ")[0].lower()))

    def export(self, view: SessionView, file: Path, kind: str) -> None:
        """Write a session's report, as "html", "pdf" or "csv"."""
        rulebook, document = self._context.rulebook, session_document(view.detail)
        if kind == "pdf":
            # Text layout and fonts of Qt belong to this thread; a page takes some milliseconds.
            from app.reports.pdf import pdf_report  # noqa: PLC0415  only where it is needed

            data = pdf_report(document, rulebook)
        else:
            data = (csv_report if kind == "csv" else html_report)(document, rulebook).encode()

        def write() -> Path:
            write_bytes(file, data)
            return file

        self.work.ask(self._exporting, write)

    @Slot(object)
    def _on_exported(self, file: Path) -> None:
        self._tell(translate("Review", "Wrote {file}.").format(file=file))

    @Slot(object)
    def _on_weights(self, values: Mapping[str, Any]) -> None:
        try:
            settings = self._choices.keep_settings(values)
        except Exception as error:  # noqa: BLE001  whatever it is, it is told where the user looks
            from app.notify import in_words  # noqa: PLC0415  a rare path

            self.show_problem(in_words(error))
            return
        self.page.score.take_weights(settings.coaching.score)
        self._tell(translate("Review", "The weights hold for calls from now on. Earlier scores stay as they were."))

    @Slot()
    def _on_look(self) -> None:
        look = self._system.look(self._choices.settings.overlay)
        self.setStyleSheet(style_sheet(look) + review_sheet(look))
        colours = palette(look.theme)
        for part in (self, *self.findChildren(QWidget)):
            part.setPalette(colours)
        left = min(look.px(420), round(0.42 * self.width()))
        self._sessions.setSizes([left, self.width() - left])
        if self.rules is not None:
            self.rules.use_look(look)
        self.list.use_look(look)
        self.page.use_look(look)
        self.trends.use_look(look)

    @Slot(int)
    def _on_tab(self, index: int) -> None:
        shown = self.tabs.widget(index)
        if shown is self.trends:
            self.trends.open_trends()
        elif self.rules is not None and shown is self.rules:
            self.rules.open_rules()

    def _connect(self) -> None:
        self.list.chosen.connect(self._on_chosen)
        self.list.failed.connect(self.show_problem)
        self.page.row_changed.connect(self.list.model.update_row)
        self.page.told.connect(self.show_done)
        self.page.failed.connect(self.show_problem)
        self.page.note_removed.connect(self._on_note_removed)
        self.page.delete_asked.connect(self._on_delete)
        self.page.export_asked.connect(self._on_export)
        self.page.score.weights_kept.connect(self._on_weights)
        self.undo.clicked.connect(self._on_undo)
        self._doom.timeout.connect(self._on_doom)
        self._deleting.answered.connect(self._on_deleted)
        self._deleting.failed.connect(self._on_not_deleted)
        self._exporting.answered.connect(self._on_exported)
        self._exporting.failed.connect(self.show_problem)
        self._system.changed.connect(self._on_look)
        self.trends.failed.connect(self.show_problem)
        if self.rules is not None:
            self.rules.told.connect(self.show_done)
            self.rules.failed.connect(self.show_problem)
        self.tabs.currentChanged.connect(self._on_tab)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self, self.list.search.setFocus)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self, self._on_undo)
        self._connect_keys()

    def _connect_keys(self) -> None:
        """Enter leads from the list into the session, Escape back; Delete deletes, as the button does."""
        table, page, key, context = self.list.table, self.page, Qt.Key, Qt.ShortcutContext
        for keys, where, context_, act in (
            (key.Key_Return, table, context.WidgetShortcut, page.take_focus),
            (key.Key_Enter, table, context.WidgetShortcut, page.take_focus),
            (key.Key_Delete, table, context.WidgetShortcut, page.ask_delete),
            (key.Key_Escape, page, context.WidgetWithChildrenShortcut, table.setFocus),
        ):
            shortcut = QShortcut(keys, where)
            shortcut.setContext(context_)
            shortcut.activated.connect(act)

    def _build(self) -> None:
        who = self._context.viewer
        title = translate("Review", "My calls") if who.is_agent else translate("Review", "Review")
        self.setWindowTitle(title)
        self.resize(1360, 840)
        sessions = QSplitter(Qt.Orientation.Horizontal)
        sessions.addWidget(self.list)
        sessions.addWidget(self.page)
        self._sessions = sessions
        sessions.setStretchFactor(1, 1)
        sessions.setChildrenCollapsible(False)
        self.tabs.addTab(sessions, translate("Review", "Sessions"))
        self.tabs.addTab(self.trends, translate("Review", "Trends"))
        if self.rules is not None:
            self.tabs.addTab(self.rules, translate("Review", "Rules"))
        self.tabs.setDocumentMode(True)
        plain(self.status)
        self.status.setWordWrap(True)
        self.undo.hide()
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 4, 16, 8)
        foot.addWidget(self.status, 1)
        foot.addWidget(self.undo)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.tabs, 1)
        whole.addLayout(foot)
        self.list.table.setFocus()
