"""Tests on a real X server with a real window manager: the overlay never gets in the way of the agent's work."""

import json
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, Queue

import pytest
from PySide6.QtWidgets import QApplication

PROGRAMS = Path(__file__).with_name("desk_programs.py")
NEEDED = ("Xvfb", "openbox", "xdotool")
MISSING = [name for name in NEEDED if not shutil.which(name)]
PLACE = (300, 200)
pytestmark = [
    pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}"),
    pytest.mark.usefixtures("sound_qt"),
]
_HANG_S = 60
"""Only a guard against waiting for ever."""


class Program:
    """A program on the desk, spoken to by lines."""

    def __init__(self, command: list[str], env: dict[str, str]) -> None:
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(
            command, env=env, text=True, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, bufsize=1
        )
        self._lines: Queue[str] = Queue()
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def say(self, line: str) -> None:
        """Type a line into it."""
        assert self._process.stdin
        self._process.stdin.write(f"{line}\n")
        self._process.stdin.flush()

    def wait_for(self, prefix: str) -> str:
        """Return the next line that begins with `prefix`."""
        while True:
            try:
                line = self._lines.get(timeout=_HANG_S)
            except Empty:
                pytest.fail(f"the program never said {prefix!r}")
            if line.startswith(prefix):
                return line

    def close(self) -> None:
        """End it."""
        self._process.terminate()
        self._process.wait()
        self._reader.join()
        assert self._process.stdin
        assert self._process.stdout
        with suppress(BrokenPipeError):
            self._process.stdin.close()
        self._process.stdout.close()

    def _read(self) -> None:
        assert self._process.stdout
        for line in self._process.stdout:
            self._lines.put(line.strip())


@dataclass
class Desk:
    """A display with a window manager, an editor that has the focus, and programs."""

    env: dict[str, str]
    editor: Program
    run: Callable[..., Program]

    def xdotool(self, *arguments: str | int) -> str:
        """Do something as the user would."""
        command = ["xdotool", *map(str, arguments)]
        return subprocess.run(command, env=self.env, check=True, capture_output=True, text=True).stdout.strip()

    def focus(self) -> str:
        """Return the window that gets the keys; "" for the moment in which there is none."""
        with suppress(subprocess.CalledProcessError):
            return self.xdotool("getwindowfocus")
        return ""

    def wait_until(self, reached: Callable[[], bool]) -> None:
        """Wait for the window manager."""
        until = time.monotonic() + _HANG_S
        while not reached():
            assert time.monotonic() < until, "the desk never came to that"

    def write(self, text: str) -> str:
        """Type `text` and return what the editor holds when the last letter came."""
        self.xdotool("type", "--delay", "5", text)
        for _ in text:
            got = self.editor.wait_for("text")
        return got.removeprefix("text ")


@pytest.fixture
def desk() -> Iterator[Desk]:
    """Give a desk with an editor that has the focus."""
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-noreset", "-displayfd", str(write), "-screen", "0", "1024x768x24", "-nolisten", "tcp"],
        pass_fds=[write], stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(write)
    with os.fdopen(read) as told:
        display = told.readline().strip()
    env = {**os.environ, "DISPLAY": f":{display}", "QT_QPA_PLATFORM": "xcb", "QT_SCALE_FACTOR": "1"}
    env.pop("WAYLAND_DISPLAY", None)
    started = [Program(["openbox", "--startup", "echo ready"], env)]

    def run(*arguments: str) -> Program:
        started.append(Program([sys.executable, str(PROGRAMS), *arguments], env))
        return started[-1]

    try:
        started[0].wait_for("ready")
        made = Desk(env, run("editor"), run)
        made.editor.wait_for("focus")
        yield made
    finally:
        for program in reversed(started):
            program.close()
        server.terminate()
        server.wait()


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Give a file that puts the overlay over the middle of the editor."""
    file = tmp_path / "place.json"
    file.write_text(json.dumps({"last": "screen", "screens": {"screen": [*PLACE, 368, 36]}}), encoding="utf-8")
    return file


def overlay_with_a_cue(desk: Desk, place: Path, *arguments: str) -> tuple[Program, tuple[int, int, int, int]]:
    """Return the overlay with its first cue painted, and where it stands."""
    overlay = desk.run("overlay", str(place), *arguments)
    overlay.say("cue 1")
    return overlay, box(overlay.wait_for("at"))


def box(line: str) -> tuple[int, int, int, int]:
    """Return x, y, width and height of an "at" line."""
    x, y, width, height = (int(part) for part in line.split()[1:5])
    return x, y, width, height


def middle(place: tuple[int, int, int, int]) -> tuple[int, int]:
    """Return the middle of a box, low enough to be on the card."""
    x, y, width, height = place
    return x + width // 2, y + height * 3 // 4


def test_typing_goes_on_while_cues_appear(desk: Desk, place: Path) -> None:
    """Start, first cue, further cues and end: every letter reaches the editor and the focus never moves."""
    focus = desk.focus()
    assert desk.write("abc") == "abc"
    overlay, _ = overlay_with_a_cue(desk, place)
    assert desk.focus() == focus
    assert desk.write("def") == "abcdef"
    desk.xdotool("type", "--delay", "5", "ghi")
    overlay.say("cue 2")
    overlay.wait_for("at")
    desk.xdotool("type", "--delay", "5", "jkl")
    desk.editor.wait_for("text abcdefghijkl")
    overlay.say("end")
    assert desk.focus() == focus


def test_a_click_on_the_overlay_leaves_the_focus_with_the_editor(desk: Desk, place: Path) -> None:
    """Answering a cue costs no keystroke: typing goes on at once, and the click does not fall through."""
    focus = desk.focus()
    overlay, where = overlay_with_a_cue(desk, place)
    desk.xdotool("mousemove", *middle(where), "click", "1")
    overlay.say("cue 2")
    overlay.wait_for("at")
    assert desk.focus() == focus
    desk.xdotool("type", "--delay", "5", "x")
    assert desk.editor.wait_for("") == "text x", "the editor got the click that was meant for the overlay"


def test_clicks_pass_through_when_wanted(desk: Desk, place: Path) -> None:
    """With click-through on, the work below gets the click."""
    _, where = overlay_with_a_cue(desk, place, "through")
    desk.xdotool("mousemove", *middle(where), "click", "1")
    assert desk.editor.wait_for("click") == "click"


def test_it_stays_on_top_of_a_window_that_is_raised(desk: Desk, place: Path) -> None:
    """Clicking and raising the editor does not bury the overlay."""
    _, where = overlay_with_a_cue(desk, place)
    desk.xdotool("mousemove", 60, 480, "click", "1")
    desk.editor.wait_for("click")
    editor = desk.focus()
    desk.xdotool("windowraise", editor)
    desk.xdotool("mousemove", *middle(where))
    under = dict(line.split("=") for line in desk.xdotool("getmouselocation", "--shell").splitlines())["WINDOW"]
    name = desk.xdotool("getwindowname", under)
    assert name != "the editor"


def test_it_stands_where_it_was_left(desk: Desk, place: Path) -> None:
    """The remembered place is where the window manager puts it."""
    _, where = overlay_with_a_cue(desk, place)
    assert where[:2] == PLACE


def test_dragging_by_the_handle_moves_it(desk: Desk, place: Path) -> None:
    """The status line is the handle; the card is not."""
    overlay, (x, y, width, _) = overlay_with_a_cue(desk, place)
    desk.xdotool("mousemove", x + width // 2, y + 12, "mousedown", "1")
    for step in (20, 40, 60):
        desk.xdotool("mousemove", x + width // 2 + step, y + 12 + step)
    desk.xdotool("mouseup", "1")
    overlay.say("cue 2")
    moved = box(overlay.wait_for("at"))
    assert (moved[0] - x, moved[1] - y) == (60, 60)
    desk.xdotool("mousemove", *middle(moved), "mousedown", "1")
    desk.xdotool("mousemove", 20, 20, "mouseup", "1")
    overlay.say("cue 3")
    assert box(overlay.wait_for("at"))[:2] == moved[:2]


def test_the_overlay_is_worked_by_keyboard_when_asked_for(desk: Desk, place: Path) -> None:
    """The keys go to the overlay, Tab reaches the second button, Enter presses it; then typing goes on in the editor."""
    focus = desk.focus()
    overlay, _ = overlay_with_a_cue(desk, place)
    overlay.say("keys")
    desk.wait_until(lambda: desk.focus() != focus)
    desk.xdotool("key", "Tab", "Return")
    assert overlay.wait_for("act") == "act wrong"
    desk.wait_until(lambda: desk.focus() == focus)
    assert desk.write("abc") == "abc"


def test_escape_gives_the_keys_back(desk: Desk, place: Path) -> None:
    """Nothing was pressed, nothing happens to the cue, and the next letter reaches the editor."""
    focus = desk.focus()
    overlay, _ = overlay_with_a_cue(desk, place)
    overlay.say("keys")
    desk.wait_until(lambda: desk.focus() != focus)
    desk.xdotool("key", "Escape")
    desk.wait_until(lambda: desk.focus() == focus)
    assert desk.write("abc") == "abc"


def test_it_stays_above_a_full_screen_window(desk: Desk, place: Path) -> None:
    """Also one that has the focus."""
    _, where = overlay_with_a_cue(desk, place)
    full = desk.run("full")
    full.wait_for("full")
    desk.xdotool("mousemove", *middle(where), "click", "1")
    desk.xdotool("mousemove", 5, 5, "click", "1")
    assert full.wait_for("click") == "click 5", "the full-screen window got the click that was meant for the overlay"


def test_the_programs_are_for_the_same_qt(sound_qt: QApplication) -> None:
    """The tests' own program object is no part of the desk."""
    assert sound_qt.platformName() == "offscreen"
