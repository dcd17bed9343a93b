"""Colours of everything that Sotto paints, as tokens; no Qt, so that a test can compute every contrast.

Place in the flow: `app.overlay.system_look` picks one theme from what the system prefers, the widgets paint with it.
Text reaches WCAG 2.2 AA (4.5 : 1) on its surface in the light and dark themes and AAA (7 : 1) in the high-contrast
ones; shapes, bars and borders that carry meaning reach 3 : 1 (1.4.11). The four cue colours are those of Okabe and
Ito, which stay apart for colour-blind eyes; shapes carry the meaning, colour only supports it.
"""

from dataclasses import dataclass
from typing import Literal

from coaching.events import CueKind

ThemeChoice = Literal["system", "light", "dark", "high-contrast"]


@dataclass(frozen=True, slots=True)
class ShapeColours:
    """How the shape of one kind of cue is painted; "#RRGGBB" each."""

    fill: str
    edge: str
    """The outline: what stands out from the surface where the fill alone does not."""
    mark: str
    """The sign within the shape."""


@dataclass(frozen=True, slots=True)
class Theme:
    """One set of colours; "#RRGGBB" each, all opaque so that contrast can be computed."""

    name: str
    surface: str
    border: str
    """Around the card: it must stand out from any desktop."""
    hairline: str
    """Between parts of the card; decoration only."""
    headline: str
    body: str
    quote: str
    """The words that the agent can say, within the body."""
    muted: str
    """Status line, evidence, times."""
    changing: str
    """Words of the transcript that may still change."""
    action: str
    """Text of buttons that stand alone (Resume)."""
    button_fill: str
    button_hover: str
    button_text: str
    listening: str
    problem: str
    track: str
    """The empty part of bars; decoration only."""
    you: str
    them: str
    shapes: dict[CueKind, ShapeColours]
    border_px: int = 1
    contrast_min: float = 4.5
    """What every text of this theme must reach."""


DARK = Theme(
    name="dark",
    surface="#14171c",
    border="#3a404a",
    hairline="#262a31",
    headline="#f2f4f7",
    body="#dfe4ea",
    quote="#8fc7f2",
    muted="#aeb7c2",
    changing="#8c96a3",
    action="#8fc7f2",
    button_fill="#272b32",
    button_hover="#363c46",
    button_text="#d8dee6",
    listening="#3fbf8f",
    problem="#e69f00",
    track="#333942",
    you="#b7c0cb",
    them="#3c8fd6",
    shapes={
        CueKind.TURN: ShapeColours("#e69f00", "#e69f00", "#14171c"),
        CueKind.WORDS: ShapeColours("#d55e00", "#d55e00", "#ffffff"),
        CueKind.PRAISE: ShapeColours("#009e73", "#009e73", "#14171c"),
        CueKind.PROMISE: ShapeColours("#56b4e9", "#56b4e9", "#14171c"),
    },
)
LIGHT = Theme(
    name="light",
    surface="#ffffff",
    border="#c3c9d1",
    hairline="#e6e9ed",
    headline="#171a1f",
    body="#2a3038",
    quote="#0a5c99",
    muted="#56606c",
    changing="#6b7480",
    action="#0a5c99",
    button_fill="#eceff2",
    button_hover="#dde2e8",
    button_text="#2f3740",
    listening="#16805a",
    problem="#a86b00",
    track="#dfe3e8",
    you="#6d7783",
    them="#2a78ba",
    shapes={
        CueKind.TURN: ShapeColours("#e69f00", "#96650a", "#171a1f"),
        CueKind.WORDS: ShapeColours("#d55e00", "#b34f00", "#ffffff"),
        CueKind.PRAISE: ShapeColours("#009e73", "#007a58", "#171a1f"),
        CueKind.PROMISE: ShapeColours("#56b4e9", "#1f76a8", "#171a1f"),
    },
)
HIGH_CONTRAST_DARK = Theme(
    name="high-contrast",
    surface="#000000",
    border="#ffffff",
    hairline="#8a8a8a",
    headline="#ffffff",
    body="#ffffff",
    quote="#7fd4ff",
    muted="#e6e6e6",
    changing="#b8b8b8",
    action="#7fd4ff",
    button_fill="#000000",
    button_hover="#303030",
    button_text="#ffffff",
    listening="#4fe0ac",
    problem="#ffc23d",
    track="#4a4a4a",
    you="#ffffff",
    them="#4fb4ff",
    shapes={
        CueKind.TURN: ShapeColours("#ffb81f", "#ffffff", "#000000"),
        CueKind.WORDS: ShapeColours("#d55e00", "#ffffff", "#ffffff"),
        CueKind.PRAISE: ShapeColours("#2fd3a0", "#ffffff", "#000000"),
        CueKind.PROMISE: ShapeColours("#6cc6fa", "#ffffff", "#000000"),
    },
    border_px=2,
    contrast_min=7.0,
)
HIGH_CONTRAST_LIGHT = Theme(
    name="high-contrast-light",
    surface="#ffffff",
    border="#000000",
    hairline="#6e6e6e",
    headline="#000000",
    body="#000000",
    quote="#003f70",
    muted="#2b2b2b",
    changing="#4a4a4a",
    action="#003f70",
    button_fill="#ffffff",
    button_hover="#e0e0e0",
    button_text="#000000",
    listening="#00593d",
    problem="#7a4a00",
    track="#bdbdbd",
    you="#000000",
    them="#0059a8",
    shapes={
        CueKind.TURN: ShapeColours("#e69f00", "#000000", "#000000"),
        CueKind.WORDS: ShapeColours("#b34f00", "#000000", "#ffffff"),
        CueKind.PRAISE: ShapeColours("#009e73", "#000000", "#000000"),
        CueKind.PROMISE: ShapeColours("#56b4e9", "#000000", "#000000"),
    },
    border_px=2,
    contrast_min=7.0,
)
THEMES = (DARK, LIGHT, HIGH_CONTRAST_DARK, HIGH_CONTRAST_LIGHT)


def theme_for(choice: ThemeChoice, *, system_dark: bool, system_high_contrast: bool) -> Theme:
    """Return the theme for the user's choice; "system" follows the two preferences of the system.

    A high-contrast preference of the system also turns a chosen light or dark theme into its high-contrast form: it
    says what the eyes need, the choice only what they like.
    """
    dark = system_dark if choice in {"system", "high-contrast"} else choice == "dark"
    if choice == "high-contrast" or system_high_contrast:
        return HIGH_CONTRAST_DARK if dark else HIGH_CONTRAST_LIGHT
    return DARK if dark else LIGHT
