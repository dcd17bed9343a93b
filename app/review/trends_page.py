"""Trends as small multiples: each measure and each frequent rule over the weeks, beside its own past.

Place in the flow: a tab of the review's window; reading goes through the background worker. GUI thread only.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.notify import Message
from app.overlay.look import Look
from app.review.background import BackgroundWork, Channel
from app.review.context import ReviewContext
from app.review.style import edge_colour, hover, plain, plot_colours
from app.review.trends import RECENT_WEEKS, Series, Trends, read_trends
from app.translation.words import amount, counted, translate
from app.window_style import of_kind

_COLUMNS: Final = 4
_SPANS: Final = (12, 26, 52)


@dataclass(frozen=True, slots=True)
class _Names:
    agents: list[str]
    teams: list[str]


class SmallMultiple(QFrame):
    """One measure: a line over the weeks, dashed its earlier mean, and both means as numbers."""

    def __init__(self, look: Look) -> None:
        """Show nothing yet."""
        super().__init__()
        self._look = look
        of_kind(self, "tile")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.title, self.numbers = QLabel(), QLabel()
        of_kind(self.title, "strong")
        of_kind(self.numbers, "muted")
        plain(self.title, self.numbers)
        for label in (self.title, self.numbers):
            label.setWordWrap(True)
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.plot: Any = pg.PlotWidget(background=look.theme.surface)
        self.plot.setFixedHeight(look.px(92))
        self.plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        item = self.plot.getPlotItem()
        item.setMenuEnabled(False)
        item.hideButtons()
        item.setMouseEnabled(x=False, y=False)
        item.hideAxis("bottom")
        font = QFont(self.font())
        font.setPixelSize(look.px(10))
        axis = item.getAxis("left")
        axis.setStyle(tickFont=font, tickLength=0, maxTickLevel=0)
        axis.setTextPen(look.theme.muted)
        axis.setPen(pg.mkPen(None))
        axis.setWidth(look.px(34))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(10, 8, 10, 6)
        whole.setSpacing(2)
        whole.addWidget(self.title)
        whole.addWidget(self.numbers)
        whole.addWidget(self.plot)

    def show_series(self, series: Series) -> None:
        """Draw a measure."""
        colours = plot_colours(self._look.theme)
        self.title.setText(series.title)
        recent = "\N{EN DASH}" if series.recent is None else amount(series.recent, _decimals(series.recent))
        earlier = "\N{EN DASH}" if series.earlier is None else amount(series.earlier, _decimals(series.earlier))
        told = translate("Review", "last {weeks} weeks {recent}, before {earlier}")
        words = told.format(weeks=RECENT_WEEKS, recent=recent, earlier=earlier)
        self.numbers.setText(words)
        self.setAccessibleName(f"{series.title}: {words}")
        self.setToolTip(hover(series.meaning))
        y = np.array([np.nan if value is None else value for value in series.values], dtype=float)
        self.plot.clear()
        self.plot.addItem(
            pg.PlotDataItem(
                np.arange(len(y)), y, connect="finite", pen=pg.mkPen(colours.agent, width=2), symbol="o", symbolSize=4,
                symbolBrush=colours.agent, symbolPen=None,
            )
        )  # fmt: skip
        if series.earlier is not None:
            dashed = pg.mkPen(edge_colour(self._look.theme, "turn"), width=1, style=Qt.PenStyle.DashLine)
            self.plot.addItem(pg.InfiniteLine(series.earlier, angle=0, pen=dashed))
        known = y[np.isfinite(y)]
        if len(known):
            low, high = min(0.0, float(known.min())), float(known.max())
            self.plot.setYRange(low, high if high > low else low + 1.0, padding=0.08)
        self.plot.setXRange(-0.5, max(1, len(y)) - 0.5, padding=0)


class TrendsPage(QWidget):
    """Whose weeks, how many, and all measures."""

    failed = Signal(object)

    def __init__(self, context: ReviewContext, work: BackgroundWork) -> None:
        """Read nothing until `open_trends`."""
        super().__init__()
        self._context, self._work = context, work
        self._look: Look | None = None
        self._trends: Trends | None = None
        self._opened = False
        self._reading, self._naming = Channel(self), Channel(self)
        self.who, self.span = QComboBox(), QComboBox()
        self.heading, self.grid = QLabel(), QGridLayout()
        self.tiles: list[SmallMultiple] = []
        self._build()
        self._reading.answered.connect(self._on_read)
        self._naming.answered.connect(self._on_names)
        self._reading.failed.connect(self._on_failed)
        self._naming.failed.connect(self.failed)
        self.who.currentIndexChanged.connect(self.reload)
        self.span.currentIndexChanged.connect(self.reload)

    def open_trends(self) -> None:
        """Read them, the first time with the names of agents and teams."""
        if not self._opened:
            self._opened = True
            store = self._context.store
            self._work.ask(self._naming, lambda: _Names(store.agents(), store.teams()))
        self.reload()

    def use_look(self, look: Look) -> None:
        """Take other colours and sizes."""
        self._look = look
        if self._trends is not None:
            self._show(self._trends)

    @Slot()
    def reload(self) -> None:
        """Read what the fields say."""
        kind, name = self.who.currentData() or ("", "")
        weeks = int(self.span.currentData() or _SPANS[0])
        agent, team = (name if kind == "agent" else ""), (name if kind == "team" else "")
        self.heading.setText(translate("Review", "Loading…"))
        self._work.ask(self._reading, lambda: read_trends(self._context, agent, team, weeks))

    @Slot(object)
    def _on_failed(self, message: Message) -> None:
        self.heading.setText(str(message))
        self.failed.emit(message)

    @Slot(object)
    def _on_names(self, names: _Names) -> None:
        if self._context.viewer.is_agent:
            return
        self.who.blockSignals(True)  # noqa: FBT003  Qt's form
        for team in names.teams:
            self.who.addItem(translate("Review", "Team {name}").format(name=team), ("team", team))
        for agent in names.agents:
            self.who.addItem(agent, ("agent", agent))
        self.who.blockSignals(False)  # noqa: FBT003  Qt's form

    @Slot(object)
    def _on_read(self, trends: Trends) -> None:
        self._trends = trends
        if self._look is not None:
            self._show(trends)

    def _show(self, trends: Trends) -> None:
        if self._look is None:
            return
        for tile in self.tiles:
            self.grid.removeWidget(tile)
            tile.deleteLater()
        self.tiles = []
        calls = counted("Review", "%n call(s)", sum(trends.calls))
        note = translate("Review", "Each line stands beside its own past (dashed), never beside other people's.")
        none = translate("Review", "There are no calls in these weeks.")
        self.heading.setText(f"{calls}. {note}" if sum(trends.calls) else none)
        if sum(trends.calls):
            self._add(trends.measures, 0)
            self._add(trends.rules, -(-len(trends.measures) // _COLUMNS))

    def _add(self, series: Sequence[Series], first_row: int) -> None:
        for place, one in enumerate(series):
            if self._look is None:
                return
            tile = SmallMultiple(self._look)
            tile.show_series(one)
            self.tiles.append(tile)
            self.grid.addWidget(tile, first_row + place // _COLUMNS, place % _COLUMNS)

    def _build(self) -> None:
        own = self._context.viewer.is_agent
        self.who.addItem(translate("Review", "My calls") if own else translate("Review", "All teams"), ("", ""))
        self.who.setAccessibleName(translate("Review", "Whose calls"))
        self.who.setMinimumContentsLength(18)
        self.span.setAccessibleName(translate("Review", "How many weeks"))
        for weeks in _SPANS:
            self.span.addItem(translate("Review", "{count} weeks").format(count=weeks), weeks)
        plain(self.heading)
        of_kind(self.heading, "muted")
        self.heading.setWordWrap(True)
        top = QHBoxLayout()
        for part in (self.who, self.span):
            top.addWidget(part)
        top.addWidget(self.heading, 1)
        inner = QWidget()
        of_kind(inner, "page")
        self.grid.setSpacing(10)
        for column in range(_COLUMNS):
            self.grid.setColumnStretch(column, 1)
        below = QVBoxLayout(inner)
        below.setContentsMargins(0, 0, 8, 0)
        below.addLayout(self.grid)
        below.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(inner)
        scroll.setAccessibleName(translate("Review", "Trends"))
        scroll.setWidgetResizable(True)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(18, 14, 10, 8)
        whole.addLayout(top)
        whole.addWidget(scroll, 1)


def _decimals(value: float) -> int:
    return 2 if abs(value) < 1 else 1 if abs(value) < 100 else 0
