"""The command that starts this same Sotto again."""

import subprocess
import sys
from pathlib import Path

import pytest

from app import __version__
from app.side_command import sotto_command


def test_it_starts_this_sotto() -> None:
    """Not another that is installed somewhere: the same interpreter, the same version."""
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run([*sotto_command(), "--version"], cwd=root, capture_output=True, text=True, check=False)
    assert done.stdout == f"sotto {__version__}\n"


def test_an_installed_program_starts_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """There is no interpreter with modules then: the program is the command."""
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", "/opt/sotto/sotto")
    assert sotto_command() == ["/opt/sotto/sotto"]
