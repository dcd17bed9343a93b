"""Choose the corner of the screen where the overlay stands, with a small picture of it.

Place in the flow: the last page. It can be dragged anywhere later; `app.overlay.placement` remembers.
"""

from typing import Final

from PySide6.QtCore import QRectF, QSize, Slot
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QRadioButton, QWidget

from app.overlay.look import CARD_WIDTH_PX, Look
from app.overlay.placement import MARGIN_PX, Places, Rect, load_places, save_places
from app.translation.words import QT_TRANSLATE_NOOP, translate, translated
from app.wizard.machine import Machine
from app.wizard.page import WizardPage, text

CORNERS: Final = (
    QT_TRANSLATE_NOOP("Wizard", "Upper left"),
    QT_TRANSLATE_NOOP("Wizard", "Upper right"),
    QT_TRANSLATE_NOOP("Wizard", "Lower left"),
    QT_TRANSLATE_NOOP("Wizard", "Lower right"),
)
"""What is remembered and reckoned with; said in the user's language where it is shown."""
_PICTURES: Final = {
    "Upper left": QT_TRANSLATE_NOOP("Wizard", "A screen with the overlay in its upper left corner"),
    "Upper right": QT_TRANSLATE_NOOP("Wizard", "A screen with the overlay in its upper right corner"),
    "Lower left": QT_TRANSLATE_NOOP("Wizard", "A screen with the overlay in its lower left corner"),
    "Lower right": QT_TRANSLATE_NOOP("Wizard", "A screen with the overlay in its lower right corner"),
}
_CARD_HEIGHT_PX: Final = 150
"""About a cue's height: a lower corner leaves room for it."""


def corner_rect(corner: str, area: Rect) -> Rect:
    """Return where the overlay stands in a corner of the screen's free area."""
    x = area.x + MARGIN_PX if "left" in corner else area.right - CARD_WIDTH_PX - MARGIN_PX
    y = area.y + MARGIN_PX if "Upper" in corner else area.bottom - _CARD_HEIGHT_PX - MARGIN_PX
    return Rect(x, y, CARD_WIDTH_PX, _CARD_HEIGHT_PX)


class ScreenPicture(QWidget):
    """A small screen with the overlay in a corner."""

    def __init__(self) -> None:
        """Show the upper right corner."""
        super().__init__()
        self.corner = CORNERS[1]
        self._look: Look | None = None
        self.setFixedSize(QSize(336, 200))

    def show_corner(self, corner: str) -> None:
        """Show another corner."""
        self.corner = corner
        self.setAccessibleName(translated("Wizard", _PICTURES[corner]))
        self.update()

    def use_look(self, look: Look) -> None:
        """Take the colours of a look."""
        self._look = look
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Paint screen, a window of work, and the card."""
        if self._look is None:
            return
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(theme.you))
        painter.setBrush(QColor(theme.track))
        painter.drawRoundedRect(QRectF(0.5, 0.5, self.width() - 1, self.height() - 1), 8, 8)
        painter.setPen(QColor(theme.hairline))
        painter.setBrush(QColor(theme.button_fill))
        painter.drawRoundedRect(QRectF(22, 26, self.width() - 44, self.height() - 52), 4, 4)
        x = 10 if "left" in self.corner else self.width() - 106
        y = 10 if "Upper" in self.corner else self.height() - 52
        painter.setPen(QColor(theme.you))
        painter.setBrush(QColor(theme.surface))
        painter.drawRoundedRect(QRectF(x, y, 96, 42), 6, 6)
        painter.setPen(QColor(theme.surface))
        painter.setBrush(QColor(theme.headline))
        painter.drawRoundedRect(QRectF(x + 10, y + 10, 60, 6), 3, 3)
        painter.setBrush(QColor(theme.muted))
        painter.drawRoundedRect(QRectF(x + 10, y + 22, 76, 4), 2, 2)
        painter.drawRoundedRect(QRectF(x + 10, y + 30, 52, 4), 2, 2)
        painter.end()


class PlacePage(WizardPage):
    """Four corners and a picture."""

    step = QT_TRANSLATE_NOOP("Wizard", "Overlay")

    def __init__(self, machine: Machine) -> None:
        """Propose the upper right corner, unless the overlay has a place already."""
        super().__init__(
            translate("Wizard", "Where the overlay stands"),
            translate(
                "Wizard",
                "Cues appear in a small card that stays on top and never takes your keyboard. "
                "Drag it elsewhere at any time by its handle.",
            ),
        )
        self._machine = machine
        self._chosen = ""
        self.picture, self.group = ScreenPicture(), QButtonGroup(self)
        self.corners: dict[str, QRadioButton] = {}
        places = load_places(machine.places_file)
        grid = QGridLayout()
        for index, corner in enumerate(CORNERS):
            button = self.corners[corner] = QRadioButton(translated("Wizard", corner))
            self.group.addButton(button, index)
            grid.addWidget(button, index, 0)
        row = QHBoxLayout()
        row.setSpacing(36)
        row.addLayout(grid)
        row.addWidget(self.picture)
        row.addStretch(1)
        self.body.addLayout(row)
        if places.by_screen:
            stays = translate("Wizard", "The overlay has a place already. It stays there unless you choose a corner.")
            self.body.addWidget(text(stays, "muted"))
        else:
            self._choose(CORNERS[1])
            self.corners[CORNERS[1]].setChecked(True)
        self.body.addStretch(1)
        self.body.addWidget(text(translate("Wizard", "That is all. Sotto waits for your next call."), "strong"))
        self.group.idClicked.connect(self._on_clicked)

    def use_look(self, look: Look) -> None:
        """Take another look."""
        super().use_look(look)
        self.picture.use_look(look)

    def finish(self) -> None:
        """Remember the corner, on the main screen."""
        screen = QGuiApplication.primaryScreen()
        if not self._chosen or screen is None:
            return
        free = screen.availableGeometry()
        area = Rect(free.x(), free.y(), free.width(), free.height())
        places: Places = load_places(self._machine.places_file)
        save_places(self._machine.places_file, places.remember(screen.name(), corner_rect(self._chosen, area)))

    @Slot(int)
    def _on_clicked(self, index: int) -> None:
        self._choose(CORNERS[index])

    def _choose(self, corner: str) -> None:
        self._chosen = corner
        self.picture.show_corner(corner)
