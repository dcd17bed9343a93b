"""Shared by the overlay's tests: a Qt without a screen, and short ways to make events and states."""

import os
from collections.abc import Callable

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtWidgets import QApplication

from app.overlay import OverlaySettings
from app.overlay.binding import BindingError, check_binding
from app.overlay.look import Look, SystemLook
from app.overlay.placement import Places
from app.overlay.state import OverlayState
from app.overlay.view_model import advance
from app.overlay.window import OverlayWindow
from coaching.events import Cue, CueKind, Severity
from speech.events import SessionStarted

MakeCue = Callable[..., Cue]
MakeWindow = Callable[..., OverlayWindow]


@pytest.fixture
def sound_qt(qapp: QApplication) -> QApplication:
    """Give the program object; skip where the installed PySide6 would abort the whole test run."""
    try:
        check_binding()
    except BindingError as error:
        pytest.skip(str(error))
    return qapp


@pytest.fixture
def make_cue() -> MakeCue:
    """Give a maker of cues with sensible fields."""

    def make(cue_id: int = 1, **fields: object) -> Cue:
        values: dict[str, object] = {
            "rule_id": "dead-end", "kind": CueKind.WORDS, "severity": Severity.NORMAL, "at_s": 10.0 + cue_id,
            "headline": "Offer a next step", "say_instead": "“I will ask our specialist to call you before five.”",
            "evidence": "there is nothing more i can do", "detection_id": cue_id, "shown": True, "suppressed_by": None,
        }  # fmt: skip
        return Cue(cue_id=cue_id, **{**values, **fields})  # type: ignore[arg-type]

    return make


@pytest.fixture
def listening() -> OverlayState:
    """Give the state of a session that has just begun."""
    return advance(OverlayState(), started())


def started(**fields: object) -> SessionStarted:
    """Return the first event of a session with two voices."""
    values: dict[str, object] = {
        "at_s": 0.0, "source": "Headset", "has_customer": True, "engine": "vosk",
        "model": "vosk-model-small-en-us-0.15", "engine_version": "0.3.45", "engine_reason": "A Vosk model is installed.",
    }  # fmt: skip
    return SessionStarted(**{**values, **fields})  # type: ignore[arg-type]


@pytest.fixture
def session_started() -> Callable[..., SessionStarted]:
    """Give the maker of first events."""
    return started


@pytest.fixture
def look(sound_qt: QApplication) -> Look:
    """Give the dark look at 100 %."""
    return SystemLook().look(OverlaySettings(theme="dark"))


@pytest.fixture
def make_window(sound_qt: QApplication, qtbot: object) -> MakeWindow:
    """Give a maker of windows, by settings."""

    def make(places: Places | None = None, **settings: object) -> OverlayWindow:
        chosen = OverlaySettings(**settings)  # type: ignore[arg-type]
        window = OverlayWindow(chosen, SystemLook().look(chosen), places or Places())
        qtbot.addWidget(window)  # type: ignore[attr-defined]
        return window

    return make
