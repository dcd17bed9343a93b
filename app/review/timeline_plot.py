"""The timeline of a call: lanes that can be zoomed, in a few items however many stretches there are.

Place in the flow: `session_page` gives it `Lanes` and moves its cursor; a click or Enter tells the moment. Keys: left and
right move, + and - zoom, Home shows all. GUI thread only. pyqtgraph is imported here and in `trends_page` alone.
"""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QKeyEvent
from PySide6.QtWidgets import QWidget

from app.overlay.look import Look
from app.reports.timeline import Span, clock
from app.review.lanes import NAMES, Lanes
from app.review.style import edge_colour, plot_colours
from app.translation.words import translate, translated
from coaching.events import CueKind

_ROWS: Final = {name: len(NAMES) - 1 - place for place, name in enumerate(NAMES)}
_THINNEST_SHARE: Final = 0.0008
"""Of the call's length: what is shorter is drawn so wide, so that nothing vanishes."""
_SYMBOLS: Final = {"turn": "t1", "words": "h", "praise": "star", "promise": "o"}
_LIFT: Final = {"turn": 0.16, "words": 0.0, "praise": -0.16, "promise": 0.0}
"""Of a lane's height: moments at one time stay apart."""
_STEP: Final = 0.15
"""Of what is visible, for each press of an arrow key."""
_ZOOM: Final = 1.4
_CLOSEST_S: Final = 5.0


class _ClockAxis(pg.AxisItem):  # type: ignore[misc]
    """Minutes and seconds instead of numbers."""

    def tickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:  # noqa: ARG002, N802
        """Return the texts of ticks."""
        return [clock(max(0.0, value)) for value in values]

    def tickSpacing(self, minVal: float, maxVal: float, size: float) -> list[tuple[float, float]]:  # noqa: N802, N803
        """Return round steps of time, at most one in about 90 pixels."""
        most = max(2.0, size / 90)
        for step in (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600):
            if (maxVal - minVal) / step <= most:
                return [(float(step), 0.0)]
        return [(7200.0, 0.0)]


class TimelinePlot(pg.PlotWidget):  # type: ignore[misc]
    """One call at a time."""

    moment_chosen = Signal(float)
    """Somebody pointed at this moment, in seconds of the call."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent, axisItems={"bottom": _ClockAxis("bottom")}, background=None)
        self.setAccessibleName(translate("Review", "Timeline"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._lanes: Lanes | None = None
        self._look: Look | None = None
        self._items: list[Any] = []
        plot = self.getPlotItem()
        plot.setMenuEnabled(False)
        plot.hideButtons()
        plot.setMouseEnabled(x=True, y=False)
        plot.setYRange(-0.5, len(NAMES) - 0.5, padding=0.02)
        plot.showGrid(x=True, y=False, alpha=0.25)
        plot.getAxis("left").setTicks([[(row, translated("Review", NAMES[name])) for name, row in _ROWS.items()]])
        self._cursor = pg.InfiniteLine(angle=90, movable=False)
        self._cursor.setZValue(10)
        plot.addItem(self._cursor, ignoreBounds=True)
        self.scene().sigMouseClicked.connect(self._on_clicked)

    @property
    def cursor_s(self) -> float:
        """Where the cursor stands."""
        return float(self._cursor.value())

    @property
    def visible_s(self) -> tuple[float, float]:
        """First and last moment that can be seen."""
        low, high = self.getPlotItem().getViewBox().viewRange()[0]
        return float(low), float(high)

    def use_look(self, look: Look) -> None:
        """Take other colours and sizes."""
        self._look = look
        self.setFixedHeight(look.px(196))
        font = QFont(self.font())
        font.setPixelSize(look.px(12))
        for name in ("left", "bottom"):
            axis = self.getPlotItem().getAxis(name)
            axis.setTextPen(look.theme.muted)
            axis.setPen(pg.mkPen(None))
            axis.setStyle(tickFont=font, tickLength=0)
        self._cursor.setPen(pg.mkPen(plot_colours(look.theme).cursor, width=2, style=Qt.PenStyle.DashLine))
        if self._lanes is not None:
            self._draw(self._lanes, look)

    def show_lanes(self, lanes: Lanes) -> None:
        """Draw a call, all of it visible."""
        self._lanes = lanes
        view = self.getPlotItem().getViewBox()
        view.setLimits(
            xMin=0.0, xMax=lanes.duration_s, minXRange=min(_CLOSEST_S, lanes.duration_s), maxXRange=lanes.duration_s
        )
        self.setXRange(0.0, lanes.duration_s, padding=0)
        self._cursor.setValue(0.0)
        described = translate("Review", "{length} long; the agent speaks {agent} times, the customer {customer} times.")
        self.setAccessibleDescription(
            described.format(length=clock(lanes.duration_s), agent=len(lanes.agent), customer=len(lanes.customer))
        )
        if self._look is not None:
            self._draw(lanes, self._look)

    def show_moment(self, at_s: float) -> None:
        """Put the cursor there, and move the view when it is out of sight."""
        self._cursor.setValue(at_s)
        low, high = self.visible_s
        if not low <= at_s <= high:
            half = (high - low) / 2
            self.setXRange(at_s - half, at_s + half, padding=0)

    def zoom(self, factor: float) -> None:
        """Show `factor` times less time, around the cursor when it can be seen."""
        low, high = self.visible_s
        middle = self.cursor_s if low <= self.cursor_s <= high else (low + high) / 2
        self.setXRange(middle - (middle - low) / factor, middle + (high - middle) / factor, padding=0)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Move and zoom with the keyboard."""
        low, high = self.visible_s
        match event.key():
            case Qt.Key.Key_Left | Qt.Key.Key_Right:
                sign = 1 if event.key() == Qt.Key.Key_Right else -1
                limit = self._lanes.duration_s if self._lanes else 0.0
                at_s = min(limit, max(0.0, self.cursor_s + sign * _STEP * (high - low)))
                self.show_moment(at_s)
                self.moment_chosen.emit(at_s)
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self.zoom(_ZOOM)
            case Qt.Key.Key_Minus:
                self.zoom(1 / _ZOOM)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if self._lanes is not None:
                self.moment_chosen.emit(self.cursor_s)
            case Qt.Key.Key_Home:
                self.setXRange(0.0, self._lanes.duration_s if self._lanes else 1.0, padding=0)
            case _:
                super().keyPressEvent(event)

    @Slot(object)
    def _on_clicked(self, event: Any) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._lanes is not None:
            at_s = float(self.getPlotItem().getViewBox().mapSceneToView(event.scenePos()).x())
            at_s = min(self._lanes.duration_s, max(0.0, at_s))
            self.show_moment(at_s)
            self.moment_chosen.emit(at_s)

    def _draw(self, lanes: Lanes, look: Look) -> None:
        for item in self._items:
            self.removeItem(item)
        colours, theme = plot_colours(look.theme), look.theme
        wide = (-0.5, len(NAMES) - 0.5)
        self._items = [
            *self._bars(lanes.gaps, wide, colours.gap),
            *self._bars(lanes.agent, _lane("agent"), colours.agent),
            *self._bars(lanes.customer, _lane("customer"), colours.customer),
            *self._bars(lanes.overlaps, _lane("overlap"), colours.overlap),
            *self._bars(lanes.interruptions, _lane("overlap"), edge_colour(theme, "turn")),
            *self._bars(lanes.holds, _lane("hold"), colours.overlap),
            *self._bars(lanes.promises, _lane("promises"), edge_colour(theme, "promise")),
            self._marks(lanes, look),
        ]
        for item in self._items:
            self.addItem(item)

    def _bars(self, spans: Sequence[Span], lane: tuple[float, float], colour: str) -> list[Any]:
        if not spans or self._lanes is None:
            return []
        edges = np.asarray(spans, dtype=float)
        width = np.maximum(edges[:, 1] - edges[:, 0], self._lanes.duration_s * _THINNEST_SHARE)
        return [
            pg.BarGraphItem(
                x0=edges[:, 0], width=width, y0=lane[0], height=lane[1] - lane[0], pen=None, brush=QColor(colour)
            )
        ]

    def _marks(self, lanes: Lanes, look: Look) -> Any:
        row = _ROWS["cues"]
        shapes = look.theme.shapes
        return pg.ScatterPlotItem(
            x=[at_s for at_s, _ in lanes.marks], y=[row + _LIFT[kind] for _, kind in lanes.marks],
            symbol=[_SYMBOLS[kind] for _, kind in lanes.marks],
            brush=[pg.mkBrush(shapes[CueKind(kind)].fill) for _, kind in lanes.marks],
            pen=[pg.mkPen(shapes[CueKind(kind)].edge) for _, kind in lanes.marks], size=look.px(13),
        )  # fmt: skip


def _lane(name: str) -> tuple[float, float]:
    return _ROWS[name] - 0.32, _ROWS[name] + 0.32
