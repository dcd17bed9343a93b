"""The widgets that hold one setting each: switch, choice, number and text, with one interface.

Place in the flow: `field_row` makes one by the field's plan. `problem()` is what keeps a page from being saved; a value
that was not touched comes back exactly as it was set.
"""

from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from app.settings_window.plan import FieldPlan, Kind
from app.translation.words import number as number_text
from app.translation.words import read_number, translate

Suggest = Callable[[str], list[str]]
"""Gives the values to offer for a text setting, by key; empty where anything goes."""


class Editor(Protocol):
    """A widget that holds the value of one setting."""

    @property
    def changed(self) -> SignalInstance:
        """Emitted after every change, by the user or by `set_value`."""

    def value(self) -> Any:
        """Return the value; of no use while `problem` says something."""

    def set_value(self, value: Any) -> None:
        """Show a value."""

    def problem(self) -> str:
        """Return one sentence saying what is wrong with what was typed, "" when nothing is."""

    @property
    def widget(self) -> QWidget:
        """The widget itself."""


class SwitchEditor(QCheckBox):
    """True or false."""

    changed = Signal()

    def __init__(self, plan: FieldPlan) -> None:
        """Take the field's title as label."""
        super().__init__(plan.title)
        self.toggled.connect(self.changed)

    def value(self) -> bool:
        """Return the value."""
        return self.isChecked()

    def set_value(self, value: Any) -> None:
        """Show a value."""
        self.setChecked(bool(value))

    def problem(self) -> str:
        """Return nothing: a switch cannot be wrong."""
        return ""

    @property
    def widget(self) -> QWidget:
        """The widget itself."""
        return self


class ChoiceEditor(QComboBox):
    """One of a few."""

    changed = Signal()

    def __init__(self, plan: FieldPlan) -> None:
        """Offer the field's choices."""
        super().__init__()
        for value, words in plan.choices:
            self.addItem(words, value)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.currentIndexChanged.connect(self.changed)

    def value(self) -> str:
        """Return the value."""
        return str(self.currentData())

    def set_value(self, value: Any) -> None:
        """Show a value."""
        self.setCurrentIndex(self.findData(value))

    def problem(self) -> str:
        """Return nothing: only what is allowed can be chosen."""
        return ""

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802  Qt's name
        """Leave the wheel to the page: scrolling must not change settings."""
        event.ignore()

    @property
    def widget(self) -> QWidget:
        """The widget itself."""
        return self


class NumberEditor(QLineEdit):
    """A number with limits; the arrow keys step it. Kept as typed until it is right, never bent into shape."""

    changed = Signal()

    def __init__(self, plan: FieldPlan) -> None:
        """Know the field's limits."""
        super().__init__()
        self._plan = plan
        self.textChanged.connect(self.changed)

    def value(self) -> int | float:
        """Return the number, 0 while what was typed is none."""
        typed = self._typed()
        return 0 if typed is None else typed

    def set_value(self, value: Any) -> None:
        """Show a number."""
        self.setText(number_text(value))

    def problem(self) -> str:
        """Return what is allowed, when this is not."""
        typed = self._typed()
        if typed is None:
            return translate("Settings", "This is no number. Allowed: {allowed}.").format(allowed=self._plan.allowed)
        return self._plan.problem(typed)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Step by the arrow keys."""
        steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1, Qt.Key.Key_PageUp: 10, Qt.Key.Key_PageDown: -10}
        count = steps.get(Qt.Key(event.key()))
        if count is None or self.isReadOnly() or self._typed() is None:
            super().keyPressEvent(event)
        else:
            self._step(count)

    def _step(self, count: int) -> None:
        low = float("-inf") if self._plan.low is None else self._plan.low
        high = float("inf") if self._plan.high is None else self._plan.high
        step = 1.0
        if self._plan.kind is Kind.NUMBER and high - low <= 20:
            step = 0.01 if high - low <= 2 else 0.1
        self.set_value(min(high, max(low, round(self.value() + count * step, 6))))

    def _typed(self) -> int | float | None:
        number = read_number(self.text())
        if number is None:
            return None
        if self._plan.kind is Kind.WHOLE:
            return int(number) if number.is_integer() else None
        return number

    @property
    def widget(self) -> QWidget:
        """The widget itself."""
        return self


class TextEditor(QLineEdit):
    """A short text."""

    changed = Signal()

    def __init__(self, plan: FieldPlan) -> None:
        """Know the field's limits."""
        super().__init__()
        self._plan = plan
        self.textChanged.connect(self.changed)

    def value(self) -> str:
        """Return the text."""
        return self.text()

    def set_value(self, value: Any) -> None:
        """Show a text, from its beginning."""
        self.setText(str(value))
        self.setCursorPosition(0)

    def problem(self) -> str:
        """Return what is wrong with the text."""
        return self._plan.problem(self.text())

    @property
    def widget(self) -> QWidget:
        """The widget itself."""
        return self


class SuggestEditor(QComboBox):
    """A text for which the machine knows good values: devices, models."""

    changed = Signal()

    def __init__(self, plan: FieldPlan, suggestions: list[str]) -> None:
        """Offer `suggestions`; anything else may be typed."""
        super().__init__()
        self._plan = plan
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.addItems(suggestions)
        self.setEditText("")
        self.editTextChanged.connect(self.changed)

    def value(self) -> str:
        """Return the text."""
        return self.currentText()

    def set_value(self, value: Any) -> None:
        """Show a text."""
        self.setEditText(str(value))

    def problem(self) -> str:
        """Return what is wrong with the text."""
        return self._plan.problem(self.currentText())

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802  Qt's name
        """Leave the wheel to the page: scrolling must not change settings."""
        event.ignore()

    @property
    def widget(self) -> QWidget:
        """The widget itself."""
        return self


def make_editor(plan: FieldPlan, suggest: Suggest) -> Editor:
    """Return the widget that fits a setting."""
    if plan.kind is Kind.SWITCH:
        return SwitchEditor(plan)
    if plan.kind is Kind.CHOICE:
        return ChoiceEditor(plan)
    if plan.kind is Kind.TEXT:
        suggestions = suggest(plan.key)
        return SuggestEditor(plan, suggestions) if suggestions else TextEditor(plan)
    return NumberEditor(plan)
