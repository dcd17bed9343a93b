"""The changes of the company's rules, newest first; going back, exporting and importing.

Place in the flow: a tab of `rules_page`. GUI thread only.
"""

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QListWidget, QPushButton, QVBoxLayout, QWidget

from app.review.rules.history import Version
from app.translation.words import translate
from app.window_style import of_kind


class HistoryPanel(QWidget):
    """What was published, by whom."""

    roll_back_asked = Signal(object)
    """`Version`."""
    export_asked = Signal(object)
    """`Path`."""
    import_asked = Signal(object)
    """`Path`."""

    def __init__(self) -> None:
        """Show nothing yet."""
        super().__init__()
        self._versions: list[Version] = []
        self.list, self.nothing = QListWidget(), QLabel(translate("Rules", "Nothing was published from here yet."))
        self.back = QPushButton(translate("Rules", "Undo this change and all after it"))
        self.export = QPushButton(translate("Rules", "Export…"))
        self.import_ = QPushButton(translate("Rules", "Import…"))
        of_kind(self.nothing, "muted")
        self.list.setProperty("kind", "flat")
        self.list.setWordWrap(True)
        self.list.setAccessibleName(translate("Rules", "History"))
        self.list.currentRowChanged.connect(self._refresh)
        self.back.clicked.connect(self._on_back)
        self.export.clicked.connect(self._on_export)
        self.import_.clicked.connect(self._on_import)
        buttons = QHBoxLayout()
        for button in (self.import_, self.export):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self.back)
        whole = QVBoxLayout(self)
        whole.addWidget(self.nothing)
        whole.addWidget(self.list, 1)
        whole.addLayout(buttons)
        self._refresh()

    def show_versions(self, versions: list[Version]) -> None:
        """Show all changes."""
        self._versions = versions
        self.list.clear()
        for version in versions:
            when = version.changed_at.replace("T", " ").partition("+")[0]
            self.list.addItem(f"{version.number} · {when} UTC · {version.by}\n{version.what}")
        self.nothing.setVisible(not versions)
        self._refresh()

    @Slot()
    def _refresh(self) -> None:
        self.back.setEnabled(0 <= self.list.currentRow() < len(self._versions))

    @Slot()
    def _on_back(self) -> None:
        if 0 <= self.list.currentRow() < len(self._versions):
            self.roll_back_asked.emit(self._versions[self.list.currentRow()])

    @Slot()
    def _on_export(self) -> None:
        title = translate("Rules", "Export the company's rules")
        file, _ = QFileDialog.getSaveFileName(self, title, "sotto-rules.zip", "ZIP (*.zip)")
        if file:
            self.export_asked.emit(Path(file))

    @Slot()
    def _on_import(self) -> None:
        title = translate("Rules", "Import rules")
        file, _ = QFileDialog.getOpenFileName(self, title, "", "ZIP, TOML (*.zip *.toml)")
        if file:
            self.import_asked.emit(Path(file))
