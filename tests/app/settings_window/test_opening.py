"""Windows in processes of their own, the command without a display, and the look of windows."""

import sys
from collections.abc import Callable
from subprocess import CompletedProcess

import pytest
from PySide6.QtCore import QProcess
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from app import notify
from app.overlay import OverlaySettings
from app.overlay.look import SystemLook
from app.settings_window import opening
from app.settings_window.opening import SideProgram
from app.settings_window.program import suggestions
from app.side_command import sotto_command
from app.window_style import dress, of_kind


def test_one_window_of_each_kind(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    """A window that is open is not opened again; another kind is, and one that was closed is too."""
    started: list[list[str]] = []
    alive = {1}

    def start(_program: str, arguments: list[str]) -> tuple[bool, int]:
        started.append(arguments[-2:])
        return True, 1

    monkeypatch.setattr(QProcess, "startDetached", staticmethod(start))
    monkeypatch.setattr(opening, "_lives", lambda process_id: process_id in alive)
    windows = SideProgram()
    windows.open_settings()
    windows.open_settings()
    assert started == [["settings", "edit"]]
    windows.open_wizard()
    assert started[-1][-1] == "wizard"
    alive.clear()
    windows.open_settings()
    assert len(started) == 3


def test_a_window_that_cannot_be_opened_is_told(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the system starts nothing, the user learns which command to try."""
    monkeypatch.setattr(QProcess, "startDetached", staticmethod(lambda _program, _arguments: (False, 0)))
    told: list[notify.Message] = []
    notify.door.attach(told.append)
    SideProgram().open_wizard()
    assert "sotto wizard" in told[0].mend


def test_processes_that_ended_do_not_live() -> None:
    """A process id that nobody has is not alive."""
    assert not opening._lives(2**22 + 1)


def test_the_command_is_this_program(monkeypatch: pytest.MonkeyPatch) -> None:
    """From source it is this Python, installed it is the program itself."""
    assert sotto_command() == [sys.executable, "-m", "app"]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert sotto_command() == [sys.executable]


@pytest.mark.parametrize("arguments", [("settings", "edit"), ("wizard",)])
def test_without_a_display(arguments: tuple[str, ...], sotto: Callable[..., "CompletedProcess[str]"]) -> None:
    """Where no window can be shown the command fails with one sentence and names the way without."""
    done = sotto(*arguments)
    assert done.returncode == 1
    assert "There is no display" in done.stderr
    assert "settings set" in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("theme", ["dark", "light", "high-contrast"])
def test_windows_wear_the_theme(theme: str, qapp: QApplication) -> None:
    """A window and all its parts take palette and style of the theme, in every theme."""
    window = QWidget()
    button = QPushButton("Save", window)
    look = SystemLook().look(OverlaySettings(theme=theme))  # type: ignore[arg-type]
    dress(window, look)
    assert button.palette().color(QPalette.ColorRole.Window).name() == look.theme.surface
    assert look.theme.action in window.styleSheet()


def test_kinds_can_change(qapp: QApplication) -> None:
    """What a part is can be changed while it is shown."""
    label = QLabel("x")
    of_kind(label, "muted")
    of_kind(label, "problem")
    assert label.property("kind") == "problem"


def test_suggestions_where_anything_goes() -> None:
    """A plain text setting has nothing to offer; neither has a machine without models."""
    assert suggestions("hotkeys.pause") == []
    assert suggestions("listening.model") == []
