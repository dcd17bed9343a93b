"""The overlay: one quiet card above everything that shows the current cue and never takes the focus.

Map: `state` (what can be shown) ← `view_model` (pure: event → next state) ← `controller` (Qt: timers, latency) ←
`app.bridge` (worker thread → Qt thread). `window` paints a state with `status_line`, `cue_card`, `details`, `meters`,
`text_block`, `icons`; `look` and `app.theme` give colours and sizes, `wording` every sentence, `placement` where it
stands, `native` what Qt has no words for. `application` runs it all.

Importing this package loads no Qt: settings and the view-model work on machines without a display.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from app.overlay.settings import OverlaySettings
from app.overlay.wording import RuleReason

if TYPE_CHECKING:
    from app.bridge import Session, SummaryT
    from app.overlay.controller import CueFeedback
    from app.overlay.timing import CueTiming

__all__ = ["OverlaySettings", "RuleReason", "run_overlay"]


def run_overlay(
    session: "Session[SummaryT]",
    settings: OverlaySettings,
    state_file: Path,
    *,
    reasons: Mapping[str, RuleReason] | None = None,
    on_cue_painted: "Callable[[CueTiming], None] | None" = None,
    on_feedback: "Callable[[CueFeedback], None] | None" = None,
) -> "SummaryT":
    """Run a session behind the overlay until it ended, and return its summary. Main thread only.

    `session`: not started yet (`app.session.LiveSession`). `state_file`: where the overlay's place is remembered.
    `reasons`: what "Why?" says, by rule id.
    `on_cue_painted`, `on_feedback`: called in the main thread for each cue seen and each action of the agent.

    Closes by itself when the session ends (the last cue is left to fade); Ctrl-C and SIGTERM end the session politely
    and give the summary of what was heard. Raises what `session.start` raises (`speech.errors.SpeechError`); a
    failure in mid-session is shown in the overlay and the summary returned when the agent closes it.
    """
    from app.overlay.application import run  # noqa: PLC0415  Qt is loaded only when a window is wanted

    return run(
        session, settings, state_file,
        reasons=reasons, on_cue_painted=on_cue_painted, on_feedback=on_feedback,
    )  # fmt: skip
