"""A recording from the first sample to the summary, as fast as the machine can, in this process.

Place in the flow: `sotto analyze` and `sotto demo --fast` run this; the live path is `app.session`. What was done
before an interrupt or a damaged rest of the file is kept: the summary then says that it is incomplete.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from app.errors import InterruptedCallError
from app.session import Coach, SessionEvent
from speech.errors import SpeechError
from speech.events import SpeechEvent

if TYPE_CHECKING:
    from coaching.summary import CallSummary


class Ear(Protocol):
    """The part of `speech.listener.Listener` that an analysis needs."""

    def events(self) -> Iterable[SpeechEvent]:
        """Yield the session's events in order."""

    def finish(self, *, complete: bool) -> Iterable[SpeechEvent]:
        """Yield the closing events after an interrupt or error."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """What an analysis brought."""

    summary: "CallSummary"
    stopped_by: SpeechError | InterruptedCallError | None
    """Why it ended before the recording did; None when it is complete."""


def analyze(
    listener: Ear,
    coach: Coach,
    *,
    on_event: Callable[[SessionEvent], None] = lambda _event: None,
    stop_asked: Callable[[], bool] = lambda: False,
) -> Analysis:
    """Run the whole recording through `coach`.

    `on_event` is told every speech event and, right after it, the coaching events that it brought. `stop_asked` is
    asked between events. Raises SpeechError only when nothing at all could be heard.
    """
    stopped_by: SpeechError | InterruptedCallError | None = None
    heard = False

    def take(event: SpeechEvent) -> None:
        on_event(event)
        for result in coach.accept(event):
            on_event(result)

    try:
        for event in listener.events():
            take(event)
            heard = heard or event.at_s > 0.0
            if stop_asked():
                stopped_by = InterruptedCallError(
                    "Stopped before the end of the call; what was heard until then was kept."
                )
                break
    except SpeechError as error:
        if not heard:
            raise
        stopped_by = error
    for event in listener.finish(complete=False):  # yields nothing when the recording was heard to its end
        take(event)
    return Analysis(coach.finish(), stopped_by)
