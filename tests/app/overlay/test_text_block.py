"""Tests of the text that never clips."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from app.overlay.text_block import TextBlock, TextLook

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

WHITE = "#ffffff"
TEXTS = [
    "Let them finish",
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
    "Selbstverständlich kümmere ich mich persönlich um Ihre Berufsunfähigkeitsversicherungsangelegenheiten.",
    "أبلغ العميل أنك ستتصل به قبل الخامسة",
    "“אבקש מהמומחה שלנו להתקשר אליך עוד היום לפני חמש.”",
    "go 🙂🙂🙂 on",
]


def block(text: str, size_px: int = 15) -> TextBlock:
    """Return a block with white text."""
    made = TextBlock(TextLook(size_px))
    made.show_parts([(text, WHITE)])
    return made


def painted_columns(image: QImage) -> list[int]:
    """Return the columns in which something was painted."""
    return [x for x in range(image.width()) if any(image.pixelColor(x, y).alpha() > 40 for y in range(image.height()))]


def picture(made: TextBlock, width: int) -> QImage:
    """Return the block painted at `width` and the height that it asks for."""
    made.resize(width, made.heightForWidth(width))
    image = QImage(made.size(), QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    made.render(image, renderFlags=made.RenderFlag.DrawChildren)
    return image


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("width", [90, 290])
@pytest.mark.parametrize("size_px", [12, 40])
def test_every_line_fits_the_width(sound_qt: QApplication, text: str, width: int, size_px: int) -> None:
    """Long words break rather than run out of the card."""
    made = block(text, size_px)
    made.resize(width, made.heightForWidth(width))
    made._set_text(width)
    lines = [made._text_layout.lineAt(index) for index in range(made._text_layout.lineCount())]
    # A trailing space may hang over the edge; it paints nothing.
    assert all(line.naturalTextWidth() <= width + 1 or line.textLength() <= 2 for line in lines)
    assert lines[-1].y() + lines[-1].height() <= made.height() + 1


@pytest.mark.parametrize("text", TEXTS[1:3])
def test_less_width_takes_more_height(sound_qt: QApplication, text: str) -> None:
    """Height follows from width, and the block says so to layouts."""
    made = block(text)
    assert made.hasHeightForWidth()
    assert made.heightForWidth(120) > made.heightForWidth(500) >= made.sizeHint().height()
    assert made.minimumSizeHint().width() <= 60


def test_right_to_left_text_begins_at_the_right(sound_qt: QApplication) -> None:
    """The text's own direction decides, whatever the program's."""
    hebrew = painted_columns(picture(block("שלום"), 300))
    english = painted_columns(picture(block("hello"), 300))
    assert min(hebrew) > 150
    assert max(english) < 150


def test_in_a_right_to_left_card_all_text_stands_right(sound_qt: QApplication) -> None:
    """Evidence in another script does not break the edge."""
    made = block("hello")
    made.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert min(painted_columns(picture(made, 300))) > 150


def test_each_piece_has_its_colour(sound_qt: QApplication) -> None:
    """The words to say stand out, also behind letters that take two code units."""
    made = TextBlock(TextLook(30))
    made.show_parts([("🙂 ", "#ff0000"), ("", "#123456"), ("wwww", "#00ff00")])
    assert made.text() == "🙂 wwww"
    image = picture(made, 400)
    colours = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}
    assert QColor("#00ff00").name() in colours


def test_the_same_text_is_not_set_twice(sound_qt: QApplication) -> None:
    """Showing what stands there already keeps the layout."""
    made = block("hello")
    made.heightForWidth(200)
    before = made._text_layout
    made.show_parts([("hello", WHITE)])
    made.heightForWidth(200)
    assert made._text_layout is before
    made.set_look(TextLook(30))
    assert made.heightForWidth(200) > 20
    assert made._text_layout is not before


def test_screen_readers_get_the_whole_text(sound_qt: QApplication) -> None:
    """A block is a label: its text is its name."""
    made = TextBlock(TextLook(15))
    made.show_parts([("Then: ", WHITE), ("“Go on.”", WHITE)])
    assert made.text() == "Then: “Go on.”"
