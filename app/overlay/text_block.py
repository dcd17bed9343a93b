"""Text that never clips: wraps at words, breaks words that are longer than the line, follows its own direction.

Place in the flow: every sentence of the overlay is painted by a `TextBlock`. QLabel itself cuts words that do not fit
(long German compounds at 200 %) and aligns right-to-left text by the program's direction instead of the text's.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from app.overlay.wording import is_right_to_left

_MINIMUM_EM = 4
"""A block may shrink to this many times its font size; then words break."""


@dataclass(frozen=True, slots=True)
class TextLook:
    """How a block is set."""

    size_px: int
    weight: QFont.Weight = QFont.Weight.Normal
    line_height: float = 1.3
    """Line distance as a multiple of `size_px`, as in CSS."""


class TextBlock(QLabel):
    """A QLabel (so screen readers see static text) that sets and paints its text with QTextLayout."""

    def __init__(self, look: TextLook, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._look = look
        self._parts: tuple[tuple[str, str], ...] = ()
        self._set_for: int | None = None
        self._text_layout = QTextLayout()
        self._height_px = 0
        self.setTextFormat(Qt.TextFormat.PlainText)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_look(look)

    def set_look(self, look: TextLook) -> None:
        """Set the text anew in another size or weight."""
        self._look = look
        font = QFont(self.font())
        font.setPixelSize(look.size_px)
        font.setWeight(look.weight)
        self.setFont(font)
        self._changed()

    def show_parts(self, parts: Sequence[tuple[str, str]]) -> None:
        """Show pieces of text, each with its "#RRGGBB" colour, one after the other."""
        new = tuple(part for part in parts if part[0])
        if new != self._parts:
            self._parts = new
            self.setText("".join(text for text, _ in new))
            self._changed()

    def hasHeightForWidth(self) -> bool:  # noqa: N802  Qt's name
        """Say that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802  Qt's name
        """Return the height that the wrapped text needs, px."""
        self._set_text(width)
        return self._height_px

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Return the size of the text on one line."""
        width = math.ceil(self.fontMetrics().horizontalAdvance(self.text())) + 2
        return QSize(width, self._line_px())

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Return a narrow size: the text wraps."""
        return QSize(min(self.sizeHint().width(), _MINIMUM_EM * self._look.size_px), self._line_px())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Paint the wrapped text, centred vertically."""
        self._set_text(self.width())
        painter = QPainter(self)
        self._text_layout.draw(painter, QPointF(0.0, max(0.0, (self.height() - self._height_px) / 2)))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802  Qt's name
        """Set the text anew when the card changed its direction."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._changed()

    def _changed(self) -> None:
        self._set_for = None
        self.updateGeometry()
        self.update()

    def _line_px(self) -> int:
        return math.ceil(max(self._look.line_height * self._look.size_px, self.fontMetrics().height()))

    def _set_text(self, width: int) -> None:
        if self._set_for == width:
            return
        self._set_for = width
        layout = QTextLayout(self.text(), self.font())
        layout.setTextOption(self._option())
        layout.setFormats(self._formats())
        distance, y = self._look.line_height * self._look.size_px, 0.0
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(1, width))
            line_px = max(distance, line.height())  # scripts with tall letters need more
            line.setPosition(QPointF(0.0, y + (line_px - line.height()) / 2))
            y += line_px
        layout.endLayout()
        self._text_layout, self._height_px = layout, math.ceil(y)

    def _option(self) -> QTextOption:
        """The text runs in its own direction; it stands on the side where its card begins."""
        text_rtl = is_right_to_left(self.text())
        right = text_rtl or self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        option = QTextOption(side | Qt.AlignmentFlag.AlignAbsolute)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setTextDirection(Qt.LayoutDirection.RightToLeft if text_rtl else Qt.LayoutDirection.LeftToRight)
        return option

    def _formats(self) -> list[QTextLayout.FormatRange]:
        formats, start = [], 0
        for text, colour in self._parts:
            piece = QTextLayout.FormatRange()
            piece.start, piece.length = start, len(text.encode("utf-16-le")) // 2
            look = QTextCharFormat()
            look.setForeground(QColor(colour))
            piece.format = look
            formats.append(piece)
            start += piece.length
        return formats
