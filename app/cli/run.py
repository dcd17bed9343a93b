"""`sotto run`: the command itself, which starts the listener's process before anything heavy is imported.

Place in the flow: `app.cli.running` does what is asked; its imports, the settings and the rules take seconds, in which the
listener's process loads on another core.
"""

from typing import Annotated

import typer

from app.cli.choices import Engine, Rules
from speech.child_start import WaitingChild


def run(
    link: Annotated[
        str, typer.Argument(metavar="[sotto://…]", help="A link that begins a call.", show_default=False)
    ] = "",
    *,
    engine: Engine = None,
    rules: Rules = None,
    headless: Annotated[bool, typer.Option("--headless", help="No window, even where there is a display.")] = False,
    call: Annotated[bool, typer.Option("--call", help="Begin a call at once.")] = False,
    reference: Annotated[
        str, typer.Option("--reference", metavar="ID", help="The number of the call that begins at once.")
    ] = "",
) -> None:
    """Coach live, until you end it."""
    waiting = WaitingChild()
    waiting.prepare()
    try:
        from app.cli.running import Wish, coach_live  # noqa: PLC0415  while the child loads

        coach_live(Wish(link, engine, rules, call=call, reference=reference), waiting, headless=headless)
    finally:
        waiting.close()
