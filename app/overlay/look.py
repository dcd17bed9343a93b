"""Theme and text size together: what every widget of the overlay needs to set and paint itself.

Place in the flow: the controller makes one `Look` of the settings and of what the system prefers, and a new one when
either changes; the window hands it to its parts.
"""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QFont, QGuiApplication

from app.overlay.settings import OverlaySettings
from app.overlay.text_block import TextLook
from app.theme import Theme, theme_for

CARD_WIDTH_PX = 368
"""Of the sketches, at 100 %."""
_WIDTH_GROWTH = 0.7
"""As much as the status line needs to stay on one line at 200 %."""


@dataclass(frozen=True, slots=True)
class Look:
    """Colours, sizes and motion in force."""

    theme: Theme
    text_percent: int
    reduced_motion: bool

    def px(self, size: float) -> int:
        """Return a length of the 100 % design at the text size in force."""
        return round(size * self.text_percent / 100)

    @property
    def card_width_px(self) -> int:
        """The card grows more slowly than its text, so that at 200 % it still leaves room for the work."""
        return round(CARD_WIDTH_PX * (1 + _WIDTH_GROWTH * (self.text_percent - 100) / 100))

    @property
    def headline(self) -> TextLook:
        """20 px semi-bold."""
        return TextLook(self.px(20), QFont.Weight.DemiBold, 1.2)

    @property
    def body(self) -> TextLook:
        """15 px: the sentence to say."""
        return TextLook(self.px(15), QFont.Weight.Normal, 1.38)

    @property
    def small(self) -> TextLook:
        """12 px: status, evidence."""
        return TextLook(self.px(12))

    @property
    def row(self) -> TextLook:
        """13 px: rows of the expanded form."""
        return TextLook(self.px(13))

    def button_style(self, *, bare: bool = False) -> str:
        """Return the style sheet of a button; `bare` ones are text (or an icon) alone until the pointer is there."""
        theme = self.theme
        edge = theme.button_text if theme.border_px > 1 and not bare else "transparent"
        fill, text = ("transparent", theme.action) if bare else (theme.button_fill, theme.button_text)
        side = 4 if bare else 8
        return (
            f"QPushButton{{font-size:{self.px(12)}px;color:{text};background:{fill};border:1px solid {edge};"
            f"border-radius:{self.px(7)}px;padding:{self.px(3)}px {self.px(side)}px;}}"
            f"QPushButton:hover{{background:{theme.button_hover};}}"
            f"QPushButton:focus{{border:{self.px(2)}px solid {theme.action};padding:{self.px(3) - self.px(2) + 1}px "
            f"{self.px(side) - self.px(2) + 1}px;outline:none;}}"
            f"QPushButton:pressed{{background:{theme.hairline};}}"
        )


class SystemLook(QObject):
    """Follows the colour scheme, contrast and motion that the system prefers.

    `changed()` is emitted in the GUI thread. The hints' wrappers are held for as long as this lives: Qt's own objects
    outlive them, their signals do not.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        """Connect to the system's preferences; needs a QGuiApplication."""
        super().__init__(parent)
        self._hints = QGuiApplication.styleHints()
        self._hints.colorSchemeChanged.connect(self._on_change)
        # `accessibility` came with Qt 6.10 and `motionPreference` with 6.12; macOS 13 still has 6.11.
        self._access = self._hints.accessibility() if hasattr(self._hints, "accessibility") else None
        for name in ("contrastPreferenceChanged", "motionPreferenceChanged"):
            if signal := getattr(self._access, name, None):
                signal.connect(self._on_change)

    def look(self, settings: OverlaySettings) -> Look:
        """Return the look for these settings on this system. A system with no preference gets the dark theme."""
        theme = theme_for(
            settings.theme,
            system_dark=self._hints.colorScheme() != Qt.ColorScheme.Light,
            system_high_contrast=self._prefers("contrastPreference", "HighContrast"),
        )
        reduced = settings.motion == "reduced" or (
            settings.motion == "system" and self._prefers("motionPreference", "ReducedMotion")
        )
        return Look(theme, settings.text_percent, reduced)

    def _prefers(self, name: str, value: str) -> bool:
        preference = getattr(self._access, name, None)
        return preference is not None and preference().name == value

    @Slot()
    def _on_change(self) -> None:
        self.changed.emit()
