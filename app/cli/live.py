"""Holds a live session in whichever view fits, then shows its summary.

Place in the flow: `demo` and `run` hold their session here: behind the overlay where there is a display, else in the
terminal. The views only draw; the session is `app.session.LiveSession`.
"""

import sys
from typing import TYPE_CHECKING

from rich.live import Live

from app import notify
from app.cli.console import out
from app.cli.summary import show_summary, write_report
from app.display import has_display
from app.errors import AppError, InterruptedCallError
from app.interrupt import StopRequest, interruptible
from app.live_state import LiveState
from app.output import print_text
from app.overlay import run_overlay
from app.overlay.state import CueAction
from app.paths import paths
from app.plain_view import PlainView
from app.rule_watch import CurrentReasons, RuleWatch
from app.session import LiveSession
from app.settings import Settings
from app.terminal_view import screen
from coaching.redaction import STANDARD, RedactionSettings
from coaching.rulebook.schema import Rulebook
from coaching.summary_json import summary_json

if TYPE_CHECKING:
    from app.overlay.controller import CueFeedback
    from app.overlay.timing import CueTiming
    from coaching.summary import CallSummary

_POLL_S = 0.1
_MOST_ROWS = 30


def hold_session(session: LiveSession, settings: Settings, rules: RuleWatch, *, headless: bool) -> "CallSummary":
    """Run a session to its end, or until the user ends it, and return its summary.

    Where the overlay cannot run (its libraries are missing or faulty) the terminal serves, and the user is told why.
    Raises SpeechError when nothing at all could be heard.
    """
    if headless or not has_display():
        return watch(session, settings.coaching.redaction)
    try:
        return _watch_in_overlay(session, settings, rules)
    except AppError as error:
        notify.warn(f"{error.message} The terminal view is used instead.", error.mend)
    except ImportError as error:
        mend = "`sotto doctor` tells more; --headless chooses the terminal view."
        notify.warn(
            f"The overlay's libraries cannot be loaded ({error.name}). The terminal view is used instead.", mend
        )
    return watch(session, settings.coaching.redaction)


def _watch_in_overlay(session: LiveSession, settings: Settings, rules: RuleWatch) -> "CallSummary":
    from app.overlay.application import application  # noqa: PLC0415  Qt is loaded only when a window is wanted
    from app.translation.language import use_language  # noqa: PLC0415

    use_language(application(), settings.interface.language)
    reasons = CurrentReasons(rules)
    places = paths().data / "overlay-places.json"

    def on_feedback(feedback: "CueFeedback") -> None:
        session.note_acted(feedback.cue_id, feedback.action)
        if feedback.action is CueAction.WRONG:
            session.mark_wrong(feedback.cue_id)
        elif feedback.action is CueAction.SNOOZE:
            session.snooze(feedback.rule_id)

    def on_cue_painted(timing: "CueTiming") -> None:
        session.note_painted(timing.cue_id, delivered_s=timing.delivered_s, painted_s=timing.latency_s)

    return run_overlay(
        session, settings.overlay, places, reasons=reasons, on_cue_painted=on_cue_painted, on_feedback=on_feedback
    )


def finish(session: LiveSession, summary: "CallSummary", rulebook: Rulebook, *, stopping_is_normal: bool) -> None:
    """Show the summary with its report, then raise why the session ended early, if it did."""
    document = summary_json(summary)
    show_summary(document, rulebook, write_report(document, rulebook))
    if session.error is not None:
        raise session.error
    if not summary.complete and not stopping_is_normal:
        raise InterruptedCallError("Stopped before the end of the call; what was heard until then was kept.")


def watch(session: LiveSession, redaction: RedactionSettings = STANDARD) -> "CallSummary":
    """Run a session in the terminal, or in plain lines where standard output is none.

    Raises SpeechError when nothing at all could be heard.
    """
    with interruptible() as stop, session:
        if sys.stdout.isatty():
            _watch_in_terminal(session, stop, redaction)
        else:
            _watch_plainly(session, stop, redaction)
        return session.stop()


def _watch_in_terminal(session: LiveSession, stop: StopRequest, redaction: RedactionSettings) -> None:
    console, state = out(), LiveState(redaction)

    def draw() -> None:
        live.update(screen(state, width=console.width, height=min(console.height, _MOST_ROWS)), refresh=True)

    with Live(console=console, auto_refresh=False, transient=True) as live:
        while not session.ended and not stop.asked:
            for event in session.poll(_POLL_S):
                state.accept(event)
            draw()


def _watch_plainly(session: LiveSession, stop: StopRequest, redaction: RedactionSettings) -> None:
    view = PlainView(lambda line: print_text(f"{line}\n"), redaction)
    while not session.ended and not stop.asked:
        for event in session.poll(_POLL_S):
            view.accept(event)
