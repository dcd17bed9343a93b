"""One Sotto for each user: real sockets, with the asking side in a process of its own."""

import json
import os
import socket
import stat
import subprocess
import sys
import threading
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from pytestqt.qtbot import QtBot

from app import single_instance
from app.calls.errors import CallError, NotRunningError
from app.calls.requests import DeskAction, Request, encode
from app.calls.state import CallCommand, CallVerb
from app.single_instance import AlreadyRunningError, InstanceServer, ask, instance_name, setup_name, somebody_at

SHOW = Request(DeskAction.SHOW)


@pytest.fixture(autouse=True)
def runtime(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put the socket into a short folder of the test's own."""
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    return tmp_path / "sotto"


@pytest.fixture
def served(qtbot: QtBot) -> Iterator[list[Request]]:
    """Give the requests that a running instance carried out; it refuses to end a call."""
    done: list[Request] = []

    def answer(request: Request) -> dict[str, Any]:
        done.append(request)
        if request.wish == CallCommand(CallVerb.END):
            raise CallError("No call is under way.", "Begin one.")
        return {"state": "idle"}

    server = InstanceServer(answer)
    server.claim()
    yield done
    server.close()


ASKING = """
import json, sys
from app.calls.requests import decode
from app.errors import AppError
from app.single_instance import ask
for line in sys.stdin:
    try:
        print(json.dumps(ask(decode(line), 20_000)), flush=True)
    except AppError as error:
        print(json.dumps({type(error).__name__: str(error)}), flush=True)
"""


def asked_elsewhere(qtbot: QtBot, *requests: Request) -> list[Any]:
    """Ask from another process while this one's loop runs; return the replies, errors by their type's name."""
    root = Path(single_instance.__file__).parent.parent
    child = subprocess.Popen(
        [sys.executable, "-c", ASKING], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=root
    )
    replies: list[str] = []
    thread = threading.Thread(target=lambda: replies.append(child.communicate("\n".join(map(encode, requests)))[0]))
    thread.start()
    qtbot.waitUntil(lambda: bool(replies), timeout=60_000)
    thread.join()
    return [json.loads(line) for line in replies[0].splitlines()]


def test_a_request_reaches_the_first(qtbot: QtBot, served: list[Request]) -> None:
    """What a second process asks for is carried out by the first, and its reply comes back."""
    start = Request(CallCommand(CallVerb.START, "4711"))
    assert asked_elsewhere(qtbot, start, SHOW) == [{"state": "idle"}] * 2
    assert served == [start, SHOW]


def test_a_refusal_comes_back_as_its_sentence(qtbot: QtBot, served: list[Request]) -> None:
    """A request that the first refuses fails in the second with the same sentence and what to do."""
    end = Request(CallCommand(CallVerb.END))
    assert asked_elsewhere(qtbot, end) == [{"CallError": "No call is under way. Begin one."}]


def test_without_an_instance_one_sentence(qtbot: QtBot) -> None:
    """With nobody there the asking side says so and what to do."""
    with pytest.raises(NotRunningError, match=r"Sotto is not running\. Start it"):
        ask(SHOW)


def test_while_the_set_up_is_open_the_truth_is_told(qtbot: QtBot) -> None:
    """An open set-up is no running Sotto: who asks hears that it is open; closed, that nothing runs."""
    server = InstanceServer(lambda _request: {})
    server.claim(setup_name())
    assert somebody_at(setup_name())
    assert not somebody_at(instance_name())
    with pytest.raises(NotRunningError, match="its set-up is still open"):
        ask(SHOW)
    server.close()
    assert not somebody_at(setup_name())
    with pytest.raises(NotRunningError, match="Start it with"):
        ask(SHOW)


def test_a_second_claim_fails(qtbot: QtBot, served: list[Request]) -> None:
    """The place of a living instance is never taken."""
    with pytest.raises(AlreadyRunningError):
        InstanceServer(lambda _request: {}).claim()


@pytest.mark.skipif(sys.platform == "win32", reason="pipes vanish with their process")
def test_what_a_crash_left_behind_is_cleared(qtbot: QtBot, runtime: Path) -> None:
    """A socket file that nobody listens at is removed and the place taken."""
    with socket.socket(socket.AF_UNIX) as dead:
        dead.bind(instance_name())
    server = InstanceServer(lambda _request: {"ok": True})
    server.claim()
    assert asked_elsewhere(qtbot, SHOW) == [{"ok": True}]
    server.close()


@pytest.mark.skipif(sys.platform == "win32", reason="pipes have no folder")
def test_nobody_else_can_reach_the_socket(qtbot: QtBot, served: list[Request], runtime: Path) -> None:
    """The socket's folder belongs to the user and is closed to all others."""
    assert stat.S_IMODE(runtime.stat().st_mode) == 0o700


def test_each_data_folder_has_its_own_place(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A portable copy with its own home does not talk to another one."""
    first = instance_name()
    monkeypatch.setenv("SOTTO_HOME", str(tmp_path / "elsewhere"))
    assert instance_name() != first


def test_nonsense_and_floods_end_the_connection(qtbot: QtBot, served: list[Request]) -> None:
    """Nonsense gets an error, an endless line is cut off; the instance goes on serving."""
    replies: list[bytes] = []

    def work() -> None:
        for sent in (b"nonsense\n", b"x" * 100_000):
            with socket.socket(socket.AF_UNIX) as raw:
                raw.settimeout(20)
                raw.connect(instance_name())
                try:
                    raw.sendall(sent)
                    replies.append(raw.recv(4_096))
                except OSError:
                    replies.append(b"")

    if sys.platform == "win32":
        pytest.skip("raw sockets are Unix")
    thread = threading.Thread(target=work)
    thread.start()
    qtbot.waitUntil(lambda: len(replies) == 2, timeout=20_000)
    thread.join()
    assert b"cannot be understood" in replies[0]
    assert replies[1] == b""
    assert asked_elsewhere(qtbot, SHOW) == [{"state": "idle"}]


def test_without_a_runtime_folder_nothing_warns(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the session has no XDG_RUNTIME_DIR (cron, plain ssh) the user reads no warning of a library."""
    monkeypatch.delenv("XDG_RUNTIME_DIR")
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        assert single_instance._own_folder().is_dir()
    assert told == []
