"""`sotto update` in a process of its own."""

from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from app import __version__
from app.calls.errors import NotRunningError
from app.cli import update
from app.updates import Offer, UpdateChannel


def test_says_that_nothing_is_enabled(sotto: Callable[..., "CompletedProcess[str]"]) -> None:
    """Without IT's file the command says so, connects to nobody and succeeds."""
    done = sotto("update")
    assert done.returncode == 0
    assert "not enabled on this computer" in done.stdout


@pytest.mark.parametrize(("phase", "asked"), [("idle", False), ("ended", False), ("in-call", True), ("hold", True)])
def test_call_of_the_running_sotto_counts(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], phase: str, *, asked: bool
) -> None:
    """Whether there is a call is asked of the Sotto that runs."""
    heard: list[bool] = []

    def look(_channel: UpdateChannel, _current: str, *, in_call: bool) -> Offer:
        heard.append(in_call)
        return Offer("9.0", "Better ears.")

    monkeypatch.setattr(update, "load_channel", lambda: UpdateChannel("https://it.example/x", bytes(32)))
    monkeypatch.setattr(update, "look_for_update", look)
    monkeypatch.setattr("app.single_instance.ask", lambda _request: {"state": phase})
    update.update()
    assert heard == [asked]
    assert "Sotto 9.0 is offered" in capsys.readouterr().out


def test_no_running_sotto_is_no_call(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Where none runs there is no call, and the newest version is told as such."""

    def none_runs(_request: object) -> None:
        raise NotRunningError("Sotto is not running.")

    monkeypatch.setattr(update, "load_channel", lambda: UpdateChannel("https://it.example/x", bytes(32)))
    monkeypatch.setattr(update, "look_for_update", lambda *_given, in_call: Offer("9", "") if in_call else None)
    monkeypatch.setattr("app.single_instance.ask", none_runs)
    update.update()
    assert f"Sotto {__version__} is the newest" in capsys.readouterr().out


def test_package_manager_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """A Sotto that apt installed leaves updates to apt, whatever else is configured."""
    (tmp_path / "package-managed").write_text("apt\n")
    monkeypatch.setattr("sys.executable", str(tmp_path / "sotto"))
    update.update()
    assert "kept up to date by apt" in capsys.readouterr().out
