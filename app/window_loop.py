"""Runs the event loop of a window that has a process of its own, so that Ctrl-C in its terminal ends it at once.

Place in the flow: the settings window, the set-up and the review run inside `ended_by_ctrl_c`. Qt's loop runs no Python by
itself: without this Ctrl-C would wait for the next event and then be lost in a slot.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from app.interrupt import interruptible
from app.overlay.application import InterruptWatch


class WindowEnd:
    """Ends a window and its event loop without questions: what was not saved is dropped, as Ctrl-C does everywhere."""

    def __init__(self, window: QWidget) -> None:
        """Take the window; nothing happens yet."""
        self._window = window

    def end(self) -> None:
        """Leave the loop that runs the window, and those of the dialogs above it.

        A dialog that runs its own loop (`QDialog.exec`) is ended by `done`, which releases what it holds and asks nothing.
        `QCoreApplication.exit` is for the application's loop only: where that does not run, Qt would refuse every loop
        of this thread from then on (`QThreadData::quitNow` stays set until `QCoreApplication.exec`).
        """
        above = QApplication.activeModalWidget()
        while isinstance(above, QDialog) and above is not self._window:
            above.done(QDialog.DialogCode.Rejected)
            above = QApplication.activeModalWidget()
        has_own_loop = isinstance(self._window, QDialog) and self._window.isModal()
        if isinstance(self._window, QDialog):
            self._window.done(QDialog.DialogCode.Rejected)
        self._window.hide()
        if not has_own_loop:
            QCoreApplication.exit(0)


@contextmanager
def ended_by_ctrl_c(window: QWidget) -> Iterator[None]:
    """End `window` on Ctrl-C or SIGTERM while the block runs its event loop; main thread only."""
    with interruptible() as request:
        watch = InterruptWatch(request, WindowEnd(window))
        try:
            yield
        finally:
            watch.close()
            # Hiding the last window may have made Qt ask itself to quit, too late for the loop that this was meant for.
            if (qt := QCoreApplication.instance()) is not None:
                QCoreApplication.removePostedEvents(qt, QEvent.Type.Quit.value)
