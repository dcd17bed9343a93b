"""The corner of the overlay: four choices, a picture that shows them, and a place that is kept."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from app.overlay.look import SystemLook
from app.overlay.placement import load_places
from app.overlay.settings import OverlaySettings
from app.wizard.place_page import CORNERS, PlacePage, ScreenPicture
from tests.app.translation.conftest import Speak, speak  # noqa: F401  a fixture
from tests.app.wizard.conftest import FakeMachine


@pytest.fixture
def page(machine: FakeMachine, qtbot: Any) -> PlacePage:
    """Give the page on a machine where the overlay has no place yet."""
    made = PlacePage(machine)
    made.use_look(SystemLook().look(OverlaySettings(theme="light")))
    qtbot.addWidget(made)
    return made


def card_quarter(picture: ScreenPicture) -> tuple[bool, bool]:
    """Return whether the painted card is at the left, and whether at the top."""
    image = picture.grab().toImage()
    assert picture._look is not None
    ink = picture._look.theme.headline
    step = 2
    found = [
        (x, y)
        for x in range(0, image.width(), step)
        for y in range(0, image.height(), step)
        if image.pixelColor(x, y).name() == ink
    ]
    assert found
    x = sum(spot[0] for spot in found) / len(found)
    y = sum(spot[1] for spot in found) / len(found)
    return x < image.width() / 2, y < image.height() / 2


def test_the_upper_right_corner_is_proposed(page: PlacePage, machine: FakeMachine) -> None:
    """Who goes on without choosing gets the upper right corner."""
    assert page.corners["Upper right"].isChecked()
    page.finish()
    places = load_places(machine.places_file)
    screen = QGuiApplication.primaryScreen()
    place = places.by_screen[screen.name()]
    assert place.x > screen.availableGeometry().center().x()
    assert place.y < screen.availableGeometry().center().y()


@pytest.mark.parametrize("corner", CORNERS)
def test_the_picture_shows_the_choice(corner: str, page: PlacePage) -> None:
    """The picture's card goes to the chosen corner, and screen readers hear which it is."""
    page.corners[corner].click()
    assert card_quarter(page.picture) == ("left" in corner, "Upper" in corner)
    assert corner.lower() in page.picture.accessibleName()


@pytest.mark.parametrize("corner", CORNERS)
def test_left_stays_left_in_every_direction(corner: str, page: PlacePage) -> None:
    """Corners are of the screen: a language that runs from right to left does not mirror them."""
    page.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    page.corners[corner].click()
    assert card_quarter(page.picture)[0] is ("left" in corner)


def test_german_corners_do_the_same(machine: FakeMachine, qtbot: Any, speak: Speak) -> None:  # noqa: F811
    """What a button is called has no say in what it does."""
    speak("de")
    page = PlacePage(machine)
    qtbot.addWidget(page)
    assert [button.text() for button in page.corners.values()] == [
        "Oben links", "Oben rechts", "Unten links", "Unten rechts",
    ]  # fmt: skip
    page.corners["Lower left"].click()
    page.finish()
    place = load_places(machine.places_file).by_screen[QGuiApplication.primaryScreen().name()]
    assert place.x < 50
    assert "unten links" in page.picture.accessibleName()


def test_a_place_that_was_dragged_to_stays(page: PlacePage, machine: FakeMachine, qtbot: Any) -> None:
    """Where the overlay has a place nothing is chosen beforehand; choosing a corner moves it after all."""
    page.corners["Lower right"].click()
    page.finish()
    before = load_places(machine.places_file)
    again = PlacePage(machine)
    qtbot.addWidget(again)
    again.finish()
    assert load_places(machine.places_file) == before
    again.corners["Upper left"].click()
    again.finish()
    assert load_places(machine.places_file) != before


def test_a_picture_without_a_look_paints_nothing(qtbot: Any) -> None:
    """Before the window has given a look nothing is painted, and nothing fails."""
    picture = ScreenPicture()
    qtbot.addWidget(picture)
    image = picture.grab().toImage()
    assert len({image.pixelColor(x, 40).name() for x in range(0, image.width(), 12)}) == 1
