"""Words that break a rule: judges partials as they stand and finals whole, and takes back what did not last.

Place in the flow: the engine hands it every speech event; it yields findings with the agent's own words and their
times. A finding is taken back when the recognizer revises its words ("revised") or when, for rules with a grace time,
the agent makes it good within that time ("repaired").
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from coaching.detectors.base import Finding, Found, Retraction
from coaching.rulebook.judge import UtteranceJudge, Verdict
from coaching.rulebook.schema import Rulebook
from speech.events import FinalTranscript, PartialTranscript, SpeechEvent, Word

_LATE_WORDS_S = 30.0
"""How long after the grace time words spoken within it may still arrive: longer than any utterance is kept open."""


@dataclass(slots=True)
class _Fired:
    """A finding of the utterance that is being spoken."""

    key: str
    verdict: Verdict
    settled: bool = False
    """It fired under rules that were replaced since: only the same words may renew it, nothing takes it back."""


@dataclass(slots=True)
class _Utterance:
    """The utterance that is being spoken."""

    utterance_id: int
    fired: list[_Fired] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _InGrace:
    """A finding that a repair can still lift."""

    key: str
    rule_id: str
    until_s: float


class PhraseDetector:
    """Finds the rules that the agent's words break; one instance a session."""

    def __init__(self, rulebook: Rulebook, judge: UtteranceJudge | None = None) -> None:
        """Take the rules in force; `judge` decides (and may ask a classifier), by default triggers alone."""
        self._timing = {rule.id: (rule.timing, rule.grace_s) for rule in rulebook.rules}
        self._judge = judge or UtteranceJudge(rulebook)
        self._utterance = _Utterance(-1)
        self._in_grace: list[_InGrace] = []
        self._count = 0

    def replace_rules(self, rulebook: Rulebook, judge: UtteranceJudge | None = None) -> None:
        """Judge with other rules from the next event on (hot reload); what has fired stays."""
        for fired in self._utterance.fired:
            fired.settled = True
        self._timing = {rule.id: (rule.timing, rule.grace_s) for rule in rulebook.rules}
        self._judge = judge or UtteranceJudge(rulebook)

    def accept(self, event: SpeechEvent) -> Iterator[Found]:
        """Take the next event and yield findings and retractions."""
        match event:
            case PartialTranscript():
                yield from self._repaired(event.words[: event.stable_count], event.at_s)
                yield from self._transcribed(event, event.stable_count)
            case FinalTranscript():
                yield from self._repaired(event.words, event.at_s)
                yield from self._transcribed(event, len(event.words))
                self._utterance = _Utterance(-1)
            case _:
                pass
        self._in_grace = [grace for grace in self._in_grace if event.at_s <= grace.until_s + _LATE_WORDS_S]

    def _transcribed(self, event: PartialTranscript | FinalTranscript, stable: int) -> Iterator[Found]:
        if event.utterance_id != self._utterance.utterance_id:
            self._utterance = _Utterance(event.utterance_id)
        is_final = isinstance(event, FinalTranscript)
        judgement = self._judge.judge([word.text for word in event.words], complete=is_final)
        unclaimed = [verdict for verdict in judgement.verdicts if verdict.last_word < stable]
        kept: list[_Fired] = []
        for fired in self._utterance.fired:
            same = [verdict for verdict in unclaimed if _is_same(fired.verdict, verdict)]
            if same:
                unclaimed = [verdict for verdict in unclaimed if verdict not in same]
                kept.append(_Fired(fired.key, same[0], fired.settled))
            elif fired.settled:
                kept.append(fired)
            else:
                yield Retraction(fired.key, event.at_s, "revised")
        self._utterance.fired = kept
        for verdict in unclaimed:
            if is_final or self._timing[verdict.rule_id][0] == "immediate":
                yield self._fire(verdict, event)

    def _fire(self, verdict: Verdict, event: PartialTranscript | FinalTranscript) -> Finding:
        self._count += 1
        key = f"{verdict.detector}:{verdict.rule_id}:{self._count}"
        self._utterance.fired.append(_Fired(key, verdict))
        timing, grace_s = self._timing[verdict.rule_id]
        if timing == "grace":
            self._in_grace.append(_InGrace(key, verdict.rule_id, event.words[-1].end_s + grace_s))
        said = event.words[verdict.first_word : verdict.last_word + 1]
        return Finding(
            key=key,
            rule_id=verdict.rule_id,
            start_s=said[0].start_s,
            end_s=said[-1].end_s,
            at_s=event.at_s,
            evidence=" ".join(word.text for word in said),
            confidence=verdict.score,
            detector=verdict.detector,
            utterance_id=event.utterance_id,
        )

    def _repaired(self, words: tuple[Word, ...], at_s: float) -> Iterator[Retraction]:
        """Take back what these words, of an utterance after the breach, make good in time."""
        lifted: set[str] = set()
        for grace in self._in_grace:
            in_time = any(
                words[repair.first_word].start_s <= grace.until_s
                for repair in self._judge.repairs(grace.rule_id, [word.text for word in words])
            )
            if in_time:
                lifted.add(grace.key)
                yield Retraction(grace.key, at_s, "repaired")
        self._in_grace = [grace for grace in self._in_grace if grace.key not in lifted]


def _is_same(fired: Verdict, verdict: Verdict) -> bool:
    """Whether a verdict on the renewed transcript is the one that has fired: same rule, same words or same trigger."""
    if fired.rule_id != verdict.rule_id:
        return False
    overlap = fired.first_word <= verdict.last_word and verdict.first_word <= fired.last_word
    return overlap or (bool(fired.trigger) and fired.trigger == verdict.trigger)
