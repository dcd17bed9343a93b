"""Tests of theme, sizes and motion as the system and the settings ask for them."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.overlay import OverlaySettings
from app.overlay.look import CARD_WIDTH_PX, Look, SystemLook
from app.theme import DARK, HIGH_CONTRAST_DARK, LIGHT

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


class Preferences:
    """Stands for the system's accessibility hints."""

    def __init__(self, contrast: str = "NoPreference", motion: str = "NoPreference") -> None:
        self._contrast, self._motion = Qt.ContrastPreference[contrast], motion

    def contrastPreference(self) -> Qt.ContrastPreference:  # noqa: N802  Qt's name
        """Return the contrast."""
        return self._contrast

    def motionPreference(self) -> object:  # noqa: N802  Qt's name
        """Return the motion."""

        class Motion:
            name = self._motion

        return Motion()


def system(preferences: object) -> SystemLook:
    """Return the look of a system with these preferences."""
    made = SystemLook()
    made._access = preferences  # type: ignore[assignment]
    return made


def test_sizes_are_those_of_the_design_at_100_percent(look: Look) -> None:
    """368 px wide; 20, 15 and 12 px of text."""
    assert look.card_width_px == CARD_WIDTH_PX
    assert [text.size_px for text in (look.headline, look.body, look.small)] == [20, 15, 12]


def test_at_200_percent_text_doubles_and_the_card_grows_less() -> None:
    """The work below stays visible."""
    look = Look(DARK, 200, reduced_motion=False)
    assert [text.size_px for text in (look.headline, look.body, look.small)] == [40, 30, 24]
    assert CARD_WIDTH_PX < look.card_width_px < 2 * CARD_WIDTH_PX


def test_the_systems_high_contrast_is_followed(sound_qt: QApplication) -> None:
    """Also when the user chose a theme."""
    settings = OverlaySettings(theme="dark")
    assert system(Preferences(contrast="HighContrast")).look(settings).theme is HIGH_CONTRAST_DARK
    assert system(Preferences()).look(settings).theme is DARK


@pytest.mark.parametrize(
    ("motion", "system_motion", "reduced"),
    [
        ("system", "ReducedMotion", True),
        ("system", "NoPreference", False),
        ("full", "ReducedMotion", False),
        ("reduced", "NoPreference", True),
    ],
)
def test_motion_follows_the_system_unless_chosen(
    sound_qt: QApplication, motion: str, system_motion: str, reduced: bool
) -> None:
    """The user's own word wins."""
    settings = OverlaySettings(motion=motion)  # type: ignore[arg-type]
    assert system(Preferences(motion=system_motion)).look(settings).reduced_motion is reduced


def test_an_older_qt_without_these_hints_still_works(sound_qt: QApplication) -> None:
    """Before Qt 6.10 nothing is known of contrast, before 6.12 nothing of motion."""
    look = system(None).look(OverlaySettings(theme="light"))
    assert look.theme is LIGHT
    assert not look.reduced_motion
    assert not system(object()).look(OverlaySettings()).reduced_motion


def test_a_change_of_the_system_is_passed_on(sound_qt: QApplication, qtbot: object) -> None:
    """Switching the desktop to dark repaints the overlay."""
    made = SystemLook()
    with qtbot.waitSignal(made.changed):  # type: ignore[attr-defined]
        made._hints.colorSchemeChanged.emit(Qt.ColorScheme.Light)


def test_high_contrast_buttons_have_an_edge() -> None:
    """Where fills are equal, outlines tell where a button is."""
    assert "transparent;border" not in Look(HIGH_CONTRAST_DARK, 100, reduced_motion=False).button_style()
    assert "border:1px solid #ffffff" in Look(HIGH_CONTRAST_DARK, 100, reduced_motion=False).button_style()
    assert "border:1px solid transparent" in Look(DARK, 100, reduced_motion=False).button_style()
