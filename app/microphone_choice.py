"""Lets the agent choose another microphone in the middle of a call: a list at the overlay, nothing else in the way.

Place in the flow: the resident program asks when the microphone was unplugged; `chosen` says which one, `app.resident_main`
keeps it in the settings and lets the call go on with it. The devices are listed by a process of their own
(`sotto devices`): looking takes some hundred milliseconds and may crash in a driver, and this is the GUI thread.
"""

import json
from typing import Final

from PySide6.QtCore import QObject, QPoint, QProcess, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from app import notify
from app.side_command import sotto_command
from app.translation.words import translate
from speech.sources.spec import InputChoice

_MOST: Final = 12
"""A longer list is for the settings window."""


class MicrophoneChoice(QObject):
    """Lives in the GUI thread; one list at a time."""

    chosen = Signal(object)
    """`InputChoice`."""
    settings_asked = Signal()
    """The list was not enough."""

    def __init__(self, parent: QObject | None = None, command: list[str] | None = None) -> None:
        """Look at nothing yet. `command`: prints the devices as `sotto devices --json -` does."""
        super().__init__(parent)
        self.menu = QMenu()
        self._command = command or [*sotto_command(), "devices", "--json", "-"]
        self._where = QPoint()
        self._process = QProcess(self)
        self._process.finished.connect(self._on_listed)
        self._process.errorOccurred.connect(self._on_failed)
        self.menu.triggered.connect(self._on_triggered)

    @Slot(QPoint)
    def ask(self, where: QPoint) -> None:
        """Look for microphones and open the list at `where` (global pixels)."""
        if self._process.state() is QProcess.ProcessState.NotRunning:
            self._where = where
            self._process.start(self._command[0], self._command[1:])

    def close(self) -> None:
        """Stop looking and take the list off the screen."""
        self._process.finished.disconnect(self._on_listed)
        self._process.errorOccurred.disconnect(self._on_failed)
        self._process.kill()
        self._process.waitForFinished(1_000)
        self.menu.close()
        self.menu.deleteLater()

    def fill(self, listed: str) -> None:
        """Fill the list from the JSON of `sotto devices`; what cannot be read counts as no microphone."""
        self.menu.clear()
        for choice in _choices(listed)[:_MOST]:
            action = self.menu.addAction(str(choice.name))
            action.setData(choice)
        if self.menu.isEmpty():
            self.menu.addAction(translate("Overlay", "No microphone was found")).setEnabled(False)
        self.menu.addSeparator()
        self.menu.addAction(translate("Overlay", "Settings…"))

    @Slot()
    def _on_listed(self) -> None:
        self.fill(bytes(self._process.readAllStandardOutput().data()).decode("utf-8", errors="replace"))
        self.menu.popup(self._where)

    @Slot()
    def _on_failed(self) -> None:
        if self._process.error() is QProcess.ProcessError.FailedToStart:
            notify.warn(
                translate("Problems", "The microphones could not be listed."),
                translate("Problems", "Choose one in the settings."),
            )

    @Slot(QAction)
    def _on_triggered(self, action: QAction) -> None:
        choice = action.data()
        if isinstance(choice, InputChoice):
            self.chosen.emit(choice)
        else:
            self.settings_asked.emit()


def _choices(listed: str) -> list[InputChoice]:
    try:
        found = json.loads(listed)["microphones"]
        return [InputChoice(str(one["name"]), str(one["host_api"])) for one in found]
    except (ValueError, KeyError, TypeError):
        return []
