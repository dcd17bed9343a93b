"""The window itself: search and list of pages on the left, the page on the right, saving below.

Place in the flow: `program` shows it. Only what was changed is written, all at once, when the user saves.
"""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app import settings_file
from app.errors import SettingsError
from app.managed import Managed
from app.notify import in_words
from app.overlay.look import SystemLook
from app.settings import Settings, value_of
from app.settings_window import questions
from app.settings_window.editors import Suggest
from app.settings_window.page import SettingsPage
from app.settings_window.plan import PagePlan, pages
from app.settings_window.wording import everyday, everyday_rank
from app.translation.words import counted, translate
from app.window_style import dress, of_kind, open_at

_LIST_PX, _LIST_MARGIN_PX = 216, 30
_PAGE_ROLE = Qt.ItemDataRole.UserRole


class SettingsWindow(QDialog):
    """Shows and changes one settings file."""

    saved = Signal(object)
    """The `Settings` that hold now."""
    setup_asked = Signal()
    """The user wants the first-run questions again."""

    def __init__(self, file: Path, settings: Settings, managed: Managed, suggest: Suggest) -> None:
        """Show `settings`, which were loaded from `file` and `managed`."""
        super().__init__(None, Qt.WindowType.Window)
        self._file, self._settings, self._managed = file, settings, managed
        self.pages = {plan.key: self._page(plan, suggest) for plan in _in_order()}
        self.search, self.list, self.stack = QLineEdit(), QListWidget(), QStackedWidget()
        self.nothing, self.status = QLabel(translate("Settings", "No setting has that in its name.")), QLabel()
        self.import_ = QPushButton(translate("Settings", "Import…"))
        self.export = QPushButton(translate("Settings", "Export…"))
        self.reset = QPushButton(translate("Settings", "Reset all"))
        self.setup = QPushButton(translate("Settings", "Set up again…"))
        self.cancel = QPushButton(translate("Settings", "Close"))
        self.save = QPushButton(translate("Settings", "Save"))
        self._build()
        self._connect()
        self._system = SystemLook(self)
        self._system.changed.connect(self._on_look)
        self._on_look()
        open_at(self, 980, 680, self._system.look(settings.overlay))
        self._on_changed()

    def changes(self) -> dict[str, Any]:
        """Return what differs from the settings that hold, by dotted key."""
        values = {key: value for page in self.pages.values() for key, value in page.values.items()}
        return {
            key: value
            for key, value in values.items()
            if not self._managed.reason(key) and value != value_of(self._settings, key)
        }

    def show_settings(self, settings: Settings) -> None:
        """Fill all fields, without saving."""
        for page in self.pages.values():
            for key, row in page.rows.items():
                row.set_value(value_of(settings, key))

    @Slot()
    def store(self) -> bool:
        """Save what was changed; return whether it was."""
        for page in self.pages.values():
            if (row := page.first_problem()) is not None:
                self._select(page.plan.key)
                row.editor.widget.setFocus()
                self._say(f"{row.plan.title}: {row.problem}", problem=True)
                return False
        try:
            self._settings = settings_file.store(self._file, self.changes(), self._managed)
        except (SettingsError, OSError) as error:
            self._say(str(in_words(error)), problem=True)
            return False
        self._on_changed()
        self._say(translate("Settings", "Saved. It holds from the next call on."))
        self.saved.emit(self._settings)
        return True

    @Slot()
    def reset_all(self) -> None:
        """Set every field to its default, without saving."""
        self.show_settings(Settings())
        self._say(translate("Settings", "Everything is at its default. Nothing is saved yet."))

    @Slot()
    def ask_import(self) -> None:
        """Let the user choose a file, and show its settings without saving."""
        if (file := questions.file_to_open(self)) is None:
            return
        try:
            self.show_settings(settings_file.parse(file.read_text(encoding="utf-8"), file))
        except (SettingsError, OSError, UnicodeDecodeError) as error:
            not_text = translate("Settings", "{file} is not UTF-8 text.").format(file=file)
            why = not_text if isinstance(error, UnicodeDecodeError) else in_words(error)
            self._say(translate("Settings", "Not imported. {why}").format(why=why), problem=True)
            return
        shown = translate("Settings", "The settings of {file} are shown. Nothing is saved yet.")
        self._say(shown.format(file=file.name))

    @Slot()
    def ask_export(self) -> None:
        """Write the settings that hold to a file of the user's choice."""
        if (file := questions.file_to_write(self)) is None:
            return
        try:
            file.write_text(settings_file.exported(self._settings), encoding="utf-8")
        except OSError as error:
            why = translate("Settings", "{file} could not be written: {why}.")
            self._say(why.format(file=file, why=error.strerror), problem=True)
            return
        done = translate("Settings", "The settings are in {file}.").format(file=file)
        unsaved = translate("Settings", "Changes that are not saved are not in it.")
        self._say(f"{done} {unsaved}" if self.changes() else done)

    def reject(self) -> None:
        """Close, after asking about what was not saved."""
        if not self.changes() or self._may_close():
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802  Qt's name
        """Ask about what was not saved."""
        if self.changes() and not self._may_close():
            event.ignore()
            return
        event.accept()

    @Slot(str)
    def show_found(self, text: str) -> None:
        """Show only what a search finds: pages in the list, fields on the pages."""
        found_any = False
        for index in range(self.list.count()):
            item = self.list.item(index)
            page = self.pages[item.data(_PAGE_ROLE)]
            keys = page.plan.matching(text)
            page.show_only(keys)
            item.setHidden(not keys)
            found_any = found_any or bool(keys)
        current = self.list.currentItem()
        if found_any and current.isHidden():
            first = next(i for i in range(self.list.count()) if not self.list.item(i).isHidden())
            self.list.setCurrentRow(first)
        self.nothing.setVisible(not found_any)
        self.stack.setVisible(found_any)

    def _page(self, plan: PagePlan, suggest: Suggest) -> SettingsPage:
        values = {field.key: value_of(self._settings, field.key) for field in plan.fields}
        return SettingsPage(plan, values, self._managed, suggest)

    def _may_close(self) -> bool:
        answer = questions.about_unsaved(self, len(self.changes()))
        return answer is questions.Unsaved.DISCARD or (answer is questions.Unsaved.SAVE and self.store())

    def _select(self, key: str) -> None:
        self.search.clear()
        self.list.setCurrentRow(list(self.pages).index(key))

    def _say(self, text: str, *, problem: bool = False) -> None:
        of_kind(self.status, "problem" if problem else "muted")
        self.status.setText(text)
        self.status.setAccessibleName(text)

    @Slot()
    def _on_look(self) -> None:
        look = self._system.look(self._settings.overlay)
        dress(self, look)
        self.list.setFixedWidth(max(look.px(_LIST_PX), self.list.sizeHintForColumn(0) + look.px(_LIST_MARGIN_PX)))
        for page in self.pages.values():
            page.use_look(look)

    @Slot()
    def _on_changed(self) -> None:
        count = len(self.changes())
        wrong = any(page.first_problem() is not None for page in self.pages.values())
        self.save.setEnabled(count > 0 or wrong)
        self.cancel.setText(translate("Settings", "Cancel") if count else translate("Settings", "Close"))
        self._say(counted("Settings", "%n change(s) not saved yet.", count) if count else "")

    def _connect(self) -> None:
        self.search.textChanged.connect(self.show_found)
        self.list.currentRowChanged.connect(self.stack.setCurrentIndex)
        for page in self.pages.values():
            page.changed.connect(self._on_changed)
        self.save.clicked.connect(self.store)
        self.cancel.clicked.connect(self.reject)
        self.reset.clicked.connect(self.reset_all)
        self.import_.clicked.connect(self.ask_import)
        self.export.clicked.connect(self.ask_export)
        self.setup.clicked.connect(self.setup_asked)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self, self.search.setFocus)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Save), self, self.store)

    def _build(self) -> None:
        self.setWindowTitle(translate("Settings", "Settings"))
        search = translate("Settings", "Search settings")
        self.search.setPlaceholderText(search)
        self.search.setClearButtonEnabled(True)
        for widget, name in ((self.search, search), (self.list, translate("Settings", "Pages"))):
            widget.setAccessibleName(name)
        for key, page in self.pages.items():
            item = QListWidgetItem(page.plan.title, self.list)
            item.setData(_PAGE_ROLE, key)
            self.stack.addWidget(page)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setCurrentRow(0)
        of_kind(self.save, "primary")
        of_kind(self.nothing, "muted")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.hide()
        self.status.setWordWrap(True)
        for button in (self.import_, self.export, self.reset, self.setup, self.cancel):
            button.setAutoDefault(False)
        self.save.setDefault(True)
        self._lay_out()
        QWidget.setTabOrder(self.search, self.list)

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setContentsMargins(14, 20, 0, 0)
        left.setSpacing(8)
        left.addWidget(self.search)
        left.addWidget(self.list, 1)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addLayout(left)
        middle.addWidget(self.stack, 1)
        middle.addWidget(self.nothing, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 10, 16, 14)
        foot.setSpacing(8)
        for button in (self.import_, self.export, self.reset, self.setup):
            foot.addWidget(button)
        foot.addWidget(self.status, 1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.save)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(middle, 1)
        whole.addLayout(foot)


def _in_order() -> list[PagePlan]:
    """Everyday pages first, the fine tuning after them."""
    return sorted(pages(), key=lambda plan: (not everyday(plan.key), everyday_rank(plan.key)))
