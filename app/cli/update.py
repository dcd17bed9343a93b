"""`sotto update`: says whether the company offers a newer version; installs nothing.

Place in the flow: `app.updates` looks, this prints. Nothing calls it by itself.
"""

from app import __version__
from app.output import print_text
from app.updates import load_channel, look_for_update, package_manager


def update() -> None:
    """Say whether your company offers a newer version. Nothing is installed, and nothing looks by itself."""
    if manager := package_manager():
        print_text(f"Sotto {__version__} is kept up to date by {manager}.\n")
        return
    channel = load_channel()
    if channel is None:
        print_text(f"This is Sotto {__version__}. Looking for updates is not enabled on this computer.\n")
        return
    offer = look_for_update(channel, __version__, in_call=_in_call())
    if offer is None:
        print_text(f"Sotto {__version__} is the newest that your company offers.\n")
    else:
        notes = f" {offer.notes}" if offer.notes else ""
        print_text(f"Sotto {offer.version} is offered; this is {__version__}.{notes}\nYour company's IT installs it.\n")


def _in_call() -> bool:
    from app.calls.errors import NotRunningError  # noqa: PLC0415
    from app.calls.requests import DeskAction, Request  # noqa: PLC0415
    from app.calls.state import CallPhase  # noqa: PLC0415
    from app.single_instance import ask  # noqa: PLC0415  loads Qt

    try:
        return ask(Request(DeskAction.STATUS)).get("state") not in {CallPhase.IDLE, CallPhase.ENDED}
    except NotRunningError:
        return False
