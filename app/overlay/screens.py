"""Tells when screens came, went, or changed their size: whatever may leave the overlay where nobody sees it.

Place in the flow: the program around the window connects `changed` to `OverlayWindow.follow_screens`. Qt tells of a
docking station as a dozen signals and moves windows by itself in between, so one call follows when all is quiet.
"""

from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QScreen

SETTLE_MS: Final = 250
"""Between the first sign of a change and looking where the overlay belongs; panels move in this time, too."""


class ScreenWatch(QObject):
    """Lives in the GUI thread."""

    changed = Signal()

    def __init__(self, qt: QGuiApplication, parent: QObject | None = None) -> None:
        """Watch all screens of `qt`."""
        super().__init__(parent)
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(SETTLE_MS)
        self._settled.timeout.connect(self.changed)
        qt.screenAdded.connect(self._on_added)
        qt.screenRemoved.connect(self._on_change)
        qt.primaryScreenChanged.connect(self._on_change)
        for screen in qt.screens():
            self._watch(screen)

    def _watch(self, screen: QScreen) -> None:
        screen.availableGeometryChanged.connect(self._on_change)
        screen.logicalDotsPerInchChanged.connect(self._on_change)

    @Slot(QScreen)
    def _on_added(self, screen: QScreen) -> None:
        self._watch(screen)
        self._on_change()

    @Slot()
    def _on_change(self) -> None:
        self._settled.start()
