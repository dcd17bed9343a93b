"""Promises of time: tracked while the customer waits, warned of before they run out, kept or broken in the summary.

Place in the flow: one of the engine's detectors. A promise with the customer waiting ("two minutes") is kept when the
agent speaks again before its deadline; when it runs out in silence it is broken and the rule "late" applies. A promise
for after the call ("by five") is noted for the summary; the session cannot know how it ended.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Final

from pydantic import Field
from pydantic.dataclasses import dataclass as settings_dataclass

from coaching.delivery import PROMISE_DUE
from coaching.detectors.base import Finding
from coaching.evidence_sentences import TIME_LEFT, TIME_PASSED
from coaching.time_expressions import time_promise
from coaching.turns import Seconds
from speech.events import FinalTranscript, SessionEnded, Side, SpeechEnded, SpeechEvent, SpeechStarted

RULE_ID: Final = "late"


@settings_dataclass(frozen=True)
class PromiseSettings:
    """When to warn and what counts as waiting."""

    warn_share: Annotated[
        float, Field(ge=0.05, le=0.9, title="Warn when this share is left", json_schema_extra={"unit": "share"})
    ] = 0.25
    warn_at_most_s: Annotated[
        float, Field(ge=1.0, le=300.0, title="But not earlier than before the end", json_schema_extra={"unit": "s"})
    ] = 20.0
    hold_after_s: Annotated[Seconds, Field(title="Silence that makes it a hold")] = 5.0


class PromiseOutcome(StrEnum):
    """How a promise stands."""

    WAITING = "waiting"
    """The customer waits; not due yet."""
    KEPT = "kept"
    BROKEN = "broken"
    AFTER_CALL = "after-call"
    """Due after the call: for the agent's notes."""


@dataclass(slots=True)
class Promise:
    """One promise and what became of it."""

    phrase: str
    made_s: float
    deadline_s: float | None
    """Session time; None when it names a time of day or a date."""
    outcome: PromiseOutcome
    hold_s: float = 0.0
    """How long the customer waited in silence."""
    warned: bool = False


class PromiseDetector:
    """Follows promises. Pure; one a session."""

    def __init__(self, settings: PromiseSettings | None = None) -> None:
        """Start with no promise."""
        self._settings = settings or PromiseSettings()
        self.promises: list[Promise] = []
        """All promises so far, in the order they were made."""
        self._silent_since_s: float | None = 0.0
        """When the agent stopped speaking; None while speaking."""

    def accept(self, event: SpeechEvent) -> Iterator[Finding]:
        """Take the next event; yield a warning before a deadline and "late" when it passed in silence."""
        if isinstance(event, FinalTranscript):
            self._note(event)
        elif isinstance(event, SpeechStarted) and event.side is Side.AGENT:
            self._agent_returns(event.start_s)
        elif isinstance(event, SpeechEnded) and event.side is Side.AGENT:
            self._silent_since_s = event.end_s
        elif isinstance(event, SessionEnded):
            self._agent_returns(event.at_s)
        for promise in self.promises:
            if promise.outcome is PromiseOutcome.WAITING:
                yield from self._check(promise, event.at_s)

    def _note(self, event: FinalTranscript) -> None:
        found = time_promise(event.text)
        if found is None or not event.words:
            return
        made_s = event.words[-1].end_s
        deadline_s = None if found.within_s is None else made_s + found.within_s
        outcome = PromiseOutcome.WAITING if found.waiting else PromiseOutcome.AFTER_CALL
        self.promises.append(Promise(found.phrase, made_s, deadline_s, outcome))

    def _agent_returns(self, at_s: float) -> None:
        """The agent speaks again: what was a real hold is kept; a few words before it begins change nothing."""
        silent_since_s, self._silent_since_s = self._silent_since_s, None
        if silent_since_s is None or at_s - silent_since_s < self._settings.hold_after_s:
            return
        for promise in self.promises:
            if promise.made_s > at_s:
                continue
            if promise.outcome is PromiseOutcome.WAITING:
                promise.outcome = PromiseOutcome.KEPT
                promise.hold_s = at_s - silent_since_s
            elif promise.outcome is PromiseOutcome.BROKEN and promise.hold_s == 0.0:
                promise.hold_s = at_s - silent_since_s

    def _check(self, promise: Promise, now_s: float) -> Iterator[Finding]:
        deadline_s = promise.deadline_s
        if deadline_s is None:
            return
        on_hold = self._silent_since_s is not None and now_s - self._silent_since_s >= self._settings.hold_after_s
        lead_s = min(self._settings.warn_share * (deadline_s - promise.made_s), self._settings.warn_at_most_s)
        if now_s >= deadline_s:
            promise.outcome = PromiseOutcome.BROKEN if on_hold else PromiseOutcome.KEPT
            if on_hold:
                yield _finding(promise, RULE_ID, deadline_s, now_s, TIME_PASSED.format(phrase=promise.phrase))
        elif on_hold and not promise.warned and now_s >= deadline_s - lead_s:
            promise.warned = True
            said = TIME_LEFT.format(phrase=promise.phrase, seconds=f"{deadline_s - now_s:.0f}")
            yield _finding(promise, PROMISE_DUE, promise.made_s, now_s, said)


def _finding(promise: Promise, rule_id: str, start_s: float, now_s: float, evidence: str) -> Finding:
    return Finding(
        key=f"promise:{rule_id}:{promise.made_s:.2f}",
        rule_id=rule_id,
        start_s=start_s,
        end_s=now_s,
        at_s=now_s,
        evidence=evidence,
        confidence=0.85,
        detector="promise",
    )
