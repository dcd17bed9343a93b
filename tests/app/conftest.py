"""Fixtures of the app's tests: a home of their own, a door of their own, and the real command."""

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import soundfile

from app import notify
from app.paths import resource
from app.translation.words import PlainEnglish, speak_with

ROOT = Path(__file__).resolve().parents[2]
Sotto = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put everything that Sotto keeps below a temporary folder."""
    folder = tmp_path / "home"
    monkeypatch.setenv("SOTTO_HOME", str(folder))
    monkeypatch.delenv("SOTTO_CONFIG", raising=False)
    return folder


@pytest.fixture(autouse=True)
def _quiet_door(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give each test its own door to the user."""
    monkeypatch.setattr(notify, "door", notify.Door())


@pytest.fixture(autouse=True)
def _plain_english() -> Iterator[None]:
    """Take back the language that a program under test began to speak."""
    yield
    speak_with(PlainEnglish())


@pytest.fixture
def brackets() -> Iterator[None]:
    """Let every text that passes translation stand in brackets (`tests.app.translation.brackets`)."""
    from tests.app.translation.brackets import Brackets

    speak_with(Brackets())
    yield
    speak_with(PlainEnglish())


@pytest.fixture
def _hooks() -> Iterator[None]:
    """Restore what `app.crash.install` replaces."""
    before = sys.excepthook, threading.excepthook
    yield
    sys.excepthook, threading.excepthook = before


@pytest.fixture
def sotto(home: Path) -> Sotto:
    """Return a function that runs the real command in a process of its own, without a display."""

    def run(*arguments: str | Path, timeout_s: float = 300.0, **environment: str) -> "subprocess.CompletedProcess[str]":
        hidden = {"DISPLAY", "WAYLAND_DISPLAY", "COLUMNS", "FORCE_COLOR"}
        inherited = {name: value for name, value in os.environ.items() if name not in hidden}
        return subprocess.run(
            [sys.executable, "-m", "app", *map(str, arguments)],
            cwd=ROOT, env={**inherited, "SOTTO_HOME": str(home), **environment},
            capture_output=True, text=True, timeout=timeout_s, check=False,
        )  # fmt: skip

    return run


@pytest.fixture(scope="session")
def short_call(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the demo call's seconds 42 to 50 as a file: a dead end, then the customer."""
    audio, rate = soundfile.read(resource("demo", "call.flac"), dtype="int16")
    target = tmp_path_factory.mktemp("call") / "short.flac"
    soundfile.write(target, audio[42 * rate : 50 * rate], rate)
    return target
