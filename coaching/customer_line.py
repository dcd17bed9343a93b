"""Whether the customer's side of the call is heard at all.

Place in the flow: fed by the detectors that tell silence and monologues: on a line that delivers digital silence and nothing
else, "nobody speaks" and "you let nobody in" cannot be known. Pure.
"""

from coaching.silent_sides import DIGITAL_SILENCE_DBFS
from speech.events import LevelMeasured, SessionStarted, Side, SpeechEvent


class CustomerLine:
    """Follows the customer's level. One a detector."""

    def __init__(self) -> None:
        """Trust the line: nothing is known against it."""
        self._two_sided = True
        self._loudest_dbfs: float | None = None

    def accept(self, event: SpeechEvent) -> None:
        """Take any event; the session's start and the customer's levels matter."""
        if isinstance(event, SessionStarted):
            self._two_sided = event.has_customer
        elif isinstance(event, LevelMeasured) and event.side is Side.CUSTOMER:
            self._loudest_dbfs = max(event.rms_dbfs, self._loudest_dbfs or -100.0)

    @property
    def heard(self) -> bool:
        """False for one channel, and while the line delivered nothing but digital silence."""
        dead = self._loudest_dbfs is not None and self._loudest_dbfs < DIGITAL_SILENCE_DBFS
        return self._two_sided and not dead
