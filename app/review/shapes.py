"""The shapes of moments as small pictures: triangle, octagon, star, clock. Praise is as large as any flag.

Place in the flow: the lists of moments show them. GUI thread only.
"""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap, QPolygonF

from app.overlay.look import Look
from coaching.events import CueKind

_POINTS = {
    "turn": ((0, -7), (7.5, 6), (-7.5, 6)),
    "words": ((-3, -7), (3, -7), (7, -3), (7, 3), (3, 7), (-3, 7), (-7, 3), (-7, -3)),
    "praise": (
        (0, -8), (2.2, -2.6), (8, -2.2), (3.5, 1.6), (5, 7.4), (0, 4.2), (-5, 7.4), (-3.5, 1.6), (-8, -2.2), (-2.2, -2.6)
    ),
}  # fmt: skip


def shape_icon(look: Look, kind: str, ratio: float, *, hollow: bool = False) -> QIcon:
    """Return the shape of a kind; `hollow`: it does not count. `ratio`: device pixels for each pixel."""
    size = look.px(20)
    picture = QPixmap(round(size * ratio), round(size * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    colours = look.theme.shapes[CueKind(kind)]
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(size / 2, size / 2)
    painter.scale(size / 20, size / 20)
    painter.setPen(QPen(QColor(colours.edge), 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush if hollow else QColor(colours.fill))
    if kind == "promise":
        painter.drawEllipse(QRectF(-7, -7, 14, 14))
        painter.setPen(QPen(QColor(colours.edge if hollow else colours.mark), 1.5))
        painter.drawPolyline(QPolygonF([QPointF(0, -4), QPointF(0, 0), QPointF(3, 2)]))
    else:
        painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in _POINTS[kind]]))
    painter.end()
    return QIcon(picture)
