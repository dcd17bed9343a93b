"""The form of one rule: its fields over the draft's text, and the text itself beside them.

Place in the flow: `rules_page` shows a `RuleDraft`; each change gives a new draft at once, and the page has it checked. The
text is what counts: the form is read from it again after each change by hand. GUI thread only.
"""

from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from app.overlay.look import Look
from app.review.rules.draft import LISTS, DraftError, RuleDraft
from app.review.style import hover, plain
from app.review.tiles import LARGE_PERCENT
from app.translation.words import QT_TRANSLATE_NOOP, counted, translate, translated
from app.window_style import of_kind

_LINES: Final = {
    "title": QT_TRANSLATE_NOOP("Rules", "Title"),
    "headline": QT_TRANSLATE_NOOP("Rules", "Cue (at most five words)"),
    "why": QT_TRANSLATE_NOOP("Rules", "Why"),
}
_CHOICES: Final = {
    "severity": (QT_TRANSLATE_NOOP("Rules", "Severity"), ("gentle", "normal", "severe")),
    "timing": (QT_TRANSLATE_NOOP("Rules", "Cue comes"), ("immediate", "utterance-end", "grace")),
}
_TEXTS: Final = {
    "say_instead": QT_TRANSLATE_NOOP("Rules", "Say instead"),
    "triggers": QT_TRANSLATE_NOOP("Rules", "Triggers"),
    "unless": QT_TRANSLATE_NOOP("Rules", "Unless"),
    "repairs": QT_TRANSLATE_NOOP("Rules", "Repairs"),
    "examples": QT_TRANSLATE_NOOP("Rules", "Must trigger"),
    "do_not_trigger": QT_TRANSLATE_NOOP("Rules", "Must not trigger"),
}
_CHOICE_LETTERS: Final = 8


class RuleForm(QTabWidget):
    """One draft at a time."""

    edited = Signal(object)
    """The new `RuleDraft`."""

    def __init__(self) -> None:
        """Show nothing yet."""
        super().__init__()
        self.draft: RuleDraft | None = None
        self._filling = False
        self.enabled_box = QCheckBox(translate("Rules", "In force"))
        self.lines = {key: QLineEdit() for key in _LINES}
        self.choices = {key: QComboBox() for key in _CHOICES}
        self.grace = QDoubleSpinBox()
        self.texts = {key: QPlainTextEdit() for key in LISTS}
        self.inherited = {key: QLabel() for key in LISTS}
        self.source, self.problem = QPlainTextEdit(), QLabel()
        self.area = QScrollArea()
        self._titles: list[QLabel] = []
        self._build()
        self._connect()

    def use_look(self, look: Look) -> None:
        """Put titles above their fields where the text is large."""
        policy = QFormLayout.RowWrapPolicy
        large = look.text_percent >= LARGE_PERCENT
        self._form.setRowWrapPolicy(policy.WrapAllRows if large else policy.WrapLongRows)
        for title in self._titles:  # beside its field a title keeps its line, above it there is width for another
            title.setWordWrap(large)

    def show_draft(self, draft: RuleDraft) -> None:
        """Fill everything."""
        self.draft = draft
        self._filling = True
        try:
            self._fill(draft)
            if self.source.toPlainText() != draft.text:
                self.source.setPlainText(draft.text)
            self.problem.setText("")
        finally:
            self._filling = False

    def _fill(self, draft: RuleDraft) -> None:
        enabled = draft.value("enabled")
        self.enabled_box.setChecked(enabled is None or bool(enabled))
        for key, line in self.lines.items():
            text = str(draft.value(key) or "")
            if line.text() != text:
                line.setText(text)
        for key, box in self.choices.items():
            box.setCurrentIndex(max(0, box.findData(str(draft.value(key) or box.itemData(0)))))
        grace_s = draft.value("grace_s")
        self.grace.setValue(float(grace_s) if isinstance(grace_s, int | float) else 0.0)
        for key, field in self.texts.items():
            text = "\n".join(draft.lines(key))
            if [line.strip() for line in field.toPlainText().split("\n") if line.strip()] != list(draft.lines(key)):
                field.setPlainText(text)
            count = len(draft.inherited(key))
            self.inherited[key].setVisible(count > 0)
            self.inherited[key].setText(counted("Rules", "and %n built-in one(s)", count))
            self.inherited[key].setToolTip(hover("\n".join(draft.inherited(key)[:40])))

    @Slot()
    def _on_field(self) -> None:
        if self._filling or self.draft is None:
            return
        draft, sender = self.draft, self.sender()
        try:
            draft = self._changed(draft, sender)
        except DraftError as error:
            self.problem.setText(f"{error.message} {error.mend}")
            return
        if draft.text != self.draft.text:
            self.draft = draft
            self.problem.setText("")
            self._filling = True
            self.source.setPlainText(draft.text)
            self._filling = False
            self.edited.emit(draft)

    def _changed(self, draft: RuleDraft, sender: object) -> RuleDraft:
        if sender is self.enabled_box:
            return draft.with_value("enabled", self.enabled_box.isChecked())
        if sender is self.grace:
            return draft.with_value("grace_s", self.grace.value())
        for key, line in self.lines.items():
            if sender is line:
                return draft.with_value(key, line.text().strip() or None)
        for key, box in self.choices.items():
            if sender is box:
                return draft.with_value(key, box.currentData())
        for key, field in self.texts.items():
            if sender is field:
                return draft.with_lines(key, field.toPlainText().split("\n"))
        return draft

    @Slot()
    def _on_source(self) -> None:
        if self._filling or self.draft is None:
            return
        try:
            draft = self.draft.with_text(self.source.toPlainText())
        except DraftError as error:
            self.problem.setText(f"{error.message} {error.mend}")
            return
        self.draft = draft
        self.problem.setText("")
        self._filling = True
        try:
            self._fill(draft)
        finally:
            self._filling = False
        self.edited.emit(draft)

    def _connect(self) -> None:
        self.enabled_box.toggled.connect(self._on_field)
        self.grace.valueChanged.connect(self._on_field)
        for line in self.lines.values():
            line.textEdited.connect(self._on_field)
        for box in self.choices.values():
            box.currentIndexChanged.connect(self._on_field)
        for field in self.texts.values():
            field.textChanged.connect(self._on_field)
        self.source.textChanged.connect(self._on_source)

    def _add(self, title: str, field: QWidget | QVBoxLayout, spoken: QWidget) -> None:
        """Add a field with a title that may wrap; `spoken` is what a screen reader names and the title leads to."""
        label = QLabel(title)
        label.setBuddy(spoken)
        spoken.setAccessibleName(title)
        self._titles.append(label)
        self._form.addRow(label, field)

    def _build(self) -> None:
        inner = QWidget()
        of_kind(inner, "page")
        form = self._form = QFormLayout(inner)
        form.addRow("", self.enabled_box)
        for key, line in self.lines.items():
            self._add(translated("Rules", _LINES[key]), line, line)
        for key, box in self.choices.items():
            title, choices = _CHOICES[key]
            for choice in choices:
                box.addItem(_choice(choice), choice)
            # A narrow form cuts the choice that is shown, not its own right side.
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(_CHOICE_LETTERS)
            self._add(translated("Rules", title), box, box)
        self.grace.setRange(0.0, 60.0)
        self.grace.setSuffix(" s")
        self._add(translate("Rules", "Time for a repair"), self.grace, self.grace)
        for key, field in self.texts.items():
            field.setTabChangesFocus(True)
            field.setMinimumHeight(64)
            field.setMaximumHeight(92)
            field.setPlaceholderText(translate("Rules", "One in a line"))
            of_kind(self.inherited[key], "muted")
            self.inherited[key].setWordWrap(True)
            stacked = QVBoxLayout()
            stacked.setSpacing(2)
            stacked.addWidget(field)
            stacked.addWidget(self.inherited[key])
            self._add(translated("Rules", _TEXTS[key]), stacked, field)
        area = self.area
        area.setWidget(inner)
        area.setAccessibleName(translate("Rules", "Form"))
        area.setWidgetResizable(True)
        self.source.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.source.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.source.setTabChangesFocus(True)
        self.source.setAccessibleName(translate("Rules", "Text of the rule file"))
        plain(self.problem)
        of_kind(self.problem, "problem")
        self.problem.setWordWrap(True)
        text = QWidget()
        of_kind(text, "page")
        below = QVBoxLayout(text)
        below.addWidget(self.source, 1)
        below.addWidget(self.problem)
        self.addTab(area, translate("Rules", "Form"))
        self.addTab(text, translate("Rules", "Text"))


def _choice(choice: str) -> str:
    names = {
        "gentle": translate("Rules", "gentle"),
        "normal": translate("Rules", "normal"),
        "severe": translate("Rules", "severe"),
        "immediate": translate("Rules", "as soon as the words stand"),
        "utterance-end": translate("Rules", "when the agent pauses"),
        "grace": translate("Rules", "when no repair follows"),
    }
    return names[choice]
