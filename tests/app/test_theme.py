"""Tests of the colours: every contrast is computed, none is believed."""

import pytest

from app.theme import DARK, HIGH_CONTRAST_DARK, HIGH_CONTRAST_LIGHT, LIGHT, THEMES, Theme, theme_for
from coaching.events import CueKind

SHAPE_MIN = 3.0
"""WCAG 2.2, 1.4.11: what is needed to understand a picture."""


def luminance(colour: str) -> float:
    """Return the relative luminance of "#RRGGBB" as WCAG 2.2 defines it."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio, 1 … 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_the_contrast_formula_gives_the_published_extremes() -> None:
    """Black on white reads 21, a colour on itself 1."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)
    assert contrast("#777777", "#777777") == 1.0


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize("name", ["headline", "body", "quote", "muted", "changing", "action"])
def test_text_stands_out_from_the_card(theme: Theme, name: str) -> None:
    """Every text colour reaches AA on the card, AAA in the high-contrast themes."""
    assert contrast(getattr(theme, name), theme.surface) >= theme.contrast_min


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize("ground", ["button_fill", "button_hover", "hairline"])
def test_button_text_stands_out_in_every_state_of_the_button(theme: Theme, ground: str) -> None:
    """Buttons can be read at rest, under the pointer and while pressed (AA)."""
    assert contrast(theme.button_text, getattr(theme, ground)) >= (4.5 if ground != "hairline" else SHAPE_MIN)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize("name", ["listening", "problem", "you", "them"])
def test_signs_of_the_status_line_stand_out(theme: Theme, name: str) -> None:
    """Dots and bars reach 3 : 1."""
    assert contrast(getattr(theme, name), theme.surface) >= SHAPE_MIN


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize("kind", CueKind)
def test_shapes_stand_out_and_so_does_their_sign(theme: Theme, kind: CueKind) -> None:
    """The outline of a shape reaches 3 : 1 on the card, its sign 3 : 1 on the shape."""
    shape = theme.shapes[kind]
    assert contrast(shape.edge, theme.surface) >= SHAPE_MIN
    assert contrast(shape.mark, shape.fill) >= SHAPE_MIN


@pytest.mark.parametrize("theme", [HIGH_CONTRAST_DARK, HIGH_CONTRAST_LIGHT], ids=lambda theme: theme.name)
def test_high_contrast_cards_have_a_strong_border(theme: Theme) -> None:
    """In high contrast the card's edge is as strong as its text."""
    assert theme.border_px > 1
    assert contrast(theme.border, theme.surface) >= theme.contrast_min


@pytest.mark.parametrize(
    ("choice", "dark", "high", "expected"),
    [
        ("system", True, False, DARK),
        ("system", False, False, LIGHT),
        ("system", True, True, HIGH_CONTRAST_DARK),
        ("system", False, True, HIGH_CONTRAST_LIGHT),
        ("light", True, False, LIGHT),
        ("dark", False, False, DARK),
        ("light", True, True, HIGH_CONTRAST_LIGHT),
        ("dark", False, True, HIGH_CONTRAST_DARK),
        ("high-contrast", True, False, HIGH_CONTRAST_DARK),
        ("high-contrast", False, False, HIGH_CONTRAST_LIGHT),
    ],
)
def test_choice_and_system_together_pick_the_theme(choice: str, dark: bool, high: bool, expected: Theme) -> None:
    """The user's liking decides between light and dark, a need for contrast always wins."""
    assert theme_for(choice, system_dark=dark, system_high_contrast=high) is expected  # type: ignore[arg-type]
