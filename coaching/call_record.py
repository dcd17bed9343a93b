"""What one call brought so far: speech, words, gaps, echo and all that coaching decided.

Place in the flow: the engine notes every event here; when the session ends, however it ends, `summary` makes one
immutable tree of it. Nothing but numbers, redacted text and the agent's words is kept; no sound.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from coaching.agenda import AgendaEntry
from coaching.detectors.loudness import LoudnessSettings, OwnVoice
from coaching.detectors.promises import Promise
from coaching.echo_trust import EchoTrust
from coaching.events import (
    Backchannel,
    CoachingEvent,
    Cue,
    Detection,
    DetectionWithdrawn,
    Interruption,
    Praise,
    Severity,
)
from coaching.evidence import words_between
from coaching.evidence_sentences import is_measure
from coaching.intervals import Interval, intersection, merged, total_s
from coaching.latency import LatencyLog
from coaching.metrics.measures import CallFacts, measure
from coaching.metrics.voice import LevelOver
from coaching.redaction import STANDARD, RedactionSettings, redact, redact_together, redact_words
from coaching.scorecard import ScoreSettings, score_call
from coaching.silent_sides import SilentSides
from coaching.summary import CallSummary, Coverage, EchoCoverage, NotMeasured, RulebookInForce, Utterance
from speech.events import (
    EchoMeasured,
    FinalTranscript,
    GapRecorded,
    LevelMeasured,
    SessionEnded,
    SessionStarted,
    Side,
    SpeechEnded,
    SpeechEvent,
    SpeechStarted,
)

_TOGETHER_S = 30.0
"""Utterances this close belong together when numbers are looked for: a number is told in pieces."""
SEEM_SWAPPED = (
    "your microphone and the call seem swapped: the call repeats what the microphone hears; "
    "or the customer's telephone sends your voice back"
)
_DISTRUST_MATTERS_S = 0.5
"""Shorter distrust of the microphone is the canceller's start and hides nothing."""
_NEEDS_TWO = ("interruptions", "talk ratio", "longest monologue", "patience", "dead air", "overlap", "time on hold")
_REST_MATTERS_S = 0.5
"""What a recording announces and what is decoded of it differ by less for rounding alone."""


@dataclass(slots=True)
class CallRecord:
    """Collects one session. Used by the engine alone."""

    redaction: RedactionSettings = STANDARD
    loudness: LoudnessSettings = field(default_factory=LoudnessSettings)
    started: SessionStarted | None = None
    now_s: float = 0.0
    complete: bool = False
    detections: list[Detection] = field(default_factory=list)
    """Those that stand."""
    cues: list[Cue] = field(default_factory=list)
    praise: list[Praise] = field(default_factory=list)
    latency: LatencyLog = field(default_factory=LatencyLog)
    _rulebooks: list[RulebookInForce] = field(default_factory=list)
    _interruptions: dict[float, Interruption] = field(default_factory=dict)
    _backchannels: list[Backchannel] = field(default_factory=list)
    _finals: list[FinalTranscript] = field(default_factory=list)
    _gaps: list[GapRecorded] = field(default_factory=list)
    _speech: dict[Side, list[Interval]] = field(default_factory=lambda: {side: [] for side in Side})
    _open: dict[Side, float] = field(default_factory=dict)
    _echo: EchoMeasured | None = None
    _trust: EchoTrust = field(default_factory=EchoTrust)
    _silent_sides: SilentSides = field(default_factory=SilentSides)
    _voice: OwnVoice | None = None
    _paused: list[Interval] = field(default_factory=list)
    _paused_since_s: float | None = None

    def hear(self, event: SpeechEvent) -> None:
        """Note a speech event."""
        self.now_s = max(self.now_s, event.at_s)
        self._trust.accept(event)
        self._silent_sides.accept(event)
        match event:
            case SessionStarted():
                self.started = event
            case SpeechStarted():
                self._open[event.side] = event.start_s
            case SpeechEnded():
                self._open.pop(event.side, None)
                if event.end_s > event.start_s:  # else it was an echo that the listener takes back
                    self._speech[event.side].append(Interval(event.start_s, event.end_s))
            case FinalTranscript():
                if event.words:
                    self._finals.append(event)
            case SessionEnded():
                self.complete = event.complete
            case _:
                self._hear_conditions(event)

    def _hear_conditions(self, event: SpeechEvent) -> None:
        """Note how well the call is heard, and how loudly the agent speaks."""
        match event:
            case GapRecorded():
                self._gaps.append(event)
            case EchoMeasured():
                if event.detected or self._echo is None:
                    self._echo = event
            case LevelMeasured(side=Side.AGENT, speaking=True) if self._trust.trusted:
                self._voice = self._voice or OwnVoice(self.loudness)
                self._voice.accept(event)
            case _:
                pass

    def note_rulebook(self, version: str) -> None:
        """Note that this rulebook applies from now on."""
        self._rulebooks.append(RulebookInForce(version, self.now_s))

    def pause(self) -> None:
        """Note that coaching rests from now on."""
        if self._paused_since_s is None:
            self._paused_since_s = self.now_s

    def resume(self) -> None:
        """Note that coaching goes on."""
        self._paused, self._paused_since_s = self._pauses(), None

    def note(self, event: CoachingEvent) -> None:
        """Note what coaching decided."""
        self.latency.note(event)
        match event:
            case Detection():
                self.detections.append(event)
            case DetectionWithdrawn():
                self.detections = [d for d in self.detections if d.detection_id != event.detection_id]
            case Cue():
                self.cues.append(event)
            case Praise():
                self.praise.append(event)
            case Interruption():
                self._interruptions[event.start_s] = event
            case Backchannel():
                self._backchannels.append(event)
            case _:
                pass

    def summary(
        self,
        rulebook_version: str,
        severities: Mapping[str, Severity],
        promises: Sequence[Promise],
        score: ScoreSettings,
        agenda: Sequence[AgendaEntry] = (),
    ) -> CallSummary:
        """Return the call as it stands, complete or not. `severities` by rule id."""
        started = self.started or SessionStarted(
            0.0, "", has_customer=False, engine="", model="", engine_version="", engine_reason=""
        )
        metrics = measure(self._facts(promises))
        transcript = tuple(self._transcript())
        detections = tuple(replace(found, evidence=_clear(found, transcript)) for found in self.detections)
        return CallSummary(
            source=started.source,
            duration_s=self.now_s,
            complete=self.complete,
            engine=started.engine,
            model=started.model,
            engine_version=started.engine_version,
            engine_reason=started.engine_reason,
            rulebook_version=rulebook_version,
            coverage=self._coverage(),
            agent_speech=tuple(self._speech_of(Side.AGENT)),
            customer_speech=tuple(self._speech_of(Side.CUSTOMER)),
            transcript=transcript,
            interruptions=tuple(sorted(self._interruptions.values(), key=lambda event: event.start_s)),
            backchannels=tuple(self._backchannels),
            detections=detections,
            cues=tuple(self._cleared(cue, detections) for cue in self.cues),
            praise=tuple(replace(praise, evidence=_clear(praise, transcript)) for praise in self.praise),
            promises=tuple(replace(promise, phrase=redact(promise.phrase, self.redaction)) for promise in promises),
            metrics=metrics,
            score=score_call(self._counted(), severities, self.praise, metrics, score),
            agenda=tuple(agenda),
            latencies=self.latency.latencies(),
            rulebooks=tuple(self._rulebooks),
        )

    def _cleared(self, cue: Cue, detections: Sequence[Detection]) -> Cue:
        """Return the cue with the evidence that its detection has now."""
        evidence = {found.detection_id: found.evidence for found in detections}.get(
            cue.detection_id or -1, cue.evidence
        )
        before = {found.detection_id: found.evidence for found in self.detections}.get(cue.detection_id or -1)
        return replace(cue, evidence=evidence) if before == cue.evidence else cue

    def _pauses(self) -> list[Interval]:
        """Return when coaching rested until now."""
        since_s = self._paused_since_s
        still = [Interval(since_s, self.now_s)] if since_s is not None and since_s < self.now_s else []
        return merged([*self._paused, *still])

    def _counted(self) -> list[Detection]:
        """Return the detections that may cost points: pausing is no trap, so nothing counts in that time."""
        pauses = self._pauses()
        return [d for d in self.detections if not any(p.start_s <= d.start_s < p.end_s for p in pauses)]

    def _speech_of(self, side: Side) -> list[Interval]:
        still = [Interval(self._open[side], max(self._open[side], self.now_s))] if side in self._open else []
        return merged([*self._speech[side], *still])

    def _facts(self, promises: Sequence[Promise]) -> CallFacts:
        return CallFacts(
            agent=tuple(self._speech_of(Side.AGENT)),
            customer=tuple(self._speech_of(Side.CUSTOMER)),
            two_sided=self._trust.two_sided and not self._silent(),
            utterances=tuple(final.words for final in self._finals),
            competitive=tuple(Interval(i.start_s, i.start_s + i.overlap_s) for i in self._interruptions.values()),
            cooperative=tuple(Interval(b.start_s, b.end_s) for b in self._backchannels),
            levels=self._levels(),
            hold_s=sum((promise.hold_s for promise in promises), 0.0),
            interruptions_measured=self._measured_s() > 0.0,
            rests=tuple(self._pauses()),
        )

    def _levels(self) -> tuple[LevelOver, ...]:
        return () if self._voice is None else self._voice.levels()

    def _silent(self) -> list[NotMeasured]:
        """Return what cannot be measured because a side was never heard."""
        return list(self._silent_sides.not_measured(self.now_s, two_sided=self._trust.two_sided))

    def _measured_s(self) -> float:
        """Time of the customer's speech in which the microphone could be trusted."""
        customer = self._speech_of(Side.CUSTOMER)
        lost = intersection(customer, self._trust.distrusted(self.now_s))
        return total_s(customer) - total_s(lost) if customer else self.now_s

    def _coverage(self) -> Coverage:
        sides = [Side.AGENT, Side.CUSTOMER] if self._trust.two_sided else [Side.AGENT]
        lost_s = sum(total_s(Interval(g.start_s, g.end_s) for g in self._gaps if g.side is side) for side in sides)
        whole_s = self._whole_s()
        share = (self.now_s - lost_s / len(sides)) / whole_s if whole_s > 0.0 else 0.0
        echo = self._echo
        return Coverage(
            heard_share=max(0.0, min(1.0, share)),
            gaps=tuple(self._gaps),
            echo=EchoCoverage(
                detected=echo is not None and echo.detected,
                bleed_db=echo.bleed_db if echo is not None else None,
                cancelled=echo is not None and echo.detected and echo.cancelling,
            ),
            not_measured=tuple(self._not_measured()),
            paused=tuple(self._pauses()),
        )

    def _whole_s(self) -> float:
        """Return how long the call is: of a recording that was not heard to its end what it announced, else what was heard."""
        announced_s = self.started.duration_s if self.started is not None and not self.complete else None
        return max(self.now_s, announced_s or 0.0)

    def _not_measured(self) -> Iterator[NotMeasured]:
        if (whole_s := self._whole_s()) - self.now_s > _REST_MATTERS_S:
            yield NotMeasured("the rest of the call", f"{_clock(self.now_s)} of {_clock(whole_s)} min were heard")
        if not self._trust.two_sided:
            for what in _NEEDS_TWO:
                yield NotMeasured(what, "the recording has one channel: the customer cannot be told from the agent")
            yield NotMeasured(
                "whose words they are", "what a customer says on the same channel is taken for the agent's"
            )
        yield from (silent := self._silent())
        if silent and self._trust.two_sided:
            told = {item.what for item in silent}
            yield from (NotMeasured(what, silent[0].reason) for what in _NEEDS_TWO if what not in told)
        if self._trust.far_repeats_at_s is not None:
            for what in ("interruptions", "loudness"):
                yield NotMeasured(what, f"{SEEM_SWAPPED} (from {self._trust.far_repeats_at_s:.0f} s)")
            return
        distrusted = self._trust.distrusted(self.now_s)
        if total_s(distrusted) > _DISTRUST_MATTERS_S:
            spans = ", ".join(f"{span.start_s:.0f} … {span.end_s:.0f} s" for span in distrusted)
            for what in ("interruptions", "loudness"):
                yield NotMeasured(what, f"the microphone heard the far end ({spans}); nothing was counted in that time")
        elif not self._levels():
            yield NotMeasured("loudness", "the agent spoke too little to know the usual level")

    def _transcript(self) -> Iterator[Utterance]:
        """Yield the utterances, redacted together with those close by."""
        for group in self._groups():
            texts = redact_together([final.text for final in group], self.redaction)
            words = redact_words([final.words for final in group], self.redaction)
            for final, text, kept in zip(group, texts, words, strict=True):
                yield Utterance(final.words[0].start_s, final.words[-1].end_s, text, kept)

    def _groups(self) -> list[list[FinalTranscript]]:
        groups: list[list[FinalTranscript]] = []
        for final in self._finals:
            if groups and final.words[0].start_s - groups[-1][-1].words[-1].end_s <= _TOGETHER_S:
                groups[-1].append(final)
            else:
                groups.append([final])
        return groups


def _clock(seconds: float) -> str:
    return f"{int(seconds) // 60}:{int(seconds) % 60:02}"


def _clear(found: Detection | Praise, transcript: Sequence[Utterance]) -> str:
    """Return the evidence; where it is words in which a number turned out private later, as the transcript has them."""
    if is_measure(found.evidence):
        return found.evidence
    said = [
        utterance.words
        for utterance in transcript
        if utterance.start_s < found.end_s and utterance.end_s > found.start_s
    ]
    now = words_between(said, found.start_s, found.end_s)
    return now if "[" in now and "[" not in found.evidence else found.evidence
