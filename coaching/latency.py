"""How long each cue took on its way: end of the phrase → decision → out of the session → pixels.

Place in the flow: the call record keeps one `LatencyLog`; the view tells (through the session) when a cue was seen, the
summary carries the result with each cue. Pure: every figure is an interval that somebody else measured.
"""

from dataclasses import dataclass, field

from coaching.events import CoachingEvent, Cue, Detection, Praise


@dataclass(frozen=True, slots=True)
class CueLatency:
    """The stages of one cue, each in seconds; None where a stage was not measured (nobody watched, or it never showed)."""

    cue_id: int
    decided_s: float | None
    """Stream time from the end of the words or sound to the decision to show the cue, which includes waiting until the
    agent stopped speaking and for the cue's turn; None where the cue answers something that was not said."""
    delivered_s: float | None = None
    """Machine time from the sound of the decision to the cue's leaving the session, beyond the swiftest event of the
    call (so the fixed delay of the sound card, some 10 to 30 ms, is not in it); 0.0 or more."""
    painted_s: float | None = None
    """Machine time from there to the pixels; 0.0 or more."""

    @property
    def total_s(self) -> float | None:
        """All stages together; None unless all were measured."""
        if self.decided_s is None or self.delivered_s is None or self.painted_s is None:
            return None
        return self.decided_s + self.delivered_s + self.painted_s


@dataclass(slots=True)
class LatencyLog:
    """Collects the latencies of one call. Used by `CallRecord` alone."""

    _heard_end_s: dict[int, float] = field(default_factory=dict)
    """Detection → end of its evidence; also of those withdrawn later."""
    _praise_end_s: dict[str, float] = field(default_factory=dict)
    _cues: dict[int, CueLatency] = field(default_factory=dict)

    def note(self, event: CoachingEvent) -> None:
        """Take what coaching decided, in order."""
        match event:
            case Detection():
                self._heard_end_s[event.detection_id] = event.end_s
            case Praise():
                self._praise_end_s[event.praise_id] = event.end_s
            case Cue(shown=True):
                self._cues[event.cue_id] = CueLatency(event.cue_id, self._decided_s(event))
            case _:
                pass

    def note_painted(self, cue_id: int, delivered_s: float, painted_s: float) -> None:
        """Take a view's word that a cue was seen; only the first counts, and an unknown id changes nothing."""
        cue = self._cues.get(cue_id)
        if cue is not None and cue.painted_s is None:
            self._cues[cue_id] = CueLatency(cue_id, cue.decided_s, max(0.0, delivered_s), max(0.0, painted_s))

    def latencies(self) -> tuple[CueLatency, ...]:
        """Return one entry for each cue that was shown, in their order."""
        return tuple(self._cues.values())

    def _decided_s(self, cue: Cue) -> float | None:
        if cue.detection_id is not None:
            end_s = self._heard_end_s.get(cue.detection_id)
        else:
            end_s = self._praise_end_s.get(cue.rule_id)
        return None if end_s is None else max(0.0, cue.at_s - end_s)
