"""`sotto wizard`: the first-run questions, as often as the user wants.

Place in the flow: `app.wizard` asks; without a display the commands that do the same are named.
"""

import typer

from app import notify
from app.display import has_display
from app.errors import NoDisplayError


def wizard() -> None:
    """Set Sotto up: consent, microphone, customer's side, echo, loudness, recognizer, overlay."""
    if not has_display():
        raise NoDisplayError(
            "There is no display for the set-up here.",
            "Use `sotto devices`, `sotto settings set`, `sotto doctor --echo` and `sotto models install` instead.",
        )
    from app.wizard.program import run_wizard  # noqa: PLC0415  Qt is loaded only for a window

    if not run_wizard():
        notify.info("Nothing was changed. `sotto wizard` asks again.")
        raise typer.Exit(1)
    notify.info("Sotto is set up.")
