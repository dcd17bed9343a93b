"""The expanded form: the recognizer, the limits of this session, the last cues, and the live transcript when it is wanted.

Place in the flow: last part of the window, there only on request. Rows are made once and filled, so that nothing
flickers while words arrive.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.overlay import wording
from app.overlay.icons import CUE_ICONS, icon_pixmap
from app.overlay.look import Look
from app.overlay.state import OverlayState, PastCue
from app.overlay.text_block import TextBlock
from app.overlay.view_model import PAST_KEPT, TRANSCRIPT_KEPT

_ICON_PX = 14
_NOTES_KEPT = 4
EMPTY = "No cues so far."


class _Row(QWidget):
    """One line: a small shape, a text, and what became of it."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.icon, self.text, self.outcome = QLabel(), TextBlock(look.row), TextBlock(look.small)
        self._line = QHBoxLayout(self)
        for part, stretch in ((self.icon, 0), (self.text, 1), (self.outcome, 0)):
            self._line.addWidget(part, stretch)
        self.set_look(look)

    def set_look(self, look: Look) -> None:
        self._look = look
        self.text.set_look(look.row)
        self.outcome.set_look(look.small)
        self._line.setContentsMargins(look.px(14), look.px(7), look.px(14), look.px(7))
        self._line.setSpacing(look.px(8))

    def fill(self, parts: list[tuple[str, str]], outcome: str = "", past: PastCue | None = None) -> None:
        text = "".join(part for part, _ in parts)
        self.setVisible(bool(text))
        right_to_left = wording.is_right_to_left(past.headline if past else text)
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight)
        self.text.show_parts(parts)
        self.outcome.show_parts([(outcome, self._look.theme.muted)])
        self.outcome.setVisible(bool(outcome))
        self.icon.setVisible(past is not None)
        if past is not None:
            size, colours = self._look.px(_ICON_PX), self._look.theme.shapes[past.kind]
            self.icon.setPixmap(icon_pixmap(CUE_ICONS[past.kind], colours, size, self.devicePixelRatioF()))
            self.icon.setAccessibleName(f"{wording.KINDS[past.kind]} cue")

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        QPainter(self).fillRect(0, 0, self.width(), 1, QColor(self._look.theme.hairline))


class Details(QWidget):
    """Shows the part of the state that only the expanded form has."""

    def __init__(self, look: Look) -> None:
        """Build the rows, hidden."""
        super().__init__()
        self._look = look
        self.setAccessibleName("Last cues")
        self.notes = [_Row(look) for _ in range(_NOTES_KEPT)]
        self.past = [_Row(look) for _ in range(PAST_KEPT)]
        self.words = [_Row(look) for _ in range(TRANSCRIPT_KEPT)]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for row in self._rows:
            column.addWidget(row)
        self.hide()

    def set_look(self, look: Look) -> None:
        """Take another theme or size; `show_state` must follow."""
        self._look = look
        for row in self._rows:
            row.set_look(look)

    def show_state(self, state: OverlayState) -> None:
        """Show the rows of `state`, or hide when it is compact."""
        self.setVisible(state.expanded)
        if not state.expanded:
            return
        theme, notes = self._look.theme, wording.notes(state)
        self.notes[0].setToolTip(state.recognizer_reason)
        for index, row in enumerate(self.notes):
            row.fill([(notes[index], theme.muted)] if index < len(notes) else [])
        for index, row in enumerate(self.past):
            past = state.past[index] if index < len(state.past) else None
            if past is None:
                row.fill([(EMPTY, theme.muted)] if index == 0 else [])
                continue
            outcome = wording.OUTCOMES[past.outcome] if past.outcome else ""
            row.fill([(f"{wording.clock(past.at_s)}  ", theme.muted), (past.headline, theme.body)], outcome, past)
        for index, row in enumerate(self.words):
            line = state.transcript[index] if index < len(state.transcript) else None
            gap = " " if line and line.stable and line.changing else ""
            row.fill([(line.stable + gap, theme.body), (line.changing, theme.changing)] if line else [])

    @property
    def _rows(self) -> list[_Row]:
        return [*self.notes, *self.past, *self.words]
