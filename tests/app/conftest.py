"""Fixtures of the app's tests: a home of their own, and made-up sessions without sound."""

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from app import notify


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


@pytest.fixture
def _hooks() -> Iterator[None]:
    """Restore what `app.crash.install` replaces."""
    before = sys.excepthook, threading.excepthook
    yield
    sys.excepthook, threading.excepthook = before
