"""The base of the wizard's pages: title, text, room for what is asked, and small parts that several of them use.

Place in the flow: `window` stacks pages; it calls `enter` and `leave` as the user goes, and asks `may_go_on`.
"""

from typing import Final

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QLabel, QVBoxLayout, QWidget

from app.overlay.look import Look
from app.translation.words import QT_TRANSLATE_NOOP, translated
from app.window_style import of_kind

_FLOOR_DBFS = -70.0
"""The left end of meters: quieter is silence to the ear."""
_NAME_LETTERS: Final = 20
"""Of a device's name always seen in a list."""
_VOICE: Final = QT_TRANSLATE_NOOP("Wizard", "{meter}: a voice")
_SOUND: Final = QT_TRANSLATE_NOOP("Wizard", "{meter}: sound")
_QUIET: Final = QT_TRANSLATE_NOOP("Wizard", "{meter}: quiet")


class WizardPage(QWidget):
    """One question."""

    changed = Signal()
    """What the page knows has changed: the window asks `may_go_on` again."""
    step = ""
    """Its name in the list of steps, marked for translation."""

    def __init__(self, title: str, intro: str) -> None:
        """Show title and text; subclasses add to `body`."""
        super().__init__()
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(32, 26, 32, 12)
        self.body.setSpacing(10)
        self.title = text(title, "headline")
        self.body.addWidget(self.title)
        self.body.addWidget(text(intro))
        self.body.addSpacing(6)
        self.setAccessibleName(title)

    @property
    def may_go_on(self) -> bool:
        """Whether the next page may come."""
        return True

    def enter(self) -> None:
        """Begin: the page is shown."""

    def leave(self) -> None:
        """End: stop what `enter` started. Called whenever the page is left, also when the wizard closes."""

    def finish(self) -> None:
        """Keep what is not a setting; called once, when the wizard is finished."""

    def use_look(self, look: Look) -> None:
        """Take another look, for what is painted by hand."""
        for meter in self.findChildren(LevelBar):
            meter.use_look(look)


def text(words: str, kind: str = "") -> QLabel:
    """Return a label that wraps."""
    label = QLabel(words)
    label.setWordWrap(True)
    if kind:
        of_kind(label, kind)
    return label


def shrinkable(box: QComboBox) -> None:
    """Let a list of long names (devices, models) leave room for what stands beside it."""
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(_NAME_LETTERS)


class LevelBar(QWidget):
    """A level meter with its value as text for screen readers."""

    def __init__(self, name: str) -> None:
        """Start at silence. `name`: what is measured, for screen readers."""
        super().__init__()
        self.level_dbfs, self.speaking = -100.0, False
        self._name = name
        self._look: Look | None = None
        self.setFixedHeight(22)
        self.setMinimumWidth(200)
        self.show_level(-100.0, speaking=False)

    def show_level(self, level_dbfs: float, *, speaking: bool) -> None:
        """Show a level; `speaking` colours it as a voice."""
        self.level_dbfs, self.speaking = level_dbfs, speaking
        what = _VOICE if speaking else _SOUND if level_dbfs > _FLOOR_DBFS + 15 else _QUIET
        self.setAccessibleName(translated("Wizard", what).format(meter=self._name))
        self.update()

    def use_look(self, look: Look) -> None:
        """Take the colours of a look."""
        self._look = look
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Paint segments, from the side where reading begins."""
        if self._look is None:
            return
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        count = 32
        width = self.width() / count
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        lit = round(count * max(0.0, 1.0 - self.level_dbfs / _FLOOR_DBFS))
        for index in range(count):
            on = theme.listening if self.speaking else theme.you
            painter.setBrush(QColor(on if index < lit else theme.track))
            place = count - 1 - index if mirrored else index
            painter.drawRoundedRect(QRectF(place * width, 2, width - 3, self.height() - 4), 2, 2)
        painter.end()
