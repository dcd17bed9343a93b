"""The listener: source → echo → VAD → gate → recognizer, as one iterator of events.

Place in the flow: everything of `speech` comes together here; `speech.process` runs it in a child process, `analyze`
runs it in its own. Deterministic: the same recording gives the same events, whatever the machine's speed.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from pydantic.dataclasses import dataclass as settings_dataclass

from speech.audio import CHUNK_SAMPLES, SAMPLE_RATE_HZ, Samples, s_to_samples, samples_to_s
from speech.echo import EchoSettings, EchoStage, level_dbfs
from speech.events import (
    ClockAdvanced,
    FinalTranscript,
    GapRecorded,
    LevelMeasured,
    PartialTranscript,
    SessionEnded,
    SessionStarted,
    Side,
    SourceChanged,
    SpeechEnded,
    SpeechEvent,
    SpeechStarted,
)
from speech.gate import GateOutput, GateSettings, SpeechGate
from speech.offset import OffsetRemover
from speech.recognizers.base import PartialHypothesis, Recognizer
from speech.sources.base import Chunk, Source
from speech.vad import HOP_SAMPLES, SileroDetector, VadSettings, VadTransition, VoiceActivity
from speech.voice_edges import VoiceEdges

_LEVEL_WINDOW = s_to_samples(0.1)
_CLOCK_STEP = s_to_samples(0.5)
_SAME_START_S = 0.15


@settings_dataclass(frozen=True)
class ListenerSettings:
    """The settings of all stages together."""

    vad: VadSettings = field(default_factory=VadSettings)
    gate: GateSettings = field(default_factory=GateSettings)
    echo: EchoSettings = field(default_factory=EchoSettings)


@dataclass(slots=True)
class _SideState:
    """The VAD and level meter of one side."""

    side: Side
    detector: SileroDetector
    activity: VoiceActivity
    offset: OffsetRemover = field(default_factory=OffsetRemover)
    edges: VoiceEdges = field(default_factory=VoiceEdges)
    heard: int = 0
    level: list[Samples] = field(default_factory=list)
    level_count: int = 0


class Listener:
    """Turns one source into events. Created and iterated by one thread."""

    def __init__(self, source: Source, recognizer: Recognizer, settings: ListenerSettings, engine_reason: str) -> None:
        """Take an open source and a loaded recognizer; `close` closes both."""
        self._source = source
        self._recognizer = recognizer
        self._engine_reason = engine_reason
        self._vad = settings.vad
        self._echo = EchoStage(settings.echo)
        self._gate = SpeechGate(settings.gate)
        self._agent = _SideState(Side.AGENT, SileroDetector(), VoiceActivity(settings.vad))
        self._customer = _SideState(Side.CUSTOMER, SileroDetector(), VoiceActivity(settings.vad))
        self._utterance_id = 0
        self._position = 0
        self._next_clock = _CLOCK_STEP
        self._ended = False

    def events(self) -> Iterator[SpeechEvent]:
        """Yield the session's events from `SessionStarted` to `SessionEnded`, in order of `at_s`.

        Raises `speech.errors.SpeechError` when source or recognizer fails; `finish` then still gives the closing
        events of what was heard.
        """
        yield self.started()
        while (chunk := self._source.read()) is not None:
            yield from self.accept(chunk)
        yield from self.finish(complete=True)

    def started(self) -> SessionStarted:
        """Return the first event."""
        info, engine = self._source.info, self._recognizer.info
        return SessionStarted(
            at_s=0.0,
            source=info.name,
            has_customer=info.has_customer,
            engine=engine.engine,
            model=engine.model,
            engine_version=engine.version,
            engine_reason=self._engine_reason,
            duration_s=info.duration_s,
        )

    def accept(self, chunk: Chunk) -> Iterator[SpeechEvent]:
        """Yield the events that one chunk brings."""
        self._position = chunk.start_sample + CHUNK_SAMPLES
        yield from self._device_events(chunk)
        agent = own = recorded = self._agent.offset.remove(chunk.agent)
        if chunk.customer is not None:
            customer = self._customer.offset.remove(chunk.customer)
            self._customer.edges.hear(customer, customer)
            yield from self._hear(self._customer, customer)[1]
            agent, echo = self._echo.process(
                agent,
                customer,
                far_speaking=self._customer.activity.speaking,
                near_speaking=self._agent.activity.speaking,
            )
            own = self._echo.own
            # Before the report: what was echo shall not be judged as speech in the moment in which the echo is known.
            yield from self._hear_again(self._echo.heard_again())
            if echo is not None:
                yield echo
        self._agent.edges.hear(own, recorded)
        transition, events = self._hear(self._agent, agent)
        yield from events
        yield from self._recognize(self._gate.accept(agent, transition, speaking=self._agent.activity.speaking))
        if self._position >= self._next_clock:
            self._next_clock += _CLOCK_STEP
            yield ClockAdvanced(self._now_s)

    def finish(self, *, complete: bool) -> Iterator[SpeechEvent]:
        """Yield what is still open and `SessionEnded`; may be called once, also after an error or interrupt."""
        if self._ended:
            return
        self._ended = True
        for state in (self._customer, self._agent):
            if (open_stretch := state.activity.flush(samples_to_s(state.heard))) is not None:
                yield self._speech_event(state.side, open_stretch)
        yield from self._recognize(self._gate.flush())
        yield SessionEnded(self._now_s, complete)

    def close(self) -> None:
        """Close source and recognizer."""
        self._source.close()
        self._recognizer.close()

    @property
    def _now_s(self) -> float:
        return samples_to_s(self._position)

    def _device_events(self, chunk: Chunk) -> Iterator[SpeechEvent]:
        for loss in chunk.losses:
            start_s, end_s = samples_to_s(loss.start_sample), samples_to_s(loss.end_sample)
            yield GapRecorded(self._now_s, loss.side, start_s, end_s, loss.reason)
        for change in chunk.changes:
            yield SourceChanged(self._now_s, change.side, change.device, change.available)

    def _hear(self, state: _SideState, samples: Samples) -> tuple[VadTransition | None, list[SpeechEvent]]:
        events: list[SpeechEvent] = []
        latest: VadTransition | None = None
        for probability in state.detector.accept(samples):
            start, state.heard = state.heard, state.heard + HOP_SAMPLES
            transition = state.activity.accept(probability, samples_to_s(start), samples_to_s(state.heard))
            if transition is not None:
                if transition.end_s is None:
                    latest = told = state.activity.begun_at(state.edges.begins(transition.start_s))
                else:  # The recognizer's gate keeps to the VAD, lest it cut words off.
                    latest = transition
                    told = VadTransition(transition.start_s, state.edges.ends(transition.start_s, transition.end_s))
                events.append(self._speech_event(state.side, told))
        state.level.append(samples)
        state.level_count += len(samples)
        if state.level_count >= _LEVEL_WINDOW:
            events.append(self._level(state))
        return latest, events

    def _hear_again(self, chunks: list[Samples]) -> list[SpeechEvent]:
        """Judge the agent's present stretch anew, now that its echo is known: what was echo has not been said.

        The last chunk is left out: it is heard in its turn.
        """
        agent, before = self._agent, self._agent.activity
        until = agent.heard + agent.detector.pending_samples
        sound = np.concatenate(chunks[:-1]) if len(chunks) > 1 else np.empty(0, dtype=np.float32)
        # On the VAD's own grid of hops.
        first = -(-(until - len(sound)) // HOP_SAMPLES) * HOP_SAMPLES
        if first >= until or not before.speaking or before.opened_s < samples_to_s(first):
            return []
        agent.detector.forget()
        agent.heard, agent.activity = first, VoiceActivity(self._vad)
        for probability in agent.detector.accept(sound[first - until :]):
            start, agent.heard = agent.heard, agent.heard + HOP_SAMPLES
            agent.activity.accept(probability, samples_to_s(start), samples_to_s(agent.heard))
        now = agent.activity
        if now.speaking and now.start_s <= before.opened_s + _SAME_START_S:
            agent.activity = before
            return []
        events: list[SpeechEvent] = [SpeechEnded(self._now_s, Side.AGENT, before.start_s, before.start_s)]
        if now.speaking:
            events.append(SpeechStarted(self._now_s, Side.AGENT, now.start_s))
        return events

    def _level(self, state: _SideState) -> LevelMeasured:
        window = np.concatenate(state.level)
        state.level, state.level_count = [], 0
        peak = float(np.abs(window).max())
        return LevelMeasured(
            at_s=self._now_s,
            side=state.side,
            window_s=len(window) / SAMPLE_RATE_HZ,
            rms_dbfs=round(level_dbfs(window), 1),
            peak_dbfs=round(20.0 * float(np.log10(max(peak, 1e-5))), 1),
            speaking=state.activity.speaking,
        )

    def _speech_event(self, side: Side, transition: VadTransition) -> SpeechEvent:
        if transition.end_s is None:
            return SpeechStarted(self._now_s, side, transition.start_s)
        return SpeechEnded(self._now_s, side, transition.start_s, transition.end_s)

    def _recognize(self, output: GateOutput | None) -> Iterator[SpeechEvent]:
        if output is None:
            return
        if output.begins:
            self._utterance_id += 1
            self._recognizer.begin(output.start_sample)
        partial: PartialHypothesis | None = None
        if len(output.samples):
            partial = self._recognizer.accept(output.samples, output.start_sample)
        if output.ends:
            final = self._recognizer.finish()
            yield FinalTranscript(self._now_s, self._utterance_id, final.words, final.text)
        elif partial is not None:
            yield PartialTranscript(self._now_s, self._utterance_id, partial.words, partial.stable_count)
