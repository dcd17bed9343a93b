"""What the overlay says, in words: from an `OverlayState` to the sentences on the screen and for screen readers. Pure.

Place in the flow: the widgets and the announcements take every sentence from here, so that tone, translation and
reading direction have one place.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from app.overlay.state import (
    Card,
    Countdown,
    CueAction,
    Held,
    Outcome,
    OverlayState,
    Phase,
    Problem,
    PromisedTime,
    StatusAction,
)
from app.translation.evidence import evidence_in_users_words
from app.translation.words import QT_TRANSLATE_NOOP, translate, translated
from coaching.agenda import AgendaStatus
from coaching.detectors.promises import PromiseOutcome
from coaching.events import AgendaMark, CueKind
from coaching.evidence_sentences import is_measure
from speech.events import Side

ACTION_NAMES: Final[Mapping[CueAction, str]] = {
    CueAction.GOT_IT: QT_TRANSLATE_NOOP("Overlay", "Got it"),
    CueAction.WRONG: QT_TRANSLATE_NOOP("Overlay", "Wrong"),
    CueAction.SNOOZE: QT_TRANSLATE_NOOP("Overlay", "Snooze"),
    CueAction.WHY: QT_TRANSLATE_NOOP("Overlay", "Why?"),
}
ACTION_HELP: Final[Mapping[CueAction, str]] = {
    CueAction.GOT_IT: QT_TRANSLATE_NOOP("Overlay", "Thanks, seen: hide this cue"),
    CueAction.WRONG: QT_TRANSLATE_NOOP("Overlay", "This cue is wrong: hide it and leave it out of the totals"),
    CueAction.SNOOZE: QT_TRANSLATE_NOOP("Overlay", "No more cues of this rule in this call"),
    CueAction.WHY: QT_TRANSLATE_NOOP("Overlay", "Show the rule, the words and the time"),
}
OUTCOMES: Final[Mapping[Outcome, str]] = {
    Outcome.GOT_IT: QT_TRANSLATE_NOOP("Overlay", "got it"),
    Outcome.WRONG: QT_TRANSLATE_NOOP("Overlay", "marked wrong"),
    Outcome.SNOOZED: QT_TRANSLATE_NOOP("Overlay", "snoozed"),
    Outcome.RECOVERED: QT_TRANSLATE_NOOP("Overlay", "recovered"),
    Outcome.WITHDRAWN: QT_TRANSLATE_NOOP("Overlay", "withdrawn"),
}
KINDS: Final[Mapping[CueKind, str]] = {
    CueKind.TURN: QT_TRANSLATE_NOOP("Overlay", "Turn-taking cue"),
    CueKind.WORDS: QT_TRANSLATE_NOOP("Overlay", "Words cue"),
    CueKind.PRAISE: QT_TRANSLATE_NOOP("Overlay", "Praise cue"),
    CueKind.PROMISE: QT_TRANSLATE_NOOP("Overlay", "Promise cue"),
}
_QUOTED: Final = re.compile(r"(“[^”]*”|„[^“]*“|«[^»]*»|\"[^\"]*\")")


@dataclass(frozen=True, slots=True)
class RuleReason:
    """What "Why?" says about a rule."""

    title: str
    why: str


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of text; `quoted` pieces are the words that the agent can say."""

    text: str
    quoted: bool


def clock(seconds: float) -> str:
    """Return "04:12", from an hour on "1:04:12"."""
    minutes, secs = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{secs:02d}" if hours else f"{minutes:02d}:{secs:02d}"


def status(state: OverlayState) -> str:
    """Return the sentence of the status line."""
    match state.phase:
        case Phase.ENDED:
            return translate("Overlay", "Call ended · {time}").format(time=clock(state.elapsed_s))
        case Phase.PROBLEM:
            return problem(state.problem) if state.problem else ""
        case Phase.IDLE:
            return translate("Overlay", "Ready · no call")
        case Phase.PAUSED:
            return _resting(state)
        case Phase.WAITING:
            return translate("Overlay", "Getting ready…")
        case Phase.LISTENING:
            return _listening(state)


def _listening(state: OverlayState) -> str:
    if state.countdown is not None and state.countdown.waiting:
        return translate("Overlay", "Customer waits · {time}").format(time=_waited(state))
    return translate("Overlay", "Listening · {time}").format(time=clock(state.elapsed_s))


def problem(found: Problem) -> str:
    """Return the sentence for what keeps Sotto from hearing."""
    if found.side is Side.AGENT:
        return translate("Overlay", "Microphone unplugged. Waiting for it…")
    if found.side is Side.CUSTOMER:
        return translate("Overlay", "Far end lost. Waiting for it…")
    if found.swapped:
        return translate("Overlay", "Microphone and call seem swapped")
    return found.text


def _resting(state: OverlayState) -> str:
    if state.paused:
        return translate("Overlay", "Paused by you")
    if state.held is Held.MUTED:
        return translate("Overlay", "Muted")
    if state.countdown:
        return translate("Overlay", "On hold · {time}").format(time=_waited(state))
    return translate("Overlay", "On hold")


def _waited(state: OverlayState) -> str:
    """Return how long the customer waits, of the time that was promised."""
    count = state.countdown
    if count is None:
        return ""
    if count.soon:
        return translate("Overlay", "{time} left").format(time=clock(count.left_s))
    waited, promised = clock(count.of_s - count.left_s), clock(count.of_s)
    return translate("Overlay", "{waited} of {promised}").format(waited=waited, promised=promised)


def status_action(action: StatusAction | None) -> str:
    """Return the name of the one button of the status line, "" for none."""
    match action:
        case StatusAction.START:
            return translate("Overlay", "Start call")
        case StatusAction.RESUME:
            return translate("Overlay", "Resume")
        case StatusAction.CHOOSE:
            return translate("Overlay", "Choose another")
        case StatusAction.END:
            return translate("Overlay", "End call")
        case StatusAction.CLOSE:
            return translate("Overlay", "Close")
        case None:
            return ""


def status_action_help(action: StatusAction | None) -> str:
    """Return what the button does, for screen readers and tool tips."""
    match action:
        case StatusAction.START:
            return translate("Overlay", "Begin to listen to a call")
        case StatusAction.RESUME:
            return translate("Overlay", "Show cues again")
        case StatusAction.CHOOSE:
            return translate("Overlay", "Go on with another microphone; the call goes on")
        case StatusAction.END:
            return translate("Overlay", "End this call and show its summary")
        case StatusAction.CLOSE:
            return translate("Overlay", "Close this message")
        case None:
            return ""


def balance(agent_percent: int | None) -> str:
    """Return the talk balance in words, for screen readers and tool tips."""
    if agent_percent is None:
        return translate("Overlay", "Talk balance: not enough speech yet")
    words = translate("Overlay", "Talk balance: you {you} %, the customer {them} %")
    return words.format(you=agent_percent, them=100 - agent_percent)


def announcement(card: Card) -> str:
    """Return what a screen reader says when the cue appears."""
    headline = card.headline.rstrip(".!")
    return f"{headline}. {card.say_instead}".strip()


def evidence(card: Card) -> str:
    """Return the small line under the cue: the agent's words in quotation marks, or a measure in the user's language."""
    text = card.evidence.strip()
    if is_measure(text):
        return evidence_in_users_words(text)
    if not text or card.kind is not CueKind.WORDS or _QUOTED.search(text):
        return text
    return translate("Overlay", "you said “{words}”").format(words=text)


def why(card: Card, reason: RuleReason | None) -> str:
    """Return the answer to "Why?": the rule, why it matters, and when it was heard."""
    heard = translate("Overlay", "Heard at {time}.").format(time=clock(card.at_s))
    if reason is None:
        rule = translate("Overlay", "Rule “{rule}”.").format(rule=card.rule_id)
        return f"{rule} {heard}"
    return f"{reason.title.rstrip('.')}. {reason.why.rstrip('.')}. {heard}"


_MARKS: Final[Mapping[str, str]] = {AgendaStatus.SPOKEN: "✓", AgendaStatus.MISSING: "!", AgendaStatus.OPEN: "○"}


def agenda(items: Sequence[AgendaMark]) -> tuple[str, tuple[str, ...]]:
    """Return the heading of the agenda ("Agenda 2 of 3") and each item with its sign: ✓ said, ○ open, ! missed."""
    said = sum(item.status == AgendaStatus.SPOKEN for item in items)
    heading = translate("Overlay", "Agenda {said} of {all}").format(said=said, all=len(items))
    words = translate("Overlay", "{sign} {item}")
    return heading, tuple(words.format(sign=_MARKS[item.status], item=item.label) for item in items)


def agenda_aloud(items: Sequence[AgendaMark]) -> str:
    """Return the agenda for screen readers, without signs."""
    said = [item.label for item in items if item.status == AgendaStatus.SPOKEN]
    still = [item.label for item in items if item.status != AgendaStatus.SPOKEN]
    parts = [translate("Overlay", "Agenda.")]
    if said:
        parts.append(translate("Overlay", "Said: {items}.").format(items=", ".join(said)))
    if still:
        parts.append(translate("Overlay", "Not said yet: {items}.").format(items=", ".join(still)))
    return " ".join(parts)


def promise(promised: PromisedTime, countdown: Countdown | None) -> tuple[str, str]:
    """Return what was promised, and how it stands: "1:20 left", "kept", "after the call"."""
    stands = {
        PromiseOutcome.KEPT: translate("Overlay", "kept"),
        PromiseOutcome.BROKEN: translate("Overlay", "the time has passed"),
        PromiseOutcome.AFTER_CALL: translate("Overlay", "after the call"),
    }.get(PromiseOutcome(promised.outcome), translate("Overlay", "running"))
    if promised.outcome == PromiseOutcome.WAITING and countdown and countdown.phrase == promised.phrase:
        stands = translate("Overlay", "{time} left").format(time=clock(countdown.left_s))
    return translate("Overlay", "Promise: {words}").format(words=promised.phrase), stands


def countdown_warning(countdown: Countdown) -> str:
    """Return what a screen reader says once when a promised time is nearly up."""
    said = translate("Overlay", "The customer waits. You promised “{phrase}”: {time} left.")
    return said.format(phrase=countdown.phrase, time=clock(countdown.left_s))


def countdown_aloud(countdown: Countdown) -> str:
    """Return the name of the countdown for screen readers."""
    words = translate("Overlay", "Promised “{words}”: {left} left of {promised}")
    return words.format(words=countdown.phrase, left=clock(countdown.left_s), promised=clock(countdown.of_s))


def kind_name(kind: CueKind) -> str:
    """Return what a screen reader calls the shape of a kind."""
    return translated("Overlay", KINDS[kind])


def action_name(action: CueAction) -> str:
    """Return the name of an action's button."""
    return translated("Overlay", ACTION_NAMES[action])


def action_help(action: CueAction) -> str:
    """Return what an action does, for tool tips and screen readers."""
    return translated("Overlay", ACTION_HELP[action])


def outcome(found: Outcome) -> str:
    """Return what became of a cue, in the list of the last ones."""
    return translated("Overlay", OUTCOMES[found])


def details_name() -> str:
    """Return the name of the expanded part."""
    return translate("Overlay", "Agenda, promises and last cues")


def no_cues() -> str:
    """Return what stands in place of the last cues before the first."""
    return translate("Overlay", "No cues so far.")


def notes(state: OverlayState) -> tuple[str, ...]:
    """Return what the expanded form says about this session: who recognizes, and what is not measured."""
    found = (
        [translate("Overlay", "Words by {recognizer}").format(recognizer=state.recognizer)] if state.recognizer else []
    )
    if state.started and not state.has_customer:
        found.append(translate("Overlay", "One voice only: interruptions and talk balance are not measured."))
    if state.bleed:
        found.append(translate("Overlay", "The microphone hears the far end: interruptions are not measured."))
    if state.seen_when_sharing:
        found.append(translate("Overlay", "Shared screens show this overlay: this system cannot hide it."))
    return tuple(found)


def spans(text: str) -> tuple[Span, ...]:
    """Split at quotation marks: “…”, „…“, «…» and "…" hold words to say."""
    return tuple(Span(part, bool(_QUOTED.fullmatch(part))) for part in _QUOTED.split(text) if part)


def is_right_to_left(text: str) -> bool:
    """Return whether the first letter with a direction runs from right to left (Unicode rules P2 and P3)."""
    for letter in text:
        direction = unicodedata.bidirectional(letter)
        if direction in {"R", "AL"}:
            return True
        if direction == "L":
            return False
    return False
