"""A live session as plain lines, for pipes, logs and screens without a terminal.

Place in the flow: `app.cli.live` uses it where standard output is no terminal. One line for each finished utterance and
each cue; nothing is drawn over.
"""

from collections.abc import Callable

from app.live_state import LiveState
from app.reports.timeline import clock
from app.session import SessionEvent
from coaching.events import Cue
from coaching.redaction import STANDARD, RedactionSettings
from speech.events import FinalTranscript, SessionStarted


class PlainView:
    """Writes lines as things happen."""

    def __init__(self, write: Callable[[str], None], redaction: RedactionSettings = STANDARD) -> None:
        """Take what writes one line, and what may be shown of private numbers."""
        self._write = write
        self.state = LiveState(redaction)

    def accept(self, event: SessionEvent) -> None:
        """Take the next event and write what it brings."""
        notice = self.state.notice
        self.state.accept(event)
        match event:
            case SessionStarted():
                self._write(f"Listening to {event.source} with {event.engine} ({event.model}). {event.engine_reason}")
            case FinalTranscript() if event.words:
                line = self.state.lines[-1]
                self._write(f"{clock(line.at_s):>5}  {line.text}")
            case Cue(shown=True):
                self._write(f"{clock(event.at_s):>5}  >> {event.headline}: {event.say_instead}")
        if self.state.notice and self.state.notice != notice:
            self._write(f"{clock(event.at_s):>5}  !! {self.state.notice}")
