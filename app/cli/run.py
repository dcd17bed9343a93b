"""`sotto run`: live coaching from the microphone and the far end that the settings name.

Place in the flow: where there is a display Sotto stays resident, one session for each call (`app.resident_main`); in a
terminal it holds one session (`app.cli.live`), which Ctrl-C ends.
"""

from pathlib import Path
from typing import Annotated

import typer

from app.assembly import engine_spec, live_session, load_settings, watch_rules
from app.calls.requests import command_of_link
from app.calls.state import CallCommand, CallVerb, Origin, checked_reference
from app.cli.choices import Engine, Rules
from app.cli.live import finish, hold_session
from app.cli.summary import show_summary, write_report
from app.display import has_display
from app.paths import paths
from app.rule_watch import CurrentReasons, RuleWatch
from app.session import LiveSession
from app.settings import Settings
from app.storing import recorder_for, tidy_up
from app.team.background import start_team_sync
from app.wizard.first_run import ensure_set_up
from coaching.summary import CallSummary
from coaching.summary_json import summary_json


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
    with_window = has_display() and not headless
    if with_window:
        ensure_set_up(paths().set_up_record, paths().settings_file)
    settings = load_settings()
    watch = watch_rules(settings, rules)
    if not with_window:
        tidy_up(settings)
        start_team_sync(settings.store, settings.team)
        with watch:
            session = _session(settings, watch, engine, reference)
            summary = hold_session(session, settings, watch, headless=True)
        finish(session, summary, watch.rulebook, stopping_is_normal=True)
        return
    reference = checked_reference(reference)
    first = CallCommand(CallVerb.START, reference, Origin.COMMAND) if call or reference else None
    first = command_of_link(link) if link else first
    with watch:
        _stay(settings, watch, engine, first)


def _session(settings: Settings, rules: RuleWatch, engine: str | None, reference: str) -> LiveSession:
    recorder = recorder_for(settings, rules.rulebook, reference)
    return live_session(settings.listening.live_spec(), settings, engine_spec(settings, engine), rules, recorder)


def _stay(settings: Settings, rules: RuleWatch, engine: str | None, first: CallCommand | None) -> None:
    from app.resident_main import ResidentParts, run_resident  # noqa: PLC0415  Qt is loaded only for a window
    from app.settings_window.opening import SideProgram  # noqa: PLC0415

    def keep(summary: CallSummary) -> Path:
        document = summary_json(summary)
        rulebook = rules.rulebook
        report = write_report(document, rulebook)
        show_summary(document, rulebook, report)
        return report

    tidy_up(settings)
    start_team_sync(settings.store, settings.team)
    windows = SideProgram()
    parts = ResidentParts(
        settings,
        # What was changed meanwhile holds from this call on.
        lambda reference: _session(load_settings(), rules, engine, reference),
        keep,
        CurrentReasons(rules),
        windows.open_settings,
        windows.open_review,
    )
    run_resident(parts, first=first)
