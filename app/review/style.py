"""How the review's parts look beyond those that all windows share: tables, tabs, tiles, and colours of the timeline.

Place in the flow: `window` appends this to `app.window_style.style_sheet`, from the same theme tokens.
"""

from dataclasses import dataclass
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel

from app.overlay.look import Look
from app.paths import resource
from app.theme import Theme
from coaching.events import CueKind


@dataclass(frozen=True, slots=True)
class PlotColours:
    """Colours of timeline and trends; "#RRGGBB" each, 3 : 1 on the surface at least where they carry meaning."""

    agent: str
    customer: str
    overlap: str
    gap: str
    cursor: str


def is_dark(theme: Theme) -> bool:
    """Return whether the theme's surface is dark."""
    return QColor(theme.surface).lightness() < 128


def plot_colours(theme: Theme) -> PlotColours:
    """Return the colours of a theme."""
    if is_dark(theme):
        return PlotColours("#4ba3dd", "#8b96a3", "#6b7480", "#2a2f37", theme.headline)
    return PlotColours("#0072b2", "#7d8894", "#a3acb6", "#e9ecef", theme.headline)


def mark_background(theme: Theme, kind: str) -> str:
    """Return the colour behind marked words of the transcript; text on it keeps 4.5 : 1."""
    dark = {"turn": "#3d2f0a", "words": "#45220c", "praise": "#0b3a2c", "promise": "#10344a"}
    light = {"turn": "#fdf0d0", "words": "#fbe3d3", "praise": "#d7f0e6", "promise": "#dceefa"}
    return (dark if is_dark(theme) else light).get(kind, theme.hairline)


def edge_colour(theme: Theme, kind: str) -> str:
    """Return the colour of a kind's shape and underline."""
    return theme.shapes[CueKind(kind)].edge


def plain(*labels: QLabel) -> None:
    """Show what these labels are given as it is: names and words of other machines may look like markup to Qt."""
    for label in labels:
        label.setTextFormat(Qt.TextFormat.PlainText)


def hover(text: str) -> str:
    """Return a tool tip that shows `text` as it is, lines broken where there is no more room; "" for none."""
    return f"<p>{escape(text, quote=False)}</p>".replace("\n", "<br>") if text else ""


def review_sheet(look: Look) -> str:
    """Return the style sheet of the review's own parts."""
    theme, px = look.theme, look.px
    shade = "dark" if is_dark(theme) else "light"
    chevron, chevron_up = (resource("icons", f"{name}-{shade}.svg").as_posix() for name in ("chevron", "chevron-up"))
    return f"""
    QTableView, QTableWidget, QTreeView, QTextBrowser, QPlainTextEdit, QListWidget[kind="flat"] {{
        color: {theme.body}; background: {theme.surface}; border: 1px solid {theme.hairline};
        border-radius: {px(6)}px; gridline-color: {theme.hairline}; outline: 0; }}
    QTableView:focus, QTableWidget:focus, QTextBrowser:focus, QPlainTextEdit:focus, QListWidget[kind="flat"]:focus {{
        border: 2px solid {theme.action}; }}
    QPlainTextEdit[readOnly="false"] {{ border-color: {theme.you}; }}
    QPlainTextEdit[readOnly="false"]:focus {{ border-color: {theme.action}; }}
    QAbstractSpinBox {{ color: {theme.body}; background: {theme.surface}; border: 1px solid {theme.you};
        border-radius: {px(5)}px; padding: {px(4)}px {px(8)}px; }}
    QAbstractSpinBox:focus {{ border: 2px solid {theme.action}; padding: {px(4) - 1}px {px(8) - 1}px; }}
    QAbstractSpinBox:disabled {{ color: {theme.muted}; border-color: {theme.hairline}; }}
    QAbstractSpinBox QLineEdit {{ border: none; padding: 0 {px(5)}px; background: transparent; }}
    QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ border: none; width: {px(18)}px; }}
    QAbstractSpinBox::up-arrow {{ image: url("{chevron_up}"); width: {px(11)}px; height: {px(11)}px; }}
    QAbstractSpinBox::down-arrow {{ image: url("{chevron}"); width: {px(11)}px; height: {px(11)}px; }}
    QTableView::item {{ padding: {px(4)}px {px(8)}px; border-bottom: 1px solid {theme.hairline}; }}
    QTableView::item:selected, QListWidget[kind="flat"]::item:selected {{ color: {theme.headline};
        background: {theme.button_fill}; }}
    QListWidget[kind="flat"]::item {{ padding: {px(8)}px; border-radius: 0; border-bottom: 1px solid {theme.hairline}; }}
    QHeaderView {{ background: {theme.surface}; }}
    QHeaderView::section {{ color: {theme.muted}; background: {theme.surface}; border: none;
        border-bottom: 1px solid {theme.border}; padding: {px(5)}px {px(8)}px; font-size: {px(12)}px; }}
    QTabWidget::pane {{ border: none; border-top: 1px solid {theme.hairline}; }}
    QTabBar::tab {{ color: {theme.muted}; background: transparent; padding: {px(8)}px {px(14)}px; border: none;
        border-bottom: 2px solid transparent; }}
    QTabBar::tab:selected {{ color: {theme.headline}; border-bottom: 2px solid {theme.action}; }}
    QTabBar::tab:focus {{ color: {theme.action}; }}
    QTabBar::tab:disabled {{ color: {theme.border}; }}
    QComboBox {{ color: {theme.body}; background: {theme.surface};
        border: 1px solid {theme.you}; border-radius: {px(5)}px; padding: {px(4)}px {px(8)}px; }}
    QComboBox:focus {{ border: 2px solid {theme.action}; }}
    QComboBox::drop-down {{ border: none; width: {px(24)}px; }}
    QComboBox::down-arrow {{ image: url("{chevron}"); width: {px(14)}px; height: {px(14)}px; }}
    QComboBox QAbstractItemView {{ color: {theme.body}; background: {theme.surface};
        border: 1px solid {theme.border}; selection-background-color: {theme.button_fill};
        selection-color: {theme.headline}; }}
    QFrame[kind="tile"] {{ background: {theme.surface}; border: 1px solid {theme.hairline};
        border-radius: {px(8)}px; }}
    QFrame[kind="tile"]:focus {{ border: 2px solid {theme.action}; }}
    QLabel[kind="number"] {{ color: {theme.headline}; font-size: {px(18)}px; font-weight: 600; }}
    QLabel[kind="unmeasured"] {{ color: {theme.muted}; font-size: {px(13)}px; }}
    QSplitter::handle {{ background: {theme.hairline}; }}
    QScrollBar:horizontal {{ background: {theme.surface}; height: {px(10)}px; margin: 0; }}
    QScrollBar::handle:horizontal {{ background: {theme.border}; min-width: {px(36)}px; margin: 2px;
        border-radius: {px(3)}px; }}
    QScrollBar::add-line:horizontal, QScrollBar::sub-line:horizontal {{ width: 0; }}
    QMenu {{ color: {theme.body}; background: {theme.surface}; border: 1px solid {theme.border}; }}
    QMenu::item {{ padding: {px(6)}px {px(18)}px; }}
    QMenu::item:selected {{ background: {theme.button_fill}; }}
    """
