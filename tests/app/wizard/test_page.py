"""The parts that the pages share: labels that wrap, lists that shrink, and the level meter."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QComboBox, QLabel

from app.overlay.look import SystemLook
from app.overlay.settings import OverlaySettings
from app.wizard.page import LevelBar, WizardPage, shrinkable, text

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def meter(qapp: QApplication, qtbot: Any) -> LevelBar:
    """Give a meter in the light theme, 320 px wide."""
    made = LevelBar("Microphone")
    made.use_look(SystemLook().look(OverlaySettings(theme="light")))
    made.resize(320, 22)
    qtbot.addWidget(made)
    return made


def lit(meter: LevelBar) -> list[bool]:
    """Return for each of the 32 segments whether it is lit, from left to right."""
    image: QImage = meter.grab().toImage()
    assert meter._look is not None
    track = meter._look.theme.track
    step = image.width() / 32
    return [
        image.pixelColor(round(step * index + step * 0.3), image.height() // 2).name() != track for index in range(32)
    ]


@pytest.mark.parametrize(("level_dbfs", "count"), [(-100.0, 0), (-70.0, 0), (-35.0, 16), (0.0, 32), (6.0, 32)])
def test_the_meter_grows_with_the_level(level_dbfs: float, count: int, meter: LevelBar) -> None:
    """From silence to full scale the segments light up in order; no level breaks the meter."""
    meter.show_level(level_dbfs, speaking=False)
    assert lit(meter) == [True] * count + [False] * (32 - count)


def test_the_meter_fills_from_where_reading_begins(meter: LevelBar) -> None:
    """In a window from right to left the meter fills from the right."""
    meter.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    meter.show_level(-35.0, speaking=False)
    assert lit(meter) == [False] * 16 + [True] * 16


def test_a_voice_has_its_own_colour_and_name(meter: LevelBar) -> None:
    """A voice is coloured, and screen readers hear what the meter shows."""
    names, colours = [], []
    for level, speaking in ((-90.0, False), (-30.0, False), (-30.0, True)):
        meter.show_level(level, speaking=speaking)
        names.append(meter.accessibleName())
        colours.append(meter.grab().toImage().pixelColor(3, 11).name())
    assert names == ["Microphone: quiet", "Microphone: sound", "Microphone: a voice"]
    assert len(set(colours)) == 3


def test_a_meter_without_a_look_paints_nothing(qapp: QApplication, qtbot: Any) -> None:
    """Before the window has given a look nothing is painted, and nothing fails."""
    meter = LevelBar("Microphone")
    qtbot.addWidget(meter)
    meter.resize(320, 22)
    meter.show_level(0.0, speaking=True)
    image = meter.grab().toImage()
    assert len({image.pixelColor(x, 11).name() for x in range(0, 320, 10)}) == 1


def test_labels_wrap(qapp: QApplication, qtbot: Any) -> None:
    """A long text takes more lines, never more width; its kind is what the style sheet looks at."""
    label = text("A long sentence that has to be broken into several lines. " * 4, "muted")
    qtbot.addWidget(label)
    assert label.heightForWidth(200) > 2 * label.heightForWidth(2_000)
    assert label.property("kind") == "muted"
    assert not text("x").property("kind")


def test_long_names_leave_room(qapp: QApplication, qtbot: Any) -> None:
    """A device with a very long name does not widen the page; its name is whole in the list."""
    box = QComboBox()
    qtbot.addWidget(box)
    name = "Headset of the third desk from the left, with a name that never ends " * 3
    box.addItem(name)
    wide = box.sizeHint().width()
    shrinkable(box)
    assert box.minimumSizeHint().width() < wide / 3
    assert box.itemText(0) == name


def test_a_page_names_itself(qapp: QApplication, qtbot: Any) -> None:
    """A page has its title, says it to screen readers, lets the user go on, and hands looks to its meters."""
    page = WizardPage("A question", "Why it is asked.")
    qtbot.addWidget(page)
    meter = LevelBar("Microphone")
    page.body.addWidget(meter)
    look = SystemLook().look(OverlaySettings(theme="dark"))
    page.use_look(look)
    assert meter._look is look
    assert page.accessibleName() == page.title.text() == "A question"
    assert "Why it is asked." in [label.text() for label in page.findChildren(QLabel)]
    page.enter()
    page.leave()
    page.finish()
    assert page.may_go_on
