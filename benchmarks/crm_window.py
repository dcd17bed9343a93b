"""A desk like an agent's: a customer-relations window, full screen, painted for the picture with the overlay on it."""

# ruff: noqa: FBT001, FBT002, N802, PLR0917  (Qt's names, positions in a drawing, typographic text)

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QLinearGradient, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLineEdit, QWidget

_INK, _GREY, _LINE, _BLUE = "#1d2733", "#66727f", "#dde3ea", "#2563a8"
_TABS = ("Overview", "Orders", "Tickets", "Notes")
_FIELDS = (
    ("Customer", "Elena Marsh"), ("Customer since", "March 2019"), ("Language", "English"),
    ("Contact", "by phone, weekdays after 15:00"), ("Plan", "Home delivery Plus"),
)  # fmt: skip
_ORDERS = (
    ("A-20481", "Coffee maker, steel", "left the depot", "Mon 14:20"),
    ("A-20377", "Filter set (4)", "delivered", "12 May"),
    ("A-19944", "Kettle 1.7 l", "returned, refunded", "2 April"),
    ("A-19310", "Grinder", "delivered", "18 February"),
)
_NOTES = (
    "Parcel A-20481: scanned in the depot on Monday, no scan since.",
    "Customer needs it before Saturday (birthday).",
    "Asked the carrier for a trace, answer by 17:00.",
)


class CrmWindow(QWidget):
    """The window behind the overlay, with a real line edit that keeps the focus."""

    def __init__(self) -> None:
        """Build it."""
        super().__init__()
        self.setWindowTitle("Customers")
        self.note = QLineEdit("Offered express replacement, customer agrees to ", self)
        self.note.setStyleSheet(
            "QLineEdit{border:1px solid #2563a8;border-radius:6px;padding:8px 10px;background:white;color:#1d2733;font-size:14px}"
        )

    def resizeEvent(self, _event: object) -> None:
        """Keep the note where the painting expects it."""
        self.note.setGeometry(260, 600, 560, 38)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint everything but the note."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor("#f3f6f9"))
        self._frame(painter)
        self._customer(painter)
        self._orders(painter)
        self._notes(painter)

    def _text(
        self, painter: QPainter, x: float, y: float, text: str, size: int = 14, colour: str = _INK, bold: bool = False
    ) -> None:
        font = QFont(self.font())
        font.setPixelSize(size)
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(QColor(colour))
        painter.drawText(QPointF(x, y), text)

    def _card(self, painter: QPainter, x: float, y: float, width: float, height: float, title: str) -> None:
        painter.setPen(QPen(QColor(_LINE), 1))
        painter.setBrush(QColor("white"))
        painter.drawRoundedRect(QRectF(x, y, width, height), 10, 10)
        self._text(painter, x + 20, y + 32, title, 15, bold=True)

    def _frame(self, painter: QPainter) -> None:
        bar = QLinearGradient(0, 0, self.width(), 0)
        bar.setColorAt(0, QColor("#173a5e"))
        bar.setColorAt(1, QColor("#245a86"))
        painter.fillRect(0, 0, self.width(), 52, bar)
        self._text(painter, 24, 33, "Northwind Home · Service desk", 16, "white", bold=True)
        painter.setBrush(QColor(255, 255, 255, 40))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(QRectF(340, 11, 330, 30), 15, 15)
        self._text(painter, 358, 31, "Search customers, orders, tickets", 13, "#d6e4f0")
        painter.fillRect(0, 52, 216, self.height(), QColor("#e7ecf2"))
        for index, name in enumerate(("Inbox   12", "Customers", "Orders", "Tickets   3", "Knowledge", "Reports")):
            if index == 1:
                painter.fillRect(0, 72 + index * 44, 216, 40, QColor("#d3dfec"))
                painter.fillRect(0, 72 + index * 44, 4, 40, QColor(_BLUE))
            self._text(painter, 28, 98 + index * 44, name, 14, _INK if index == 1 else _GREY, bold=index == 1)

    def _customer(self, painter: QPainter) -> None:
        self._text(painter, 240, 98, "Elena Marsh", 24, bold=True)
        self._text(painter, 396, 97, "on the line · 05:02", 13, "#1d7d55", bold=True)
        for index, name in enumerate(_TABS):
            self._text(painter, 240 + index * 96, 136, name, 14, _BLUE if index == 0 else _GREY, bold=index == 0)
        painter.fillRect(240, 146, self.width() - 264, 1, QColor(_LINE))
        painter.fillRect(240, 144, 66, 3, QColor(_BLUE))
        self._card(painter, 240, 166, 380, 216, "Customer")
        for index, (name, value) in enumerate(_FIELDS):
            self._text(painter, 260, 232 + index * 30, name, 13, _GREY)
            self._text(painter, 380, 232 + index * 30, value, 13)

    def _orders(self, painter: QPainter) -> None:
        width = self.width() - 664
        self._card(painter, 640, 166, width, 216, "Orders")
        for row, order in enumerate(_ORDERS):
            y = 232 + row * 38
            for value, x in zip(order, (0.0, 0.16, 0.5, 0.8), strict=True):
                self._text(painter, 660 + x * width, y, value, 13, _BLUE if x == 0 else _INK)
            painter.fillRect(660, y + 13, width - 40, 1, QColor(_LINE))

    def _notes(self, painter: QPainter) -> None:
        self._card(painter, 240, 402, self.width() - 264, self.height() - 426, "Notes on this call")
        for index, note in enumerate(_NOTES):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(_BLUE))
            painter.drawEllipse(QPointF(264, 466 + index * 34), 3, 3)
            self._text(painter, 280, 471 + index * 34, note, 14)
        self._text(painter, 260, 588, "New note", 13, _GREY)
