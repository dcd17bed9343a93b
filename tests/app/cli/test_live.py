"""Which view a session gets."""

from typing import Any

import pytest

from app import notify
from app.cli import live
from app.errors import AppError, InterruptedCallError
from app.notify import Message
from app.settings import Settings
from coaching.rulebook.schema import Rulebook

RULES = Rulebook(version="x", rules=())


@pytest.fixture
def views(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Replace both views with ones that only note that they were used."""
    used: list[str] = []
    monkeypatch.setattr(live, "has_display", lambda: True)
    monkeypatch.setattr(live, "watch", lambda _session, _redaction: used.append("terminal"))
    monkeypatch.setattr(live, "run_overlay", lambda *_a, **_k: used.append("overlay"))
    return used


def hold(*, headless: bool = False) -> None:
    """Hold a session that no view looks at."""
    session: Any = None
    rules: Any = None
    live.hold_session(session, Settings(), rules, headless=headless)


def test_overlay_with_a_display(views: list[str]) -> None:
    """Where there is a display the overlay is shown."""
    hold()
    assert views == ["overlay"]


def test_terminal_when_asked(views: list[str]) -> None:
    """--headless takes the terminal, display or not."""
    hold(headless=True)
    assert views == ["terminal"]


def test_terminal_without_a_display(views: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a display the terminal serves."""
    monkeypatch.setattr(live, "has_display", lambda: False)
    hold()
    assert views == ["terminal"]


@pytest.mark.parametrize("error", [AppError("This Qt is faulty.", "Install another."), ImportError("x", name="libEGL")])
def test_terminal_when_the_overlay_cannot_run(
    views: list[str], monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    """A faulty or missing window library is told, and the session goes on in the terminal."""

    def broken(*_arguments: Any, **_named: Any) -> None:
        raise error

    seen: list[Message] = []
    notify.door.attach(seen.append)
    monkeypatch.setattr(live, "run_overlay", broken)
    hold()
    assert views == ["terminal"]
    assert "The terminal view is used instead." in str(seen[0])


class Ended:
    """A session that is over."""

    error = None


class Summary:
    """A summary, cut short."""

    complete = False


def test_an_early_end_is_normal_only_when_live(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ending a live call is no failure; breaking off the demo is."""
    monkeypatch.setattr(live, "summary_json", lambda _summary: {})
    monkeypatch.setattr(live, "write_report", lambda *_a: None)
    monkeypatch.setattr(live, "show_summary", lambda *_a: None)
    session: Any = Ended()
    summary: Any = Summary()
    live.finish(session, summary, RULES, stopping_is_normal=True)
    with pytest.raises(InterruptedCallError):
        live.finish(session, summary, RULES, stopping_is_normal=False)
