"""Cue policy: which detections become a cue on the screen, and when.

Place in the flow: last stage of the engine. Pure: offers, withdrawals and the passing of stream time go in, `Cue`s and
`CueRetired`s come out; the same inputs always give the same cues.

Sparse by design: in studies of live feedback at work, sparse feedback beats continuous feedback and none, and one word
every 20 s is liked most. What holds always (property-tested): never two cues on the screen at once; never more than
`max_cues` that are not severe and `max_praise` praises; nothing severe is lost: it is shown, or merged into the cue of
its own rule that is on the screen, unless the agent paused or snoozed it.
"""

from dataclasses import dataclass, field
from typing import Annotated, Final, TypeAlias

from pydantic import Field
from pydantic.dataclasses import dataclass as settings_dataclass

from coaching.events import Cue, CueKind, CueRetired, Severity

CueEvent: TypeAlias = Cue | CueRetired

IMMEDIATE_RULES: Final = frozenset(("interrupting", "loud-voice"))
"""Shown in mid-sentence: these cues are about the very sentence that the agent is speaking."""

_RANK: Final = {Severity.SEVERE: 2, Severity.NORMAL: 1, Severity.GENTLE: 0}
_LongSeconds: TypeAlias = Annotated[float, Field(ge=0.0, le=3600.0, json_schema_extra={"unit": "s"})]


@settings_dataclass(frozen=True)
class CueSettings:
    """How often, how long and how many."""

    min_gap_s: Annotated[_LongSeconds, Field(title="Shortest time between cues")] = 20.0
    visible_s: Annotated[_LongSeconds, Field(ge=1.0, title="A cue stays for")] = 8.0
    rule_cooldown_s: Annotated[_LongSeconds, Field(title="Same rule again after")] = 60.0
    praise_cooldown_s: Annotated[_LongSeconds, Field(title="Same praise again after")] = 180.0
    hold_back_s: Annotated[_LongSeconds, Field(title="Wait for the end of a sentence up to")] = 1.5
    severe_min_visible_s: Annotated[_LongSeconds, Field(title="A severe cue is not replaced before")] = 3.0
    max_cues: Annotated[int, Field(ge=0, le=100, title="Most cues in a call", json_schema_extra={"unit": "cues"})] = 12
    max_praise: Annotated[
        int, Field(ge=0, le=50, title="Most praise in a call", json_schema_extra={"unit": "cues"})
    ] = 4


@dataclass(frozen=True, slots=True)
class CueCandidate:
    """A cue that somebody would like to show."""

    at_s: float
    rule_id: str
    kind: CueKind
    severity: Severity
    headline: str
    say_instead: str
    evidence: str
    detection_id: int | None = None

    @property
    def topic(self) -> tuple[str, str]:
        """What the cue is about: a rule, and what it says of it (the agenda says different things under one rule)."""
        return self.rule_id, self.headline


@dataclass(slots=True)
class _Shown:
    """What the policy remembers of the cues it showed."""

    visible: Cue | None = None
    last_cue_s: float | None = None
    """When the latest cue that was no praise appeared."""
    last_by_topic_s: dict[tuple[str, str], float] = field(default_factory=dict)
    cues: int = 0
    """Neither severe nor praise."""
    praises: int = 0


class CuePolicy:
    """Decides about every cue of one session. Pure; not thread-safe."""

    def __init__(self, settings: CueSettings) -> None:
        """Start with an empty screen."""
        self._settings = settings
        self._shown = _Shown()
        self._waiting: list[CueCandidate] = []
        self._snoozed: set[str] = set()
        self._paused = False
        self._count = 0
        self._speaking = False

    def offer(self, candidate: CueCandidate) -> list[CueEvent]:
        """Show the candidate, hold it back until the sentence ends, or say by what it was suppressed."""
        now_s = candidate.at_s
        self._expire(now_s)
        if self._paused or candidate.rule_id in self._snoozed:
            return [self._suppressed(candidate, now_s, "paused" if self._paused else "snoozed")]
        visible = self._shown.visible
        on_screen = visible is not None and (visible.rule_id, visible.headline) == candidate.topic
        if on_screen or any(waiting.topic == candidate.topic for waiting in self._waiting):
            return [self._suppressed(candidate, now_s, "merged")]
        self._waiting.append(candidate)
        return self._release(now_s)

    def advance(self, now_s: float, *, agent_speaking: bool) -> list[CueEvent]:
        """Let stream time pass; return what is released now."""
        self._speaking = agent_speaking
        self._expire(now_s)
        return self._release(now_s)

    def withdraw(self, detection_id: int, now_s: float, reason: str) -> list[CueEvent]:
        """The detection no longer stands: drop its waiting cue, take its shown cue off the screen."""
        events: list[CueEvent] = []
        for candidate in [c for c in self._waiting if c.detection_id == detection_id]:
            self._waiting.remove(candidate)
            events.append(self._suppressed(candidate, now_s, "withdrawn"))
        visible = self._shown.visible
        if visible is not None and visible.detection_id == detection_id:
            events.extend(self._retire(now_s, reason))
        return events

    def pause(self, now_s: float) -> list[CueEvent]:
        """Show nothing until `resume`."""
        self._paused = True
        waiting, self._waiting = self._waiting, []
        return [*self._retire(now_s, "paused"), *(self._suppressed(c, now_s, "paused") for c in waiting)]

    def resume(self) -> None:
        """Show cues again."""
        self._paused = False

    def snooze(self, rule_id: str, now_s: float) -> list[CueEvent]:
        """Show no cue for this rule in the rest of the session."""
        self._snoozed.add(rule_id)
        events: list[CueEvent] = []
        if self._shown.visible is not None and self._shown.visible.rule_id == rule_id:
            events.extend(self._retire(now_s, "snoozed"))
        for candidate in [c for c in self._waiting if c.rule_id == rule_id]:
            self._waiting.remove(candidate)
            events.append(self._suppressed(candidate, now_s, "snoozed"))
        return events

    def finish(self, now_s: float) -> list[CueEvent]:
        """The session is over: decide what still waits, severe ones last so that they stay."""
        waiting, self._waiting = sorted(self._waiting, key=_importance), []
        self._expire(now_s)
        return [event for candidate in waiting for event in self._decide(candidate, now_s)]

    def _expire(self, now_s: float) -> None:
        visible = self._shown.visible
        if visible is not None and now_s >= visible.at_s + visible.visible_s:
            self._shown.visible = None

    def _release(self, now_s: float) -> list[CueEvent]:
        """Decide about every waiting candidate whose time has come, the most important first."""
        ready = [candidate for candidate in self._waiting if self._is_ready(candidate, now_s)]
        events: list[CueEvent] = []
        for candidate in sorted(ready, key=_importance, reverse=True):
            if self._must_queue(candidate, now_s):
                continue
            self._waiting.remove(candidate)
            events.extend(self._decide(candidate, now_s))
        return events

    def _is_ready(self, candidate: CueCandidate, now_s: float) -> bool:
        """Not in the middle of a sentence, unless the cue is about it or has waited long enough."""
        immediate = candidate.rule_id in IMMEDIATE_RULES
        return immediate or not self._speaking or now_s >= candidate.at_s + self._settings.hold_back_s

    def _must_queue(self, candidate: CueCandidate, now_s: float) -> bool:
        """A severe cue waits until another severe one could be read."""
        visible = self._shown.visible
        if candidate.severity is not Severity.SEVERE or visible is None or visible.severity is not Severity.SEVERE:
            return False
        return now_s < visible.at_s + self._settings.severe_min_visible_s

    def _decide(self, candidate: CueCandidate, now_s: float) -> list[CueEvent]:
        reason = self._obstacle(candidate, now_s)
        if reason is not None:
            return [self._suppressed(candidate, now_s, reason)]
        events = self._retire(now_s, "replaced")
        cue = self._cue(candidate, now_s, None)
        self._remember(cue)
        return [*events, cue]

    def _obstacle(self, candidate: CueCandidate, now_s: float) -> str | None:
        """Return what keeps the candidate off the screen, None when nothing does."""
        if candidate.severity is Severity.SEVERE and candidate.kind is not CueKind.PRAISE:
            return None
        settings, shown = self._settings, self._shown
        praise = candidate.kind is CueKind.PRAISE
        cooldown_s = settings.praise_cooldown_s if praise else settings.rule_cooldown_s
        last_s = shown.last_by_topic_s.get(candidate.topic)
        if last_s is not None and now_s - last_s < cooldown_s:
            return "cooldown"
        if (shown.praises >= settings.max_praise) if praise else (shown.cues >= settings.max_cues):
            return "limit"
        too_soon = shown.last_cue_s is not None and now_s - shown.last_cue_s < settings.min_gap_s
        occupied = shown.visible is not None and (praise or shown.visible.kind is not CueKind.PRAISE)
        # Praise that answers the cue before it may follow at once; otherwise all keep their distance.
        return "rate" if occupied or (too_soon and not praise) else None

    def _remember(self, cue: Cue) -> None:
        shown = self._shown
        shown.visible = cue
        shown.last_by_topic_s[cue.rule_id, cue.headline] = cue.at_s
        if cue.kind is CueKind.PRAISE:
            shown.praises += 1
            return
        shown.last_cue_s = cue.at_s
        shown.cues += cue.severity is not Severity.SEVERE

    def _retire(self, now_s: float, reason: str) -> list[CueEvent]:
        visible, self._shown.visible = self._shown.visible, None
        return [] if visible is None else [CueRetired(now_s, visible.cue_id, reason)]

    def _suppressed(self, candidate: CueCandidate, now_s: float, reason: str) -> Cue:
        return self._cue(candidate, now_s, reason)

    def _cue(self, candidate: CueCandidate, now_s: float, suppressed_by: str | None) -> Cue:
        self._count += 1
        return Cue(
            cue_id=self._count,
            rule_id=candidate.rule_id,
            kind=candidate.kind,
            severity=candidate.severity,
            at_s=now_s,
            headline=candidate.headline,
            say_instead=candidate.say_instead,
            evidence=candidate.evidence,
            detection_id=candidate.detection_id,
            shown=suppressed_by is None,
            suppressed_by=suppressed_by,
            visible_s=self._settings.visible_s,
        )


def _importance(candidate: CueCandidate) -> tuple[int, bool, float]:
    return _RANK[candidate.severity], candidate.kind is not CueKind.PRAISE, -candidate.at_s
