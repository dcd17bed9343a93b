"""The one cue: its shape, a headline, what to say instead, the evidence small, and what the agent can do with it.

Place in the flow: second part of the window, there only while a cue stands. It tells when a cue was really painted,
so that the latency of every cue is known.
"""

from PySide6.QtCore import QEasingCurve, QPropertyAnimation, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QGraphicsOpacityEffect, QGridLayout, QLabel, QVBoxLayout, QWidget

from app.overlay import wording
from app.overlay.icons import CUE_ICONS, icon_pixmap
from app.overlay.look import Look
from app.overlay.state import Card, CueAction
from app.overlay.status_line import quiet_button
from app.overlay.text_block import TextBlock
from app.overlay.wording import RuleReason

_ICON_PX = 38


class CueCard(QWidget):
    """Shows a `Card`; emits the agent's actions and the moment of painting."""

    acted = Signal(int, CueAction)
    """Cue id and what the agent did."""
    painted = Signal(int)
    """Cue id: its first pixels were handed to the window system (just before, in the same turn of the event loop)."""
    faded_out = Signal()

    def __init__(self, look: Look) -> None:
        """Build the card, empty and hidden."""
        super().__init__()
        self._look = look
        self._card: Card | None = None
        self._reason: RuleReason | None = None
        self._unpainted: int | None = None
        self._after_paint = QTimer(self)  # a child, so that it cannot fire after the card is gone
        self._after_paint.setSingleShot(True)
        self._after_paint.timeout.connect(self._tell_painted)
        self.icon = QLabel()
        self.headline, self.say = TextBlock(look.headline), TextBlock(look.body)
        self.evidence, self.why = TextBlock(look.small), TextBlock(look.small)
        self.buttons = {
            action: quiet_button(wording.action_name(action), wording.action_help(action)) for action in CueAction
        }
        for button in self.buttons.values():
            button.clicked.connect(self._on_button)
        self._build()
        self._effect = QGraphicsOpacityEffect(self)
        self._effect.setEnabled(False)  # an enabled effect paints through a pixmap, also when it changes nothing
        self.setGraphicsEffect(self._effect)
        self.animation = QPropertyAnimation(self._effect, b"opacity", self)
        self.animation.setEasingCurve(QEasingCurve.Type.OutQuad)
        self.animation.finished.connect(self._on_faded)
        self.set_look(look)
        self.hide()

    def set_look(self, look: Look) -> None:
        """Take another theme or size."""
        self._look = look
        for block, text in (
            (self.headline, look.headline), (self.say, look.body), (self.evidence, look.small), (self.why, look.small)
        ):  # fmt: skip
            block.set_look(text)
        for button in self.buttons.values():
            button.setStyleSheet(look.button_style())
        self._arrange_buttons()
        self._grid.setContentsMargins(look.px(12), look.px(12), look.px(14), look.px(14))
        self._grid.setHorizontalSpacing(look.px(12))
        self._column.setSpacing(look.px(4))
        self._row.setSpacing(look.px(6))
        self._row.setContentsMargins(0, look.px(6), 0, 0)
        if self._card:
            self._fill(self._card)

    def show_card(self, card: Card | None, reason: RuleReason | None, *, actions: bool) -> None:
        """Show `card` (None: nothing), with the reason that "Why?" opens and with or without its buttons."""
        if card is None:
            self._card = None
            self.hide()
            return
        if self._card is None or self._card.cue_id != card.cue_id:
            self._unpainted = card.cue_id
            self.stop_fading()
            self.update()  # also when it reads as the one before
        if (card, reason) != (self._card, self._reason):
            self._card, self._reason = card, reason
            self._fill(card)
        self._actions.setVisible(actions or card.why_open)
        self.show()

    def fade(self, duration_ms: int) -> None:
        """Fade away; `faded_out` follows."""
        self._effect.setEnabled(True)
        self.animation.setDuration(duration_ms)
        self.animation.setStartValue(1.0)
        self.animation.setEndValue(0.0)
        self.animation.start()

    def stop_fading(self) -> None:
        """Stand again in full."""
        self.animation.stop()
        self._effect.setOpacity(1.0)
        self._effect.setEnabled(False)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Paint the line that parts the card from the status line."""
        painter = QPainter(self)
        painter.fillRect(0, 0, self.width(), 1, QColor(self._look.theme.hairline))
        if self._unpainted is not None:
            # The children and the flush to the window system follow within this update; a timer of 0 ms comes after it.
            self._after_paint.start()

    @Slot()
    def _tell_painted(self) -> None:
        if self._unpainted is not None:
            cue_id, self._unpainted = self._unpainted, None
            self.painted.emit(cue_id)

    @Slot()
    def _on_faded(self) -> None:
        self.stop_fading()
        self.faded_out.emit()

    @Slot()
    def _on_button(self) -> None:
        pressed = self.sender()
        for action, button in self.buttons.items():
            if button is pressed and self._card is not None:
                self.acted.emit(self._card.cue_id, action)

    def _build(self) -> None:
        self._grid, self._column = QGridLayout(self), QVBoxLayout()
        self._grid.addWidget(self.icon, 0, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addLayout(self._column, 0, 1)
        self._grid.setColumnStretch(1, 1)
        for block in (self.headline, self.say, self.evidence, self.why):
            self._column.addWidget(block)
        self._actions = QWidget()
        self._row = QGridLayout(self._actions)
        self._column.addWidget(self._actions)

    def _arrange_buttons(self) -> None:
        """Stand the buttons in one row, in two where their names are too long for the width."""
        look = self._look
        room = look.card_width_px - look.px(_ICON_PX + 12 + 12 + 14)
        wanted = sum(button.sizeHint().width() for button in self.buttons.values()) + 3 * look.px(6)
        columns = len(self.buttons) if wanted <= room else 2
        for index, button in enumerate(self.buttons.values()):
            self._row.addWidget(button, index // columns, index % columns)
        for column in range(len(self.buttons) + 1):
            self._row.setColumnStretch(column, int(column == columns))

    def _fill(self, card: Card) -> None:
        theme = self._look.theme
        right_to_left = wording.is_right_to_left(card.headline)
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight)
        size = self._look.px(_ICON_PX)
        self.icon.setPixmap(icon_pixmap(CUE_ICONS[card.kind], theme.shapes[card.kind], size, self.devicePixelRatioF()))
        self.icon.setAccessibleName(wording.kind_name(card.kind))
        self.setAccessibleName(wording.announcement(card))
        self.headline.show_parts([(card.headline, theme.headline)])
        parts = wording.spans(card.say_instead)
        self.say.show_parts([(span.text, theme.quote if span.quoted else theme.body) for span in parts])
        evidence = wording.evidence(card)
        why = wording.why(card, self._reason) if card.why_open else ""
        for block, text in ((self.evidence, evidence), (self.why, why)):
            block.show_parts([(text, theme.muted)])
            block.setVisible(bool(text))
        self.say.setVisible(bool(card.say_instead))
