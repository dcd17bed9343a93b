"""What is asked of a running Sotto, as data: JSON for the local socket, and `sotto://` links. Pure.

Place in the flow: `app.cli.call` makes requests, `app.single_instance` carries them, the desktop program carries them
out. A link can be opened by any web page, so it may only do what a call needs: nothing is shown or read through it, and
it carries no agenda.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

from app.calls.errors import CallError
from app.calls.state import CallCommand, CallVerb, Origin, checked_reference
from app.translation.words import translate

SCHEME: Final = "sotto"
REQUEST_MOST: Final = 16_384
"""Bytes, over the socket and the endpoint alike; reference and agenda have at most 1,128 letters, in JSON at most 12 bytes each."""
_LINK_MOST: Final = 1_000
_LINK_VERBS: Final = frozenset(CallVerb) - {CallVerb.AGENDA}
"""The words of an agenda are shown to the agent: a web page may not write them."""


class DeskAction(StrEnum):
    """What can be done besides calls; also what hotkeys do."""

    SHOW = "show"
    """Show the overlay: what a second start asks for."""
    TOGGLE_SHOWN = "toggle-shown"
    PAUSE = "pause"
    """Pause coaching, or go on."""
    WRONG = "wrong"
    """The cue that stands now is wrong."""
    GOT_IT = "got-it"
    """The cue that stands now was seen."""
    SNOOZE = "snooze"
    """No more cues of its rule in this call."""
    WHY = "why"
    """The rule behind it, the words and the time."""
    MORE = "more"
    """The expanded form, or back."""
    KEYS = "keys"
    """Work the overlay by keyboard."""
    STATUS = "status"
    TOKEN = "token"  # noqa: S105  the name of a request, no secret


@dataclass(frozen=True, slots=True)
class Request:
    """One wish of another process."""

    wish: CallCommand | DeskAction


def encode(request: Request) -> str:
    """Return the request as one line of JSON."""
    wish = request.wish
    if isinstance(wish, DeskAction):
        return json.dumps({"do": str(wish)})
    call = {"do": "call", "verb": str(wish.verb), "reference": wish.reference, "origin": str(wish.origin)}
    return json.dumps(call if wish.agenda is None else call | {"agenda": wish.agenda})


def decode(text: str) -> Request:
    """Return the request in a line of JSON; raises CallError for anything else."""
    try:
        found = json.loads(text)
        if not isinstance(found, Mapping):
            raise TypeError  # noqa: TRY301  told below like any other nonsense
        return Request(_call(found) if found["do"] == "call" else DeskAction(found["do"]))
    except (ValueError, KeyError, TypeError, RecursionError):
        raise CallError(
            translate("Problems", "The request cannot be understood."),
            translate("Problems", "Use the same version of Sotto on both sides."),
        ) from None


def command_of_link(link: str) -> CallCommand:
    """Return what a `sotto://call/VERB?reference=ID` link asks for; raises CallError when it is no such link."""
    if len(link) > _LINK_MOST:
        raise CallError(translate("Problems", "The link is too long."), _how())
    try:
        parts = urlsplit(link)
        query = parse_qs(parts.query, strict_parsing=bool(parts.query), max_num_fields=4)
    except ValueError:
        raise CallError(translate("Problems", "The link cannot be read."), _how()) from None
    if parts.scheme != SCHEME or parts.netloc != "call":
        raise CallError(translate("Problems", "This is no link for calls."), _how())
    verb = parts.path.strip("/")
    if verb not in _LINK_VERBS or set(query) - {"reference"} or len(query.get("reference", [])) > 1:
        raise CallError(translate("Problems", "The link asks for something that Sotto does not know."), _how())
    reference = checked_reference(query.get("reference", [""])[0])
    return CallCommand(CallVerb(verb), reference, Origin.LINK)


def _how() -> str:
    return translate("Problems", "Use a link like sotto://call/start?reference=4711.")


def _call(found: Mapping[str, Any]) -> CallCommand:
    reference, agenda = found.get("reference", ""), found.get("agenda")
    if not isinstance(reference, str) or not isinstance(agenda, str | None):
        raise TypeError
    return CallCommand(CallVerb(found["verb"]), reference, Origin(found.get("origin", Origin.COMMAND)), agenda)
