"""What a live view of a session knows: events are folded in, the terminal draws what stands here.

Place in the flow: `app.session` → here → `app.terminal_view` or `app.plain_view`. Pure: no terminal, no clock. Text is
redacted together with the lines before it, so that a number told in pieces is hidden in each of them.
"""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field

from app.session import SessionEvent
from coaching.events import Cue, CueRetired
from coaching.redaction import STANDARD, RedactionSettings, redact_together, redact_words
from speech.events import (
    EchoMeasured,
    FinalTranscript,
    GapRecorded,
    LevelMeasured,
    PartialTranscript,
    SessionStarted,
    Side,
    SourceChanged,
    SpeechEnded,
    SpeechStarted,
    Word,
)

LINES_KEPT = 40
_TOGETHER = 4
"""A number is told within this many utterances."""


@dataclass(frozen=True, slots=True)
class SaidLine:
    """A finished utterance of the agent, redacted."""

    at_s: float
    text: str


@dataclass(slots=True)
class Talk:
    """How long one side has spoken."""

    finished_s: float = 0.0
    since_s: float | None = None

    def total_s(self, now_s: float) -> float:
        """Return the seconds spoken until `now_s`, an open stretch included."""
        return self.finished_s + (0.0 if self.since_s is None else max(0.0, now_s - self.since_s))


@dataclass(slots=True)
class LiveState:
    """A session at this moment."""

    redaction: RedactionSettings = STANDARD
    started: SessionStarted | None = None
    now_s: float = 0.0
    talk: dict[Side, Talk] = field(default_factory=lambda: {side: Talk() for side in Side})
    agent_dbfs: float = -100.0
    echo: EchoMeasured | None = None
    swapped: bool = False
    """The call repeats what the microphone hears: the two seem to stand in each other's place."""
    problem: str = ""
    """One calm sentence while a device is away; empty when all is well."""
    cue: Cue | None = None
    """The one cue that is shown."""
    lines: deque[SaidLine] = field(default_factory=lambda: deque(maxlen=LINES_KEPT))
    standing: str = ""
    """Words of the utterance that goes on which are expected to stay."""
    changing: str = ""
    """Its words that may still change."""
    _recent: deque[FinalTranscript] = field(default_factory=lambda: deque(maxlen=_TOGETHER))

    def accept(self, event: SessionEvent) -> None:
        """Take the next event."""
        self.now_s = max(self.now_s, event.at_s)
        match event:
            case SessionStarted():
                self.started = event
            case SpeechStarted() | SpeechEnded():
                self._speech(event)
            case LevelMeasured(side=Side.AGENT):
                self.agent_dbfs = event.rms_dbfs
            case EchoMeasured():
                self.echo, self.swapped = event, event.far_repeats
            case SourceChanged() | GapRecorded():
                self._device(event)
            case PartialTranscript():
                self._partial(event)
            case FinalTranscript():
                self._final(event)
            case Cue() | CueRetired():
                self._cue(event)
        if self.cue is not None and self.now_s > self.cue.at_s + self.cue.visible_s:
            self.cue = None

    @property
    def agent_share(self) -> float | None:
        """The agent's part of all speech, 0.0 … 1.0; None while there is too little to tell, or only one side."""
        if self.started is None or not self.started.has_customer:
            return None
        agent, customer = (self.talk[side].total_s(self.now_s) for side in (Side.AGENT, Side.CUSTOMER))
        return agent / (agent + customer) if agent + customer >= 5.0 else None

    @property
    def notice(self) -> str:
        """One calm sentence on what the agent should look at, "" when all is well; a device that is away comes first."""
        if self.problem or not self.swapped:
            return self.problem
        return "Microphone and call seem swapped. Look at both devices."

    def _speech(self, event: SpeechStarted | SpeechEnded) -> None:
        talk = self.talk[event.side]
        if isinstance(event, SpeechStarted):
            talk.since_s = event.start_s
        else:
            talk.finished_s, talk.since_s = talk.finished_s + event.end_s - event.start_s, None

    def _cue(self, event: Cue | CueRetired) -> None:
        if isinstance(event, Cue):
            self.cue = event if event.shown else self.cue
        elif self.cue is not None and self.cue.cue_id == event.cue_id:
            self.cue = None

    def _device(self, event: SourceChanged | GapRecorded) -> None:
        who = "The microphone" if event.side is Side.AGENT else "The far end"
        if isinstance(event, GapRecorded) or event.available:
            self.problem = ""
        else:
            self.problem = f"{who} ({event.device}) went away. Waiting for it."

    def _partial(self, event: PartialTranscript) -> None:
        words = redact_words([*(final.words for final in self._recent), event.words], self.redaction, open_end=True)[-1]
        # Redaction may join words: what stands is then counted by time.
        stable_end_s = event.words[event.stable_count - 1].end_s if event.stable_count else -1.0
        self.standing = _joined([word for word in words if word.end_s <= stable_end_s])
        self.changing = _joined([word for word in words if word.end_s > stable_end_s])

    def _final(self, event: FinalTranscript) -> None:
        self.standing = self.changing = ""
        if not event.words:
            return
        self._recent.append(event)
        texts = redact_together([final.text for final in self._recent], self.redaction, open_end=True)
        # What stood as harmless may prove to be the beginning of a number: the lines before are written anew.
        for _ in range(min(len(self._recent) - 1, len(self.lines))):
            self.lines.pop()
        for final, text in list(zip(self._recent, texts, strict=True))[-LINES_KEPT:]:
            self.lines.append(SaidLine(final.words[0].start_s, text))


def _joined(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)
