"""Where the overlay stands: remembered for each screen, snapped to edges, never outside of a screen. No Qt.

Place in the flow: the window asks here after it was dragged, at start and when screens come and go. The rectangle and
the screen's name are kept (`saveGeometry` drifts at fractional scaling); what is read is clamped to what exists.
"""

import json
import logging
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

MARGIN_PX: Final = 16
"""Between the overlay and the corner where it first appears."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle in device-independent pixels; `x`, `y` is the upper left corner."""

    x: int
    y: int
    width: int
    height: int

    @property
    def right(self) -> int:
        """First column to the right of it."""
        return self.x + self.width

    @property
    def bottom(self) -> int:
        """First row below it."""
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class Screen:
    """A screen that exists now; `area` is what task bars leave free."""

    name: str
    area: Rect


@dataclass(frozen=True, slots=True)
class Places:
    """The last rectangle on each screen, and the screen used last ("" when none was)."""

    last: str = ""
    by_screen: Mapping[str, Rect] = field(default_factory=dict)

    def remember(self, screen: str, rect: Rect) -> "Places":
        """Return the places with the overlay now at `rect` on `screen`."""
        return Places(screen, {**self.by_screen, screen: rect})


def clamp(rect: Rect, area: Rect) -> Rect:
    """Return `rect` moved (never resized) into `area`; the upper left corner wins when it does not fit."""
    x = max(area.x, min(rect.x, area.right - rect.width))
    y = max(area.y, min(rect.y, area.bottom - rect.height))
    return replace(rect, x=x, y=y)


def snap(rect: Rect, area: Rect, distance_px: int) -> Rect:
    """Return `rect` clamped, and moved to each edge of `area` that lies within `distance_px`."""
    moved = clamp(rect, area)
    x, y = moved.x, moved.y
    if x - area.x <= distance_px:
        x = area.x
    elif area.right - moved.right <= distance_px:
        x = area.right - moved.width
    if y - area.y <= distance_px:
        y = area.y
    elif area.bottom - moved.bottom <= distance_px:
        y = area.bottom - moved.height
    return clamp(replace(moved, x=x, y=y), area)


def restore(places: Places, screens: Sequence[Screen], width: int, height: int) -> tuple[str, Rect]:
    """Return the screen's name and the rectangle to start at.

    The screen used last wins, then any other remembered one, then the first; a place that was never used is the upper
    right corner. `screens` must not be empty and begins with the primary one.
    """
    known = {screen.name: screen for screen in screens}
    names = [places.last, *places.by_screen, screens[0].name]
    screen = known[next(name for name in names if name in known)]
    old = places.by_screen.get(screen.name)
    if old is None:
        old = Rect(screen.area.right - width - MARGIN_PX, screen.area.y + MARGIN_PX, width, height)
    elif old.right == screen.area.right:  # it stood at the right edge: keep it there when its width changed
        old = replace(old, x=screen.area.right - width)
    return screen.name, clamp(Rect(old.x, old.y, width, height), screen.area)


def load_places(file: Path) -> Places:
    """Return what was remembered; nothing when there is no file or when it cannot be understood (that is logged)."""
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
        return Places(str(data["last"]), {str(name): _rect(value) for name, value in data["screens"].items()})
    except FileNotFoundError:
        return Places()
    except (OSError, ValueError, KeyError, TypeError, AttributeError, OverflowError) as error:
        _log.warning(
            "The overlay's place in %s cannot be read (%s): it starts in the corner.", file, type(error).__name__
        )
        return Places()


def save_places(file: Path, places: Places) -> None:
    """Write the places; a disk that cannot be written costs only the memory of the place (that is logged)."""
    screens = {name: [rect.x, rect.y, rect.width, rect.height] for name, rect in places.by_screen.items()}
    new = file.with_name(f"{file.name}.new")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        new.write_text(json.dumps({"last": places.last, "screens": screens}, indent=1), encoding="utf-8")
        os.replace(new, file)  # noqa: PTH105  Path.replace reads the same, but hides that it is atomic
    except OSError as error:
        _log.warning("The overlay's place cannot be kept in %s (%s).", file, error.strerror)


def _rect(value: Any) -> Rect:
    x, y, width, height = (int(number) for number in value)
    return Rect(x, y, width, height)
