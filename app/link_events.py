"""`sotto://` links on macOS, where the system tells a running program instead of starting another.

Place in the flow: `app.resident_main` opens one for as long as the program runs; what a link asks for goes the way of
`sotto call`. Elsewhere the system starts `sotto run LINK`, and no such event comes. Lives in the GUI thread.
"""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QUrl
from PySide6.QtGui import QFileOpenEvent

from app import notify
from app.calls.errors import CallError
from app.calls.requests import SCHEME, Request, command_of_link


class LinkEvents(QObject):
    """Hears the system's events that open a link, among all events of the program."""

    def __init__(self, answer: Callable[[Request], object], parent: QObject | None = None) -> None:
        """`answer`: carries a request out; raises CallError when it does not fit. Hears from now until `close`."""
        super().__init__(parent)
        self._answer = answer
        self._qt = QCoreApplication.instance()
        if self._qt is not None:
            self._qt.installEventFilter(self)

    def close(self) -> None:
        """Hear no more."""
        if self._qt is not None:
            self._qt.removeEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        """Take the events that open one of our links; leave all others to whom they are for."""
        if event.type() != QEvent.Type.FileOpen or not isinstance(event, QFileOpenEvent):
            return False
        if event.url().scheme() != SCHEME:
            return False
        try:
            self._answer(Request(command_of_link(event.url().toString(QUrl.ComponentFormattingOption.FullyEncoded))))
        except CallError as error:  # nobody waits for a reply: the agent is told
            notify.warn(error.message, error.mend)
        return True
