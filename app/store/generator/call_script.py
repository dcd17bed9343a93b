"""One made-up call: what is said when, and what coaching makes of it.

Place in the flow: `app.store.generator.sessions` composes some thousand of these and hands them out. The speech events
go through `coaching.call_record` and the detectors of promises and agenda, as in a real call: metrics, coverage, score,
what became of promises and what of the agenda was said are computed, not invented. Pure.
"""

import random
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from app.store.call_log import Commanded, CueActed, CuePainted, LogItem, Utterance, Verb, speech_events
from app.store.generator.lines import Lines
from app.store.generator.people import FAMILIES
from coaching.call_record import CallRecord
from coaching.detectors.agenda import AgendaDetector, AgendaSettings
from coaching.detectors.promises import PromiseDetector
from coaching.events import CoachingEvent, Cue, Detection, DetectionWithdrawn, Interruption, Praise
from coaching.redaction import redact
from coaching.rulebook.schema import Rule, Rulebook
from coaching.scorecard import ScoreSettings
from coaching.summary import CallSummary
from speech.events import (
    ClockAdvanced,
    FinalTranscript,
    GapRecorded,
    SessionEnded,
    SessionStarted,
    Side,
    SpeechEnded,
    SpeechEvent,
    SpeechStarted,
    Word,
)

_FLAGS: Final = (3.6, 2.4, 1.5, 0.8, 0.3)
"""Mean number of flags in a call of each tier."""
_SECONDS_A_WORD: Final = 0.36
"""About 165 words a minute."""
_PACES: Final = (0.8, 1.25)
"""The slowest and the quickest call, as a share of that."""
_HOLD_S: Final = (8.0, 55.0)
"""How long a customer waits who was asked to; who waits too long, `_TOO_LONG_S`."""
_TOO_LONG_S: Final = (65.0, 140.0)
_TICK_S: Final = 5.0
"""So often the clock goes on while nobody speaks."""
_MOST_TURNS: Final = 40
SOURCE: Final = "Generated call"


@dataclass(frozen=True, slots=True)
class CallScript:
    """A call's content; whose it is and when it was is drawn later."""

    summary: CallSummary
    log: tuple[LogItem, ...]
    """Its events, coaching's included."""


@dataclass(slots=True)
class _Call:
    """The call while it is composed."""

    draw: random.Random
    log: list[LogItem] = field(default_factory=list)
    now_s: float = 0.5
    utterances: int = 0
    detections: int = 0
    cues: int = 0
    pace: float = 1.0

    def customer(self) -> None:
        """Let the customer speak."""
        self._speech(Side.CUSTOMER, min(25.0, self.draw.lognormvariate(1.2, 0.6)))

    def agent(self, text: str) -> Utterance:
        """Let the agent say something."""
        start_s = self.now_s
        texts = text.split()
        step = _SECONDS_A_WORD * self.pace * self.draw.uniform(0.85, 1.2)
        words = tuple(
            Word(word, round(start_s + n * step, 3), round(start_s + (n + 1) * step, 3), round(self.draw.uniform(0.8, 1.0), 2))
            for n, word in enumerate(texts)
        )  # fmt: skip
        self._speech(Side.AGENT, step * len(texts))
        self.utterances += 1
        said = Utterance(round(words[-1].end_s + 0.45, 3), self.utterances, words, text)
        self.log.append(said)
        return said

    def _speech(self, side: Side, length_s: float) -> None:
        start_s, end_s = round(self.now_s, 3), round(self.now_s + length_s, 3)
        self.log += [SpeechStarted(start_s + 0.2, side, start_s), SpeechEnded(end_s + 0.4, side, start_s, end_s)]
        # Where one side ends and the other begins lies a short silence, or a few words of both at once.
        self.now_s = max(0.0, end_s + min(2.5, self.draw.gauss(0.8, 0.6)))

    def wait(self, line: str, seconds: float) -> Utterance:
        """Let the agent ask the customer to wait, and be silent for so long."""
        said = self.agent(line)
        silent_s = said.words[-1].end_s
        self.log += [ClockAdvanced(silent_s + n * _TICK_S) for n in range(1, int(seconds / _TICK_S))]
        self.now_s = silent_s + seconds
        return said


def compose(tier: int, family: int, rulebook: Rulebook, lines: Lines, draw: random.Random) -> CallScript:
    """Return a call of this tier whose flags come from this group of rules."""
    call = _Call(draw, pace=draw.uniform(*_PACES))
    call.log += [
        SessionStarted(0.0, SOURCE, has_customer=True, engine="vosk", model="generated", engine_version="", engine_reason="generated"),
        Commanded(0.0, Verb.AGENDA, lines.agenda),
    ]  # fmt: skip
    rules = [rule for n, rule in enumerate(rulebook.rules) if rule.enabled and n % FAMILIES == family]
    turns = min(_MOST_TURNS, max(5, round(draw.lognormvariate(2.6, 0.45))))
    flags = min(turns - 3, _poisson(_FLAGS[tier], draw))
    broken = dict(zip(draw.sample(range(1, turns - 1), flags), draw.choices(rules, k=flags), strict=True))
    call.agent(draw.choice(lines.opening))
    for turn in range(1, turns - 1):
        call.customer()
        rule = broken.get(turn)
        if rule is not None:
            _break(call, rule, lines)
        else:
            _behave(call, tier, lines)
    call.agent(draw.choice(lines.closing))
    if draw.random() < 0.04:
        _gap(call)
    end_s = round(call.now_s + 0.5, 3)
    call.log.sort(key=lambda item: item.at_s)
    call.log.append(SessionEnded(end_s, complete=draw.random() > 0.01))
    return CallScript(_summary(call.log, rulebook, lines), tuple(call.log))


def _break(call: _Call, rule: Rule, lines: Lines) -> None:
    """Let the agent break a rule, by words or by sound."""
    sound = lines.sound.get(rule.id)
    if rule.id == "late" and sound is not None:
        seconds = call.draw.uniform(*_TOO_LONG_S)
        said = call.wait(call.draw.choice(lines.waiting), seconds)
        _flag(call, rule, said, sound.format(seconds=seconds), "promises", late_s=60.0)
        call.agent(call.draw.choice(lines.returning))
        return
    if sound is not None or not rule.examples:
        said = call.agent(call.draw.choice(lines.neutral))
        seconds = round(call.draw.uniform(0.9, 3.5), 1)
        evidence = (sound or "measured for {seconds:.1f} s").format(seconds=seconds, decibels=call.draw.uniform(7, 14))
        if rule.id == "interrupting":
            start_s = said.words[0].start_s
            call.log.append(
                Interruption(start_s + 1.2, start_s, seconds, start_s + 1.2, call.draw.choice(("agent", "customer")))
            )
        _flag(call, rule, said, evidence, "interruption" if rule.id == "interrupting" else "loudness")
        return
    said = call.agent(_spoken(call.draw.choice(rule.examples)))
    _flag(call, rule, said, redact(said.text), call.draw.choice(("phrase", "phrase", "paraphrase")))


def _flag(call: _Call, rule: Rule, said: Utterance, evidence: str, detector: str, *, late_s: float = 0.0) -> None:
    draw = call.draw
    call.detections += 1
    start_s, end_s = said.words[0].start_s, said.words[-1].end_s
    at_s = round(end_s + late_s + draw.uniform(0.15, 0.7), 3)
    detection = Detection(
        call.detections, rule.id, start_s, end_s, at_s, evidence, round(draw.uniform(0.8, 0.99), 2), detector, said.utterance_id
    )  # fmt: skip
    call.log.append(detection)
    shown = draw.random() < 0.8
    call.cues += 1
    cue = Cue(
        call.cues, rule.id, rule.kind, rule.severity, round(at_s + draw.uniform(0.0, 0.6), 3), rule.headline,
        draw.choice(rule.say_instead), evidence, call.detections, shown, None if shown else draw.choice(("rate", "cooldown")),
    )  # fmt: skip
    call.log.append(cue)
    if shown:
        _react(call, cue, detection)


def _react(call: _Call, cue: Cue, detection: Detection) -> None:
    """Let the agent see the cue, and now and then say what it was worth."""
    call.log.append(CuePainted(cue.at_s, cue.cue_id, call.draw.uniform(0.01, 0.08), call.draw.uniform(0.008, 0.03)))
    at_s = round(cue.at_s + call.draw.uniform(1.5, 6.0), 3)
    (action,) = call.draw.choices(("", "got-it", "snooze", "wrong"), (0.64, 0.29, 0.03, 0.04))
    if action:
        call.log.append(CueActed(at_s, cue.cue_id, action))
    if action == "wrong":
        call.log.append(DetectionWithdrawn(at_s, detection.detection_id, "marked-wrong"))


def _behave(call: _Call, tier: int, lines: Lines) -> None:
    """Let the agent go on, now and then with a wait or something well done: the better, the more often."""
    if call.draw.random() < 0.03:
        call.wait(call.draw.choice(lines.waiting), call.draw.uniform(*_HOLD_S))
        call.agent(call.draw.choice(lines.returning))
        return
    if call.draw.random() > 0.03 + 0.02 * tier:
        call.agent(call.draw.choice(lines.neutral))
        return
    praise_id = call.draw.choice(sorted(lines.praise))
    said = call.agent(call.draw.choice(lines.praise[praise_id]))
    call.log.append(Praise(said.at_s, praise_id, said.words[0].start_s, said.words[-1].end_s, said.text))


def _gap(call: _Call) -> None:
    start_s = round(call.now_s * call.draw.random(), 3)
    end_s = round(min(call.now_s, start_s + call.draw.uniform(1.0, 20.0)), 3)
    call.log.append(GapRecorded(call.now_s, call.draw.choice(list(Side)), start_s, end_s, "unplugged"))


def _summary(log: Sequence[LogItem], rulebook: Rulebook, lines: Lines) -> CallSummary:
    record, promises = CallRecord(), PromiseDetector()
    agenda = AgendaDetector(AgendaSettings(items=lines.agenda))
    for event in speech_events(log):
        for detector in (promises, agenda):
            deque(detector.accept(event), maxlen=0)  # what they would say to the agent is drawn, not found
    for item in log:
        if isinstance(item, Utterance):
            record.hear(FinalTranscript(item.at_s, item.utterance_id, item.words, item.text))
        elif isinstance(item, SpeechEvent):
            record.hear(item)
        elif isinstance(item, CuePainted):
            record.latency.note_painted(item.cue_id, item.delivered_s, item.painted_s)
        elif isinstance(item, CoachingEvent):
            record.note(item)
    severities = {rule.id: rule.severity for rule in rulebook.rules}
    return record.summary(rulebook.version, severities, promises.promises, ScoreSettings(), agenda.entries)


def _poisson(mean: float, draw: random.Random) -> int:
    """Return a small Poisson number (Knuth's product of uniforms)."""
    limit, product, count = 2.718281828459045**-mean, draw.random(), 0
    while product > limit:
        product *= draw.random()
        count += 1
    return count


def _spoken(text: str) -> str:
    return "".join(letter for letter in text.lower() if letter.isalnum() or letter in " '")
