"""Opens Sotto's own windows in processes of their own, one of each at a time.

Place in the flow: the tray's menu opens the settings through it, the settings window the wizard. A native crash while
sound devices are looked at cannot take the overlay along.
"""

import psutil
from PySide6.QtCore import QObject, QProcess, Slot

from app import notify
from app.side_command import sotto_command
from app.translation.words import translate


class SideProgram(QObject):
    """Starts `sotto …` beside this process; it lives on when this one ends."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Start nothing yet."""
        super().__init__(parent)
        self._running: dict[tuple[str, ...], int] = {}

    @Slot()
    def open_settings(self) -> None:
        """Open the settings window, unless it is open."""
        self._open("settings", "edit")

    @Slot()
    def open_wizard(self) -> None:
        """Open the first-run questions, unless they are open."""
        self._open("wizard")

    @Slot()
    def open_review(self) -> None:
        """Open the sessions that are kept, unless they are open."""
        self._open("review")

    def _open(self, *arguments: str) -> None:
        if (before := self._running.get(arguments)) is not None and _lives(before):
            return
        program, *first = sotto_command()
        started, process_id = QProcess.startDetached(program, [*first, *arguments])
        if started:
            self._running[arguments] = process_id
        else:
            wanted = " ".join(arguments)
            notify.warn(
                translate("Problems", "The window could not be opened."),
                translate("Problems", "Run `sotto {command}` in a terminal to see why.").format(command=wanted),
            )


def _lives(process_id: int) -> bool:
    try:
        return psutil.Process(process_id).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
