"""What a cue says that comes from no rule: delivery (pace, silence, monologue), promises and praise.

Place in the flow: data for the engine, which asks here when a finding or praise names no rule of the rulebook. Such
findings make cues only, never detections: delivery is help, not a fault.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from coaching.events import CueKind, Severity

PACE_FAST: Final = "pace-fast"
PACE_SLOW: Final = "pace-slow"
MONOLOGUE: Final = "monologue"
DEAD_AIR: Final = "dead-air"
PROMISE_DUE: Final = "promise-due"
VOICES_NEAR: Final = "voices-near"


@dataclass(frozen=True, slots=True)
class Advice:
    """The text of a cue."""

    kind: CueKind
    headline: str
    """At most five words."""
    say_instead: tuple[str, ...]
    """Wordings, rotated."""
    severity: Severity = Severity.GENTLE


ADVICE: Final[Mapping[str, Advice]] = MappingProxyType(
    {
        PACE_FAST: Advice(CueKind.TURN, "A little slower", ("Take a breath. Short sentences, one thing at a time.",)),
        PACE_SLOW: Advice(CueKind.TURN, "A little brisker", ("Say what you are doing now, then the next step.",)),
        MONOLOGUE: Advice(CueKind.TURN, "Let them in", ("Does that make sense so far?", "What would you like to do?")),
        DEAD_AIR: Advice(CueKind.TURN, "Say what you do", ("I'm still looking at your account, one more moment.",)),
        VOICES_NEAR: Advice(
            CueKind.TURN,
            "Others may be heard",
            ("One moment, I'll find a quieter place.", "Let me take the last four digits only, please."),
        ),
        PROMISE_DUE: Advice(
            CueKind.PROMISE,
            "Your time is nearly up",
            ("Thank you for waiting. I need one more minute, is that all right?",),
            Severity.NORMAL,
        ),
    }
)
"""Advice by the id that findings carry."""

PRAISE: Final[Mapping[str, Advice]] = MappingProxyType(
    {
        "alternative-offered": Advice(CueKind.PRAISE, "Good alternative", ("You gave them a way forward.",)),
        "apology-owned": Advice(CueKind.PRAISE, "Well owned", ("A plain apology calms.",)),
        "patience-thanked": Advice(CueKind.PRAISE, "Kind thanks", ("They heard that their time counts.",)),
        "name-used": Advice(CueKind.PRAISE, "You used their name", ("It keeps the call personal.",)),
        "next-step": Advice(CueKind.PRAISE, "Clear next step", ("They know what happens now.",)),
        "yielded": Advice(CueKind.PRAISE, "You let them finish", ("Now take up their point.",)),
    }
)
"""Advice by praise id."""
