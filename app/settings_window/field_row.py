"""One setting in the window: label, widget, unit, what is allowed, a way back to the default, and what is wrong.

Place in the flow: `page` stacks these. A managed setting is locked and says why.
"""

from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.overlay.look import Look
from app.settings_window.editors import Suggest, SwitchEditor, make_editor
from app.settings_window.plan import FieldPlan, Kind
from app.translation.words import translate
from app.window_style import of_kind

LABEL_PX = 270
EDITOR_PX = 250
NUMBER_PX = 96


class FieldRow(QWidget):
    """One setting; lives in the GUI thread."""

    changed = Signal()

    def __init__(self, plan: FieldPlan, value: Any, locked: str, suggest: Suggest) -> None:
        """Show `value`. `locked`: why it cannot be changed, "" when it can."""
        super().__init__()
        self.plan, self.locked = plan, locked
        self._blame = ""
        self.editor = make_editor(plan, suggest)
        self.label = QLabel(plan.title)
        self.hint = QLabel(locked or plan.hint)
        self.error = QLabel()
        self.reset = QPushButton(translate("Settings", "Reset"))
        self._build()
        self.editor.set_value(value)
        self.editor.changed.connect(self._on_changed)
        self.reset.clicked.connect(self.reset_to_default)
        self._refresh()

    @property
    def value(self) -> Any:
        """What the field holds."""
        return self.editor.value()

    @property
    def problem(self) -> str:
        """Why it cannot be saved, "" when it can."""
        return "" if self.locked else self.editor.problem() or self._blame

    def set_value(self, value: Any) -> None:
        """Show another value; a locked field keeps its own."""
        if not self.locked:
            self.editor.set_value(value)

    def blame(self, problem: str) -> None:
        """Show what is wrong with the value beside those of other fields, "" when nothing is."""
        if problem != self._blame:
            self._blame = problem
            self._refresh()

    def use_look(self, look: Look) -> None:
        """Take another text size: what holds text is as wide as its text needs."""
        editor = self.editor.widget
        self.label.setFixedWidth(look.px(LABEL_PX))
        if self.plan.kind in {Kind.WHOLE, Kind.NUMBER}:
            editor.setFixedWidth(look.px(NUMBER_PX))
        elif not isinstance(editor, SwitchEditor):
            editor.setMinimumWidth(look.px(EDITOR_PX))

    @Slot()
    def reset_to_default(self) -> None:
        """Go back to the default."""
        self.set_value(self.plan.info.default)

    def _build(self) -> None:
        editor, plan = self.editor.widget, self.plan
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 6, 0, 6)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        self.label.setWordWrap(True)
        self.label.setBuddy(editor)
        self.label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        of_kind(self.hint, "muted")
        of_kind(self.error, "problem")
        of_kind(self.reset, "quiet")
        for text in (self.hint, self.error):
            text.setWordWrap(True)
            text.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        if isinstance(editor, SwitchEditor):
            self.label.hide()
            grid.addWidget(editor, 0, 0, 1, 2)
        else:
            grid.addWidget(self.label, 0, 0)
            grid.addLayout(self._with_unit(editor), 0, 1)
        grid.addWidget(self.reset, 0, 2, Qt.AlignmentFlag.AlignRight)
        below = QVBoxLayout()
        below.setSpacing(1)
        below.addWidget(self.hint)
        below.addWidget(self.error)
        first = 0 if isinstance(editor, SwitchEditor) else 1
        grid.addLayout(below, 1, first, 1, 2 - first)
        grid.setColumnStretch(1, 1)
        editor.setEnabled(not self.locked)
        editor.setAccessibleName(plan.title)
        reset = translate("Settings", "Reset “{setting}” to its default")
        self.reset.setAccessibleName(reset.format(setting=plan.title))
        default = translate("Settings", "Default: {value}")
        self.reset.setToolTip(default.format(value=plan.words(plan.info.default)))

    def _with_unit(self, editor: QWidget) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        numeric = self.plan.kind in {Kind.WHOLE, Kind.NUMBER}
        editor.setSizePolicy(
            QSizePolicy.Policy.Fixed if numeric else QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed
        )
        row.addWidget(editor)
        if self.plan.unit:
            row.addWidget(QLabel(self.plan.unit))
        if numeric:
            row.addStretch(1)
        return row

    @Slot()
    def _on_changed(self) -> None:
        self._refresh()
        self.changed.emit()

    def _refresh(self) -> None:
        problem = self.problem
        self.error.setText(problem)
        self.error.setVisible(bool(problem))
        # What is allowed stands in the sentence then.
        self.hint.setVisible(not problem)
        editor = self.editor.widget
        editor.setAccessibleDescription(problem or self.hint.text())
        if editor.property("wrong") != bool(problem):
            editor.setProperty("wrong", bool(problem))
            editor.style().unpolish(editor)
            editor.style().polish(editor)
        self.reset.setEnabled(bool(problem) or (not self.locked and self.value != self.plan.info.default))
