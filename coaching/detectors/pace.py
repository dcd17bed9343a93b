"""Pace: the agent keeps on speaking too fast or too slowly. A live cue only, never a fault.

Place in the flow: one of the engine's detectors. Pace is words per minute of the agent's speech time, as in the summary
(`coaching.metrics.wording`), over the latest `window_s` of speech: pauses inside an utterance make nobody slow. Calm service speech lies at 140 … 160 wpm; only what stays under 110 or over 190 is worth a word
(coaching products; conversational average 173: Gong; 100 … 165 recommended: Microsoft Teams speaker coach).
"""

from collections import deque
from collections.abc import Iterator
from typing import Annotated, Final

from pydantic import Field
from pydantic.dataclasses import dataclass as settings_dataclass

from coaching.delivery import PACE_FAST, PACE_SLOW
from coaching.detectors.base import Finding
from coaching.evidence_sentences import PACE
from coaching.intervals import Interval, intersection, total_s
from speech.events import FinalTranscript, Side, SpeechEnded, SpeechEvent, SpeechStarted

_KEPT: Final = 64
"""More stretches of speech than one utterance has."""
_LIKELY_SHARE: Final = 0.4
"""With less speech in its time the utterance's word times are wrong, not its pauses long."""


@settings_dataclass(frozen=True)
class PaceSettings:
    """When pace is worth a cue."""

    slow_wpm: Annotated[float, Field(ge=40, le=160, title="Slow below", json_schema_extra={"unit": "words/min"})] = (
        110.0
    )
    fast_wpm: Annotated[float, Field(ge=120, le=400, title="Fast above", json_schema_extra={"unit": "words/min"})] = (
        190.0
    )
    window_s: Annotated[
        float, Field(ge=5, le=300, title="Measured over", json_schema_extra={"unit": "s of speech"})
    ] = 30.0
    sustained: Annotated[
        int, Field(ge=1, le=20, title="Utterances running", json_schema_extra={"unit": "utterances"})
    ] = 3
    """So many measurements in a row must lie outside."""


class PaceDetector:
    """Finds sustained haste and slowness. Pure; one a session."""

    def __init__(self, settings: PaceSettings | None = None) -> None:
        """Start with no speech."""
        self._settings = settings or PaceSettings()
        self._utterances: deque[tuple[float, int]] = deque()
        """Seconds and words of each."""
        self._stretches: deque[Interval] = deque(maxlen=_KEPT)
        """The agent's latest speech."""
        self._since_s: float | None = None
        self._outside: deque[str] = deque(maxlen=self._settings.sustained)

    def accept(self, event: SpeechEvent) -> Iterator[Finding]:
        """Take the next event; yield a finding when the pace has stayed outside the band."""
        match event:
            case SpeechStarted(side=Side.AGENT):
                self._since_s = event.start_s
            case SpeechEnded(side=Side.AGENT):
                self._since_s = None
                self._stretches.append(Interval(event.start_s, event.end_s))
            case FinalTranscript() if len(event.words) > 1:
                yield from self._measure(event)
            case _:
                pass

    def _measure(self, event: FinalTranscript) -> Iterator[Finding]:
        self._utterances.append((self._spoken_s(event), len(event.words)))
        while sum(s for s, _ in self._utterances) - self._utterances[0][0] >= self._settings.window_s:
            self._utterances.popleft()
        speech_s = sum(s for s, _ in self._utterances)
        if speech_s < self._settings.window_s:
            return
        wpm = 60.0 * sum(n for _, n in self._utterances) / speech_s
        self._outside.append(self._verdict(wpm))
        if len(self._outside) == self._settings.sustained and set(self._outside) in ({PACE_FAST}, {PACE_SLOW}):
            rule_id = self._outside[-1]
            self._outside.clear()
            start_s = event.words[0].start_s
            yield Finding(
                key=f"pace:{event.utterance_id}",
                rule_id=rule_id,
                start_s=start_s,
                end_s=event.words[-1].end_s,
                at_s=event.at_s,
                evidence=PACE.format(words=f"{wpm:.0f}", seconds=f"{speech_s:.0f}"),
                confidence=0.9,
                detector="pace",
            )

    def _spoken_s(self, event: FinalTranscript) -> float:
        """Return how long was spoken within the utterance, seconds."""
        whole = Interval(event.words[0].start_s, event.words[-1].end_s)
        still = [] if self._since_s is None else [Interval(self._since_s, event.at_s)]
        spoken_s = total_s(intersection([whole], [*self._stretches, *still]))
        return spoken_s if spoken_s >= _LIKELY_SHARE * whole.length_s else whole.length_s

    def _verdict(self, wpm: float) -> str:
        if wpm > self._settings.fast_wpm:
            return PACE_FAST
        return PACE_SLOW if wpm < self._settings.slow_wpm else ""
