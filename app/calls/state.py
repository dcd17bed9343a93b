"""The life of a call as a pure state machine: a state and a command in, the next state out.

Place in the flow: `app.calls.desk` keeps the state and tells its listeners; the rules are all here. Time is given,
never read. idle → in a call → (on hold | muted)* → ended → idle. "Ended" lasts until the summary is written; a call
that begins meanwhile waits for it, so none is lost.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from app.calls.errors import CallError
from app.translation.words import counted, translate
from coaching.agenda import parse_items
from coaching.errors import AgendaError

REFERENCE_MOST: Final = 128
"""Letters: room for any ticket or call id, none for text about a customer."""
AGENDA_MOST: Final = 1_000
"""Letters of all items together: far more than anybody can keep in mind in a call."""


class CallPhase(StrEnum):
    """Where a call stands; the endpoint's and the command line's `state`."""

    IDLE = "idle"
    IN_CALL = "in-call"
    HOLD = "hold"
    MUTED = "muted"
    ENDED = "ended"


class CallVerb(StrEnum):
    """What can be asked for."""

    START = "start"
    END = "end"
    HOLD = "hold"
    RESUME = "resume"
    MUTE = "mute"
    UNMUTE = "unmute"
    AGENDA = "agenda"


class Origin(StrEnum):
    """Who asked."""

    HAND = "hand"
    FAR_END = "far-end"
    COMMAND = "command"
    LINK = "link"
    ENDPOINT = "endpoint"


@dataclass(frozen=True, slots=True)
class CallCommand:
    """One wish: `reference` counts with START (what to call the call by) and END (end this call only).

    `agenda` counts with START and AGENDA: the items as `coaching.agenda.parse_items` reads them, instead of those of
    the settings; "" for none of one's own, None leaves them as they are.
    """

    verb: CallVerb
    reference: str = ""
    origin: Origin = Origin.HAND
    agenda: str | None = None


@dataclass(frozen=True, slots=True)
class CallState:
    """A call at one moment; the default is: none."""

    active: bool = False
    ending: bool = False
    """The call is over and its summary is being written."""
    reference: str = ""
    since: float | None = None
    """When it began (`time.time`, seconds); None while idle."""
    on_hold: bool = False
    muted: bool = False
    origin: Origin | None = None
    agenda: str | None = None
    """The call's own agenda; None: that of the settings."""
    waiting: CallCommand | None = None
    """A call that begins as soon as the summary of the last one is written."""

    @property
    def phase(self) -> CallPhase:
        """What matters most right now; hold comes before mute."""
        if self.ending:
            return CallPhase.ENDED
        if not self.active:
            return CallPhase.IDLE
        if self.on_hold:
            return CallPhase.HOLD
        return CallPhase.MUTED if self.muted else CallPhase.IN_CALL


IDLE: Final = CallState()


def checked_reference(text: str) -> str:
    """Return a reference without blanks around it; raises CallError when it cannot be one."""
    reference = text.strip()
    if len(reference) > REFERENCE_MOST:
        longer = counted("Problems", "The reference is longer than %n letter(s).", REFERENCE_MOST)
        raise CallError(longer, translate("Problems", "Give the call's number only."))
    if not reference.isprintable():
        raise CallError(
            translate("Problems", "The reference contains letters that cannot be shown."),
            translate("Problems", "Give the call's number only."),
        )
    return reference


def checked_agenda(items: Iterable[str]) -> str:
    """Return the items as one text, as the setting `coaching.agenda.items` has it; raises CallError when it cannot be one."""
    text = "; ".join(item.strip() for item in items if item.strip())
    if len(text) > AGENDA_MOST:
        longer = counted("Problems", "The agenda is longer than %n letter(s).", AGENDA_MOST)
        raise CallError(longer, translate("Problems", "Keep what matters most."))
    if not text.isprintable():
        raise CallError(
            translate("Problems", "The agenda contains letters that cannot be shown."),
            translate("Problems", "Write each item in plain words."),
        )
    try:
        parse_items(text)
    except AgendaError as error:
        raise CallError(error.message, error.mend) from None
    return text


def advance(state: CallState, command: CallCommand, now: float) -> CallState:
    """Return the state after `command` at `now` (`time.time`, seconds).

    Asking twice for the same thing changes nothing, so that a softphone may repeat itself. Raises CallError when the
    command does not fit the state.
    """
    reference = checked_reference(command.reference)
    agenda = None if command.agenda is None else checked_agenda([command.agenda])
    match command.verb:
        case CallVerb.START:
            return _started(state, replace(command, reference=reference, agenda=agenda), now)
        case CallVerb.END:
            return _ended(state, reference)
        case CallVerb.HOLD | CallVerb.RESUME:
            _expect_call(state)
            return replace(state, on_hold=command.verb is CallVerb.HOLD)
        case CallVerb.MUTE | CallVerb.UNMUTE:
            _expect_call(state)
            return replace(state, muted=command.verb is CallVerb.MUTE)
        case CallVerb.AGENDA:
            _expect_call(state)
            return replace(state, agenda=agenda or "")


def settled(state: CallState, now: float) -> CallState:
    """Return the state when the summary of an ended call is written: idle, or the call that waited."""
    return IDLE if state.waiting is None else _fresh(state.waiting, now)


def session_over(state: CallState) -> CallState:
    """Return the state when the session ended by itself (an unplugged recording, a failure): its call ended too."""
    return replace(state, active=False, ending=True, on_hold=False, muted=False) if state.active else state


def _fresh(command: CallCommand, now: float) -> CallState:
    return CallState(active=True, reference=command.reference, since=now, origin=command.origin, agenda=command.agenda)


def _started(state: CallState, command: CallCommand, now: float) -> CallState:
    if state.ending:
        return replace(state, waiting=command)
    if not state.active:
        return _fresh(command, now)
    agenda = state.agenda if command.agenda is None else command.agenda
    if command.reference in {"", state.reference}:
        return replace(state, agenda=agenda)
    if not state.reference:  # begun by the far end, named by the softphone
        return replace(state, reference=command.reference, agenda=agenda)
    under_way = translate("Problems", "The call {reference} is still under way.")
    raise CallError(under_way.format(reference=state.reference), translate("Problems", "End it first."))


def _ended(state: CallState, reference: str) -> CallState:
    if state.waiting is not None and reference in {"", state.waiting.reference}:
        return replace(state, waiting=None)
    if state.ending:
        return state
    _expect_call(state)
    if reference and state.reference and reference != state.reference:
        another = translate("Problems", "The call under way is {reference}, not {asked}.")
        raise CallError(
            another.format(reference=state.reference, asked=reference), translate("Problems", "Nothing was ended.")
        )
    return session_over(state)


def _expect_call(state: CallState) -> None:
    if not state.active:
        raise CallError(
            translate("Problems", "No call is under way."), translate("Problems", "Begin one with “sotto call start”.")
        )
