"""The coaching engine: speech events in, detections, cues, praise and turn-taking facts out, and a summary at the end.

Place in the flow: the app feeds every speech event and hands what comes back to overlay, terminal and store. Pure and
deterministic: its clock is the events' `at_s`; the commands of the agent (pause, snooze, "this was wrong") count as
given at the last event's time, so a session can be replayed from its events and commands.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from coaching.agenda import AgendaItem
from coaching.call_record import CallRecord
from coaching.cue_policy import CueCandidate, CuePolicy
from coaching.delivery import ADVICE, PRAISE
from coaching.detectors.agenda import AgendaDetector
from coaching.detectors.base import Detector, Finding, Found, Hint, Retraction
from coaching.detectors.phrases import PhraseDetector
from coaching.detectors.promises import PromiseDetector
from coaching.detectors.standard import standard_detectors
from coaching.events import CoachingEvent, CueKind, Detection, DetectionWithdrawn, Praise, PromiseChanged, Severity
from coaching.evidence import HeardWords
from coaching.intervals import Interval
from coaching.progress import Progress
from coaching.redaction import redact
from coaching.repairs import AWAY_S, repaired_by
from coaching.rulebook.judge import UtteranceJudge
from coaching.rulebook.schema import Rulebook
from coaching.settings import CoachingSettings
from coaching.standard_judge import standard_judge
from coaching.summary import CallSummary
from speech.events import FinalTranscript, SessionEnded, Side, SpeechEnded, SpeechEvent, SpeechStarted

HEATED_RULE = "strong-feelings"
_HEAT_WINDOW_S = 2.0
"""Heated words and a raised voice this close belong together."""


class CoachingEngine:
    """Coaches one session. Not thread-safe; make a new one for each session."""

    def __init__(
        self,
        rulebook: Rulebook,
        settings: CoachingSettings | None = None,
        detectors: Sequence[Detector] | None = None,
    ) -> None:
        """Take the rules in force; `detectors` replaces the standard set (tests, replays of old sessions)."""
        self._settings = settings or CoachingSettings()
        self._detectors = tuple(standard_detectors(rulebook, self._settings) if detectors is None else detectors)
        self._policy = CuePolicy(self._settings.cues)
        self._record = CallRecord(redaction=self._settings.redaction, loudness=self._settings.loudness)
        self._heard = HeardWords(self._settings.redaction)
        self._count = 0
        self._by_key: dict[str, Detection] = {}
        self._repaired: set[int] = set()
        self._wordings: Counter[str] = Counter()
        self._speaking = False
        self._silent_since_s = 0.0
        """When the agent last stopped speaking."""
        self._away: Interval | None = None
        """The agent's latest absence."""
        self._raised_s = float("-inf")
        self._ended = False
        self._progress = Progress()
        self._severities: dict[str, Severity] = {}
        self._take_rules(rulebook)

    @property
    def now_s(self) -> float:
        """Session time of the last event."""
        return self._record.now_s

    def accept(self, event: SpeechEvent) -> list[CoachingEvent]:
        """Take the next speech event (in order of `at_s`); return what follows from it, in order."""
        self._record.hear(event)
        self._heard.hear(event)
        self._follow_voice(event)
        events: list[CoachingEvent] = []
        for detector in self._detectors:
            for found in detector.accept(event):
                events.extend(self._take(found))
        events.extend(self._policy.advance(self.now_s, agent_speaking=self._speaking))
        if isinstance(event, SessionEnded) and not self._ended:
            self._ended = True
            events.extend(self._policy.finish(self.now_s))
        events.extend(self._told(self._progress.changes(self._detectors, self.now_s)))
        return self._noted(events)

    def finish(self) -> CallSummary:
        """Return the summary of all that was accepted; complete only after a complete `SessionEnded`."""
        promises = [p for d in self._detectors if isinstance(d, PromiseDetector) for p in d.promises]
        agenda = [
            replace(entry, evidence=redact(entry.evidence, self._settings.redaction))
            for d in self._detectors
            if isinstance(d, AgendaDetector)
            for entry in d.entries
        ]
        return self._record.summary(self._rulebook.version, self._severities, promises, self._settings.score, agenda)

    def replace_rules(self, rulebook: Rulebook, judge: UtteranceJudge | None = None) -> None:
        """Coach by other rules from the next event on (hot reload); what was found until now stays, and counts.

        `judge`: made from `rulebook` beforehand, where making it here would take too long (half a second).
        """
        for detector in self._detectors:
            if isinstance(detector, PhraseDetector):
                detector.replace_rules(rulebook, judge or standard_judge(rulebook))
        self._take_rules(rulebook)

    def _take_rules(self, rulebook: Rulebook) -> None:
        self._rulebook = rulebook
        self._rules = {rule.id: rule for rule in rulebook.rules if rule.enabled}
        self._severities |= {rule.id: rule.severity for rule in rulebook.rules}
        self._record.note_rulebook(rulebook.version)

    def set_agenda(self, items: Sequence[AgendaItem]) -> None:
        """Follow these items of the user from now on (none: an empty list); the built-in ones stay.

        What the agent said before counts as said. Raises AgendaError when an item cannot be used; then nothing changes.
        """
        for detector in self._detectors:
            if isinstance(detector, AgendaDetector):
                detector.set_items(items)

    def pause(self) -> list[CoachingEvent]:
        """The agent pauses coaching: cues are held back and nothing costs points, everything else goes on."""
        self._record.pause()
        return self._noted(self._policy.pause(self.now_s))

    def resume(self) -> list[CoachingEvent]:
        """The agent wants cues again."""
        self._record.resume()
        self._policy.resume()
        return []

    def snooze(self, rule_id: str) -> list[CoachingEvent]:
        """The agent wants no cue for this rule for the rest of the call."""
        return self._noted(self._policy.snooze(rule_id, self.now_s))

    def mark_wrong(self, cue_id: int) -> list[CoachingEvent]:
        """The agent says that a cue was wrong: its detection leaves all totals. An unknown id changes nothing."""
        cue = next((cue for cue in self._record.cues if cue.cue_id == cue_id), None)
        if cue is None or cue.detection_id is None:
            return []
        return self._noted(self._withdraw(cue.detection_id, self.now_s, "marked-wrong"))

    def note_painted(self, cue_id: int, delivered_s: float, painted_s: float) -> list[CoachingEvent]:
        """A view says when it had painted a cue (see `coaching.latency.CueLatency`); it goes into the summary."""
        self._record.latency.note_painted(cue_id, delivered_s, painted_s)
        return []

    def _told(self, changes: Iterable[CoachingEvent]) -> Iterator[CoachingEvent]:
        """Yield the changes with promises in words that may leave."""
        for change in changes:
            if isinstance(change, PromiseChanged):
                yield replace(change, phrase=redact(change.phrase, self._settings.redaction))
            else:
                yield change

    def _noted(self, events: Iterable[CoachingEvent]) -> list[CoachingEvent]:
        """Note the events that were not noted on the way."""
        result = list(events)
        for event in result:
            if not isinstance(event, Detection | DetectionWithdrawn | Praise):
                self._record.note(event)
        return result

    def _follow_voice(self, event: SpeechEvent) -> None:
        match event:
            case SpeechStarted(side=Side.AGENT):
                self._speaking = True
                if event.start_s - self._silent_since_s >= AWAY_S:
                    self._away = Interval(self._silent_since_s, event.start_s)
            case SpeechEnded(side=Side.AGENT):
                self._speaking, self._silent_since_s = False, event.end_s
            case FinalTranscript():
                self._speaking = False
            case _:
                pass

    def _take(self, found: Found) -> list[CoachingEvent]:
        match found:
            case Finding():
                return self._flag(found)
            case Retraction():
                detection = self._by_key.pop(found.key, None)
                return [] if detection is None else self._withdraw(detection.detection_id, found.at_s, found.reason)
            case Hint():
                return self._hint(found)
            case Praise():
                return self._praise(found)
            case _:
                return [found]

    def _flag(self, finding: Finding) -> list[CoachingEvent]:
        """Number a finding of a rule in force; delivery findings make a cue only."""
        evidence = self._heard.redacted(finding.evidence, finding.start_s, finding.end_s)
        if finding.rule_id in ADVICE:
            return list(self._policy.offer(self._candidate(finding.rule_id, finding.at_s, evidence, None)))
        if finding.rule_id not in self._rules:
            return []
        self._count += 1
        detection = Detection(
            detection_id=self._count,
            rule_id=finding.rule_id,
            start_s=finding.start_s,
            end_s=finding.end_s,
            at_s=finding.at_s,
            evidence=evidence,
            confidence=self._heated(finding),
            detector=finding.detector,
            utterance_id=finding.utterance_id,
        )
        self._by_key[finding.key] = detection
        self._record.note(detection)
        candidate = self._candidate(finding.rule_id, finding.at_s, evidence, detection.detection_id)
        return [detection, *self._policy.offer(candidate)]

    def _hint(self, hint: Hint) -> list[CoachingEvent]:
        """Offer a gentle cue under the name of a rule in force."""
        rule = self._rules.get(hint.rule_id)
        if rule is None:
            return []
        candidate = CueCandidate(
            hint.at_s,
            rule.id,
            rule.kind,
            Severity.GENTLE,
            hint.headline,
            hint.say_instead,
            redact(hint.evidence, self._settings.redaction),
        )
        return list(self._policy.offer(candidate))

    def _heated(self, finding: Finding) -> float:
        """Return the confidence; heated words in a raised voice make each other surer (halving the doubt)."""
        if finding.rule_id == "loud-voice":
            self._raised_s = finding.end_s
            recent = (d for d in self._record.detections if d.rule_id == HEATED_RULE)
            together = any(abs(d.end_s - finding.end_s) <= _HEAT_WINDOW_S for d in recent)
        else:
            near = finding.start_s - _HEAT_WINDOW_S <= self._raised_s <= finding.end_s + _HEAT_WINDOW_S
            together = finding.rule_id == HEATED_RULE and near
        return 1.0 - (1.0 - finding.confidence) / 2.0 if together else finding.confidence

    def _withdraw(self, detection_id: int, at_s: float, reason: str) -> list[CoachingEvent]:
        withdrawn = DetectionWithdrawn(at_s, detection_id, reason)
        self._record.note(withdrawn)
        return [withdrawn, *self._policy.withdraw(detection_id, at_s, reason)]

    def _praise(self, praise: Praise) -> list[CoachingEvent]:
        """Note a praise, with what it repairs, and offer it as a cue."""
        repaired = repaired_by(praise, self._record.detections, self._repaired, self._settings.repairs, self._away)
        praise = replace(
            praise,
            evidence=self._heard.redacted(praise.evidence, praise.start_s, praise.end_s),
            repairs_detection_id=repaired,
        )
        self._record.note(praise)
        events: list[CoachingEvent] = [praise]
        if repaired is not None:
            self._repaired.add(repaired)
            events.extend(self._policy.withdraw(repaired, praise.at_s, "repaired"))
        if praise.praise_id in PRAISE:
            candidate = self._candidate(praise.praise_id, praise.at_s, praise.evidence, None)
            events.extend(self._policy.offer(candidate))
        return events

    def _candidate(self, rule_id: str, at_s: float, evidence: str, detection_id: int | None) -> CueCandidate:
        """Word a cue; the wordings of a rule take turns."""
        rule = self._rules.get(rule_id) or ADVICE.get(rule_id) or PRAISE[rule_id]
        wordings: tuple[str, ...] = rule.say_instead
        wording = wordings[self._wordings[rule_id] % len(wordings)]
        self._wordings[rule_id] += 1
        kind: CueKind = rule.kind
        severity: Severity = rule.severity
        return CueCandidate(at_s, rule_id, kind, severity, rule.headline, wording, evidence, detection_id)
