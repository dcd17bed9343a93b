"""The one door for what Sotto tells the user outside a command's own output.

Place in the flow: commands, views and background work call `info`, `warn` and `fail`; whichever view is attached
(standard error in the command line, the overlay or tray in the desktop program) shows the message. Until a view is
attached messages wait, so nothing said during start-up is lost. `explain` turns every expected exception into one
sentence; only what it does not know is a bug. Thread-safe.
"""

import errno
import threading
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TypeAlias

from app.errors import AppError
from app.translation.sentences import in_users_language
from app.translation.words import QT_TRANSLATE_NOOP, translate, translated
from coaching.errors import CoachingError
from speech.errors import SpeechError


class Level(StrEnum):
    """How much a message matters."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Message:
    """One thing to tell: a sentence, and what the user can do about it."""

    level: Level
    text: str
    mend: str = ""

    def __str__(self) -> str:
        """Return sentence and mend in one line."""
        return " ".join(f"{self.text} {self.mend}".split())


View: TypeAlias = Callable[[Message], None]
"""Shows a message; called from the thread that speaks, so a window's view must pass it on to its own thread."""


class Door:
    """Hands messages to the attached view, or keeps them until one is attached."""

    def __init__(self) -> None:
        """Start with no view."""
        self._lock = threading.Lock()
        self._view: View | None = None
        self._waiting: list[Message] = []

    def attach(self, view: View) -> None:
        """Show messages in `view` from now on, those that waited first; replaces the view before."""
        with self._lock:
            self._view, waiting, self._waiting = view, self._waiting, []
        for message in waiting:
            view(message)

    def detach(self) -> None:
        """Keep messages again until the next view."""
        with self._lock:
            self._view = None

    def tell(self, message: Message) -> None:
        """Show `message`, or keep it."""
        with self._lock:
            view = self._view
            if view is None:
                self._waiting.append(message)
        if view is not None:
            view(message)


door = Door()
"""The door of this process."""


def info(text: str) -> None:
    """Tell that something happened that needs no action."""
    door.tell(Message(Level.INFO, text))


def warn(text: str, mend: str = "") -> None:
    """Tell of something that works less well than it should."""
    door.tell(Message(Level.WARNING, text, mend))


def fail(text: str, mend: str = "") -> None:
    """Tell that what was asked for failed."""
    door.tell(Message(Level.ERROR, text, mend))


def explain(error: BaseException) -> Message | None:
    """Return the sentence for an expected error, None for one that nobody foresaw (a bug)."""
    if isinstance(error, SpeechError):
        return Message(Level.ERROR, in_users_language(error.message), in_users_language(error.mend))
    if isinstance(error, CoachingError | AppError):
        return Message(Level.ERROR, error.message, error.mend)
    if isinstance(error, KeyboardInterrupt):
        return Message(Level.ERROR, translate("Problems", "Stopped."))
    if isinstance(error, MemoryError):
        return Message(
            Level.ERROR,
            translate("Problems", "The machine has no memory left."),
            translate("Problems", "Close other programs and try again."),
        )
    if isinstance(error, OSError):
        return _explain_os_error(error)
    return None


def in_words(error: BaseException) -> Message:
    """Return the sentence for an error that a window tells at its own place, also for one that nobody foresaw."""
    return explain(error) or Message(
        Level.ERROR,
        translate("Problems", "Something went wrong that was not foreseen ({error}).").format(
            error=type(error).__name__
        ),
        translate("Problems", "Try again; “sotto doctor” looks for the cause."),
    )


_OS_SENTENCES: Final = {
    errno.ENOSPC: QT_TRANSLATE_NOOP("Problems", "The disk is full: {thing} could not be written."),
    errno.EDQUOT: QT_TRANSLATE_NOOP("Problems", "Your disk quota is used up: {thing} could not be written."),
    errno.EACCES: QT_TRANSLATE_NOOP("Problems", "No permission for {thing}."),
    errno.EPERM: QT_TRANSLATE_NOOP("Problems", "No permission for {thing}."),
    errno.EROFS: QT_TRANSLATE_NOOP("Problems", "{thing} lies on a disk that is read-only."),
    errno.ENOENT: QT_TRANSLATE_NOOP("Problems", "There is no {thing}."),
    errno.EISDIR: QT_TRANSLATE_NOOP("Problems", "{thing} is a folder."),
    errno.ENOTDIR: QT_TRANSLATE_NOOP("Problems", "{thing} lies below something that is not a folder."),
    errno.EEXIST: QT_TRANSLATE_NOOP("Problems", "{thing} is there already and is no folder."),
    errno.ENAMETOOLONG: QT_TRANSLATE_NOOP("Problems", "The name {thing} is too long for this disk."),
}
_OS_MENDS: Final = {
    errno.ENOSPC: QT_TRANSLATE_NOOP("Problems", "Free some space and try again."),
    errno.EDQUOT: QT_TRANSLATE_NOOP("Problems", "Free some space and try again."),
    errno.EACCES: QT_TRANSLATE_NOOP("Problems", "Choose another place or ask its owner for access."),
    errno.EPERM: QT_TRANSLATE_NOOP("Problems", "Choose another place or ask its owner for access."),
    errno.EROFS: QT_TRANSLATE_NOOP("Problems", "Choose another place."),
    errno.ENOENT: QT_TRANSLATE_NOOP("Problems", "Check the name and the folder."),
    errno.EISDIR: QT_TRANSLATE_NOOP("Problems", "Name a file."),
    errno.ENOTDIR: QT_TRANSLATE_NOOP("Problems", "Check the name and the folder."),
    errno.EEXIST: QT_TRANSLATE_NOOP("Problems", "Move it away or choose another place."),
    errno.ENAMETOOLONG: QT_TRANSLATE_NOOP("Problems", "Choose a shorter one."),
}


_STANDARD_OUTPUT: Final = "standard output"
"""What `app.output.print_text` calls it."""


def _explain_os_error(error: OSError) -> Message:
    thing = str(error.filename) if error.filename else translate("Problems", "a file")
    code = error.errno or 0
    if code in _OS_SENTENCES:
        sentence = translated("Problems", _OS_SENTENCES[code]).format(thing=thing)
    else:
        why = error.strerror or translate("Problems", "the system gave no reason")
        sentence = translate("Problems", "{thing} cannot be used: {why}.").format(thing=thing, why=why)
    if error.filename is None or thing == _STANDARD_OUTPUT:  # a file keeps its name's own letters
        sentence = sentence[:1].upper() + sentence[1:]
    return Message(Level.ERROR, sentence, translated("Problems", _OS_MENDS.get(code, "")))
