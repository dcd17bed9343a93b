"""Shared by the tests of the settings window: Qt without a screen, and a maker of windows."""

import os
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtWidgets import QApplication

from app.managed import Managed
from app.settings_file import load
from app.settings_window.window import SettingsWindow

MakeSettings = Callable[..., SettingsWindow]


def suggest(key: str) -> list[str]:
    """Offer two microphones."""
    return ["Headset", "Desk microphone"] if key == "listening.microphone" else []


@pytest.fixture
def make_settings(qapp: QApplication, qtbot: object, tmp_path: Path) -> MakeSettings:
    """Give a maker of settings windows, by the text of the user's file and what is managed."""

    def make(text: str = "", managed: Managed | None = None) -> SettingsWindow:
        file, managed = tmp_path / "settings.toml", managed or Managed()
        if text:
            file.write_text(text, encoding="utf-8")
        window = SettingsWindow(file, load(file, managed=managed), managed, suggest)
        qtbot.addWidget(window, before_close_func=forget)  # type: ignore[attr-defined]
        return window

    return make


def forget(window: SettingsWindow) -> None:
    """Let the window close without asking about changes."""
    window.changes = dict  # type: ignore[method-assign]
