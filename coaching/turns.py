"""Who speaks, who holds the turn, and what a beginning voice does to it.

Place in the flow: fed with the speech events by the interruption detector; knows voices only, no words. A turn is held
through short pauses (Sacks, Schegloff & Jefferson 1974; gaps between speakers have their mode near 0.2 s, Stivers et
al. 2009), which is what tells a speaker going on from a speaker starting.

All times are seconds of session time. The VAD knows a start about 0.1 s and an end 0.35 s late, so a question about a
moment is answered only when `settle_s` have passed since.
"""

from collections import deque
from dataclasses import dataclass, field
from enum import Enum
from math import log10
from statistics import median
from typing import Annotated, TypeAlias

from pydantic import Field
from pydantic.dataclasses import dataclass as settings_dataclass

from coaching.intervals import Interval
from speech.events import GapRecorded, LevelMeasured, Side, SpeechEnded, SpeechEvent, SpeechStarted

_HISTORY = 64
"""Stretches kept a side: minutes of talk, while no question reaches back further than seconds."""
_LEVELS = 100
"""Level windows (0.1 s) that make a side's own speech level."""
_NOISE_LEVELS = 20
"""Those that make the noise level: it changes at once when the echo canceller sets in."""

_VAD_WAVERS_S = 0.1
"""The VAD ends speech up to three hops before silence that sets in at once."""
_INAUDIBLE_S = 0.4
"""Without a loud syllable for that long speech is over, however long the VAD holds on to it in noise …"""
_FADES_S = 0.1
"""… but for its last, soft sound."""
_BEFORE_WINDOW_S = 0.15
"""A window of 0.1 s and half of one: the voice began somewhere within the first loud window, or just before."""
_QUIET_LEAD_S = 0.35
"""Longer quiet beginnings are no soft onset."""

Seconds: TypeAlias = Annotated[float, Field(ge=0.0, le=10.0, json_schema_extra={"unit": "s"})]


@settings_dataclass(frozen=True)
class TurnSettings:
    """When a turn is held, shared or free."""

    together_s: Annotated[Seconds, Field(title="Both began together within")] = 0.2
    """Two people who begin within 0.2 s could not have heard each other: simple reaction time."""
    heard_within_s: Annotated[Seconds, Field(title="Two beginnings are told apart to within")] = 0.05
    """A hop and a half of the VAD, 32 ms each."""
    held_pause_s: Annotated[Seconds, Field(title="A turn is held through pauses up to")] = 1.0
    no_wait_s: Annotated[Seconds, Field(title="Not waited for the end of a pause below")] = 0.25
    regain_s: Annotated[Seconds, Field(title="A broken turn is taken up again within")] = 0.7
    """Pauses inside a sentence are shorter; nobody answers the end of their own turn so fast."""
    break_in_s: Annotated[Seconds, Field(title="Breaking into a pause within")] = 0.35
    """That soon after a pause began, or before it ends, nobody could have heard the other: reaction time, and soft
    beginnings that the VAD hears late."""
    yield_s: Annotated[Seconds, Field(title="Silence after which a contested turn is given up")] = 0.7
    settle_s: Annotated[Seconds, Field(title="Delay until a moment is judged")] = 0.35
    end_delay_s: Annotated[Seconds, Field(title="The end of speech is known after")] = 0.35
    """As `speech.vad.VadSettings.min_silence_s`."""


class Onset(Enum):
    """What a side that begins to speak does to the turn."""

    UNDECIDED = "undecided"
    FREE_FLOOR = "free-floor"
    """Nobody held the turn."""
    CONTINUES = "continues"
    """The side goes on with its own turn, which the other had broken into."""
    TOGETHER = "together"
    """Both began within `together_s`."""
    OVER_OTHER = "over-other"
    """The other side held the turn."""


@dataclass(slots=True)
class Stretch:
    """Continuous speech of one side; `end_s` is None while it lasts."""

    start_s: float
    end_s: float | None = None
    turn_start_s: float = 0.0
    """Where the turn that this stretch continues began."""
    loudest_dbfs: float = -100.0
    """Of its level windows so far (0.1 s RMS), their noise taken off."""

    own_voice_s: float | None = None
    """When a window first was as loud as the side's own voice."""
    told_apart: bool = False
    """Whether what of it was echo has been split off, or there was none."""

    def until(self, now_s: float) -> Interval:
        """Return the stretch as an interval, ended at `now_s` where it is still open."""
        end_s = now_s if self.end_s is None else self.end_s
        return Interval(self.start_s, max(self.start_s, end_s))


@dataclass(slots=True)
class Voice:
    """One side's recent stretches and levels."""

    end_delay_s: float
    stretches: deque[Stretch] = field(default_factory=lambda: deque(maxlen=_HISTORY))
    audible_at_s: float = 0.0
    """The latest moment at which the level itself proved speech."""
    _lost: Interval | None = None
    """What the device lost lately: speech that ends where sound was lost may have gone on in it."""
    _speech_dbfs: deque[float] = field(default_factory=lambda: deque(maxlen=_LEVELS))
    _noise_dbfs: deque[float] = field(default_factory=lambda: deque(maxlen=_NOISE_LEVELS))

    @property
    def current(self) -> Stretch | None:
        """The stretch that lasts, None while the side is silent."""
        return self.stretches[-1] if self.stretches and self.stretches[-1].end_s is None else None

    def started(self, start_s: float, held_pause_s: float) -> Stretch:
        """Note that the side began to speak."""
        previous = self.stretches[-1] if self.stretches else None
        held = previous is not None and previous.end_s is not None and start_s - previous.end_s < held_pause_s
        stretch = Stretch(start_s, turn_start_s=previous.turn_start_s if previous and held else start_s)
        self.stretches.append(stretch)
        return stretch

    def ended(self, start_s: float, end_s: float) -> None:
        """Note that the side's stretch is over; a stretch whose start was never told is added."""
        lost = self._lost
        if lost is not None and start_s < lost.start_s and lost.start_s - _VAD_WAVERS_S <= end_s < lost.end_s:
            end_s = lost.end_s
        if self.current is None:
            self.stretches.append(Stretch(start_s, end_s, start_s))
        else:
            self.stretches[-1].end_s = max(end_s, self.stretches[-1].start_s)

    def lost(self, event: GapRecorded) -> None:
        """Note that the side's sound is missing for a while; through a longer loss than the silence that ends speech nobody is said to speak."""
        lost = Interval(event.start_s, event.end_s)
        self._lost = lost if lost.length_s <= self.end_delay_s else None

    def level(self, event: LevelMeasured) -> None:
        """Take a level window: audible speech proves the voice at once, without the VAD's delay."""
        levels = self._speech_dbfs if event.speaking else self._noise_dbfs
        levels.append(event.rms_dbfs)
        if event.speaking and event.rms_dbfs > self._audible_above_dbfs():
            self.audible_at_s = event.at_s
        if event.speaking and self.current is not None:
            self.current.loudest_dbfs = max(
                self.current.loudest_dbfs, without_noise_dbfs(event.rms_dbfs, self.noise_dbfs)
            )

    def note_own_voice(self, at_s: float, under_db: float) -> None:
        """Note whether the side itself is heard by now; `under_db`: how far under its usual level its voice may be."""
        stretch, own_dbfs = self.current, self.speech_dbfs
        if stretch is None or stretch.own_voice_s is not None or own_dbfs is None:
            return
        if stretch.loudest_dbfs >= own_dbfs - under_db:
            stretch.own_voice_s = at_s

    def split_at_own_voice(self) -> Stretch | None:
        """Begin the stretch anew where it first was as loud as the side's own voice; what came before was echo.

        None while no such voice was heard, and where the stretch began with it.
        """
        stretch = self.current
        if stretch is None or stretch.told_apart or stretch.own_voice_s is None:
            return None
        stretch.told_apart, start_s = True, stretch.own_voice_s - _BEFORE_WINDOW_S
        if start_s - stretch.start_s < _QUIET_LEAD_S:
            return None
        stretch.end_s = stretch.start_s
        own = Stretch(start_s, None, start_s, stretch.loudest_dbfs, stretch.own_voice_s, told_apart=True)
        self.stretches.append(own)
        return own

    @property
    def noise_dbfs(self) -> float:
        """Level of the side's noise, -100.0 while it is not known."""
        return median(self._noise_dbfs) if self._noise_dbfs else -100.0

    @property
    def speech_dbfs(self) -> float | None:
        """Level of this side's louder syllables (90th percentile: the VAD's tails and echoes are no own speech), None before any."""
        levels = sorted(self._speech_dbfs)
        return levels[int(0.9 * len(levels))] if levels else None

    def heard(self, stretch: Stretch, now_s: float) -> Interval:
        """Return how much of `stretch` is certain at `now_s`: to its end, or as far as level or VAD prove it."""
        if stretch.end_s is not None:
            return stretch.until(now_s)
        certain_s = max(now_s - self.end_delay_s, min(self.audible_at_s, now_s))
        if self.audible_at_s > stretch.start_s and now_s - self.audible_at_s > _INAUDIBLE_S:
            certain_s = min(certain_s, self.audible_at_s + _FADES_S)
        return Interval(stretch.start_s, max(stretch.start_s, certain_s))

    def covering(self, at_s: float) -> Stretch | None:
        """Return the stretch under way at `at_s`, None when the side was silent then."""
        for stretch in reversed(self.stretches):
            if stretch.start_s < at_s and (stretch.end_s is None or at_s < stretch.end_s):
                return stretch
        return None

    def turn_at(self, at_s: float, regain_s: float) -> list[Stretch]:
        """Return the stretches of the turn held at `at_s`, from then on, through pauses shorter than `regain_s`."""
        turn = [held for held in (self.covering(at_s) or self.last_before(at_s),) if held is not None]
        for stretch in self.stretches:
            end_s = turn[-1].end_s if turn else None
            if end_s is not None and end_s <= stretch.start_s < end_s + regain_s:
                turn.append(stretch)
        return turn

    def last_before(self, at_s: float) -> Stretch | None:
        """Return the latest stretch that had ended by `at_s`."""
        ended = (stretch for stretch in reversed(self.stretches) if stretch.end_s is not None and stretch.end_s <= at_s)
        return next(ended, None)

    def first_after(self, at_s: float) -> Stretch | None:
        """Return the earliest stretch that began at or after `at_s`."""
        return next((stretch for stretch in self.stretches if stretch.start_s >= at_s), None)

    def _audible_above_dbfs(self) -> float:
        """Return the level of certain speech: within 12 dB of the louder syllables, and nearer to them than to noise."""
        speech = self.speech_dbfs or 0.0
        return max(speech - 12.0, (speech + self.noise_dbfs) / 2.0)


def without_noise_dbfs(level_dbfs: float, noise_dbfs: float) -> float:
    """Return the level of a window less its noise; at most 13 dB less, as noise wavers."""
    power, noise = 10.0 ** (level_dbfs / 10.0), 10.0 ** (noise_dbfs / 10.0)
    return 10.0 * log10(max(power - noise, 0.05 * power, 1e-10))


class TurnTracker:
    """Both voices and the judgement of each beginning. Pure; one a session."""

    def __init__(self, settings: TurnSettings) -> None:
        """Start with two silent sides."""
        self._settings = settings
        self._voices = {side: Voice(settings.end_delay_s) for side in Side}

    def voice(self, side: Side) -> Voice:
        """Return one side's voice."""
        return self._voices[side]

    def accept(self, event: SpeechEvent) -> Stretch | None:
        """Take any speech event; return the stretch that it begins, if it begins one."""
        match event:
            case SpeechStarted():
                return self._voices[event.side].started(event.start_s, self._settings.held_pause_s)
            case SpeechEnded():
                self._voices[event.side].ended(event.start_s, event.end_s)
            case LevelMeasured():
                self._voices[event.side].level(event)
            case GapRecorded():
                self._voices[event.side].lost(event)
            case _:
                pass
        return None

    def onset(self, side: Side, stretch: Stretch, now_s: float) -> Onset:
        """Judge what `side` did to the turn when it began `stretch`; UNDECIDED while more must be heard."""
        other = self._voices[Side.CUSTOMER if side is Side.AGENT else Side.AGENT]
        start_s = stretch.start_s
        if now_s < start_s + self._settings.settle_s:
            return Onset.UNDECIDED
        after = other.first_after(start_s)
        if after is not None and after.start_s - start_s <= self._together_s:
            return Onset.TOGETHER
        held = other.covering(start_s)
        if held is None:
            return self._onset_in_silence(other, after, start_s, now_s)
        if start_s - held.start_s <= self._together_s:
            return Onset.TOGETHER
        return self._onset_over(self._voices[side], held, stretch)

    def _onset_in_silence(self, other: Voice, after: Stretch | None, start_s: float, now_s: float) -> Onset:
        """Began in silence: only a pause that was not waited for, and that the other ends, was not free."""
        before = other.last_before(start_s)
        if before is None or before.end_s is None or start_s - before.end_s >= self._settings.no_wait_s:
            return Onset.FREE_FLOOR
        if after is not None:
            pause_s = after.start_s - before.end_s
            return Onset.OVER_OTHER if pause_s < self._settings.regain_s else Onset.FREE_FLOOR
        deadline_s = before.end_s + self._settings.regain_s + self._settings.settle_s
        return Onset.UNDECIDED if now_s < deadline_s else Onset.FREE_FLOOR

    def _onset_over(self, mine: Voice, held: Stretch, stretch: Stretch) -> Onset:
        """Began while the other spoke: goes on with its own turn when the other had broken into that."""
        before = mine.last_before(stretch.start_s)
        if before is None or before.end_s is None:
            return Onset.OVER_OTHER
        # A customer who speaks up as the agent pauses for breath could not know that the agent would go on.
        broken_into = before.turn_start_s < held.start_s <= before.end_s + self._settings.break_in_s
        # Nor did either break in where both had begun together, and neither has given up yet.
        contested = abs(before.turn_start_s - held.turn_start_s) <= self._together_s
        paused_s = stretch.start_s - before.end_s
        # Nor can one who is about to go on stop for a voice that has only just begun.
        at_once = (
            paused_s < self._settings.held_pause_s and stretch.start_s - held.turn_start_s <= self._settings.break_in_s
        )
        goes_on = at_once or ((broken_into or contested) and paused_s < self._settings.yield_s)
        return Onset.CONTINUES if goes_on else Onset.OVER_OTHER

    @property
    def _together_s(self) -> float:
        """The most by which two beginnings that are heard may differ when both began together."""
        return self._settings.together_s + self._settings.heard_within_s
