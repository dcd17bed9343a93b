"""The score of a call, point by point with its evidence, and the weights behind it.

Place in the flow: a tab of `session_page`. Weights can be tried on the call that is shown, and kept for calls from then
on; a company's own weights are locked. GUI thread only.
"""

from dataclasses import asdict
from typing import Any, Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QBoxLayout,
    QDoubleSpinBox,
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QScrollArea,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.overlay.look import Look
from app.reports.timeline import clock
from app.review.scoring import reason_text, rescored
from app.review.style import hover
from app.review.tiles import LARGE_PERCENT
from app.settings import fields_of
from app.store.records import SessionDetail
from app.translation.evidence import evidence_in_users_words
from app.translation.words import amount, translate, translated
from app.window_style import of_kind
from coaching.rulebook.schema import Rulebook
from coaching.scorecard import Score, ScoreSettings

_GROUP: Final = "coaching.score"


class ScorePanel(QWidget):
    """One call's score."""

    moment_chosen = Signal(float)
    weights_kept = Signal(object)
    """Changed settings by dotted key."""

    def __init__(self, rulebook: Rulebook, weights: ScoreSettings, locked: frozenset[str]) -> None:
        """`weights`: those of the settings; `locked`: names of weights that the company fixed."""
        super().__init__()
        self._rulebook, self._weights = rulebook, weights
        self._detail: SessionDetail | None = None
        self.total, self.explained = QLabel(), QLabel()
        self.table = QTableWidget(0, 3)
        self.fields: dict[str, QDoubleSpinBox] = {}
        self.show_weights = QPushButton(translate("Review", "Weights…"))
        self.keep = QPushButton(translate("Review", "Keep for calls from now on"))
        self.reset = QPushButton(translate("Review", "Back"))
        self._form = QScrollArea()
        self._build(locked)

    @property
    def tried(self) -> ScoreSettings:
        """The weights in the fields."""
        kept: dict[str, Any] = asdict(self._weights)
        return ScoreSettings(**{name: self._tried(value, self.fields[name]) for name, value in kept.items()})

    @staticmethod
    def _tried(kept: Any, field: QDoubleSpinBox) -> Any:
        """Return a field's value, but the kept one where the field only shows fewer decimals of it."""
        return kept if field.valueFromText(field.textFromValue(kept)) == field.value() else type(kept)(field.value())

    def use_look(self, look: Look) -> None:
        """Put the buttons below each other where the text is large: they would be wider than the page."""
        directions = QBoxLayout.Direction
        large = look.text_percent >= LARGE_PERCENT
        self._buttons.setDirection(directions.TopToBottom if large else directions.LeftToRight)
        self._whole.invalidate()  # a layout within it does not tell it

    def show_session(self, detail: SessionDetail) -> None:
        """Show a call's score as it was made."""
        self._detail = detail
        self._refresh()

    @Slot()
    def _refresh(self) -> None:
        if self._detail is None:
            return
        changed = self.tried != self._weights
        score = rescored(self._detail, self._rulebook, self.tried) if changed else self._detail.summary.score
        form = (
            translate("Review", "{points} of 100 with these weights")
            if changed
            else translate("Review", "{points} of 100")
        )
        self.total.setText(form.format(points=amount(score.total)))
        self.keep.setEnabled(changed)
        self.reset.setEnabled(changed)
        self._show(score)

    def _show(self, score: Score) -> None:
        # Rows that go take the selection along: nobody chose where it lands.
        self.table.blockSignals(True)  # noqa: FBT003  Qt's form
        self.table.setRowCount(len(score.lines) + 1)
        self._row(0, amount(score.start), translate("Review", "Every call begins with this"), "", None)
        for place, line in enumerate(score.lines, 1):
            points = (
                f"{'+' if line.points > 0 else ''}{amount(line.points, 0 if line.points == int(line.points) else 1)}"
            )
            said = evidence_in_users_words(line.evidence)
            evidence = said if line.at_s is None else f"{clock(line.at_s)}  {said}"
            self._row(place, points, reason_text(line.reason, self._rulebook), evidence, line.at_s)
        self.table.blockSignals(False)  # noqa: FBT003  Qt's form
        self.table.resizeRowsToContents()

    def _row(self, place: int, points: str, reason: str, evidence: str, at_s: float | None) -> None:
        for column, text in enumerate((points, reason, evidence)):
            item = QTableWidgetItem(text)
            item.setData(Qt.ItemDataRole.UserRole, at_s)
            item.setToolTip(hover(text))
            if column == 0:
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.table.setItem(place, column, item)

    @Slot()
    def _on_row(self) -> None:
        item = self.table.item(self.table.currentRow(), 0)
        at_s = None if item is None else item.data(Qt.ItemDataRole.UserRole)
        if at_s is not None:
            self.moment_chosen.emit(float(at_s))

    @Slot()
    def _on_keep(self) -> None:
        before = asdict(self._weights)
        now = asdict(self.tried)
        self.weights_kept.emit({f"{_GROUP}.{name}": now[name] for name in now if now[name] != before[name]})

    @Slot()
    def _on_reset(self) -> None:
        for name, field in self.fields.items():
            field.setValue(getattr(self._weights, name))

    @Slot()
    def _on_show_weights(self) -> None:
        self._form.setVisible(not self._form.isVisible())
        self.keep.setVisible(self._form.isVisible())
        self.reset.setVisible(self._form.isVisible())

    def take_weights(self, weights: ScoreSettings) -> None:
        """Take weights that were kept as those in force."""
        self._weights = weights
        self._on_reset()
        self._refresh()

    def _build(self, locked: frozenset[str]) -> None:
        of_kind(self.total, "number")
        of_kind(self.explained, "muted")
        self.explained.setText(translate("Review", "It helps to talk about this call; it is no measure of a person."))
        self.explained.setWordWrap(True)
        headers = (translate("Review", "Points"), translate("Review", "For"), translate("Review", "Evidence"))
        self.table.setHorizontalHeaderLabels(list(headers))
        self.table.verticalHeader().hide()
        self.table.setShowGrid(False)
        self.table.setWordWrap(True)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setAccessibleName(translate("Review", "Score, point by point"))
        self.table.setTabKeyNavigation(False)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        self.table.currentCellChanged.connect(self._on_row)
        self._build_form(locked)
        self.show_weights.clicked.connect(self._on_show_weights)
        self.keep.clicked.connect(self._on_keep)
        self.reset.clicked.connect(self._on_reset)
        of_kind(self.show_weights, "quiet")
        self._whole = whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 10, 0, 0)
        whole.addWidget(self.total)
        whole.addWidget(self.explained)
        whole.addWidget(self.table, 2)
        whole.addWidget(self._form, 1)
        self._buttons = buttons = QHBoxLayout()
        buttons.addWidget(self.show_weights)
        buttons.addStretch(1)
        buttons.addWidget(self.reset)
        buttons.addWidget(self.keep)
        whole.addLayout(buttons)
        for part in (self._form, self.keep, self.reset):
            part.hide()

    def _build_form(self, locked: frozenset[str]) -> None:
        inner = QWidget()
        of_kind(inner, "page")
        form = QFormLayout(inner)
        for name, info in fields_of(ScoreSettings).items():
            field = QDoubleSpinBox()
            bounds = [bound for bound in info.metadata if hasattr(bound, "ge") or hasattr(bound, "le")]
            high = next((bound.le for bound in bounds if hasattr(bound, "le")), 100)
            share = high == 1
            field.setRange(0, float(high))
            field.setDecimals(2 if share else 0 if name == "praise_times" else 1)
            field.setSingleStep(0.05 if share else 1)
            field.setValue(getattr(self._weights, name))
            field.setEnabled(name not in locked)
            title = translated("Settings", info.title or name)
            field.setAccessibleName(title)
            field.setToolTip(translate("Review", "Set by your company.") if name in locked else title)
            field.valueChanged.connect(self._refresh)
            self.fields[name] = field
            form.addRow(title, field)
        self._form.setWidget(inner)
        self._form.setAccessibleName(self.show_weights.text())
        self._form.setWidgetResizable(True)
