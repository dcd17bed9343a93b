"""What `sotto run` does: live coaching from the microphone and the far end that the settings name.

Place in the flow: `app.cli.run` calls it. Where there is a display Sotto stays resident, one session for each call (`app.resident_main`); in a
terminal it holds one session (`app.cli.live`), which Ctrl-C ends.
"""

import time
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import Final

from app.assembly import engine_spec, live_session, load_settings, prepare_listener, watch_rules
from app.calls.requests import command_of_link
from app.calls.state import CallCommand, CallVerb, Origin, checked_reference
from app.display import has_display
from app.paths import paths
from app.rule_watch import CurrentReasons, RuleWatch
from app.session import LiveSession
from app.settings import Settings
from app.wizard.first_run import ensure_set_up
from coaching.summary import CallSummary
from speech.child_start import WaitingChild

TIDY_AFTER_S: Final = 10.0
"""By then everything is loaded and the listener waits; nothing in the upkeep is urgent."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What the command line asks for."""

    link: str
    engine: str | None
    rules: Path | None
    call: bool
    reference: str


def coach_live(wish: Wish, waiting: WaitingChild, *, headless: bool) -> None:
    """Coach until the user ends it: resident where there is a display, else one session. `waiting`: of the caller."""
    with_window = has_display() and not headless
    if with_window:
        ensure_set_up(paths().set_up_record, paths().settings_file)
    settings = load_settings()
    prepare_listener(waiting, settings, engine_spec(settings, wish.engine))
    watch = watch_rules(settings, wish.rules)
    if not with_window:
        from app.cli.live import finish, hold_session  # noqa: PLC0415  the terminal's view and reports, no window's

        _keep_house(settings, after_s=0.0)
        with watch:
            session = _session(settings, watch, wish.engine, wish.reference, waiting)
            summary = hold_session(session, settings, watch, headless=True)
        finish(session, summary, watch.rulebook, stopping_is_normal=True)
        return
    reference = checked_reference(wish.reference)
    first = CallCommand(CallVerb.START, reference, Origin.COMMAND) if wish.call or reference else None
    first = command_of_link(wish.link) if wish.link else first
    with watch:
        _stay(settings, watch, wish.engine, first, waiting)


def _keep_house(settings: Settings, after_s: float) -> None:
    """Tidy up the kept sessions after `after_s` in the background, and send them to the team's server where one is set."""

    def work() -> None:
        time.sleep(after_s)
        from app.storing import tidy_up  # noqa: PLC0415  loading the database's library would delay the start

        tidy_up(settings)
        if settings.team.server.strip():
            from app.team.background import start_team_sync  # noqa: PLC0415

            start_team_sync(settings.store, settings.team)

    Thread(target=work, name="housekeeping", daemon=True).start()


def _session(
    settings: Settings, rules: RuleWatch, engine: str | None, reference: str, waiting: WaitingChild
) -> LiveSession:
    from app.storing import recorder_for  # noqa: PLC0415  the database's library is wanted with a call, not before

    recorder = recorder_for(settings, rules.rulebook, reference)
    spec = engine_spec(settings, engine)
    return live_session(settings.listening.live_spec(), settings, spec, rules, recorder, waiting=waiting)


def _stay(
    settings: Settings, rules: RuleWatch, engine: str | None, first: CallCommand | None, waiting: WaitingChild
) -> None:
    from app.resident_main import ResidentParts, run_resident  # noqa: PLC0415  Qt is loaded only for a window
    from app.settings_window.opening import SideProgram  # noqa: PLC0415

    def keep(summary: CallSummary) -> Path:
        from app.cli.summary import show_summary, write_report  # noqa: PLC0415  wanted after the first call
        from coaching.summary_json import summary_json  # noqa: PLC0415

        document = summary_json(summary)
        rulebook = rules.rulebook
        report = write_report(document, rulebook)
        show_summary(document, rulebook, report)
        return report

    _keep_house(settings, after_s=TIDY_AFTER_S)
    windows = SideProgram()
    parts = ResidentParts(
        settings,
        # What was changed meanwhile holds from this call on.
        lambda reference: _session(load_settings(), rules, engine, reference, waiting),
        keep,
        CurrentReasons(rules),
        windows.open_settings,
        windows.open_review,
    )
    run_resident(parts, first=first)
