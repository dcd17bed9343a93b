"""Runs the review's window until it is closed.

Place in the flow: `sotto review`.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from app import settings_file
from app.assembly import load_rules, load_settings
from app.managed import load_managed
from app.overlay.application import application
from app.overlay.binding import check_binding
from app.paths import paths
from app.review.context import ReviewContext
from app.review.opening import open_sessions
from app.review.window import ReviewWindow, WindowChoices
from app.settings import Settings
from app.translation.language import use_language
from app.window_loop import ended_by_ctrl_c
from app.window_style import use_drawn_style

_WEIGHTS = "coaching.score."


def run_review(role: str | None = None, *, team: bool = False) -> None:
    """Show the window and wait. Raises SettingsError, RulebookError or StoreError when there is nothing to show."""
    check_binding()
    settings = load_settings()
    rulebook = load_rules(settings)
    store, viewer = open_sessions(settings, role, team=team)
    with store:
        qt = application()
        use_language(qt, settings.interface.language)
        use_drawn_style(qt)
        qt.setQuitOnLastWindowClosed(True)
        context = ReviewContext(store, viewer, rulebook)
        window = ReviewWindow(context, choices_of(settings))
        window.show()
        with ended_by_ctrl_c(window):
            qt.exec()


def choices_of(settings: Settings) -> WindowChoices:
    """Return what the window takes of the settings and the company's own."""
    managed = load_managed()
    locked = {key.removeprefix(_WEIGHTS) for key in managed.values if key.startswith(_WEIGHTS)}

    def keep(values: Mapping[str, Any]) -> Settings:
        return settings_file.store(paths().settings_file, values, managed)

    folder = Path(settings.rules.folder).expanduser() if settings.rules.folder else paths().company_rules
    return WindowChoices(settings, keep, folder, frozenset(locked))
