"""Monologue: the agent talks on and on without letting the customer in. A live cue only, never a fault.

Place in the flow: one of the engine's detectors. A monologue lasts from the beginning of the agent's turn until the
customer takes a turn (speaks for `customer_turn_s`) or both are silent for `pause_s`. Gong's advice for the longest
monologue of a call is under 2:30; a live cue helps before that. One that goes on is told again every half minute:
the first cue may have been held back, and the policy lets a cue that was shown rest.
"""

from collections.abc import Iterator
from typing import Annotated, Final

from pydantic import Field
from pydantic.dataclasses import dataclass as settings_dataclass

from coaching.customer_line import CustomerLine
from coaching.delivery import MONOLOGUE
from coaching.detectors.base import Finding
from coaching.evidence_sentences import TALKED_ON
from coaching.turns import Seconds
from speech.events import Side, SpeechEnded, SpeechEvent, SpeechStarted

AGAIN_S: Final = 30.0


@settings_dataclass(frozen=True)
class TalkTimeSettings:
    """When a monologue is worth a cue."""

    monologue_s: Annotated[
        float, Field(ge=15, le=600, title="Cue after talking for", json_schema_extra={"unit": "s"})
    ] = 75.0
    customer_turn_s: Annotated[Seconds, Field(title="The customer takes a turn by speaking for")] = 1.0
    pause_s: Annotated[Seconds, Field(title="Silence that ends a monologue")] = 3.0


class TalkTimeDetector:
    """Finds monologues. Pure; one a session."""

    def __init__(self, settings: TalkTimeSettings | None = None) -> None:
        """Start in silence."""
        self._settings = settings or TalkTimeSettings()
        self._line = CustomerLine()
        self._since_s: float | None = None
        self._agent_began_s = 0.0
        self._agent_silent_since_s: float | None = 0.0
        self._customer_since_s: float | None = None
        self._told = 0
        """How often the present monologue was told."""

    def accept(self, event: SpeechEvent) -> Iterator[Finding]:
        """Take the next event; yield a finding when a monologue is long, and every `AGAIN_S` while it goes on."""
        self._line.accept(event)
        match event:
            case SpeechStarted(side=Side.CUSTOMER):
                self._customer_since_s = event.start_s
            case SpeechEnded(side=Side.CUSTOMER):
                if event.end_s - event.start_s >= self._settings.customer_turn_s:
                    self._begin_anew(event.end_s)
                self._customer_since_s = None
            case SpeechStarted(side=Side.AGENT):
                self._agent_begins(event.start_s)
            case SpeechEnded(side=Side.AGENT):
                self._agent_silent_since_s = event.end_s
            case _:
                yield from self._check(event.at_s)

    def _agent_begins(self, start_s: float) -> None:
        silent_since_s = self._agent_silent_since_s
        if self._since_s is None or (silent_since_s is not None and start_s - silent_since_s > self._settings.pause_s):
            self._since_s, self._told = start_s, 0
        self._agent_began_s, self._agent_silent_since_s = start_s, None

    def _begin_anew(self, customer_end_s: float) -> None:
        """Count from the customer's last word, or from the agent's first where it came before that end was noticed."""
        speaking = self._agent_silent_since_s is None
        self._since_s, self._told = max(customer_end_s, self._agent_began_s) if speaking else None, 0

    def _check(self, now_s: float) -> Iterator[Finding]:
        since_s, customer_s = self._since_s, self._customer_since_s
        if customer_s is not None and now_s - customer_s >= self._settings.customer_turn_s:
            return  # perhaps a turn: its true length is known only when its end is
        if not self._line.heard or since_s is None or self._agent_silent_since_s is not None:
            return
        if now_s - since_s >= self._settings.monologue_s + self._told * AGAIN_S:
            self._told += 1
            yield Finding(
                key=f"monologue:{since_s:.2f}:{self._told}",
                rule_id=MONOLOGUE,
                start_s=since_s,
                end_s=now_s,
                at_s=now_s,
                evidence=TALKED_ON.format(seconds=f"{now_s - since_s:.0f}"),
                confidence=0.9,
                detector="talk-time",
            )
