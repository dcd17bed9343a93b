"""`sotto run`: live coaching from the microphone and the far end that the settings name.

Place in the flow: the same listener process, engine and views as the demo; Ctrl-C, or the overlay's own end, ends it.
"""

from typing import Annotated

import typer

from app.assembly import engine_spec, live_session, load_rules, load_settings
from app.cli.choices import Engine, Rules
from app.cli.live import finish, hold_session


def run(
    *,
    engine: Engine = None,
    rules: Rules = None,
    headless: Annotated[bool, typer.Option("--headless", help="No window, even where there is a display.")] = False,
) -> None:
    """Coach live, until you end it."""
    settings = load_settings()
    rulebook = load_rules(settings, rules)
    session = live_session(settings.listening.live_spec(), settings, engine_spec(settings, engine), rulebook)
    summary = hold_session(session, settings, rulebook, headless=headless)
    finish(session, summary, rulebook, stopping_is_normal=True)
