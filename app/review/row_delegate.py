"""Paints a call in the list: its title, and below it who and when, smaller.

Place in the flow: the first column of `session_list`. GUI thread only.
"""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.overlay.look import Look
from app.review.list_model import TEXTS_ROLE
from app.review.row_texts import RowTexts


class RowDelegate(QStyledItemDelegate):
    """Two lines a row; cut with dots where there is no room."""

    look: Look | None = None

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint the row's background as all cells have it, then its two lines."""
        texts: RowTexts | None = index.data(TEXTS_ROLE)
        if texts is None or self.look is None:
            super().paint(painter, option, index)
            return
        widget = option.widget
        plain = QStyleOptionViewItem(option)
        self.initStyleOption(plain, index)
        plain.text = ""
        widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, plain, painter, widget)
        look, theme = self.look, self.look.theme
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        area: QRect = option.rect.adjusted(look.px(10), look.px(7), -look.px(6), -look.px(6))
        painter.save()
        if chosen:
            edge = QRect(option.rect.left(), option.rect.top(), look.px(3), option.rect.height())
            painter.fillRect(edge, QColor(theme.action))
        self._line(painter, area, texts.title, 14, theme.muted if texts.withheld else theme.headline, bold=texts.unread)
        lower = QRect(area.left(), area.top() + look.px(21), area.width(), look.px(17))
        self._line(painter, lower, texts.subtitle, 12, theme.muted)
        painter.restore()

    def sizeHint(  # noqa: N802  Qt's name
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the height of two lines."""
        height = self.look.px(54) if self.look else 54
        return QSize(super().sizeHint(option, index).width(), height)

    def _line(self, painter: QPainter, area: QRect, text: str, size: int, colour: str, *, bold: bool = False) -> None:
        look = self.look
        if look is None:
            return
        font = QFont(painter.font())
        font.setPixelSize(look.px(size))
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(QColor(colour))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        line = QRect(area.left(), area.top(), area.width(), look.px(size + 6))
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
