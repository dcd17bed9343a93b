"""What the agent said, evidence marked; and when the customer spoke, without words.

Place in the flow: `session_page` fills it and moves it to a moment; a click on a line tells its time. GUI thread only.
"""

from bisect import bisect_right

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QTextBrowser, QTextEdit, QWidget

from app.overlay.look import Look
from app.reports.said import Line
from app.review.heard_words import in_users_words
from app.review.style import edge_colour, hover, mark_background
from app.translation.words import translate


class TranscriptPanel(QTextBrowser):
    """One block a line."""

    moment_chosen = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self.setAccessibleName(translate("Review", "What the agent said"))
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self._lines: tuple[Line, ...] = ()
        self._nothing = ""
        self._look: Look | None = None

    @property
    def current_line(self) -> int:
        """The line that is highlighted, -1 for none."""
        chosen = self.extraSelections()
        return chosen[0].cursor.blockNumber() if chosen else -1

    def use_look(self, look: Look) -> None:
        """Take other colours and sizes."""
        self._look = look
        self._fill()

    def show_lines(self, lines: tuple[Line, ...], nothing: str) -> None:
        """Show a transcript; `nothing` says why there is none."""
        self._lines, self._nothing = lines, nothing
        self._fill()
        self.verticalScrollBar().setValue(0)

    def show_moment(self, at_s: float) -> None:
        """Highlight the line that was spoken at this moment, or the last before it."""
        if not self._lines or self._look is None:
            return
        place = max(0, bisect_right([line.start_s for line in self._lines], at_s + 0.3) - 1)
        cursor = QTextCursor(self.document().findBlockByNumber(place))
        highlight = QTextEdit.ExtraSelection()
        highlight.cursor = cursor
        background = QTextCharFormat()
        background.setBackground(QBrush(QColor(self._look.theme.button_fill)))
        background.setProperty(QTextCharFormat.Property.FullWidthSelection, True)  # noqa: FBT003  Qt's form
        highlight.format = background
        self.setExtraSelections([highlight])
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """Tell the moment of the line, unless words were selected."""
        super().mouseReleaseEvent(event)
        if event.button() is Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            self._tell(self.cursorForPosition(event.position().toPoint()).blockNumber())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Go line by line with the arrow keys."""
        if event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down} and not event.modifiers() and self._lines:
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            self._tell(min(len(self._lines) - 1, max(0, self.current_line + step)))
            return
        super().keyPressEvent(event)

    def _tell(self, line: int) -> None:
        if 0 <= line < len(self._lines):
            self.show_moment(self._lines[line].start_s)
            self.moment_chosen.emit(self._lines[line].start_s)

    def _fill(self) -> None:
        look = self._look
        if look is None:
            return
        self.setExtraSelections([])
        self.clear()
        plain, soft = _format(look.theme.body), _format(look.theme.muted)
        quiet = _format(look.theme.muted)
        quiet.setFontItalic(True)
        time_px = look.px(62)
        block = QTextBlockFormat()
        block.setLeftMargin(time_px)
        block.setTextIndent(-time_px)
        block.setTopMargin(look.px(3))
        block.setBottomMargin(look.px(3))
        block.setTabPositions([QTextOption.Tab(time_px, QTextOption.TabType.LeftTab)])
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        cursor.setBlockFormat(block)
        if not self._lines:
            cursor.setBlockFormat(QTextBlockFormat())
            cursor.insertText(self._nothing, quiet)
        for number, line in enumerate(self._lines):
            if number:
                cursor.insertBlock(block)
            cursor.insertText(f"{line.at}\t", soft)
            for place, piece in enumerate(line.pieces):
                if place:
                    cursor.insertText(" ", plain)
                silent = line.speaker == "customer"
                shown = quiet if silent else plain
                text = in_users_words(piece.text) if silent else piece.text
                cursor.insertText(
                    text, shown if piece.mark is None else self._marked(look, piece.mark.kind, piece.mark.title)
                )
        cursor.endEditBlock()

    @staticmethod
    def _marked(look: Look, kind: str, title: str) -> QTextCharFormat:
        form = _format(look.theme.headline)
        form.setBackground(QBrush(QColor(mark_background(look.theme, kind))))
        form.setUnderlineColor(QColor(edge_colour(look.theme, kind)))
        # The kind of line, not the colour alone, tells words from turn-taking and praise.
        style = QTextCharFormat.UnderlineStyle
        form.setUnderlineStyle({"turn": style.DashUnderline, "promise": style.DotLine}.get(kind, style.SingleUnderline))
        form.setToolTip(hover(title))
        if kind == "praise":
            form.setFontWeight(QFont.Weight.DemiBold)
        return form


def _format(colour: str) -> QTextCharFormat:
    form = QTextCharFormat()
    form.setForeground(QBrush(QColor(colour)))
    return form
