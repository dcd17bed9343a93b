"""Dead air: nobody speaks, and nobody said why. A live cue only, never a fault.

Place in the flow: one of the engine's detectors. Silence of more than 3 s on both sides is dead air (Amazon Connect
Contact Lens: "non-talk time"); the live cue waits longer, and says nothing while the customer was asked to wait.
"""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field
from pydantic.dataclasses import dataclass as settings_dataclass

from coaching.customer_line import CustomerLine
from coaching.delivery import DEAD_AIR
from coaching.detectors.base import Finding
from coaching.evidence_sentences import SILENCE
from coaching.time_expressions import time_promise
from speech.events import FinalTranscript, SessionEnded, Side, SpeechEnded, SpeechEvent, SpeechStarted


@settings_dataclass(frozen=True)
class SilenceSettings:
    """When silence is worth a cue."""

    cue_after_s: Annotated[
        float, Field(ge=3.0, le=60.0, title="Cue after silence of", json_schema_extra={"unit": "s"})
    ] = 6.0


class SilenceDetector:
    """Finds long silence. Pure; one a session."""

    def __init__(self, settings: SilenceSettings | None = None) -> None:
        """Start before anybody spoke: that silence is no dead air."""
        self._settings = settings or SilenceSettings()
        self._line = CustomerLine()
        self._speaking: set[Side] = set()
        self._since_s: float | None = None
        self._excused_until_s = 0.0

    def accept(self, event: SpeechEvent) -> Iterator[Finding]:
        """Take the next event; yield one finding for each long silence."""
        self._line.accept(event)
        match event:
            case SpeechStarted():
                self._speaking.add(event.side)
                self._since_s = None
            case SpeechEnded():
                self._speaking.discard(event.side)
                self._since_s = None if self._speaking else event.end_s
            case FinalTranscript():
                self._excuse(event)
            case _:
                if not isinstance(event, SessionEnded):
                    yield from self._check(event.at_s)

    def _excuse(self, event: FinalTranscript) -> None:
        promise = time_promise(event.text)
        if promise is not None and promise.waiting and promise.within_s is not None:
            self._excused_until_s = event.at_s + promise.within_s

    def _check(self, now_s: float) -> Iterator[Finding]:
        since_s = self._since_s
        if not self._line.heard or since_s is None or now_s < self._excused_until_s:
            return
        if now_s - since_s < self._settings.cue_after_s:
            return
        self._since_s = None
        yield Finding(
            key=f"silence:{since_s:.2f}",
            rule_id=DEAD_AIR,
            start_s=since_s,
            end_s=now_s,
            at_s=now_s,
            evidence=SILENCE.format(seconds=f"{now_s - since_s:.0f}"),
            confidence=0.95,
            detector="silence",
        )
