"""The tray icon and its menu: each state its own shape, each entry its own wish."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from itertools import combinations

import pytest
from PySide6.QtGui import QImage, qAlpha
from pytestqt.qtbot import QtBot

from app.overlay.state import Held, OverlayState, Problem
from app.tray import _COLOURS, DesktopMenu, Tray, TrayState, tray_icon, tray_state

pytestmark = pytest.mark.qt_log_ignore("systemTrayWindowChanged")  # the offscreen platform has no tray


def contrast(first: str, second: str) -> float:
    """Return the WCAG contrast of two colours."""

    def luminance(colour: str) -> float:
        parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((luminance(first), luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def grey(state: TrayState) -> QImage:
    """Return the icon as a colour-blind person sees it."""
    return tray_icon(state).pixmap(24, 24).toImage().convertToFormat(QImage.Format.Format_ARGB32)


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (OverlayState(idle=True), TrayState.IDLE),
        (OverlayState(ended=True, started=True), TrayState.IDLE),
        (OverlayState(), TrayState.LISTENING),
        (OverlayState(started=True), TrayState.LISTENING),
        (OverlayState(started=True, paused=True), TrayState.PAUSED),
        (OverlayState(started=True, held=Held.ON_HOLD), TrayState.PAUSED),
        (OverlayState(started=True, problems=(Problem("Microphone unplugged."),)), TrayState.PROBLEM),
        (OverlayState(idle=True, problems=(Problem("No microphone.", fatal=True),)), TrayState.PROBLEM),
    ],
)
def test_the_icon_tells_what_the_overlay_tells(state: OverlayState, expected: TrayState) -> None:
    """Idle, listening, paused and problem follow the overlay's phase."""
    assert tray_state(state) is expected


@pytest.mark.parametrize("pair", list(combinations(TrayState, 2)), ids=str)
def test_states_differ_without_colour(qtbot: QtBot, pair: tuple[TrayState, TrayState]) -> None:
    """Any two icons differ in their outline or their sign, not in colour alone."""
    first, second = (grey(state) for state in pair)
    spots = [(x, y) for x in range(24) for y in range(24)]

    def dark(image: QImage, x: int, y: int) -> tuple[bool, bool]:
        pixel = image.pixel(x, y)
        return qAlpha(pixel) > 128, image.pixelColor(x, y).lightnessF() > 0.6

    assert sum(dark(first, x, y) != dark(second, x, y) for x, y in spots) > 24


@pytest.mark.parametrize("state", TrayState)
def test_signs_stand_out(state: TrayState) -> None:
    """The sign, and the outline, reach 3 : 1 on the fill (WCAG 1.4.11)."""
    colours = _COLOURS[state]
    assert contrast(colours.fill, colours.mark) >= 3.0
    assert contrast(colours.fill, colours.edge) >= 2.9


def test_each_entry_asks_for_one_thing(qtbot: QtBot) -> None:
    """Every entry of the menu emits its own signal."""
    menu = DesktopMenu()
    menu.show_call(active=True)
    menu.summary.setEnabled(True)
    for action, signal in (
        (menu.call, menu.call_asked),
        (menu.pause, menu.pause_asked),
        (menu.visibility, menu.show_asked),
        (menu.summary, menu.summary_asked),
        (menu.settings, menu.settings_asked),
        (menu.quit, menu.quit_asked),
    ):
        with qtbot.waitSignal(signal, timeout=5_000):
            action.trigger()


def test_the_menu_says_what_it_will_do(qtbot: QtBot) -> None:
    """Entries name the next step, and those that can do nothing are off."""
    menu = DesktopMenu()
    assert (menu.call.text(), menu.pause.isEnabled(), menu.summary.isEnabled()) == ("Start call", False, False)
    menu.show_call(active=True)
    menu.show_paused(paused=True)
    menu.show_overlay_shown(shown=False)
    texts = (menu.call.text(), menu.pause.text(), menu.visibility.text())
    assert texts == ("End call", "Resume coaching", "Show overlay")
    assert menu.pause.isEnabled()


def test_the_icon_follows(qtbot: QtBot) -> None:
    """The icon's tool tip says its state."""
    menu = DesktopMenu()
    tray = Tray(menu)
    assert tray.icon.toolTip() == "Sotto: no call"
    tray.show_state(TrayState.PAUSED)
    assert tray.icon.toolTip() == "Sotto: paused"
    tray.icon.hide()
