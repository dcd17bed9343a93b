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
from coaching.agenda import AgendaStatus
from coaching.detectors.promises import PromiseOutcome
from coaching.events import AgendaMark, CueKind
from speech.events import Side

ACTION_NAMES: Final[Mapping[CueAction, str]] = {
    CueAction.GOT_IT: "Got it",
    CueAction.WRONG: "Wrong",
    CueAction.SNOOZE: "Snooze",
    CueAction.WHY: "Why?",
}
ACTION_HELP: Final[Mapping[CueAction, str]] = {
    CueAction.GOT_IT: "Thanks, seen: hide this cue",
    CueAction.WRONG: "This cue is wrong: hide it and leave it out of the totals",
    CueAction.SNOOZE: "No more cues of this rule in this call",
    CueAction.WHY: "Show the rule, the words and the time",
}
OUTCOMES: Final[Mapping[Outcome, str]] = {
    Outcome.GOT_IT: "got it",
    Outcome.WRONG: "marked wrong",
    Outcome.SNOOZED: "snoozed",
    Outcome.RECOVERED: "recovered",
    Outcome.WITHDRAWN: "withdrawn",
}
KINDS: Final[Mapping[CueKind, str]] = {
    CueKind.TURN: "Turn-taking",
    CueKind.WORDS: "Words",
    CueKind.PRAISE: "Praise",
    CueKind.PROMISE: "Promise",
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
            return f"Call ended · {clock(state.elapsed_s)}"
        case Phase.PROBLEM:
            return problem(state.problem) if state.problem else ""
        case Phase.IDLE:
            return "Ready · no call"
        case Phase.PAUSED:
            return _resting(state)
        case Phase.WAITING:
            return "Getting ready…"
        case Phase.LISTENING:
            waiting = state.countdown is not None and state.countdown.waiting
            return f"Customer waits · {_waited(state)}" if waiting else f"Listening · {clock(state.elapsed_s)}"


def problem(found: Problem) -> str:
    """Return the sentence for what keeps Sotto from hearing."""
    if found.side is Side.AGENT:
        return "Microphone unplugged. Waiting for it…"
    if found.side is Side.CUSTOMER:
        return "Far end lost. Waiting for it…"
    return found.text


def _resting(state: OverlayState) -> str:
    if state.paused:
        return "Paused by you"
    if state.held is Held.MUTED:
        return "Muted"
    return f"On hold · {_waited(state)}" if state.countdown else "On hold"


def _waited(state: OverlayState) -> str:
    """Return how long the customer waits, of the time that was promised."""
    count = state.countdown
    return f"{clock(count.of_s - count.left_s)} of {clock(count.of_s)}" if count else ""


def status_action(action: StatusAction | None) -> str:
    """Return the name of the one button of the status line, "" for none."""
    match action:
        case StatusAction.START:
            return "Start call"
        case StatusAction.RESUME:
            return "Resume"
        case StatusAction.CHOOSE:
            return "Choose another"
        case StatusAction.END:
            return "End call"
        case StatusAction.CLOSE:
            return "Close"
        case None:
            return ""


def status_action_help(action: StatusAction | None) -> str:
    """Return what the button does, for screen readers and tool tips."""
    match action:
        case StatusAction.START:
            return "Begin to listen to a call"
        case StatusAction.RESUME:
            return "Show cues again"
        case StatusAction.CHOOSE:
            return "Go on with another microphone; the call goes on"
        case StatusAction.END:
            return "End this call and show its summary"
        case StatusAction.CLOSE:
            return "Close this message"
        case None:
            return ""


def balance(agent_percent: int | None) -> str:
    """Return the talk balance in words, for screen readers and tool tips."""
    if agent_percent is None:
        return "Talk balance: not enough speech yet"
    return f"Talk balance: you {agent_percent} %, the customer {100 - agent_percent} %"


def announcement(card: Card) -> str:
    """Return what a screen reader says when the cue appears."""
    headline = card.headline.rstrip(".!")
    return f"{headline}. {card.say_instead}".strip()


def evidence(card: Card) -> str:
    """Return the small line under the cue; words of the agent stand in quotation marks."""
    text = card.evidence.strip()
    if not text or card.kind is not CueKind.WORDS or _QUOTED.search(text):
        return text
    return f"you said “{text}”"


def why(card: Card, reason: RuleReason | None) -> str:
    """Return the answer to "Why?": the rule, why it matters, and when it was heard."""
    heard = f"Heard at {clock(card.at_s)}."
    if reason is None:
        return f"Rule “{card.rule_id}”. {heard}"
    return f"{reason.title.rstrip('.')}. {reason.why.rstrip('.')}. {heard}"


_MARKS: Final[Mapping[str, str]] = {AgendaStatus.SPOKEN: "✓", AgendaStatus.MISSING: "!", AgendaStatus.OPEN: "○"}


def agenda(items: Sequence[AgendaMark]) -> tuple[str, tuple[str, ...]]:
    """Return the heading of the agenda ("Agenda 2 of 3") and each item with its sign: ✓ said, ○ open, ! missed."""
    said = sum(item.status == AgendaStatus.SPOKEN for item in items)
    return f"Agenda {said} of {len(items)}", tuple(f"{_MARKS[item.status]} {item.label}" for item in items)


def agenda_aloud(items: Sequence[AgendaMark]) -> str:
    """Return the agenda for screen readers, without signs."""
    said = [item.label for item in items if item.status == AgendaStatus.SPOKEN]
    still = [item.label for item in items if item.status != AgendaStatus.SPOKEN]
    parts = [f"Said: {', '.join(said)}." if said else "", f"Not said yet: {', '.join(still)}." if still else ""]
    return " ".join(["Agenda.", *filter(None, parts)])


def promise(promised: PromisedTime, countdown: Countdown | None) -> tuple[str, str]:
    """Return what was promised, and how it stands: "1:20 left", "kept", "after the call"."""
    stands = {
        PromiseOutcome.KEPT: "kept",
        PromiseOutcome.BROKEN: "the time has passed",
        PromiseOutcome.AFTER_CALL: "after the call",
    }.get(PromiseOutcome(promised.outcome), "running")
    if promised.outcome == PromiseOutcome.WAITING and countdown and countdown.phrase == promised.phrase:
        stands = f"{clock(countdown.left_s)} left"
    return f"Promise: {promised.phrase}", stands


def countdown_aloud(countdown: Countdown) -> str:
    """Return the name of the countdown for screen readers."""
    return f"Promised “{countdown.phrase}”: {clock(countdown.left_s)} left of {clock(countdown.of_s)}"


def kind_name(kind: CueKind) -> str:
    """Return what a screen reader calls the shape of a kind."""
    return f"{KINDS[kind]} cue"


def details_name() -> str:
    """Return the name of the expanded part."""
    return "Agenda, promises and last cues"


def no_cues() -> str:
    """Return what stands in place of the last cues before the first."""
    return "No cues so far."


def notes(state: OverlayState) -> tuple[str, ...]:
    """Return what the expanded form says about this session: who recognizes, and what is not measured."""
    found = [f"Words by {state.recognizer}"] if state.recognizer else []
    if state.started and not state.has_customer:
        found.append("One voice only: interruptions and talk balance are not measured.")
    if state.bleed:
        found.append("The microphone hears the far end: interruptions are not measured.")
    if state.seen_when_sharing:
        found.append("Shared screens show this overlay: this system cannot hide it.")
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
