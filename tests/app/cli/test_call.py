"""`sotto call`, `toggle` and `url`: what is asked of the running instance, and one sentence when there is none."""

import json
from pathlib import Path
from typing import Any

import pytest

from app import single_instance
from app.__main__ import main
from app.calls.requests import DeskAction, Request
from app.calls.state import CallCommand, CallVerb, Origin


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Request]:
    """Give what the running instance was asked; it is in a call."""
    requests: list[Request] = []

    def ask(request: Request) -> dict[str, Any]:
        requests.append(request)
        return {"state": "in-call", "reference": "4711", "since": "2026-01-01T09:00:00+00:00", "paused": True}

    monkeypatch.setattr(single_instance, "ask", ask)
    return requests


@pytest.mark.parametrize(
    ("arguments", "wish"),
    [
        (["call", "start", "--reference", " 4711 "], CallCommand(CallVerb.START, "4711", Origin.COMMAND)),
        (["call", "start"], CallCommand(CallVerb.START, "", Origin.COMMAND)),
        (["call", "end", "-r", "4711"], CallCommand(CallVerb.END, "4711", Origin.COMMAND)),
        (["call", "hold"], CallCommand(CallVerb.HOLD, "", Origin.COMMAND)),
        (["call", "resume"], CallCommand(CallVerb.RESUME, "", Origin.COMMAND)),
        (["call", "mute"], CallCommand(CallVerb.MUTE, "", Origin.COMMAND)),
        (["call", "unmute"], CallCommand(CallVerb.UNMUTE, "", Origin.COMMAND)),
        (
            ["call", "start", "--agenda", "verify identity", "-a", "offer survey"],
            CallCommand(CallVerb.START, "", Origin.COMMAND, "verify identity; offer survey"),
        ),
        (["call", "agenda", "offer survey"], CallCommand(CallVerb.AGENDA, "", Origin.COMMAND, "offer survey")),
        (["call", "agenda"], CallCommand(CallVerb.AGENDA, "", Origin.COMMAND, "")),
        (["call", "status"], DeskAction.STATUS),
        (["toggle"], DeskAction.PAUSE),
        (["toggle", "show"], DeskAction.TOGGLE_SHOWN),
        (["toggle", "wrong"], DeskAction.WRONG),
        (["url", "sotto://call/start?reference=9"], CallCommand(CallVerb.START, "9", Origin.LINK)),
    ],
)
def test_each_command_asks_for_one_thing(asked: list[Request], arguments: list[str], wish: object) -> None:
    """Every command sends its own request."""
    assert main(arguments) == 0
    assert asked == [Request(wish)]  # type: ignore[arg-type]


def test_an_agenda_that_cannot_be_read_is_not_sent(asked: list[Request], capsys: pytest.CaptureFixture[str]) -> None:
    """The sentence names the item, and the running instance is left alone."""
    assert main(["call", "agenda", "offer (survey"]) != 0
    assert "offer (survey" in capsys.readouterr().err
    assert asked == []


def test_the_reply_is_shown(asked: list[Request], capsys: pytest.CaptureFixture[str]) -> None:
    """A person reads one line, a program gets the JSON alone."""
    main(["call", "status"])
    assert capsys.readouterr().out == "in-call 4711 since 2026-01-01T09:00:00+00:00, coaching paused\n"
    main(["call", "status", "--json", "-"])
    assert json.loads(capsys.readouterr().out)["reference"] == "4711"


@pytest.mark.parametrize(
    ("reply", "line"),
    [
        (
            {"state": "in-call", "reference": "7", "since": "2026-01-01T09:00:00+00:00", "listening": False},
            "in-call 7 since 2026-01-01T09:00:00+00:00, not listening yet\n",
        ),
        (
            {"state": "in-call", "since": "2026-01-01T09:00:00+00:00", "listening": True},
            "in-call since 2026-01-01T09:00:00+00:00\n",
        ),
        (
            {"state": "idle", "listening": False, "problem": "No microphone was found. Plug one in."},
            "idle. The last call: No microphone was found. Plug one in.\n",
        ),
        ({"state": "idle", "listening": False, "problem": None}, "idle\n"),
        ({"state": "ended", "reference": "7", "listening": False, "problem": None}, "ended 7\n"),
    ],
)
def test_a_call_that_is_not_heard_is_not_said_to_be(
    reply: dict[str, Any], line: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The line says whether Sotto listens, and why the last call was not coached."""
    monkeypatch.setattr(single_instance, "ask", lambda _request: reply)
    assert main(["call", "status"]) == 0
    assert capsys.readouterr().out == line


@pytest.mark.parametrize("arguments", [["call", "start"], ["toggle"], ["url", "sotto://call/end"]])
def test_without_an_instance_one_sentence(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """When no Sotto runs each command fails with 1 and says what to do."""
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    assert main(arguments) == 1
    assert capsys.readouterr().err.strip() == "error: Sotto is not running. Start it with “sotto run”."


@pytest.mark.parametrize(
    "arguments", [["url", "https://example.org"], ["call", "start", "-r", "9" * 200], ["run", "sotto://quit"]]
)
def test_nonsense_is_refused(
    asked: list[Request], arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A link for something else and an endless reference fail with one line; nothing is asked."""
    monkeypatch.setenv("DISPLAY", ":250")
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    assert main(arguments) == 1
    assert capsys.readouterr().err.startswith("error: ")
    assert asked == []


def test_the_token_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    """`sotto call token` prints the secret, and the same one each time, without a running Sotto."""
    assert main(["call", "token"]) == 0
    first = capsys.readouterr().out
    main(["call", "token"])
    assert capsys.readouterr().out == first
    assert len(first.strip()) >= 40
