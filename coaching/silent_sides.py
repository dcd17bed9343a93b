"""Which side of a call was never heard: a muted microphone, a dead line, or somebody who truly said nothing.

Place in the flow: the call record feeds it every event; what it finds is "not measured" in the summary. Pure.
"""

from collections.abc import Iterator
from typing import Final

from coaching.summary import NotMeasured
from speech.events import LevelMeasured, Side, SpeechEvent, SpeechStarted

DIGITAL_SILENCE_DBFS: Final = -85.0
"""No open microphone and no telephone line is that quiet; dither of 16-bit recordings is, at -98 … -90 dBFS."""
_ENOUGH_S: Final = 25.0
"""In a shorter call one side may well say nothing."""
_SIDES: Final = {Side.AGENT: "your microphone", Side.CUSTOMER: "the customer's side"}
_LOST: Final = {
    Side.AGENT: ("interruptions", "your words"),
    Side.CUSTOMER: ("interruptions", "talk ratio", "patience"),
}


class SilentSides:
    """Follows whether each side was ever heard. One a session."""

    def __init__(self) -> None:
        """Nothing heard yet."""
        self._loudest_dbfs: dict[Side, float] = {}
        self._spoke: set[Side] = set()

    def accept(self, event: SpeechEvent) -> None:
        """Take any event; levels and beginnings of speech matter."""
        if isinstance(event, LevelMeasured):
            self._loudest_dbfs[event.side] = max(event.rms_dbfs, self._loudest_dbfs.get(event.side, -100.0))
        elif isinstance(event, SpeechStarted):
            self._spoke.add(event.side)

    def not_measured(self, now_s: float, *, two_sided: bool) -> Iterator[NotMeasured]:
        """Yield what the silence of a side hides, once `now_s` is late enough to say so."""
        if now_s < _ENOUGH_S:
            return
        told: set[str] = set()
        for side in Side if two_sided else (Side.AGENT,):
            if side in self._spoke or side not in self._loudest_dbfs:
                continue
            dead = self._loudest_dbfs[side] < DIGITAL_SILENCE_DBFS
            reason = (
                "delivered nothing but silence: muted or not connected" if dead else "held no speech in the whole call"
            )
            for what in _LOST[side]:
                if what not in told and (two_sided or what != "interruptions"):
                    told.add(what)
                    yield NotMeasured(what, f"{_SIDES[side]} {reason}")
