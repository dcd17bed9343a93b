"""One set-up window at a time, and the truth for those who ask meanwhile."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.calls.errors import CallError
from app.calls.requests import DeskAction, Request
from app.calls.state import CallCommand, CallVerb
from app.single_instance import InstanceServer, setup_name
from app.wizard import first_run
from app.wizard.first_run import SetUpOpenError, ensure_set_up, show_open_set_up
from app.wizard.program import answering
from app.wizard.window import WizardWindow


@pytest.fixture(autouse=True)
def _runtime(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the socket into a short folder of the test's own."""
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> Iterator[list[Request]]:
    """Hold the set-up's place, and give what is asked of it."""
    asked: list[Request] = []

    def note(request: Request, *, name: str) -> dict[str, Any]:
        assert name == setup_name()
        asked.append(request)
        return {}

    monkeypatch.setattr("app.single_instance.ask", note)
    server = InstanceServer(lambda _request: {})
    server.claim(setup_name())
    yield asked
    server.close()


def test_without_an_open_set_up_nothing_happens() -> None:
    """Where no set-up is open, nothing is asked and the start goes on."""
    show_open_set_up()


def test_a_start_brings_the_open_set_up_forward(asked: list[Request], tmp_path: Path) -> None:
    """A second start opens no second window: the first is asked to show itself, and the user is told."""
    with pytest.raises(SetUpOpenError, match="open already"):
        ensure_set_up(tmp_path / "none.json", tmp_path / "none.toml", lambda: pytest.fail("a second window"))
    assert [request.wish for request in asked] == [DeskAction.SHOW]


def test_who_is_set_up_is_not_held_up(asked: list[Request], tmp_path: Path) -> None:
    """A set-up that is opened again later keeps no Sotto from starting."""
    settings = tmp_path / "settings.toml"
    settings.write_text("", encoding="utf-8")
    assert not ensure_set_up(tmp_path / "none.json", settings, first_run.ask_in_own_process)
    assert asked == []


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_open_set_up_shows_itself_and_takes_no_call(wizard: WizardWindow) -> None:
    """Asked to show itself the window does so; a call is refused with the reason."""
    answer = answering(wizard)
    wizard.hide()
    assert answer(Request(DeskAction.SHOW)) == {"state": "set-up"}
    assert wizard.isVisible()
    with pytest.raises(CallError, match="its set-up is still open"):
        answer(Request(CallCommand(CallVerb.START)))
