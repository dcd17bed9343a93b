"""How long a cue took: what the view measures of it. No Qt.

Place in the flow: the controller feeds every arrival and each painted cue; `CueTiming` goes back through the session
(`LiveSession.note_painted`) into the call's summary. Stream time and the machine's clock meet here and nowhere else.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CueTiming:
    """When a cue was decided and when it was seen."""

    cue_id: int
    rule_id: str
    at_s: float
    """The decision, in stream time."""
    received_s: float
    """The cue came out of the session (`time.perf_counter`)."""
    painted_s: float
    """Its pixels were handed to the window system (`time.perf_counter`)."""
    delivered_s: float = 0.0
    """From the sound of the decision to `received_s`, beyond the swiftest event of the call (see `StreamLag`)."""

    @property
    def latency_s(self) -> float:
        """Seconds from the engine's cue to the painted cue."""
        return self.painted_s - self.received_s


class StreamLag:
    """Tells how far each event came behind its sound.

    Stream time counts samples from an unknown moment of the machine's clock. The swiftest event so far stands for that
    moment: what it took itself (20 ms of sound are heard at once, and the sound card buffers some) is in no figure.
    """

    def __init__(self) -> None:
        """Start with a call that has not begun."""
        self._offset_s: float | None = None

    def note(self, at_s: float, received_s: float) -> float:
        """Take an event decided at stream time `at_s` that came at `received_s`; return its lag in seconds, 0.0 or more."""
        offset_s = received_s - at_s
        if self._offset_s is None or offset_s < self._offset_s:
            self._offset_s = offset_s
        return offset_s - self._offset_s
