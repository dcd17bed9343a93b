"""Tests of the drawn shapes."""

import re

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from app.overlay.icons import CUE_ICONS, icon_pixmap, plain
from app.paths import resource
from app.theme import DARK, ShapeColours
from coaching.events import CueKind

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

NAMES = [*CUE_ICONS.values(), "pause", "expand", "collapse", "close"]


def outline(kind: CueKind) -> set[tuple[int, int]]:
    """Return which pixels of the shape are painted, whatever their colour."""
    image = icon_pixmap(CUE_ICONS[kind], DARK.shapes[kind], 38, 1.0).toImage()
    return {(x, y) for x in range(38) for y in range(38) if image.pixelColor(x, y).alpha() > 127}


def test_every_kind_of_cue_has_its_own_outline(sound_qt: QApplication) -> None:
    """Shape alone tells the kinds apart: any two differ in more than a tenth of their pixels."""
    shapes = {kind: outline(kind) for kind in CueKind}
    for one in CueKind:
        for other in CueKind:
            if one is not other:
                differing = len(shapes[one] ^ shapes[other])
                assert differing > 0.1 * len(shapes[one] | shapes[other]), (one, other)


@pytest.mark.parametrize("name", NAMES)
def test_files_use_only_the_words_that_are_coloured(name: str) -> None:
    """No colour is fixed in a file, so every theme can change it."""
    drawing = resource("icons", f"{name}.svg").read_text(encoding="utf-8")
    assert set(re.findall(r'(?:fill|stroke)="([^"]+)"', drawing)) <= {"currentColor", "gray", "white", "none"}


def test_colours_come_from_the_theme(sound_qt: QApplication) -> None:
    """Fill, edge and sign are all painted as asked."""
    image = icon_pixmap("words", ShapeColours("#ff0000", "#00ff00", "#0000ff"), 76, 1.0).toImage()
    colours = {image.pixelColor(x, y).name() for x in range(76) for y in range(76)}
    assert {"#ff0000", "#00ff00", "#0000ff"} <= colours


def test_icons_are_sharp_on_dense_screens(sound_qt: QApplication) -> None:
    """At a pixel ratio of 2 there are twice the pixels in the same size."""
    pixmap = icon_pixmap("turn", plain("#ffffff"), 38, 2.0)
    image: QImage = pixmap.toImage()
    assert image.width() == 76
    assert pixmap.deviceIndependentSize().width() == 38
