"""The icon beside the clock: the state of Sotto at a glance, and the menu of everything around the overlay.

Place in the flow: `app.resident` owns both and shows states; what the user picks comes back as signals of the menu. The
same menu opens from the overlay, because many desktops show no tray at all.
"""

from enum import StrEnum
from typing import Final

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from app.overlay.icons import icon_pixmap
from app.overlay.state import OverlayState, Phase
from app.theme import ShapeColours
from app.translation.words import QT_TRANSLATE_NOOP, translate, translated

_SIZES_PX: Final = (16, 22, 24, 32, 48, 64)
_LIGHT, _DARK = "#ffffff", "#14171c"


class TrayState(StrEnum):
    """What the icon tells; each has a shape of its own (`resources/icons/tray-*.svg`)."""

    IDLE = "idle"
    LISTENING = "listening"
    PAUSED = "paused"
    PROBLEM = "problem"


_COLOURS: Final = {
    TrayState.IDLE: ShapeColours("#5a6470", _DARK, _LIGHT),
    TrayState.LISTENING: ShapeColours("#00734f", _LIGHT, _LIGHT),
    TrayState.PAUSED: ShapeColours("#5a6470", _LIGHT, _LIGHT),
    TrayState.PROBLEM: ShapeColours("#e69f00", _DARK, _DARK),
}
"""The outline and the sign reach 3 : 1 on the fill, so the icon is readable on any panel."""
_TEXTS: Final = {
    TrayState.IDLE: QT_TRANSLATE_NOOP("Tray", "Sotto: no call"),
    TrayState.LISTENING: QT_TRANSLATE_NOOP("Tray", "Sotto: listening"),
    TrayState.PAUSED: QT_TRANSLATE_NOOP("Tray", "Sotto: paused"),
    TrayState.PROBLEM: QT_TRANSLATE_NOOP("Tray", "Sotto: something needs you"),
}


def tray_state(state: OverlayState) -> TrayState:
    """Return what the icon tells of a state of the overlay."""
    match state.phase:
        case Phase.PROBLEM:
            return TrayState.PROBLEM
        case Phase.PAUSED:
            return TrayState.PAUSED
        case Phase.LISTENING | Phase.WAITING:
            return TrayState.LISTENING
        case Phase.IDLE | Phase.ENDED:
            return TrayState.IDLE


def tray_icon(state: TrayState) -> QIcon:
    """Return the drawn icon of a state, sharp in the sizes that panels use."""
    icon = QIcon()
    for size_px in _SIZES_PX:
        icon.addPixmap(icon_pixmap(f"tray-{state}", _COLOURS[state], size_px, 1.0))
    return icon


class DesktopMenu(QMenu):
    """Everything around the overlay, for tray and overlay alike."""

    call_asked = Signal()
    """Begin a call, or end the one under way."""
    pause_asked = Signal()
    show_asked = Signal()
    """Show the overlay, or hide it."""
    summary_asked = Signal()
    review_asked = Signal()
    settings_asked = Signal()
    quit_asked = Signal()

    def __init__(self) -> None:
        """Build the menu for: no call, overlay shown, no summary yet."""
        super().__init__("Sotto")
        self.call = self._entry(translate("Tray", "Start call"), self.call_asked)
        self.pause = self._entry(translate("Tray", "Pause coaching"), self.pause_asked)
        self.pause.setToolTip(translate("Tray", "No cues until you go on. Nobody is told, and it costs nothing."))
        self.visibility = self._entry(translate("Tray", "Hide overlay"), self.show_asked)
        self.addSeparator()
        self.summary = self._entry(translate("Tray", "Last summary"), self.summary_asked)
        self.review = self._entry(translate("Tray", "My calls…"), self.review_asked)
        self.settings = self._entry(translate("Tray", "Settings…"), self.settings_asked)
        self.addSeparator()
        self.quit = self._entry(translate("Tray", "Quit"), self.quit_asked)
        self.setToolTipsVisible(True)
        self.show_call(active=False)
        self.show_paused(paused=False)
        self.summary.setEnabled(False)

    def show_call(self, *, active: bool) -> None:
        """Offer to end the call under way, or to begin one."""
        self.call.setText(translate("Tray", "End call") if active else translate("Tray", "Start call"))
        self.pause.setEnabled(active)

    def show_paused(self, *, paused: bool) -> None:
        """Offer to go on, or to pause."""
        going_on, pausing = translate("Tray", "Resume coaching"), translate("Tray", "Pause coaching")
        self.pause.setText(going_on if paused else pausing)

    def show_overlay_shown(self, *, shown: bool) -> None:
        """Offer to hide the overlay, or to show it."""
        self.visibility.setText(translate("Tray", "Hide overlay") if shown else translate("Tray", "Show overlay"))

    def _entry(self, text: str, signal: object) -> QAction:
        action = self.addAction(text)
        action.triggered.connect(signal)
        return action


class Tray(QObject):
    """The icon; where the desktop has no tray it waits unseen for one to come."""

    toggle_asked = Signal()
    """The icon was clicked: show or hide the overlay."""

    def __init__(self, menu: DesktopMenu, parent: QObject | None = None) -> None:
        """Show the icon, idle."""
        super().__init__(parent)
        self._icons = {state: tray_icon(state) for state in TrayState}
        self.state = TrayState.IDLE
        self.icon = QSystemTrayIcon(self._icons[self.state], self)
        self.icon.setToolTip(translated("Tray", _TEXTS[self.state]))
        self.icon.setContextMenu(menu)
        self.icon.activated.connect(self._on_activated)
        self.icon.show()

    @property
    def available(self) -> bool:
        """Whether this desktop shows the icon."""
        return QSystemTrayIcon.isSystemTrayAvailable()

    def show_state(self, state: TrayState) -> None:
        """Show another state."""
        if state is not self.state:
            self.state = state
            self.icon.setIcon(self._icons[state])
            self.icon.setToolTip(translated("Tray", _TEXTS[state]))

    @Slot(QSystemTrayIcon.ActivationReason)
    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is QSystemTrayIcon.ActivationReason.Trigger:
            self.toggle_asked.emit()
