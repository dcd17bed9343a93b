"""What speech tells the rest of Sotto: the only module of `speech` that `coaching` may import.

Place in the flow: the listener emits these, in order of `at_s`; they cross a process boundary (pickled) and are
everything that coaching ever learns of a call. All times are session time: seconds since the first sample of the
session, derived from sample counts. `at_s` is the stream position at which the event was decided (how much audio had
been heard by then), never the wall clock. The customer's side is timing only: no event carries customer words.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias


class Side(StrEnum):
    """Who is heard: the agent's microphone or the far end."""

    AGENT = "agent"
    CUSTOMER = "customer"


@dataclass(frozen=True, slots=True)
class Word:
    """One recognized word of the agent, lower case, no punctuation but apostrophes."""

    text: str
    start_s: float
    end_s: float
    confidence: float | None = None
    """0.0 … 1.0 as the engine gives it; None where the engine gives none."""
    times_estimated: bool = False
    """True where the engine gives no word times and they were spread over the utterance."""


@dataclass(frozen=True, slots=True)
class SessionStarted:
    """The first event of every session: what will be heard and with what."""

    at_s: float
    source: str
    """Name of the recording or of the devices, for people."""
    has_customer: bool
    """False for one-channel recordings: what needs two voices is then not measured."""
    engine: str
    """"vosk" or "moonshine"."""
    model: str
    engine_version: str
    engine_reason: str
    """One sentence: why this engine (chosen, or automatic and why)."""
    duration_s: float | None = None
    """Length of a recording; None when live."""


@dataclass(frozen=True, slots=True)
class SpeechStarted:
    """A side began to speak at `start_s`; known at `at_s`."""

    at_s: float
    side: Side
    start_s: float


@dataclass(frozen=True, slots=True)
class SpeechEnded:
    """A side's stretch of speech, `start_s` … `end_s`, is over; known at `at_s`."""

    at_s: float
    side: Side
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class PartialTranscript:
    """What the agent has said so far in an utterance that is still going on; replaces the utterance's last partial."""

    at_s: float
    utterance_id: int
    words: tuple[Word, ...]
    stable_count: int
    """The first `stable_count` words stood in two partials running: they are expected to stay. The rest may change."""


@dataclass(frozen=True, slots=True)
class FinalTranscript:
    """The agent's finished utterance; nothing in it changes any more. Empty `words` withdraws the utterance."""

    at_s: float
    utterance_id: int
    words: tuple[Word, ...]
    text: str
    """The words as the engine wrote them (case and punctuation where it has them), for display."""


@dataclass(frozen=True, slots=True)
class LevelMeasured:
    """Loudness of one side over the last `window_s` seconds; emitted about ten times a second for each side."""

    at_s: float
    side: Side
    window_s: float
    rms_dbfs: float
    """-100.0 … 0.0; digital silence reads -100."""
    peak_dbfs: float
    speaking: bool
    """Whether the VAD held this side to be speaking at `at_s`."""


@dataclass(frozen=True, slots=True)
class EchoMeasured:
    """Whether the microphone hears the far end; emitted when the answer changes and at least every 5 s of far speech."""

    at_s: float
    bleed_db: float | None
    """Level of the far end in the microphone relative to the far end itself, dB; None until measured."""
    detected: bool
    cancelling: bool
    """True while the echo canceller's output is what VAD and recognizer hear."""
    converged: bool
    """False while bleed is there and the canceller does not (yet) remove it: two-voice measures cannot be trusted."""
    far_repeats: bool = False
    """True while the far end repeats the microphone: they are swapped, or the customer's telephone sends the voice back."""


@dataclass(frozen=True, slots=True)
class GapRecorded:
    """A stretch of the session in which a side was not heard (unplugged, dropped, restarted, muted device)."""

    at_s: float
    side: Side
    start_s: float
    end_s: float
    reason: str
    """A code: "unplugged", "overflow", "listener-restarted", "device-changed", "muted"."""


@dataclass(frozen=True, slots=True)
class SourceChanged:
    """A device went away, came back or was replaced; `available` says whether the side is heard from now on."""

    at_s: float
    side: Side
    device: str
    available: bool


@dataclass(frozen=True, slots=True)
class ClockAdvanced:
    """Stream time passed; emitted at least once a second of audio so that deadlines work without a wall clock."""

    at_s: float


@dataclass(frozen=True, slots=True)
class SessionEnded:
    """The last event of every session."""

    at_s: float
    complete: bool
    """False when it was cut short (Ctrl-C, error): what was heard until `at_s` stands."""


SpeechEvent: TypeAlias = (
    SessionStarted
    | SpeechStarted
    | SpeechEnded
    | PartialTranscript
    | FinalTranscript
    | LevelMeasured
    | EchoMeasured
    | GapRecorded
    | SourceChanged
    | ClockAdvanced
    | SessionEnded
)
