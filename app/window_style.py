"""Makes ordinary windows look like Sotto: palette and style sheet from the same theme tokens as the overlay.

Place in the flow: the settings window and the first-run wizard call `dress`. Both run in a process of their own, so the
drawn style (Fusion, which follows the palette on every system) touches nothing else.
"""

from typing import Final

from PySide6.QtGui import QColor, QGuiApplication, QPalette, QScreen
from PySide6.QtWidgets import QApplication, QWidget

from app.overlay.look import Look
from app.paths import resource
from app.theme import Theme

_ROLES: Final = {
    QPalette.ColorRole.Window: "surface",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "hairline",
    QPalette.ColorRole.ToolTipBase: "surface",
    QPalette.ColorRole.Button: "button_fill",
    QPalette.ColorRole.WindowText: "body",
    QPalette.ColorRole.Text: "body",
    QPalette.ColorRole.ToolTipText: "body",
    QPalette.ColorRole.ButtonText: "button_text",
    QPalette.ColorRole.BrightText: "headline",
    QPalette.ColorRole.Highlight: "action",
    QPalette.ColorRole.HighlightedText: "surface",
    QPalette.ColorRole.Accent: "action",
    QPalette.ColorRole.Link: "action",
    QPalette.ColorRole.LinkVisited: "action",
    QPalette.ColorRole.PlaceholderText: "muted",
    QPalette.ColorRole.Mid: "border",
    QPalette.ColorRole.Dark: "border",
    QPalette.ColorRole.Light: "button_hover",
}
_TEXT_ROLES: Final = (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText)


def use_drawn_style(qt: QApplication) -> None:
    """Let widgets be drawn by Fusion: the native styles do not follow a palette everywhere."""
    qt.setStyle("Fusion")


def palette(theme: Theme) -> QPalette:
    """Return the theme's palette."""
    made = QPalette()
    for role, token in _ROLES.items():
        made.setColor(role, QColor(getattr(theme, token)))
    for role in _TEXT_ROLES:
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.muted))
    return made


def dress(window: QWidget, look: Look) -> None:
    """Give the window and all its parts the look; called again when the look changes.

    Parts are addressed by the dynamic property `kind`: "headline", "section", "strong", "muted", "problem", "good",
    "primary" and "quiet" (buttons), "page", "rule" (a line).
    """
    colours = palette(look.theme)
    window.setStyleSheet(style_sheet(look))
    # Below a style sheet a window's palette does not reach all parts (boxes, scroll bars).
    for part in (window, *window.findChildren(QWidget)):
        part.setPalette(colours)


def style_sheet(look: Look) -> str:
    """Return the style sheet of a window."""
    theme, px = look.theme, look.px
    edge = theme.border if theme.border_px == 1 else theme.button_text
    dark = QColor(theme.surface).lightness() < 128
    tick = resource("icons", f"tick-{'dark' if dark else 'light'}.svg").as_posix()
    return f"""
    QWidget {{ font-size: {px(14)}px; }}
    QLabel, QCheckBox, QRadioButton {{ color: {theme.body}; }}
    *[kind="headline"] {{ color: {theme.headline}; font-size: {px(22)}px; font-weight: 600; }}
    *[kind="section"] {{ color: {theme.headline}; font-size: {px(16)}px; font-weight: 600; }}
    *[kind="strong"] {{ color: {theme.headline}; font-weight: 600; }}
    *[kind="muted"] {{ color: {theme.muted}; font-size: {px(12)}px; }}
    *[kind="problem"] {{ color: {theme.problem}; font-size: {px(13)}px; }}
    *[kind="good"] {{ color: {theme.listening}; }}
    QPushButton {{ color: {theme.button_text}; background: {theme.button_fill}; border: 1px solid {edge};
        border-radius: {px(6)}px; padding: {px(6)}px {px(14)}px; }}
    QPushButton:hover {{ background: {theme.button_hover}; }}
    QPushButton:disabled {{ color: {theme.muted}; background: {theme.surface}; border-color: {theme.hairline}; }}
    QPushButton:focus {{ border: 2px solid {theme.action}; padding: {px(6) - 1}px {px(14) - 1}px; }}
    QPushButton[kind="primary"] {{ color: {theme.surface}; background: {theme.action}; border-color: {theme.action};
        font-weight: 600; }}
    QPushButton[kind="primary"]:focus {{ border-color: {theme.headline}; }}
    QPushButton[kind="primary"]:disabled {{ color: {theme.muted}; background: {theme.hairline};
        border-color: {theme.hairline}; }}
    QPushButton[kind="quiet"] {{ color: {theme.action}; background: transparent; border-color: transparent;
        padding: {px(3)}px {px(8)}px; }}
    QPushButton[kind="quiet"]:hover {{ background: {theme.button_hover}; }}
    QPushButton[kind="quiet"]:focus {{ border: 1px solid {theme.action}; }}
    QPushButton[kind="quiet"]:disabled {{ color: transparent; background: transparent; border-color: transparent; }}
    QLineEdit {{ color: {theme.body}; background: {theme.surface}; border: 1px solid {theme.you};
        border-radius: {px(5)}px; padding: {px(5)}px {px(8)}px; }}
    QLineEdit:focus {{ border: 2px solid {theme.action}; padding: {px(5) - 1}px {px(8) - 1}px; }}
    QLineEdit:disabled {{ color: {theme.muted}; border-color: {theme.hairline}; }}
    QLineEdit[wrong="true"] {{ border: 2px solid {theme.problem}; }}
    QComboBox QLineEdit {{ border: none; padding: 0; }}
    QCheckBox, QRadioButton {{ spacing: {px(9)}px; padding: {px(2)}px; }}
    QCheckBox:focus, QRadioButton:focus {{ color: {theme.action}; }}
    QCheckBox::indicator, QRadioButton::indicator {{ width: {px(16)}px; height: {px(16)}px;
        border: 1px solid {theme.you}; background: {theme.surface}; }}
    QCheckBox::indicator {{ border-radius: {px(4)}px; }}
    QRadioButton::indicator {{ border-radius: {px(8)}px; }}
    QCheckBox::indicator:focus, QRadioButton::indicator:focus {{ border-color: {theme.action}; }}
    QCheckBox::indicator:checked {{ background: {theme.action}; border-color: {theme.action}; image: url("{tick}"); }}
    QRadioButton::indicator:checked {{ border-color: {theme.action};
        background: qradialgradient(cx:0.5, cy:0.5, radius:0.5, fx:0.5, fy:0.5, stop:0 {theme.action},
        stop:0.5 {theme.action}, stop:0.6 {theme.surface}, stop:1 {theme.surface}); }}
    QCheckBox::indicator:checked:disabled {{ background: {theme.muted}; border-color: {theme.muted}; }}
    QListWidget {{ background: {theme.surface}; border: none; border-right: 1px solid {theme.hairline};
        outline: 0; padding: {px(6)}px; }}
    QListWidget::item {{ color: {theme.body}; padding: {px(7)}px {px(10)}px; border-radius: {px(6)}px; }}
    QListWidget::item:selected {{ color: {theme.headline}; background: {theme.button_fill}; }}
    QListWidget:focus {{ border-right: 2px solid {theme.action}; }}
    QScrollArea {{ border: none; background: {theme.surface}; }}
    QWidget[kind="page"] {{ background: {theme.surface}; }}
    QFrame[kind="rule"] {{ background: {theme.hairline}; border: none; max-height: 1px; }}
    QProgressBar {{ color: {theme.body}; background: {theme.track}; border: none; border-radius: {px(4)}px;
        max-height: {px(8)}px; }}
    QProgressBar::chunk {{ background: {theme.listening}; border-radius: {px(4)}px; }}
    QScrollBar:vertical {{ background: {theme.surface}; width: {px(10)}px; margin: 0; }}
    QScrollBar::handle:vertical {{ background: {theme.border}; min-height: {px(36)}px; margin: 2px;
        border-radius: {px(3)}px; }}
    QScrollBar::handle:vertical:hover {{ background: {theme.you}; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    QToolTip {{ color: {theme.body}; background: {theme.surface}; border: 1px solid {theme.border}; }}
    """


def open_at(window: QWidget, width: int, height: int, look: Look) -> None:
    """Give a window its first size: that of the 100 % design, growing with the text as far as the screen goes."""
    area = screen_of(window).availableGeometry()
    window.resize(min(look.px(width), area.width()), min(look.px(height), area.height()))


def screen_of(widget: QWidget) -> QScreen:
    """Return the screen a widget is on, or the primary one.

    `QWidget.screen` must not be used: PySide gives what it returns to the widget, and the program's screen is destroyed
    together with the widget when Python's collector takes both (seen in PySide 6.11; Qt then crashes with the next window).
    """
    middle = widget.window().frameGeometry().center()
    return QGuiApplication.screenAt(middle) or QGuiApplication.primaryScreen()


def of_kind(widget: QWidget, kind: str) -> None:
    """Name what a part is, for the style sheet; may be called again to change it."""
    if widget.property("kind") != kind:
        widget.setProperty("kind", kind)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
