"""Guesses the beginning and end of a call, and a muted microphone, from what is heard. Pure.

Place in the flow: `app.calls.far_end_watch` feeds `FarEndStart` while no call is under way; the desktop program feeds
`FarEndEnd` and `MuteWatch` with the events of a call. Only times and levels count, never words.
"""

from collections import deque

from app.calls.settings import CallSettings
from speech.events import LevelMeasured, Side, SpeechEnded, SpeechEvent, SpeechStarted

DIGITAL_SILENCE_DBFS = -99.0
"""`LevelMeasured` reads -100 for nothing but zeros; one bit of noise at 16 bit reads about -90."""


class FarEndStart:
    """Says when the far end spoke enough for a call."""

    def __init__(self, settings: CallSettings) -> None:
        """Start with nothing heard."""
        self._settings = settings
        self._heard: deque[tuple[float, float]] = deque()

    def accept(self, start_s: float, end_s: float, *, speaking: bool) -> bool:
        """Take the next stretch of sound; return whether a call has begun. Time never runs backwards."""
        if speaking and end_s > start_s:
            self._heard.append((start_s, end_s))
        edge_s = end_s - self._settings.far_window_s
        while self._heard and self._heard[0][1] <= edge_s:
            self._heard.popleft()
        spoken_s = sum(end - max(start, edge_s) for start, end in self._heard)
        return spoken_s >= self._settings.far_speech_s


class FarEndEnd:
    """Says when the far end has been silent for too long, holding excepted."""

    def __init__(self, settings: CallSettings) -> None:
        """Begin to count at stream time 0."""
        self._limit_s = settings.far_silence_s
        self._silent_since_s: float | None = 0.0
        self.on_hold = False
        """While True no silence counts."""

    def accept(self, event: SpeechEvent) -> bool:
        """Take the next event of the call; return whether the call is over."""
        match event:
            case SpeechStarted(side=Side.CUSTOMER):
                self._silent_since_s = None
            case SpeechEnded(side=Side.CUSTOMER):
                self._silent_since_s = event.end_s
            case _:
                pass
        if self.on_hold and self._silent_since_s is not None:
            self._silent_since_s = event.at_s
        return self._silent_since_s is not None and event.at_s - self._silent_since_s >= self._limit_s


class MuteWatch:
    """Says when the microphone is muted in hardware or by the system: nothing but zeros arrive."""

    def __init__(self, settings: CallSettings) -> None:
        """Start unmuted."""
        self._after_s = settings.mute_after_s
        self._silent_since_s: float | None = None
        self._muted = False

    def accept(self, event: SpeechEvent) -> bool | None:
        """Take the next event; return True when it became muted, False when it came back, None when nothing changed."""
        if not (isinstance(event, LevelMeasured) and event.side is Side.AGENT):
            return None
        if event.peak_dbfs > DIGITAL_SILENCE_DBFS:
            self._silent_since_s = None
            was, self._muted = self._muted, False
            return False if was else None
        if self._silent_since_s is None:
            self._silent_since_s = event.at_s - event.window_s
        if self._muted or event.at_s - self._silent_since_s < self._after_s:
            return None
        self._muted = True
        return True
