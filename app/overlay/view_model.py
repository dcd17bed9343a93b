"""The overlay without its window: events and the agent's actions in, the next `OverlayState` out. Pure.

Place in the flow: `app.bridge` delivers events to the controller, the controller asks here for the next state and
hands it to the window. The same events always give the same states; time is stream time, taken from the events. A cue
leaves the screen when it is acted on, retired, replaced or `faded` (the controller's timer: it counts the seconds of
the person who reads, not those of the stream).
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Final

from app.overlay.state import (
    BALANCE_MIN_S,
    Card,
    Countdown,
    CueAction,
    Held,
    Outcome,
    OverlayState,
    PastCue,
    Problem,
    PromisedTime,
    TalkTime,
    TranscriptLine,
)
from coaching.agenda import AgendaStatus, Due
from coaching.detectors.promises import PromiseOutcome
from coaching.events import (
    AgendaChanged,
    CoachingEvent,
    Cue,
    CueRetired,
    DetectionWithdrawn,
    Praise,
    PromiseChanged,
)
from coaching.redaction import redact_together, redact_words
from speech.events import (
    EchoMeasured,
    FinalTranscript,
    LevelMeasured,
    PartialTranscript,
    SessionEnded,
    SessionStarted,
    Side,
    SourceChanged,
    SpeechEnded,
    SpeechEvent,
    SpeechStarted,
    Word,
)

PAST_KEPT: Final = 4
"""Cues listed in the expanded form: more would be a dashboard."""
PROMISES_KEPT: Final = 3
"""Promised times listed in the expanded form."""
CUSTOMER_WAITS_AFTER_S: Final = 5.0
"""Silence of the agent after which a running promise means that the customer waits: as
`coaching.detectors.promises.PromiseSettings.hold_after_s`."""
SOON_SHARE: Final = 0.25
SOON_AT_MOST_S: Final = 20.0
"""When the time is nearly up: as `PromiseSettings.warn_share` and `warn_at_most_s`. On hold no cue may come, but this."""
TRANSCRIPT_KEPT: Final = 3
"""Utterances shown while speaking."""
REDACTED_TOGETHER: Final = 4
"""A number is told within this many utterances; it is hidden in each of them."""
LEVEL_STEPS: Final = 5
"""The meter moves in steps, so that small changes of loudness do not flicker."""
_LEVEL_FLOOR_DBFS: Final = -54.0
_LEVEL_CEILING_DBFS: Final = -10.0


def advance(state: OverlayState, event: SpeechEvent | CoachingEvent) -> OverlayState:
    """Return the state after `event`; events that the overlay does not show change only the time."""
    state = replace(state, now_s=max(state.now_s, event.at_s), elapsed_s=int(max(state.now_s, event.at_s)))
    handle = _HANDLERS.get(type(event))
    return _with_countdown(_with_balance(handle(state, event) if handle else state))


def acted(state: OverlayState, cue_id: int, action: CueAction) -> OverlayState:
    """Return the state after the agent acted on the cue; unchanged when that cue is no longer on the screen."""
    card = state.card
    if card is None or card.cue_id != cue_id:
        return state
    if action is CueAction.WHY:
        return replace(state, card=replace(card, why_open=not card.why_open))
    outcome = {
        CueAction.GOT_IT: Outcome.GOT_IT, CueAction.WRONG: Outcome.WRONG, CueAction.SNOOZE: Outcome.SNOOZED
    }[action]  # fmt: skip
    snoozed = state.snoozed | {card.rule_id} if action is CueAction.SNOOZE else state.snoozed
    return _with_outcome(replace(state, card=None, snoozed=snoozed), outcome, cue_id=cue_id)


def faded(state: OverlayState, cue_id: int) -> OverlayState:
    """Return the state after the cue stood for as long as it should; unchanged when another stands there by now."""
    return replace(state, card=None) if state.card and state.card.cue_id == cue_id else state


def paused(state: OverlayState, *, on: bool) -> OverlayState:
    """Return the state after the agent paused coaching (nothing is shown then) or went on."""
    if not on:
        return replace(state, paused=False)
    return replace(state, paused=True, card=None, transcript=(), heard=(), level_steps=0)


def held(state: OverlayState, reason: Held | None) -> OverlayState:
    """Return the state while the call is on hold or muted; None goes on."""
    if reason is None:
        return _with_countdown(replace(state, held=None))
    return _with_countdown(replace(state, held=reason, card=None, level_steps=0))


def resting(state: OverlayState) -> OverlayState:
    """Return the state between two calls; how much is shown stays as it is."""
    return OverlayState(
        idle=True,
        can_choose=state.can_choose,
        expanded=state.expanded,
        transcript_on=state.transcript_on,
        seen_when_sharing=state.seen_when_sharing,
    )


def expanded(state: OverlayState, *, on: bool) -> OverlayState:
    """Return the state in the expanded or the compact form."""
    return replace(state, expanded=on)


def transcribing(state: OverlayState, *, on: bool) -> OverlayState:
    """Return the state with the live transcript shown or hidden; hidden words are not kept. Private numbers never show."""
    return replace(state, transcript_on=on, transcript=state.transcript if on else (), heard=state.heard if on else ())


def failed(state: OverlayState, text: str) -> OverlayState:
    """Return the state after listening failed for good; `text` is one sentence for the agent."""
    return replace(state, problems=(*state.problems, Problem(text, fatal=True)), level_steps=0)


def _started(state: OverlayState, event: SessionStarted) -> OverlayState:
    model = event.model.removeprefix("vosk-model-")
    name = model if model.lower().startswith(event.engine.lower()) else f"{event.engine} {model}".strip()
    return replace(
        state,
        started=True,
        recognizer=name[:1].upper() + name[1:],
        recognizer_reason=event.engine_reason,
        has_customer=event.has_customer,
    )


def _talk_began(state: OverlayState, event: SpeechStarted) -> OverlayState:
    talk = state.talk.get(event.side, TalkTime())
    return replace(state, talk={**state.talk, event.side: replace(talk, since_s=event.start_s)})


def _talk_ended(state: OverlayState, event: SpeechEnded) -> OverlayState:
    talk = state.talk.get(event.side, TalkTime())
    spoken_s = talk.finished_s + max(0.0, event.end_s - event.start_s)
    return replace(state, talk={**state.talk, event.side: TalkTime(spoken_s, last_s=event.end_s)})


def _with_countdown(state: OverlayState) -> OverlayState:
    """Count down to the first deadline of those that run, until it has passed."""
    running = [
        (promise.deadline_s, promise)
        for promise in state.promises
        if promise.outcome == PromiseOutcome.WAITING and promise.deadline_s is not None
    ]
    if not running or state.ended:
        return replace(state, countdown=None)
    deadline_s, promise = min(running, key=lambda item: item[0])
    agent = state.talk.get(Side.AGENT, TalkTime())
    silent = agent.since_s is None and state.now_s - max(agent.last_s, promise.made_s) >= CUSTOMER_WAITS_AFTER_S
    left_s = max(0, math.ceil(deadline_s - state.now_s))
    of_s = math.ceil(deadline_s - promise.made_s)
    soon = left_s <= min(SOON_SHARE * of_s, SOON_AT_MOST_S)
    waiting = silent or state.held is Held.ON_HOLD
    return replace(state, countdown=Countdown(promise.phrase, left_s, of_s, waiting, soon))


def _with_balance(state: OverlayState) -> OverlayState:
    agent_s = state.talk.get(Side.AGENT, TalkTime()).total_s(state.now_s)
    total_s = agent_s + state.talk.get(Side.CUSTOMER, TalkTime()).total_s(state.now_s)
    known = state.has_customer and total_s >= BALANCE_MIN_S
    return replace(state, agent_percent=round(100 * agent_s / total_s) if known else None)


def _level(state: OverlayState, event: LevelMeasured) -> OverlayState:
    if event.side is not Side.AGENT or state.paused or state.held:
        return state
    share = (event.rms_dbfs - _LEVEL_FLOOR_DBFS) / (_LEVEL_CEILING_DBFS - _LEVEL_FLOOR_DBFS)
    return replace(state, level_steps=round(LEVEL_STEPS * min(1.0, max(0.0, share))))


def _echo(state: OverlayState, event: EchoMeasured) -> OverlayState:
    others = tuple(problem for problem in state.problems if not problem.swapped)
    return replace(
        state,
        bleed=event.detected and not (event.cancelling and event.converged),
        problems=(Problem(swapped=True), *others) if event.far_repeats else others,
    )


def _source(state: OverlayState, event: SourceChanged) -> OverlayState:
    others = tuple(problem for problem in state.problems if problem.side is not event.side or problem.swapped)
    if event.available:
        return replace(state, problems=others)
    return replace(state, problems=(*others, Problem(side=event.side)), level_steps=0)


def _cue(state: OverlayState, cue: Cue) -> OverlayState:
    if not cue.shown or state.paused or cue.rule_id in state.snoozed:
        return state
    card = Card(
        cue.cue_id, cue.rule_id, cue.kind, cue.at_s, cue.headline, cue.say_instead, cue.evidence, cue.visible_s,
        cue.detection_id,
    )  # fmt: skip
    past = PastCue(cue.cue_id, cue.at_s, cue.kind, cue.headline, cue.detection_id)
    return replace(state, card=card, past=(past, *state.past)[:PAST_KEPT])


def _retired(state: OverlayState, event: CueRetired) -> OverlayState:
    return faded(state, event.cue_id)


def _withdrawn(state: OverlayState, event: DetectionWithdrawn) -> OverlayState:
    if state.card is not None and state.card.detection_id == event.detection_id:
        state = replace(state, card=None)
    outcome = Outcome.RECOVERED if event.reason == "repaired" else Outcome.WITHDRAWN
    return _with_outcome(state, outcome, detection_id=event.detection_id)


def _praise(state: OverlayState, event: Praise) -> OverlayState:
    if event.repairs_detection_id is None:
        return state
    return _with_outcome(state, Outcome.RECOVERED, detection_id=event.repairs_detection_id)


def _agenda(state: OverlayState, event: AgendaChanged) -> OverlayState:
    """An introduction is asked for only when a transfer was announced: until then it is no item of this call."""
    quiet = {(AgendaStatus.OPEN, Due.BEFORE_TRANSFER)}
    shown = (m for m in event.items if m.status != AgendaStatus.NOT_DUE and (m.status, m.due) not in quiet)
    return replace(state, agenda=tuple(shown))


def _promise(state: OverlayState, event: PromiseChanged) -> OverlayState:
    new = PromisedTime(event.made_s, event.phrase, event.deadline_s, event.outcome)
    if any(old.made_s == new.made_s for old in state.promises):
        return replace(state, promises=tuple(new if old.made_s == new.made_s else old for old in state.promises))
    return replace(state, promises=(new, *state.promises)[:PROMISES_KEPT])


def _ended(state: OverlayState, _event: SessionEnded) -> OverlayState:
    return replace(state, ended=True, level_steps=0)


def _with_outcome(
    state: OverlayState, outcome: Outcome, *, cue_id: int | None = None, detection_id: int | None = None
) -> OverlayState:
    def told(past: PastCue) -> PastCue:
        same = past.cue_id == cue_id or (detection_id is not None and past.detection_id == detection_id)
        return replace(past, outcome=outcome) if same else past

    return replace(state, past=tuple(told(past) for past in state.past))


def _words(state: OverlayState, event: PartialTranscript | FinalTranscript) -> OverlayState:
    if not state.transcript_on or state.paused:
        return state
    others = [old for old in state.heard if old.utterance_id != event.utterance_id]
    heard = (*others, event)[-REDACTED_TOGETHER:] if event.words else tuple(others)
    return replace(state, heard=heard, transcript=_redacted(heard)[-TRANSCRIPT_KEPT:])


def _redacted(heard: Sequence[PartialTranscript | FinalTranscript]) -> tuple[TranscriptLine, ...]:
    words = redact_words([utterance.words for utterance in heard], open_end=True)
    texts = redact_together([_text(utterance) for utterance in heard], open_end=True)
    return tuple(
        TranscriptLine(utterance.utterance_id, text)
        if isinstance(utterance, FinalTranscript)
        else _line(utterance, clean)
        for utterance, clean, text in zip(heard, words, texts, strict=True)
    )


def _text(utterance: PartialTranscript | FinalTranscript) -> str:
    if isinstance(utterance, FinalTranscript):
        return utterance.text
    return " ".join(word.text for word in utterance.words)


def _line(partial: PartialTranscript, clean: Sequence[Word]) -> TranscriptLine:
    """Part stable from changing words by their time: redaction may have made one word of several."""
    stable_end_s = partial.words[partial.stable_count - 1].end_s if partial.stable_count else -1.0
    stable = " ".join(word.text for word in clean if word.end_s <= stable_end_s)
    changing = " ".join(word.text for word in clean if word.end_s > stable_end_s)
    return TranscriptLine(partial.utterance_id, stable, changing)


_HANDLERS: Final[dict[type, Callable[[OverlayState, Any], OverlayState]]] = {
    SessionStarted: _started,
    SpeechStarted: _talk_began,
    SpeechEnded: _talk_ended,
    LevelMeasured: _level,
    EchoMeasured: _echo,
    SourceChanged: _source,
    Cue: _cue,
    CueRetired: _retired,
    DetectionWithdrawn: _withdrawn,
    Praise: _praise,
    AgendaChanged: _agenda,
    PromiseChanged: _promise,
    SessionEnded: _ended,
    PartialTranscript: _words,
    FinalTranscript: _words,
}
