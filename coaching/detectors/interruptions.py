"""Interruptions: the agent talks over the customer. Sound decides, words only acquit or hasten.

Place in the flow: one of the engine's detectors; `coaching.turns` says what each beginning did to the turn.

Definition. The agent begins while the customer holds the turn, and

* both speak for at least `long_overlap_s` (0.8 s; products use 0.5, 0.8 and 3 s), or
* both speak for at least `worded_overlap_s` (0.5 s) and the agent says at least `worded_count` (3) words that are no
  backchannel, or
* the customer falls silent within `cut_off_s` (1 s) of it without having finished, which shows in that the customer
  takes the word up again while the agent still speaks.

Not an interruption: backchannels (short, or only words such as "mm-hm", "okay", "I see"), overlap in the last
`end_of_turn_s` (0.3 s) of a turn, both beginning within 0.2 s, the customer breaking into the agent's turn, and echo.
About 40 % of speaker changes overlap naturally (Heldner & Edlund 2010, "Pauses, gaps and overlaps in conversations"),
and a backchannel cannot be told from a turn within 0.5 s, so nothing is decided before `decide_s`. Overlap with a
floor struggle is called competitive, acknowledgement and turn-end overlap cooperative (Schegloff 2000, "Overlapping
talk and the organization of turn-taking"): `Interruption`s are the former, `Backchannel`s the latter.

An `Interruption` is told as soon as it is certain, and told again (same `start_s`) when it is over, with the whole
overlap and who yielded.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from itertools import takewhile
from typing import Annotated, Final

from pydantic import Field
from pydantic.dataclasses import dataclass as settings_dataclass

from coaching.backchannels import content_words, leading_backchannels, settled_words
from coaching.detectors.base import Finding, Found
from coaching.echo_trust import EchoTrust
from coaching.events import Backchannel, Interruption, Praise
from coaching.intervals import Interval, intersection, total_s
from coaching.turns import Onset, Seconds, Stretch, TurnSettings, TurnTracker, Voice
from speech.events import FinalTranscript, LevelMeasured, PartialTranscript, SessionEnded, Side, SpeechEvent, Word

RULE_ID: Final = "interrupting"
_CONFIDENCE: Final = 0.95
"""Precision on the benchmark calls (docs/turn-taking.md), rounded down."""
_BREATH_S: Final = 0.2
"""Silence between the words of a sentence."""
_STAND_IN: Final = 3
"""Hypotheses in which words must stand. A hummed "mm-hmm" becomes "till the nature of the", then "in the nature of them":
recognizers make other words of it each time, while the words of speech stay."""
_WORDS_OF_SPEECH: Final = 2
"""Words that stand before a breath is taken for a breath and not for the end: a hum gives none."""
_NO_LEVEL_DBFS: Final = -99.0
_START_KNOWN_S: Final = 0.15
"""The VAD knows that speech began after 0.1 s; a little is left for its hops."""


@settings_dataclass(frozen=True)
class InterruptionSettings:
    """What counts as talking over the customer."""

    long_overlap_s: Annotated[Seconds, Field(title="Overlap that is always an interruption")] = 0.8
    worded_overlap_s: Annotated[Seconds, Field(title="Overlap that is one when words are spoken")] = 0.5
    worded_count: Annotated[int, Field(ge=1, le=20, title="Words for that", json_schema_extra={"unit": "words"})] = 3
    cut_off_s: Annotated[Seconds, Field(title="Customer falls silent within")] = 1.0
    end_of_turn_s: Annotated[Seconds, Field(title="Overlap allowed at the end of a turn")] = 0.3
    vad_tail_s: Annotated[Seconds, Field(title="Speech ends are heard late by up to")] = 0.1
    """Silero hears the ends 0.05 … 0.1 s late; turn-end overlap is allowed that much more."""
    backchannel_s: Annotated[Seconds, Field(title="Shorter speech is a backchannel")] = 0.65
    """"mm-hm" and "yeah, okay" last 0.2 … 0.6 s."""
    long_backchannel_s: Annotated[Seconds, Field(title="Longest backchannel whatever its words")] = 1.2
    """A drawn-out "mm-hm" lasts 0.7 … 1.1 s, and recognizers make words of it: it counts when the customer goes on."""
    own_voice_db: Annotated[
        float, Field(ge=3.0, le=40.0, title="Quieter than the agent's voice by", json_schema_extra={"unit": "dB"})
    ] = 12.0
    """Sound that much under the agent's usual level is another voice or an echo."""
    echo_voice_db: Annotated[
        float, Field(ge=3.0, le=40.0, title="The same where an echo may be", json_schema_extra={"unit": "dB"})
    ] = 8.0
    """The loudest syllable of a second of speech lies within 6 dB of the usual loud ones."""
    unperturbed_s: Annotated[Seconds, Field(title="The customer goes on for at least")] = 0.5
    decide_s: Annotated[Seconds, Field(title="Earliest decision after the beginning")] = 1.03
    """As late as a confirmation within 1.2 s allows: levels come every 0.1 s, and beginnings are heard 0.05 s late."""
    hastened_decide_s: Annotated[Seconds, Field(title="The same when some words stand")] = 0.98
    hastening_words: Annotated[int, Field(ge=1, le=20, title="Words for that", json_schema_extra={"unit": "words"})] = 1
    worded_decide_s: Annotated[Seconds, Field(title="Earliest decision when the words are certain")] = 0.8
    hop_s: Annotated[Seconds, Field(title="Overlap is measured to within")] = 0.05
    """Beginnings are heard up to a hop and a half (32 ms each) late."""
    words_wait_s: Annotated[Seconds, Field(title="Longest wait for words after speech ended")] = 1.0
    give_up_s: Annotated[Seconds, Field(title="Undecided overlap is dropped after")] = 3.0
    merge_s: Annotated[Seconds, Field(title="Going on within counts as the same interruption")] = 1.5
    praise_yield_s: Annotated[Seconds, Field(title="Yielding within earns praise")] = 1.5
    turns: TurnSettings = TurnSettings()


class OverlapState(Enum):
    """Where one stretch of the agent's speech is on its way to a verdict."""

    STARTING = "starting"
    """What it did to the turn is not known yet."""
    OVERLAPPING = "overlapping"
    """It began over the customer; sound and words are weighed."""
    CONFIRMED = "confirmed"
    """An interruption, still going on: who yields is open."""
    CLOSED = "closed"


@dataclass(slots=True)
class _Overlap:
    """One stretch of the agent's speech under judgement."""

    stretch: Stretch
    state: OverlapState = OverlapState.STARTING
    words: tuple[Word, ...] = ()
    words_final: bool = False
    stable_words: int = 0
    """How many stood in two partials running by the earliest decision: what comes later may be made of silence."""
    hypotheses: deque[tuple[str, ...]] = field(default_factory=lambda: deque(maxlen=_STAND_IN))
    """What the recognizer took it for, lately."""
    confirmed_at_s: float = 0.0
    distrusted: bool = False


class InterruptionDetector:
    """Turns two voices and the agent's words into interruptions and backchannels. Pure; one a session."""

    def __init__(self, settings: InterruptionSettings | None = None) -> None:
        """Start with nobody speaking."""
        self._settings = settings or InterruptionSettings()
        self._tracker = TurnTracker(self._settings.turns)
        self._trust = EchoTrust()
        self._open: list[_Overlap] = []
        self._last_end_s: float | None = None
        """End of the last confirmed interruption, for merging."""

    def accept(self, event: SpeechEvent) -> Iterator[Found]:
        """Take the next event and yield what it decides."""
        self._trust.accept(event)
        begun = self._tracker.accept(event)
        if isinstance(event, LevelMeasured) and event.side is Side.AGENT:
            self._agent.note_own_voice(event.at_s, self._settings.echo_voice_db)
            if self._trust.detected or self._trust.undecided:
                begun = self._agent.split_at_own_voice()
        if not self._trust.two_sided:
            return
        if begun is not None and getattr(event, "side", None) is Side.AGENT:
            self._open.append(_Overlap(begun))
        if isinstance(event, PartialTranscript | FinalTranscript):
            self._note_words(event)
        for overlap in self._open:
            yield from self._advance(overlap, event.at_s, ending=isinstance(event, SessionEnded))
        self._open = [overlap for overlap in self._open if overlap.state is not OverlapState.CLOSED]

    @property
    def _agent(self) -> Voice:
        return self._tracker.voice(Side.AGENT)

    @property
    def _customer(self) -> Voice:
        return self._tracker.voice(Side.CUSTOMER)

    def _note_words(self, event: PartialTranscript | FinalTranscript) -> None:
        """Give each open overlap the words that lie in its stretch (word times are good to about 0.25 s)."""
        final = isinstance(event, FinalTranscript)
        words = event.words if isinstance(event, FinalTranscript) else settled_words(event)
        for overlap in self._open:
            span = overlap.stretch.until(event.at_s)
            mine = tuple(w for w in words if w.end_s > span.start_s - 0.1 and w.start_s < span.end_s + 0.25)
            if mine or final:
                overlap.words, overlap.words_final = mine, final
            overlap.hypotheses.append(tuple(w.text for w in event.words if w in mine or w.start_s >= span.start_s))
            if isinstance(event, PartialTranscript) and event.at_s <= span.start_s + self._settings.decide_s:
                stable = sum(word in mine for word in event.words[: event.stable_count])
                overlap.stable_words = max(overlap.stable_words, stable)

    def _advance(self, overlap: _Overlap, now_s: float, *, ending: bool) -> Iterator[Found]:
        """Move one overlap as far as `now_s` allows; `ending` closes it with what is known."""
        if overlap.state is OverlapState.STARTING:
            self._judge_onset(overlap, now_s)
        if overlap.state is OverlapState.OVERLAPPING:
            yield from self._weigh(overlap, now_s)
        if overlap.state is OverlapState.CONFIRMED:
            yield from self._follow(overlap, now_s, ending=ending)

    def _judge_onset(self, overlap: _Overlap, now_s: float) -> None:
        overlap.distrusted = overlap.distrusted or self._trust.doubts(overlap.stretch.start_s)
        onset = self._tracker.onset(Side.AGENT, overlap.stretch, now_s)
        if onset is Onset.OVER_OTHER:
            overlap.state = OverlapState.OVERLAPPING
        elif onset is not Onset.UNDECIDED:
            overlap.state = OverlapState.CLOSED

    def _weigh(self, overlap: _Overlap, now_s: float) -> Iterator[Found]:
        """Decide between interruption, backchannel and harmless overlap, or wait."""
        settings, agent = self._settings, self._agent.heard(overlap.stretch, now_s)
        overlap.distrusted = overlap.distrusted or self._trust.doubts(overlap.stretch.start_s)
        turn = self._customer.turn_at(agent.start_s, settings.turns.regain_s)
        shared_s = self._shared_s(agent, turn, now_s)
        if overlap.distrusted:
            overlap.state = OverlapState.CLOSED
        elif self._is_brief(overlap, turn, shared_s, now_s):
            yield from self._close(overlap, turn, now_s, brief=True)
        elif not self._is_worded(overlap, shared_s) and self._may_be_brief(overlap, turn, now_s):
            return
        elif self._is_interruption(overlap, turn, shared_s, now_s):
            if self._trust.undecided and not self._is_own_voice(overlap.stretch):
                overlap.state = OverlapState.CLOSED if self._is_stale(overlap, now_s) else overlap.state
            elif self._is_own_voice(overlap.stretch):
                yield from self._confirm(overlap, shared_s, now_s)
            else:
                overlap.state = OverlapState.CLOSED
        elif self._is_settled(overlap, turn, shared_s, now_s):
            yield from self._close(overlap, turn, now_s, brief=False)

    def _is_own_voice(self, stretch: Stretch) -> bool:
        """Whether the sound is loud enough for the agent: echo and far-off voices are quiet, also undetected ones."""
        own, settings = self._agent.speech_dbfs, self._settings
        if own is None or stretch.loudest_dbfs <= _NO_LEVEL_DBFS:
            return True
        echo = self._trust.detected or self._trust.undecided
        residue_dbfs = self._trust.residue_dbfs(self._customer.speech_dbfs)
        return stretch.loudest_dbfs >= max(
            own - (settings.echo_voice_db if echo else settings.own_voice_db), residue_dbfs
        )

    def _is_stale(self, overlap: _Overlap, now_s: float) -> bool:
        """Whether an overlap has waited too long to know if it is an echo."""
        return now_s - overlap.stretch.start_s > self._settings.give_up_s

    def _is_worded(self, overlap: _Overlap, shared_s: float) -> bool:
        """Whether enough words that stand, and are no signs of listening, were said in enough overlap."""
        if len(overlap.hypotheses) < _STAND_IN:
            return False
        alike = takewhile(lambda texts: len(set(texts)) == 1, zip(*overlap.hypotheses, strict=False))
        stand = [texts[0] for texts in alike]
        count = content_words(stand, may_continue=not overlap.words_final)
        return self._is_long(shared_s, self._settings.worded_overlap_s) and count >= self._settings.worded_count

    def _earliest_s(self, overlap: _Overlap) -> float:
        """Return when sound alone may decide: a hummed sign of listening has no words that stand, and may last longer."""
        hasten = overlap.stable_words >= self._settings.hastening_words
        return self._settings.hastened_decide_s if hasten else self._settings.decide_s

    def _is_long(self, shared_s: float, wanted_s: float) -> bool:
        return shared_s >= wanted_s - self._settings.hop_s

    def _is_brief(self, overlap: _Overlap, turn: list[Stretch], shared_s: float, now_s: float) -> bool:
        """Whether the agent has stopped so soon that it was a sign of listening; only words that stand speak against it."""
        stretch = overlap.stretch
        if stretch.end_s is None or self._is_worded(overlap, shared_s):
            return False
        length_s = stretch.end_s - stretch.start_s
        long_ok = (
            length_s < self._settings.long_backchannel_s
            and self._went_on_s(stretch, turn, now_s) >= self._settings.unperturbed_s
        )
        return length_s < self._settings.backchannel_s or long_ok

    def _may_be_brief(self, overlap: _Overlap, turn: list[Stretch], now_s: float) -> bool:
        """Whether the agent may just have stopped, or has, and it is open yet whether the customer goes on."""
        stretch, settings = overlap.stretch, self._settings
        if stretch.end_s is not None:
            brief = stretch.end_s - stretch.start_s < settings.long_backchannel_s
            return brief and (not turn or turn[-1].end_s is None)
        proven_s = self._agent.audible_at_s
        if proven_s < stretch.start_s or proven_s - stretch.start_s >= self._earliest_s(overlap):
            return False
        # A breath between words that stand is no end; sound that gave no such words may be over.
        breath = overlap.stable_words >= _WORDS_OF_SPEECH and now_s - proven_s < _BREATH_S
        undecided = now_s - stretch.start_s < settings.long_backchannel_s + settings.turns.end_delay_s
        return undecided and not breath

    def _went_on_s(self, stretch: Stretch, turn: list[Stretch], now_s: float) -> float:
        """Return for how long the customer certainly went on after the agent had stopped."""
        heard_s = self._customer.heard(turn[-1], now_s).end_s if turn else 0.0
        return heard_s - (stretch.end_s or now_s)

    def _shared_s(self, agent: Interval, turn: list[Stretch], now_s: float) -> float:
        """Return for how long both certainly spoke."""
        return total_s(intersection([agent], [self._customer.heard(stretch, now_s) for stretch in turn]))

    def _is_interruption(self, overlap: _Overlap, turn: list[Stretch], shared_s: float, now_s: float) -> bool:
        settings, since_s = self._settings, now_s - overlap.stretch.start_s
        earliest_s = settings.worded_decide_s if self._is_worded(overlap, shared_s) else self._earliest_s(overlap)
        if since_s < earliest_s or shared_s < self._harmless_s:
            return False
        if self._is_long(shared_s, settings.long_overlap_s):
            said = [word.text for word in overlap.words]
            return not said or content_words(said, may_continue=not overlap.words_final) > 0
        texts = [word.text for word in self._words_in_overlap(overlap, shared_s)]
        count = content_words(texts, may_continue=not overlap.words_final)
        if self._is_long(shared_s, settings.worded_overlap_s) and count >= settings.worded_count:
            return True
        return count > 0 and self._was_cut_off(overlap, turn)

    def _was_cut_off(self, overlap: _Overlap, turn: list[Stretch]) -> bool:
        """Whether the customer fell silent soon after the agent began, and had more to say."""
        first_end_s, start_s = turn[0].end_s, overlap.stretch.start_s
        if first_end_s is None or len(turn) < 2:
            return False
        return self._harmless_s <= first_end_s - start_s <= self._settings.cut_off_s

    @property
    def _harmless_s(self) -> float:
        """Overlap that the end of any turn may have, as the VAD measures it."""
        return self._settings.end_of_turn_s + self._settings.vad_tail_s

    def _words_in_overlap(self, overlap: _Overlap, shared_s: float) -> tuple[Word, ...]:
        """Return the agent's words, none when an acknowledgement alone fills the overlap and the turn comes after it."""
        lead = leading_backchannels([word.text for word in overlap.words])
        if lead == 0 or lead == len(overlap.words):
            return overlap.words
        left_s = overlap.stretch.start_s + shared_s - overlap.words[lead].start_s
        return overlap.words[:lead] if left_s < self._harmless_s else overlap.words

    def _is_settled(self, overlap: _Overlap, turn: list[Stretch], shared_s: float, now_s: float) -> bool:
        """Whether nothing more can come that would make an interruption of it."""
        settings, agent_end_s = self._settings, overlap.stretch.end_s
        if agent_end_s is not None:
            return overlap.words_final or now_s - agent_end_s > settings.words_wait_s
        customer_end_s = turn[-1].end_s if turn else overlap.stretch.start_s
        if customer_end_s is None:
            return False
        gone = now_s - customer_end_s > settings.turns.regain_s + _START_KNOWN_S
        return gone and (shared_s < self._harmless_s or now_s - overlap.stretch.start_s > settings.give_up_s)

    def _close(self, overlap: _Overlap, turn: list[Stretch], now_s: float, *, brief: bool) -> Iterator[Found]:
        """Close what is no interruption; it was a backchannel when the customer kept the turn throughout."""
        overlap.state = OverlapState.CLOSED
        span = overlap.stretch.until(now_s)
        customer_end_s = turn[-1].end_s if turn else 0.0
        kept = span.length_s > 0.0 and (customer_end_s is None or customer_end_s > span.end_s)
        if kept and (brief or content_words([word.text for word in overlap.words]) == 0):
            yield Backchannel(now_s, span.start_s, span.end_s)

    def _confirm(self, overlap: _Overlap, shared_s: float, now_s: float) -> Iterator[Found]:
        start_s = overlap.stretch.start_s
        if self._last_end_s is not None and start_s - self._last_end_s < self._settings.merge_s:
            overlap.state = OverlapState.CLOSED
            self._last_end_s = overlap.stretch.end_s or now_s
            return
        overlap.state, overlap.confirmed_at_s = OverlapState.CONFIRMED, now_s
        yield Interruption(now_s, start_s, round(shared_s, 3), now_s, "neither")
        yield Finding(
            key=f"interruption:{start_s:.2f}",
            rule_id=RULE_ID,
            start_s=start_s,
            end_s=start_s + shared_s,
            at_s=now_s,
            evidence=f"talked over the customer for {shared_s:.1f} s",
            confidence=_CONFIDENCE,
            detector="interruption",
        )

    def _follow(self, overlap: _Overlap, now_s: float, *, ending: bool) -> Iterator[Found]:
        """Wait for the one who stops first, then tell the whole overlap and praise a quick yield."""
        start_s, agent_end_s = overlap.stretch.start_s, overlap.stretch.end_s
        turn = self._customer.turn_at(start_s, self._settings.turns.regain_s)
        customer_end_s = turn[-1].end_s if turn else start_s
        if agent_end_s is None and customer_end_s is None and not ending:
            return
        overlap.state = OverlapState.CLOSED
        self._last_end_s = agent_end_s or now_s
        shared_s = self._shared_s(self._agent.heard(overlap.stretch, now_s), turn, now_s)
        yielded = _who_yielded(agent_end_s, customer_end_s)
        if agent_end_s == start_s:
            return  # taken back: it was an echo
        yield Interruption(now_s, start_s, round(shared_s, 3), overlap.confirmed_at_s, yielded)
        if yielded == "agent" and agent_end_s and agent_end_s - overlap.confirmed_at_s <= self._settings.praise_yield_s:
            yield Praise(now_s, "yielded", start_s, agent_end_s, "stopped and let the customer go on")


def _who_yielded(agent_end_s: float | None, customer_end_s: float | None) -> str:
    if agent_end_s is None and customer_end_s is None:
        return "neither"
    if customer_end_s is None or (agent_end_s is not None and agent_end_s < customer_end_s):
        return "agent"
    return "customer"
