"""`sotto call`, `sotto toggle` and `sotto url`: what other programs and the system's own keys ask of a running Sotto.

Place in the flow: each makes one request, sends it through `app.single_instance` and prints the reply.
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated, Any

import typer

from app.calls.requests import DeskAction, Request, command_of_link
from app.calls.state import CallCommand, CallPhase, CallVerb, Origin, checked_agenda, checked_reference
from app.calls.token import load_token
from app.cli.choices import JsonTarget, check_json_target, write_json
from app.output import print_text

app = typer.Typer(help="Tell a running Sotto that a call begins or ends.", no_args_is_help=True)

Reference = Annotated[
    str, typer.Option("--reference", "-r", metavar="ID", help="The call's number in your own system.")
]
Agenda = Annotated[
    list[str] | None,
    typer.Option("--agenda", "-a", metavar="ITEM", help="What to say in this call; may be given several times."),
]


class Toggle(StrEnum):
    """What `sotto toggle` can do: the same as the hotkeys."""

    PAUSE = "pause"
    SHOW = "show"
    WRONG = "wrong"
    GOT_IT = "got-it"
    SNOOZE = "snooze"
    WHY = "why"
    MORE = "more"
    KEYS = "keys"


_TOGGLES = {toggle: DeskAction(toggle) for toggle in Toggle if toggle is not Toggle.SHOW} | {
    Toggle.SHOW: DeskAction.TOGGLE_SHOWN
}


@app.command("start")
def start(*, reference: Reference = "", agenda: Agenda = None, json_target: JsonTarget = None) -> None:
    """A call begins, with an agenda of its own where one is given."""
    _call(CallVerb.START, reference, json_target, agenda or None)


@app.command("end")
def end(*, reference: Reference = "", json_target: JsonTarget = None) -> None:
    """The call ends; its summary is written."""
    _call(CallVerb.END, reference, json_target)


@app.command("hold")
def hold(*, json_target: JsonTarget = None) -> None:
    """The call is on hold: no cues until it goes on."""
    _call(CallVerb.HOLD, "", json_target)


@app.command("resume")
def resume(*, json_target: JsonTarget = None) -> None:
    """The call goes on after a hold."""
    _call(CallVerb.RESUME, "", json_target)


@app.command("mute")
def mute(*, json_target: JsonTarget = None) -> None:
    """The agent is muted: no cues until the microphone is back."""
    _call(CallVerb.MUTE, "", json_target)


@app.command("unmute")
def unmute(*, json_target: JsonTarget = None) -> None:
    """The agent is heard again."""
    _call(CallVerb.UNMUTE, "", json_target)


@app.command("agenda")
def agenda(
    items: Annotated[
        list[str] | None,
        typer.Argument(metavar="[ITEM]...", help='What to say, for example "offer survey"; nothing clears the agenda.'),
    ] = None,
    *,
    json_target: JsonTarget = None,
) -> None:
    """Set what should be said in the call under way, instead of what was set before; what was said already counts."""
    _call(CallVerb.AGENDA, "", json_target, items or [])


@app.command("status")
def status(*, json_target: JsonTarget = None) -> None:
    """Show whether a call is under way."""
    check_json_target(json_target)
    _tell(_ask(Request(DeskAction.STATUS)), json_target)


@app.command("token")
def token() -> None:
    """Print the token that softphones need for the local HTTP endpoint (see docs/calls.md)."""
    print_text(f"{load_token()}\n")


def toggle(
    action: Annotated[Toggle, typer.Argument(help="What to do.", show_default=True)] = Toggle.PAUSE,
) -> None:
    """Do what a hotkey does, for example pause coaching: bind it to a key of your desktop where Sotto cannot."""
    _ask(Request(_TOGGLES[action]))


def url(
    link: Annotated[str, typer.Argument(metavar="sotto://…", help="For example sotto://call/start?reference=4711")],
) -> None:
    """Do what a sotto:// link asks for; the system calls this when one is opened."""
    _tell(_ask(Request(command_of_link(link))), None)


def _call(verb: CallVerb, reference: str, json_target: str | None, agenda: Sequence[str] | None = None) -> None:
    check_json_target(json_target)
    items = None if agenda is None else checked_agenda(agenda)
    command = CallCommand(verb, checked_reference(reference), Origin.COMMAND, items)
    _tell(_ask(Request(command)), json_target)


def _ask(request: Request) -> dict[str, Any]:
    from app.single_instance import ask  # noqa: PLC0415  loads Qt, which no other command needs

    return ask(request)


def _tell(reply: dict[str, Any], json_target: str | None) -> None:
    if json_target is not None:
        write_json(reply, json_target)
        return
    reference = f" {reply['reference']}" if reply.get("reference") else ""
    since = f" since {reply['since']}" if reply.get("since") else ""
    over = reply.get("state") in {CallPhase.IDLE, CallPhase.ENDED}
    waiting = ", not listening yet" if reply.get("listening") is False and not over else ""
    paused = ", coaching paused" if reply.get("paused") else ""
    problem = f". The last call: {reply['problem']}" if reply.get("problem") else ""
    print_text(f"{reply.get('state', 'done')}{reference}{since}{waiting}{paused}{problem}\n")
