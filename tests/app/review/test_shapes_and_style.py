"""Shapes of moments and the review's colours: told apart without colour, legible in every theme."""

from itertools import combinations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QDoubleSpinBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.overlay.look import Look
from app.paths import resource
from app.review.shapes import shape_icon
from app.review.style import edge_colour, is_dark, mark_background, plot_colours, review_sheet
from app.window_style import style_sheet
from coaching.events import CueKind
from tests.app.review.conftest import look_of

THEMES = ("light", "dark", "high-contrast")
KINDS = tuple(str(kind) for kind in CueKind)


def picture(look: Look, kind: str, *, hollow: bool = False, ratio: float = 1.0) -> QImage:
    """Return a shape as pixels."""
    size = look.px(20)
    return shape_icon(look, kind, ratio, hollow=hollow).pixmap(QSize(size, size), ratio).toImage()


def outline(image: QImage) -> frozenset[tuple[int, int]]:
    """Return which pixels are painted, whatever their colour."""
    return frozenset(
        (x, y) for x in range(image.width()) for y in range(image.height()) if image.pixelColor(x, y).alpha() > 127
    )


def contrast(first: str, second: str) -> float:
    """Return the contrast of two colours as WCAG 2 defines it."""

    def luminance(colour: str) -> float:
        parts = [
            value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
            for value in QColor(colour).getRgbF()[:3]
        ]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    low, high = sorted((luminance(first), luminance(second)))
    return (high + 0.05) / (low + 0.05)


def test_every_kind_has_a_shape_of_its_own(qapp: QApplication, look: Look) -> None:
    """Without colour and filling they are still four."""
    drawn = {kind: outline(picture(look, kind, hollow=True)) for kind in KINDS}
    for one, other in combinations(KINDS, 2):
        assert len(drawn[one] ^ drawn[other]) > 20, (one, other)


def test_praise_is_as_large_as_any_flag(qapp: QApplication, look: Look) -> None:
    """What was done well is not the small print."""

    def extent(kind: str) -> int:
        xs = [x for x, _ in outline(picture(look, kind))]
        return max(xs) - min(xs)

    assert extent("praise") >= max(extent(kind) for kind in KINDS) - 1


@pytest.mark.parametrize("kind", KINDS)
def test_hollow_shapes_are_empty_inside(qapp: QApplication, look: Look, kind: str) -> None:
    """What does not count keeps its outline and loses its filling."""
    full, hollow = outline(picture(look, kind)), outline(picture(look, kind, hollow=True))
    assert hollow < full


@pytest.mark.parametrize("ratio", [1.0, 1.25, 2.0])
def test_shapes_are_sharp_on_every_screen(qapp: QApplication, look: Look, ratio: float) -> None:
    """They have as many pixels as the screen has for their place."""
    sizes = shape_icon(look, "words", ratio).availableSizes()
    assert sizes[0].width() == round(20 * ratio)


@pytest.mark.parametrize("theme", THEMES)
def test_marked_words_are_legible(theme: str) -> None:
    """Text on every kind's mark keeps 4.5 : 1, and the mark's underline 3 : 1 on the surface."""
    look = look_of(theme)
    for kind in KINDS:
        assert contrast(look.theme.headline, mark_background(look.theme, kind)) >= 4.5, kind
        assert contrast(edge_colour(look.theme, kind), look.theme.surface) >= 3.0, kind


@pytest.mark.parametrize("theme", THEMES)
def test_bars_of_the_timeline_are_seen(theme: str) -> None:
    """Both sides' speech and the cursor have 3 : 1 on the surface, as graphics need."""
    look = look_of(theme)
    colours = plot_colours(look.theme)
    for colour in (colours.agent, colours.customer, colours.cursor):
        assert contrast(colour, look.theme.surface) >= 3.0


@pytest.mark.parametrize(("theme", "dark"), [("light", False), ("dark", True)])
def test_a_theme_is_known_by_its_surface(theme: str, dark: bool) -> None:
    """Dark and light have plots and pictures of their own."""
    look = look_of(theme)
    assert is_dark(look.theme) is dark
    assert ("chevron-dark" in review_sheet(look)) is dark


def test_an_unknown_kind_is_marked_quietly() -> None:
    """A newer Sotto may know more kinds."""
    theme = look_of().theme
    assert mark_background(theme, "brand-new") == theme.hairline


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_fields_for_numbers_look_like_fields_for_words(qapp: QApplication, qtbot: QtBot, theme: str) -> None:
    """They are as tall, in the theme's own colours, and say by arrows of the theme that they can be stepped."""
    look = look_of(theme)
    window = QWidget()
    qtbot.addWidget(window)
    words, number = QLineEdit(window), QDoubleSpinBox(window)
    window.setStyleSheet(style_sheet(look) + review_sheet(look))
    assert abs(words.sizeHint().height() - number.sizeHint().height()) <= look.px(4)
    assert f"chevron-up-{theme}" in review_sheet(look)
    assert resource("icons", f"chevron-up-{theme}.svg").is_file()


def test_the_sheet_follows_the_text_size(qapp: QApplication) -> None:
    """Paddings and letters grow together, and Qt can read the sheet."""
    small, large = review_sheet(look_of()), review_sheet(look_of(text_percent=200))
    assert "font-size: 18px" in small
    assert "font-size: 36px" in large
    assert small.count("{") == small.count("}")
