"""`sotto demo`: the bundled two-channel call through the whole pipeline, in real time, then its summary.

Place in the flow: the same listener process, engine and views as a live call; only the source is a recording.
"""

from typing import Annotated

import typer

from app.assembly import engine_spec, live_session, load_settings, watch_rules
from app.cli.live import finish, hold_session
from app.paths import resource
from speech.sources.spec import RecordingSpec

DEMO_CALL = ("demo", "call.flac")


def demo(
    *,
    fast: Annotated[bool, typer.Option("--fast", help="As fast as the machine can, instead of in real time.")] = False,
    headless: Annotated[bool, typer.Option("--headless", help="No window, even where there is a display.")] = False,
) -> None:
    """Play the bundled call: see the transcript and the cues as they come, then the summary."""
    settings = load_settings()
    source = RecordingSpec(resource(*DEMO_CALL), paced=not fast)
    with watch_rules(settings) as rules:
        session = live_session(source, settings, engine_spec(settings), rules)
        summary = hold_session(session, settings, rules, headless=headless)
    finish(session, summary, rules.rulebook, stopping_is_normal=False)
