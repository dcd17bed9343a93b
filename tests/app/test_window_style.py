"""The look of ordinary windows, out of the same tokens as the overlay's."""

import gc
import re
from dataclasses import fields
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.overlay.look import Look
from app.theme import DARK, LIGHT, THEMES, Theme
from app.window_style import dress, of_kind, open_at, palette, style_sheet
from tests.app.test_theme import contrast


def look(theme: Theme = LIGHT, percent: int = 100) -> Look:
    """Return a look."""
    return Look(theme, percent, reduced_motion=False)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize(
    ("text", "ground"), [("WindowText", "Window"), ("Text", "Base"), ("ButtonText", "Button"), ("ToolTipText", "ToolTipBase"),
                         ("HighlightedText", "Highlight"), ("Link", "Window")],
)  # fmt: skip
def test_whatever_qt_paints_by_itself_can_be_read(theme: Theme, text: str, ground: str) -> None:
    """Menus, tips and selections that no style sheet reaches keep the theme's contrast."""
    colours = palette(theme)
    names = [colours.color(getattr(QPalette.ColorRole, role)).name() for role in (text, ground)]
    assert contrast(*names) >= theme.contrast_min


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_no_colour_comes_from_elsewhere(theme: Theme) -> None:
    """Every colour of the sheet is one of the theme's tokens, so that none escapes the contrast tests."""
    tokens = {str(getattr(theme, field.name)).lower() for field in fields(theme)}
    used = {colour.lower() for colour in re.findall(r"#[0-9A-Fa-f]{3,8}\b", style_sheet(look(theme)))}
    assert used
    assert used <= tokens


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_the_tick_is_there_and_fits_the_ground(theme: Theme) -> None:
    """A check box without its sign could not be told from one that is off."""
    (tick,) = re.findall(r'url\("([^"]+)"\)', style_sheet(look(theme)))
    assert Path(tick).is_file()
    assert ("dark" in Path(tick).name) == (QColor(theme.surface).lightness() < 128)


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_sizes_follow_the_text(percent: int) -> None:
    """Every text of a window grows as the user asked."""
    sizes = [int(size) for size in re.findall(r"font-size: (\d+)px", style_sheet(look(percent=percent)))]
    normal = [int(size) for size in re.findall(r"font-size: (\d+)px", style_sheet(look()))]
    assert sizes == [round(size * percent / 100) for size in normal]


def test_a_part_is_dressed_by_its_kind_also_when_that_changes(qtbot: QtBot) -> None:
    """A line that becomes a problem is painted as one at once."""
    window, line = QWidget(), QLabel("x")
    QVBoxLayout(window).addWidget(line)
    qtbot.addWidget(window)
    dress(window, look())
    for kind, token in (("muted", LIGHT.muted), ("problem", LIGHT.problem)):
        of_kind(line, kind)
        window.ensurePolished()
        line.ensurePolished()
        assert line.palette().color(QPalette.ColorRole.WindowText).name() == QColor(token).name()


def test_another_look_reaches_every_part(qtbot: QtBot) -> None:
    """When the system turns dark while the window is open no part stays light."""
    window = QWidget()
    inner = QWidget(window)
    button = QPushButton("x", inner)
    qtbot.addWidget(window)
    for theme in (LIGHT, DARK):
        dress(window, look(theme))
        for part in (window, inner, button):
            assert part.palette().color(QPalette.ColorRole.Base).name() == QColor(theme.surface).name()


def test_a_window_never_opens_larger_than_the_screen(qtbot: QtBot) -> None:
    """At 200 % on a small screen its buttons are still within reach."""
    window = QWidget()
    qtbot.addWidget(window)
    open_at(window, 300, 200, look(percent=150))
    assert (window.width(), window.height()) == (450, 300)
    open_at(window, 30_000, 20_000, look(percent=200))
    screen = QGuiApplication.primaryScreen().availableGeometry()
    assert (window.width(), window.height()) == (screen.width(), screen.height())


def test_the_screen_outlives_the_windows(qapp: QApplication) -> None:
    """Windows that refer to each other go when Python's collector finds them; the screen they opened on stays."""
    screen = QGuiApplication.primaryScreen()
    for _ in range(3):
        window = QDialog()
        window.itself = window  # type: ignore[attr-defined]
        open_at(window, 300, 200, look())
        del window
        gc.collect()
    assert shiboken6.isValid(screen)


@pytest.mark.parametrize("folder", ["app", "tests", "benchmarks"])
def test_no_widget_is_asked_for_its_screen(folder: str) -> None:
    """PySide would give the program's screen to the widget, which takes it along when it goes."""
    for file in (Path(__file__).parents[2] / folder).rglob("*.py"):
        if file != Path(__file__):
            assert not re.search(r"\w\.screen\(\)", file.read_text(encoding="utf-8")), file
