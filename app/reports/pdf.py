"""A report as PDF, set by Qt itself: no browser is needed, and text stays text.

Place in the flow: `sotto report SESSION --format pdf`. `resources/reports/print.html.jinja` is a plain form of the page
(tables, no style that Qt's text layout does not know); the timeline is painted as vectors where the text leaves room.
Needs a QGuiApplication, which is made when there is none. Main thread only.
"""

import os
import sys
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QGuiApplication,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPyTextObject,
    QTextCharFormat,
    QTextDocument,
    QTextFormat,
)

from app.display import has_display
from app.paths import resource
from app.reports.moments import Document
from app.reports.timeline import LEFT, WIDTH, Bar, Timeline
from app.reports.view import ReportView, report_view
from coaching.rulebook.schema import Rulebook

_DPI: Final = 96
"""The page is laid out in these units, then scaled to the device."""
_MARGIN_MM: Final = 16.0
_HEIGHT: Final = 158.0
"""Of the timeline, in its own units."""
_TIMELINE: Final = QTextFormat.ObjectTypes.UserObject + 1
_MARK: Final = "\N{OBJECT REPLACEMENT CHARACTER}"
_PLACE: Final = Markup("<!-- timeline -->")
_LANES: Final = (("agent", 24), ("customer", 56), ("overlap", 88), ("moments", 120))
_COLOURS: Final = {"turn": "#b37800", "words": "#d55e00", "praise": "#007a58", "promise": "#1f76a8"}


def pdf_report(document: Document, rulebook: Rulebook) -> bytes:
    """Return the call's report as a PDF file, A4."""
    view = report_view(document, rulebook)
    return pdf_of(_page("print.html.jinja", view), view.title, view.timeline)


def pdf_of(html: str, title: str, timeline: Timeline | None = None) -> bytes:
    """Return a PDF of an HTML text that Qt's text layout knows; `timeline` goes where its marker stands."""
    _application()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(title)
    writer.setCreator("Sotto")
    margins = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
    writer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, margins, QPageLayout.Unit.Millimeter
        )
    )
    _print(html, title, writer, timeline)
    buffer.close()
    return bytes(data.data())


def _page(name: str, view: ReportView) -> str:
    environment = Environment(
        loader=FileSystemLoader(resource("reports")), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    page = environment.get_template(name).render(view=view, timeline=_PLACE, colours=_COLOURS)
    # Names and words are escaped, so none of them is the comment; the letter itself may stand in them.
    return page.replace(_MARK, "").replace(_PLACE, _MARK)


def _print(html: str, title: str, writer: QPdfWriter, timeline: Timeline | None) -> None:
    scale = writer.logicalDpiX() / _DPI
    width, height = writer.width() / scale, writer.height() / scale
    foot = 20.0
    text = QTextDocument()
    font = QFont(["Inter", "Segoe UI", "Helvetica Neue", "Noto Sans", "DejaVu Sans", "Arial"])
    font.setPixelSize(13)
    text.setDefaultFont(font)
    text.setDocumentMargin(0)
    text.setUseDesignMetrics(True)
    text.setHtml(html)
    # Kept in a name: the layout does not own its handlers in Python's eyes.
    drawing = _TimelineObject(timeline, width)
    _place_timeline(text, drawing)
    text.setPageSize(QSizeF(width, height - foot))
    painter = QPainter(writer)
    painter.scale(scale, scale)
    for page in range(text.pageCount()):
        if page:
            writer.newPage()
        painter.save()
        painter.translate(0.0, -page * (height - foot))
        text.drawContents(painter, QRectF(0.0, page * (height - foot), width, height - foot))
        painter.restore()
        small = QFont(font)
        small.setPixelSize(10)
        painter.setFont(small)
        painter.setPen(QColor("#555555"))
        line = QRectF(0.0, height - foot, width, foot)
        painter.drawText(line, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, f"Sotto · {title}"[:110])
        painter.drawText(
            line, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignRight, f"{page + 1} / {text.pageCount()}"
        )
    painter.end()


def _place_timeline(text: QTextDocument, drawing: "_TimelineObject") -> None:
    text.documentLayout().registerHandler(_TIMELINE, drawing)
    cursor = text.find(_MARK)
    if not cursor.isNull():
        shape = QTextCharFormat()
        shape.setObjectType(_TIMELINE)
        cursor.insertText(_MARK, shape)


class _TimelineObject(QPyTextObject):
    """Paints the timeline as if it were one large letter."""

    def __init__(self, timeline: Timeline | None, width: float) -> None:
        super().__init__()
        self._timeline, self._width = timeline, width

    def intrinsicSize(self, *_: object) -> QSizeF:  # noqa: N802  Qt's name
        """Return the room that it takes."""
        return QSizeF(self._width - 2, _HEIGHT * self._width / WIDTH) if self._timeline else QSizeF(0, 0)

    def drawObject(  # noqa: N802  Qt's name
        self, painter: QPainter, rect: QRectF | QRect, doc: QTextDocument, position: int, form: QTextFormat, /
    ) -> None:
        """Paint it."""
        del doc, position, form
        if self._timeline is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(rect.topLeft())
        painter.scale(rect.width() / WIDTH, rect.width() / WIDTH)
        _paint(painter, self._timeline)
        painter.restore()


def _paint(painter: QPainter, drawn: Timeline) -> None:
    font = QFont(painter.font())
    font.setPixelSize(14)
    painter.setFont(font)
    painter.setPen(QColor("#444444"))
    for name, y in _LANES:
        painter.drawText(QRectF(0, y - 14, LEFT, 20), Qt.AlignmentFlag.AlignVCenter, name)
    for tick in drawn.ticks:
        painter.setPen(QColor("#c8cdd3"))
        painter.drawLine(round(tick.x), 4, round(tick.x), 136)
        painter.setPen(QColor("#444444"))
        painter.drawText(QRectF(tick.x - 40, 138, 80, 18), Qt.AlignmentFlag.AlignCenter, tick.text)
    _bars(painter, drawn.gaps, "#e3e6ea", 4, 132)
    _bars(painter, drawn.agent, "#0072b2", 11, 18)
    _bars(painter, drawn.customer, "#8f9aa7", 43, 18)
    _bars(painter, drawn.overlaps, "#c9cfd6", 75, 18)
    _bars(painter, drawn.interruptions, "#e69f00", 75, 18)
    for mark in drawn.marks:
        painter.setBrush(QColor(_COLOURS.get(mark.shape, "#d55e00")))
        painter.setPen(Qt.PenStyle.NoPen)
        square = QRectF(mark.x - 6, 110, 12, 12)
        # Shapes carry the meaning, as everywhere: round for praise, square for words, pointed for the rest.
        if mark.shape == "praise":
            painter.drawEllipse(square)
        else:
            painter.drawRect(square)


def _bars(painter: QPainter, bars: tuple[Bar, ...], colour: str, y: float, height: float) -> None:
    for bar in bars:
        painter.fillRect(QRectF(bar.x, y, bar.width, height), QColor(colour))


def _application() -> QGuiApplication:
    existing = QGuiApplication.instance()
    if isinstance(existing, QGuiApplication):
        return existing
    if sys.platform == "linux" and not has_display():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    return QGuiApplication(["sotto"])
