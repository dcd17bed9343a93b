"""Works the overlay by keyboard alone: only when the agent asks for it, and the focus goes back afterwards.

Place in the flow: the resident program enters it when the hotkey (or `sotto toggle keys`) asks; the window asks whether
it is on. Otherwise no part of the overlay can take the focus. Tab and the arrows go from button to button, Enter and
the space bar press, Ctrl and an arrow move the overlay, the menu key opens its menu, Escape leaves.
"""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

STEP_PX: Final = 24
"""Distance of one press of Ctrl and an arrow."""
_STEPS: Final = {
    Qt.Key.Key_Left: QPoint(-STEP_PX, 0),
    Qt.Key.Key_Right: QPoint(STEP_PX, 0),
    Qt.Key.Key_Up: QPoint(0, -STEP_PX),
    Qt.Key.Key_Down: QPoint(0, STEP_PX),
}
OVERLAY_FLAGS: Final = Qt.WindowType.Tool | Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint


class KeyboardMode(QObject):
    """Lends the focus to a window that never takes it by itself."""

    changed = Signal()
    moved = Signal(QPoint)
    """By how much the agent wants to move the overlay."""
    dropped = Signal()
    """It was moved as far as wanted."""

    def __init__(self, window: QWidget, buttons: Sequence[QPushButton]) -> None:
        """Watch `window`; `buttons` in the order in which Tab reaches them."""
        super().__init__(window)
        self._window, self._buttons = window, tuple(buttons)
        self._flags = window.windowFlags()
        self.on = False
        self._after_event = QTimer(self)  # the window is made anew, which must not happen within its own event
        self._after_event.setSingleShot(True)
        self._after_event.timeout.connect(self.leave)

    @Slot()
    def enter(self) -> None:
        """Take the focus, to the first button that is there."""
        if not self.on:
            self.on = True
            self._flags = self._window.windowFlags()
            self._window.installEventFilter(self)
            for button in self._buttons:
                button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
                button.installEventFilter(self)
            for before, after in zip(self._buttons, self._buttons[1:], strict=False):
                QWidget.setTabOrder(before, after)
            self.changed.emit()  # the buttons appear
            self._window.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, on=False)
            self._window.setWindowFlags(OVERLAY_FLAGS)
        self._window.show()
        self._window.raise_()
        self._window.activateWindow()
        first = next((button for button in self._buttons if button.isVisible()), None)
        (first or self._window).setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def leave(self) -> None:
        """Give the focus back: hiding a window hands it to the one that had it before."""
        if not self.on:
            return
        self._release()
        shown = self._window.isVisible()
        self._window.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, on=True)
        self._window.setWindowFlags(self._flags)
        self._window.setVisible(shown)
        self.changed.emit()

    def _release(self) -> None:
        """Let the buttons take no focus any more, and watch nothing."""
        self.on = False
        self._after_event.stop()
        self._window.removeEventFilter(self)
        for button in self._buttons:
            button.removeEventFilter(self)
            button.clearFocus()
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        """Leave on Escape and when another window is chosen; move on Ctrl and an arrow."""
        if event.type() == QEvent.Type.Close and watched is self._window:
            self._release()
            return False
        if event.type() == QEvent.Type.WindowDeactivate and watched is self._window:
            if QApplication.activePopupWidget() is None:  # its own menu is no other window
                self._after_event.start()
            return False
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._on_key(watched, event)
        return False

    def _on_key(self, watched: QObject, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self._after_event.start()
            return True
        if key in _STEPS and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.moved.emit(_STEPS[key])
            self.dropped.emit()
            return True
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and isinstance(watched, QPushButton):
            watched.click()
            return True
        return False
