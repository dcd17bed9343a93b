"""Whether the agent's microphone can be trusted to hold the agent alone.

Place in the flow: fed with the speech events by every detector that compares the two voices or their loudness; what it
distrusts is "not measured" in the summary instead of guessed.
"""

from typing import Final

from coaching.intervals import Interval, merged
from speech.events import EchoMeasured, SessionStarted, SpeechEvent

_RESIDUE_MARGIN_DB: Final = 6.0
"""What a converged canceller takes off an echo at the very least (`speech.echo` asks for 8 dB), less 2 dB of error."""


class EchoTrust:
    """Follows the echo reports. Pure; one a detector."""

    def __init__(self) -> None:
        """Start trusting: nothing is known against the microphone."""
        self.two_sided = True
        """False for one-channel recordings."""
        self._latest: EchoMeasured | None = None
        self._distrusted: list[Interval] = []
        self._since_s: float | None = None
        self.undecided = True
        """Whether it is still open if the microphone hears the far end: nothing is known of it before the far end has spoken."""
        self.far_repeats_at_s: float | None = None
        """When the far end was first heard to repeat the microphone; None when it never was."""
        self._lapsed = False
        """Whether a canceller that had converged lost it, as it seems to whenever both speak."""

    def accept(self, event: SpeechEvent) -> None:
        """Take any event; only the session's start and echo reports matter."""
        if isinstance(event, SessionStarted):
            self.two_sided = event.has_customer
        elif isinstance(event, EchoMeasured):
            before, self._latest = self._latest, event
            self.undecided = event.cancelling and not event.detected
            if event.far_repeats and self.far_repeats_at_s is None:
                self.far_repeats_at_s = event.at_s
            if event.far_repeats or (event.detected and not event.converged):
                if self._since_s is None:
                    self._since_s = event.at_s
                    self._lapsed = before is not None and before.detected and not event.far_repeats
            elif self._since_s is not None:
                self._distrusted.append(Interval(self._since_s, event.at_s))
                self._since_s = None

    @property
    def trusted(self) -> bool:
        """False while the far end is heard in the microphone and not yet removed, or repeats the microphone."""
        return self._since_s is None

    def doubts(self, start_s: float) -> bool:
        """Return whether speech of the agent that began at `start_s` may be an echo.

        A lapse of the canceller after `start_s` is what double talk looks like to it, and no reason for doubt.
        """
        return self._since_s is not None and (not self._lapsed or self._since_s <= start_s)

    @property
    def detected(self) -> bool:
        """Whether the microphone hears the far end, removed or not."""
        return self._latest is not None and self._latest.detected

    def distrusted(self, now_s: float) -> list[Interval]:
        """Return the stretches, until `now_s`, in which the microphone was not trusted."""
        still = [] if self._since_s is None else [Interval(self._since_s, max(self._since_s, now_s))]
        return merged([*self._distrusted, *still])

    def residue_dbfs(self, far_dbfs: float | None) -> float:
        """Return the level up to which sound in the microphone may be what is left of an echo; -100.0 without echo.

        `far_dbfs`: level of the far end's speech, None when unknown.
        """
        if self._latest is None or not self._latest.detected or self._latest.bleed_db is None or far_dbfs is None:
            return -100.0
        return far_dbfs + self._latest.bleed_db - _RESIDUE_MARGIN_DB
