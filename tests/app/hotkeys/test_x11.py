"""X11's hotkeys for real: a server of the test's own, keys pressed by xdotool."""

import os
import shutil
import subprocess
from collections.abc import Iterator

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

pytest.importorskip("xcffib", reason="xcffib is for X11")

from app.calls.requests import DeskAction
from app.hotkeys.chords import HotkeyError, Modifier, parse_chord
from app.hotkeys.x11 import X11Hotkeys, keysym, mask_of

CHORDS = {DeskAction.PAUSE: parse_chord("Ctrl+Alt+Shift+P"), DeskAction.WRONG: parse_chord("Ctrl+F9")}


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    """Give an X server of its own."""
    if not (shutil.which("Xvfb") and shutil.which("xdotool")):
        pytest.skip("needs Xvfb and xdotool")
    read, write = os.pipe()
    # Without -noreset the server starts anew whenever a test's connection was the last, and refuses the next one meanwhile.
    options = ["-noreset", "-screen", "0", "640x480x24"]
    server = subprocess.Popen(["Xvfb", "-displayfd", str(write), *options], pass_fds=[write])
    os.close(write)
    with os.fdopen(read) as told:
        number = told.readline().strip()
    yield f":{number}"
    server.terminate()
    server.wait()


@pytest.fixture
def hotkeys(qtbot: QtBot, display: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[X11Hotkeys]:
    """Give hotkeys of that server."""
    monkeypatch.setenv("DISPLAY", display)
    owner = QObject()
    opened = X11Hotkeys(owner)
    yield opened
    opened.close()


def press(*keys: str) -> None:
    """Press and release keys, as a person would."""
    subprocess.run(["xdotool", "key", *keys], check=True)


def test_names_and_bits() -> None:
    """Keys and modifiers have the codes of keysymdef.h and X.h."""
    assert [keysym(key) for key in ("P", "7", "F1", "F12")] == [0x70, 0x37, 0xFFBE, 0xFFC9]
    assert mask_of(Modifier.CTRL | Modifier.ALT | Modifier.SHIFT | Modifier.META) == 1 | 4 | 8 | 64


def test_a_press_is_told_once(qtbot: QtBot, hotkeys: X11Hotkeys) -> None:
    """Each chord tells its own action, whatever else was typed."""
    heard: list[DeskAction] = []
    hotkeys.pressed.connect(heard.append)
    assert hotkeys.bind(CHORDS) == []
    press("p", "ctrl+p", "ctrl+alt+shift+p", "F9", "ctrl+F9")
    qtbot.waitUntil(lambda: len(heard) >= 2, timeout=20_000)
    assert heard == [DeskAction.PAUSE, DeskAction.WRONG]


def test_locks_do_not_matter(qtbot: QtBot, hotkeys: X11Hotkeys) -> None:
    """The chord works with CapsLock and NumLock on."""
    heard: list[DeskAction] = []
    hotkeys.pressed.connect(heard.append)
    hotkeys.bind(CHORDS)
    press("Caps_Lock")
    press("ctrl+F9")
    press("Num_Lock")
    press("ctrl+F9")
    press("Caps_Lock")
    press("Num_Lock")
    qtbot.waitUntil(lambda: len(heard) == 2, timeout=20_000)


def test_a_taken_key_is_said(qtbot: QtBot, hotkeys: X11Hotkeys) -> None:
    """A chord that another program holds is named; the others work; given back, it can be had."""
    hotkeys.bind({DeskAction.PAUSE: parse_chord("Ctrl+F9")})
    owner = QObject()
    second = X11Hotkeys(owner)
    problems = second.bind(CHORDS)
    assert [str(problem) for problem in problems] == ["The hotkey Ctrl+F9 belongs to another program. Choose another."]
    hotkeys.bind({})
    assert second.bind(CHORDS) == []
    second.close()


def test_without_a_server_one_sentence(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """No X server gives one sentence and another way."""
    monkeypatch.setenv("DISPLAY", ":250")
    owner = QObject()
    with pytest.raises(HotkeyError, match="sotto toggle"):
        X11Hotkeys(owner)
