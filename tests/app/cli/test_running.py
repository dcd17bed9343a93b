"""What `sotto run` starts: a session in a terminal, or Sotto resident with the call that was asked for."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any, Self

import pytest

from app.__main__ import main
from app.calls.state import CallVerb
from app.cli import run as command
from app.cli import running

pytestmark = pytest.mark.usefixtures("_hooks")


class Waiting:
    """A listener's process that nobody started."""

    closed = 0

    def prepare(self) -> None:
        """Nothing to start."""

    def close(self) -> None:
        """Count."""
        Waiting.closed += 1


class Rules:
    """The rules in force."""

    rulebook = "the rules"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        return None


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Return what was started, with everything heavy taken out."""
    seen: dict[str, Any] = {}
    Waiting.closed = 0
    monkeypatch.setattr(command, "WaitingChild", Waiting)
    monkeypatch.setattr(running, "load_settings", lambda: "the settings")
    monkeypatch.setattr(running, "engine_spec", lambda _settings, engine: engine)
    monkeypatch.setattr(running, "prepare_listener", lambda _w, _s, engine: seen.update(engine=engine))
    monkeypatch.setattr(running, "watch_rules", lambda _s, folder: seen.update(rules=folder) or Rules())
    monkeypatch.setattr(running, "ensure_set_up", lambda *_: seen.update(set_up=True))
    monkeypatch.setattr(running, "_keep_house", lambda _s, after_s: seen.update(house_s=after_s))
    monkeypatch.setattr(running, "has_display", lambda: True)
    monkeypatch.setattr(running, "_stay", lambda _s, _r, _e, first, _w: seen.update(first=first))
    monkeypatch.setattr(running, "_session", lambda *arguments: seen.update(reference=arguments[3]) or "a session")
    monkeypatch.setattr(
        "app.cli.live.hold_session", lambda session, *_, headless: seen.update(session=session, headless=headless)
    )
    monkeypatch.setattr("app.cli.live.finish", lambda *_, **__: seen.update(finished=True))
    return seen


def test_in_a_terminal_there_is_one_session(started: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """No window, no questions, the upkeep at once, and the summary at its end."""
    monkeypatch.setattr(running, "has_display", lambda: False)
    assert main(["run", "--reference", "T-1", "--engine", "vosk", "--rules", "mine"]) == 0
    assert started == {
        "engine": "vosk", "rules": Path("mine"), "house_s": 0.0, "reference": "T-1", "session": "a session",
        "headless": True, "finished": True,
    }  # fmt: skip


def test_headless_means_no_window_also_where_there_is_a_display(started: dict[str, Any]) -> None:
    """Nobody is asked anything."""
    assert main(["run", "--headless"]) == 0
    assert "first" not in started
    assert "set_up" not in started
    assert started["session"] == "a session"


@pytest.mark.parametrize(
    ("arguments", "verb", "reference"),
    [
        ((), None, None),
        (("--call",), CallVerb.START, ""),
        (("--reference", "  T-1 "), CallVerb.START, "T-1"),
        (("--call", "--reference", "T-1"), CallVerb.START, "T-1"),
        (("sotto://call/start?reference=T-2",), CallVerb.START, "T-2"),
        (("sotto://call/end",), CallVerb.END, ""),
        (("sotto://call/start?reference=T-2", "--call", "--reference", "T-1"), CallVerb.START, "T-2"),
    ],
)
def test_resident_it_begins_with_what_was_asked_for(
    arguments: tuple[str, ...], verb: CallVerb | None, reference: str | None, started: dict[str, Any]
) -> None:
    """Nothing, a call, or what the link says; at the first start the questions come before."""
    assert main(["run", *arguments]) == 0
    first = started["first"] or SimpleNamespace(verb=None, reference=None)
    assert (first.verb, first.reference) == (verb, reference)
    assert started["set_up"]


@pytest.mark.parametrize(
    "arguments", [("sotto://call/explode",), ("http://example.com",), ("--reference", "x" * 10_000)]
)
def test_what_cannot_be_meant_is_one_sentence(
    arguments: tuple[str, ...], started: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    """A link out of a web page starts nothing that it may not."""
    assert main(["run", *arguments]) == 1
    assert capsys.readouterr().err.count("\n") == 1
    assert "first" not in started


def test_the_listener_that_waits_is_ended_whatever_happens(
    started: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """No process is left behind by settings that cannot be read or by Ctrl-C."""
    for error in (KeyboardInterrupt(), OSError(13, "no", "settings.toml")):

        def broken(error: BaseException = error) -> None:
            raise error

        monkeypatch.setattr(running, "load_settings", broken)
        assert main(["run"]) != 0
    assert Waiting.closed == 2
    assert "first" not in started
