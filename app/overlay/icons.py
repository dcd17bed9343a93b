"""The drawn shapes of `resources/icons`, coloured for a theme.

Place in the flow: the cue card and the status line's buttons ask here for a pixmap. The files say `currentColor`,
`gray` and `white` where the shape, its outline and its sign are painted (see the README beside them).
"""

from functools import lru_cache
from typing import Final

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from app.paths import resource
from app.theme import ShapeColours
from coaching.events import CueKind

CUE_ICONS: Final = {
    CueKind.TURN: "turn",
    CueKind.WORDS: "words",
    CueKind.PRAISE: "praise",
    CueKind.PROMISE: "promise",
}


def plain(colour: str) -> ShapeColours:
    """Return the colours of an icon that has only one."""
    return ShapeColours(colour, colour, colour)


@lru_cache(maxsize=64)
def icon_pixmap(name: str, colours: ShapeColours, size_px: int, ratio: float) -> QPixmap:
    """Return the icon as a square of `size_px` device-independent pixels, sharp at the screen's pixel `ratio`."""
    pixmap = QPixmap(round(size_px * ratio), round(size_px * ratio))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer = QSvgRenderer(QByteArray(_coloured(name, colours)))
    renderer.render(painter, QRectF(pixmap.rect()))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def _coloured(name: str, colours: ShapeColours) -> bytes:
    drawing = resource("icons", f"{name}.svg").read_text(encoding="utf-8")
    for word, colour in (("currentColor", colours.fill), ("gray", colours.edge), ("white", colours.mark)):
        drawing = drawing.replace(f'"{word}"', f'"{colour}"')
    return drawing.encode()
