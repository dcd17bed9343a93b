"""The expanded form: the limits of this session, agenda, promises, the last cues, and the live transcript when wanted.

Place in the flow: last part of the window, there only on request. Rows are made once and filled, so that nothing
flickers while words arrive.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.overlay import wording
from app.overlay.icons import CUE_ICONS, icon_pixmap
from app.overlay.look import Look
from app.overlay.state import OverlayState
from app.overlay.text_block import TextBlock
from app.overlay.view_model import PAST_KEPT, PROMISES_KEPT, TRANSCRIPT_KEPT
from coaching.agenda import AgendaStatus
from coaching.events import CueKind

_ICON_PX = 14
_NOTES_KEPT = 4
_NO_BREAK = "\N{NO-BREAK SPACE}"
"""Keeps each item of the agenda with its sign."""


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

    def fill(
        self,
        parts: Sequence[tuple[str, str]] = (),
        outcome: str = "",
        kind: CueKind | None = None,
        aloud: str = "",
    ) -> None:
        """Show coloured pieces of text, an outcome at the far side and the shape of a kind; nothing hides the row."""
        text = "".join(part for part, _ in parts)
        self.setVisible(bool(text))
        right_to_left = wording.is_right_to_left(parts[-1][0] if parts else "")
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight)
        self.text.show_parts(parts)
        self.text.setAccessibleName(aloud)
        self.outcome.show_parts([(outcome, self._look.theme.muted)])
        self.outcome.setVisible(bool(outcome))
        self.icon.setVisible(kind is not None)
        if kind is not None:
            size, colours = self._look.px(_ICON_PX), self._look.theme.shapes[kind]
            self.icon.setPixmap(icon_pixmap(CUE_ICONS[kind], colours, size, self.devicePixelRatioF()))
            self.icon.setAccessibleName(wording.kind_name(kind))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        QPainter(self).fillRect(0, 0, self.width(), 1, QColor(self._look.theme.hairline))


class Details(QWidget):
    """Shows the part of the state that only the expanded form has."""

    def __init__(self, look: Look) -> None:
        """Build the rows, hidden."""
        super().__init__()
        self._look = look
        self.setAccessibleName(wording.details_name())
        self.notes = [_Row(look) for _ in range(_NOTES_KEPT)]
        self.agenda = _Row(look)
        self.promises = [_Row(look) for _ in range(PROMISES_KEPT)]
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
        self._show_notes(state)
        self._show_agenda(state)
        self._show_promises(state)
        self._show_past(state)
        self._show_words(state)

    def _show_notes(self, state: OverlayState) -> None:
        notes = wording.notes(state)
        self.notes[0].setToolTip(state.recognizer_reason)
        for index, row in enumerate(self.notes):
            row.fill([(notes[index], self._look.theme.muted)] if index < len(notes) else [])

    def _show_agenda(self, state: OverlayState) -> None:
        if not state.agenda:
            self.agenda.fill()
            return
        theme = self._look.theme
        heading, items = wording.agenda(state.agenda)
        parts = [(heading, theme.body)]
        for mark, item in zip(state.agenda, items, strict=True):
            colour = theme.muted if mark.status == AgendaStatus.SPOKEN else theme.body
            parts.append((f"   {item.replace(' ', _NO_BREAK, 1)}", colour))
        self.agenda.fill(parts, aloud=wording.agenda_aloud(state.agenda))

    def _show_promises(self, state: OverlayState) -> None:
        for index, row in enumerate(self.promises):
            if index >= len(state.promises):
                row.fill()
                continue
            what, stands = wording.promise(state.promises[index], state.countdown)
            row.fill([(what, self._look.theme.body)], stands, CueKind.PROMISE)

    def _show_past(self, state: OverlayState) -> None:
        theme = self._look.theme
        for index, row in enumerate(self.past):
            if index >= len(state.past):
                row.fill([(wording.no_cues(), theme.muted)] if index == 0 else [])
                continue
            past = state.past[index]
            outcome = wording.outcome(past.outcome) if past.outcome else ""
            parts = [(f"{wording.clock(past.at_s)}  ", theme.muted), (past.headline, theme.body)]
            row.fill(parts, outcome, past.kind)

    def _show_words(self, state: OverlayState) -> None:
        theme = self._look.theme
        for index, row in enumerate(self.words):
            line = state.transcript[index] if index < len(state.transcript) else None
            gap = " " if line and line.stable and line.changing else ""
            row.fill([(line.stable + gap, theme.body), (line.changing, theme.changing)] if line else [])

    @property
    def _rows(self) -> list[_Row]:
        return [*self.notes, self.agenda, *self.promises, *self.past, *self.words]
