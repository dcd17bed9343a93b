"""What of the agenda and of promised times changed: for views that show them while the call goes on.

Place in the flow: the engine asks after every speech event. Only changes come out, so a call in which nothing of this
happens costs its view nothing. The summary does not need these events: it reads the detectors.
"""

from collections.abc import Iterable, Iterator

from coaching.detectors.agenda import AgendaDetector
from coaching.detectors.base import Detector
from coaching.detectors.promises import Promise, PromiseDetector, PromiseOutcome
from coaching.events import AgendaChanged, AgendaMark, PromiseChanged
from coaching.redaction import redact


class Progress:
    """Remembers what was told. Pure; one a session."""

    def __init__(self) -> None:
        """Start with nothing told."""
        self._agenda: tuple[AgendaMark, ...] = ()
        self._promises: dict[float, PromiseOutcome] = {}

    def changes(self, detectors: Iterable[Detector], now_s: float) -> Iterator[AgendaChanged | PromiseChanged]:
        """Yield what differs from the last time; `now_s`: session time."""
        for detector in detectors:
            if isinstance(detector, AgendaDetector):
                yield from self._agenda_changes(detector.marks, now_s)
            elif isinstance(detector, PromiseDetector):
                yield from self._promise_changes(detector.promises, now_s)

    def _agenda_changes(self, marks: tuple[AgendaMark, ...], now_s: float) -> Iterator[AgendaChanged]:
        if marks != self._agenda:
            self._agenda = marks
            yield AgendaChanged(now_s, marks)

    def _promise_changes(self, promises: Iterable[Promise], now_s: float) -> Iterator[PromiseChanged]:
        for promise in promises:
            if self._promises.get(promise.made_s) is not promise.outcome:
                self._promises[promise.made_s] = promise.outcome
                yield PromiseChanged(
                    now_s, promise.made_s, redact(promise.phrase), promise.deadline_s, str(promise.outcome)
                )
