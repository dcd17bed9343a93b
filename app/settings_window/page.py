"""One page of the settings window: a group of settings with its title and one sentence on what it is for.

Place in the flow: `window` shows one page at a time.
"""

from collections.abc import Collection, Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.hotkeys.actions import shared, shared_problem
from app.managed import Managed
from app.overlay.look import Look
from app.settings_window.editors import Suggest
from app.settings_window.field_row import FieldRow
from app.settings_window.plan import PagePlan
from app.translation.words import translate
from app.window_style import of_kind

_HOTKEYS = "hotkeys"


class SettingsPage(QScrollArea):
    """The fields of one group."""

    changed = Signal()

    def __init__(self, plan: PagePlan, values: Mapping[str, Any], managed: Managed, suggest: Suggest) -> None:
        """Show `values` (by dotted key)."""
        super().__init__()
        self.plan = plan
        self.rows = {
            field.key: FieldRow(field, values[field.key], managed.reason(field.key), suggest) for field in plan.fields
        }
        self.reset = QPushButton(translate("Settings", "Reset page"))
        self._build()
        self.reset.clicked.connect(self.reset_all)
        for row in self.rows.values():
            row.changed.connect(self._on_changed)
        self._compare()

    @property
    def values(self) -> dict[str, Any]:
        """What the fields hold, by dotted key."""
        return {key: row.value for key, row in self.rows.items()}

    def use_look(self, look: Look) -> None:
        """Take another text size."""
        for row in self.rows.values():
            row.use_look(look)

    def first_problem(self) -> FieldRow | None:
        """Return the first field that cannot be saved."""
        return next((row for row in self.rows.values() if row.problem), None)

    def show_only(self, keys: Collection[str]) -> None:
        """Show these fields alone: what a search found."""
        for key, row in self.rows.items():
            row.setVisible(key in keys)

    @Slot()
    def reset_all(self) -> None:
        """Set every field of the page to its default."""
        for row in self.rows.values():
            row.reset_to_default()

    @Slot()
    def _on_changed(self) -> None:
        self._compare()
        self.changed.emit()

    def _compare(self) -> None:
        """Show on each of two fields when they name the same hotkey."""
        if self.plan.key != _HOTKEYS:
            return
        wanted = {key.removeprefix(f"{_HOTKEYS}."): row.value for key, row in self.rows.items()}
        problems = {
            name: str(shared_problem(wanted, *pair, kept=False)) for pair in shared(wanted) for name in reversed(pair)
        }
        for key, row in self.rows.items():
            row.blame(problems.get(key.removeprefix(f"{_HOTKEYS}."), ""))

    def _build(self) -> None:
        body = QWidget()
        of_kind(body, "page")
        layout = QVBoxLayout(body)
        layout.setContentsMargins(28, 22, 28, 22)
        layout.setSpacing(4)
        title, intro = QLabel(self.plan.title), QLabel(self.plan.intro)
        of_kind(title, "headline")
        of_kind(intro, "muted")
        of_kind(self.reset, "quiet")
        intro.setWordWrap(True)
        head = QHBoxLayout()
        head.addWidget(title)
        head.addStretch(1)
        head.addWidget(self.reset, 0, Qt.AlignmentFlag.AlignVCenter)
        reset = translate("Settings", "Reset the page {page} to its defaults")
        self.reset.setAccessibleName(reset.format(page=self.plan.title))
        line = QFrame()
        of_kind(line, "rule")
        layout.addLayout(head)
        layout.addWidget(intro)
        layout.addSpacing(8)
        layout.addWidget(line)
        layout.addSpacing(6)
        for row in self.rows.values():
            layout.addWidget(row)
        layout.addStretch(1)
        self.setWidget(body)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.plan.title)
