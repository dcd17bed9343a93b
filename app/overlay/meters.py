"""The small painted signs of the status line: state dot, level meter and talk balance.

Place in the flow: parts of `status_line`. Each repaints only when its value changed, and each says its value to screen
readers as its name.
"""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.overlay import wording
from app.overlay.look import Look
from app.overlay.state import Countdown, Phase
from app.overlay.view_model import LEVEL_STEPS
from app.translation.words import QT_TRANSLATE_NOOP, translate, translated
from coaching.events import CueKind

_PHASE_NAMES = {
    Phase.IDLE: QT_TRANSLATE_NOOP("Overlay", "No call"),
    Phase.WAITING: QT_TRANSLATE_NOOP("Overlay", "Getting ready"),
    Phase.LISTENING: QT_TRANSLATE_NOOP("Overlay", "Listening"),
    Phase.PAUSED: QT_TRANSLATE_NOOP("Overlay", "Paused"),
    Phase.PROBLEM: QT_TRANSLATE_NOOP("Overlay", "Problem"),
    Phase.ENDED: QT_TRANSLATE_NOOP("Overlay", "Ended"),
}


def _painter(widget: QWidget) -> QPainter:
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    return painter


class StateDot(QWidget):
    """The state as a shape: disc = listening, ring = paused or waiting, square = problem, dash = ended or no call."""

    def __init__(self, look: Look) -> None:
        """Start waiting."""
        super().__init__()
        self._look = look
        self._phase = Phase.WAITING
        self.set_look(look)

    def set_look(self, look: Look) -> None:
        """Take another theme or size."""
        self._look = look
        self.setFixedSize(look.px(10), look.px(10))
        self.update()

    def show_phase(self, phase: Phase) -> None:
        """Show the shape of `phase`."""
        self.setAccessibleName(translated("Overlay", _PHASE_NAMES[phase]))
        if phase is not self._phase:
            self._phase = phase
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Paint the shape."""
        theme, size = self._look.theme, float(self.width())
        painter = _painter(self)
        inner = QRectF(self.rect()).adjusted(size * 0.1, size * 0.1, -size * 0.1, -size * 0.1)
        if self._phase is Phase.LISTENING:
            painter.setBrush(QColor(theme.listening))
            painter.drawEllipse(inner)
        elif self._phase is Phase.PROBLEM:
            painter.setBrush(QColor(theme.problem))
            painter.drawRoundedRect(inner, size * 0.18, size * 0.18)
        elif self._phase in {Phase.ENDED, Phase.IDLE}:
            painter.setBrush(QColor(theme.muted))
            painter.drawRoundedRect(QRectF(0, size * 0.38, size, size * 0.24), size * 0.12, size * 0.12)
        else:
            painter.setPen(QPen(QColor(theme.muted), size * 0.2))
            painter.drawEllipse(QPointF(size / 2, size / 2), size * 0.36, size * 0.36)


class LevelMeter(QWidget):
    """Loudness of the agent's microphone in a few ticks: enough to see that it is heard."""

    def __init__(self, look: Look) -> None:
        """Start at silence."""
        super().__init__()
        self._look = look
        self._steps = 0
        self.setAccessibleName(translate("Overlay", "Microphone level"))
        self.setToolTip(translate("Overlay", "How loud your microphone is"))
        self.set_look(look)

    def set_look(self, look: Look) -> None:
        """Take another theme or size."""
        self._look = look
        self.setFixedSize(look.px(5) * LEVEL_STEPS - look.px(2), look.px(8))
        self.update()

    def show_steps(self, steps: int) -> None:
        """Light the first `steps` of LEVEL_STEPS ticks."""
        if steps != self._steps:
            self._steps = steps
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Paint the ticks, from the side where reading begins."""
        theme, step, width = self._look.theme, self._look.px(5), self._look.px(3)
        painter = _painter(self)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        for index in range(LEVEL_STEPS):
            painter.setBrush(QColor(theme.you if index < self._steps else theme.track))
            x = self.width() - width - index * step if mirrored else index * step
            painter.drawRoundedRect(QRectF(x, 0, width, self.height()), width / 2, width / 2)


class CountdownBar(QWidget):
    """How much of a promised time has passed: a quiet line that moves once a second, there only while it runs."""

    def __init__(self, look: Look) -> None:
        """Start hidden."""
        super().__init__()
        self._look = look
        self._shown: Countdown | None = None
        self.set_look(look)
        self.hide()

    def set_look(self, look: Look) -> None:
        """Take another theme or size."""
        self._look = look
        self.setFixedHeight(look.px(16))
        self.update()

    def show_countdown(self, countdown: Countdown | None) -> None:
        """Show how far it has come, or hide."""
        if countdown == self._shown:
            return
        self._shown = countdown
        self.setVisible(countdown is not None)
        if countdown is not None:
            self.setAccessibleName(wording.countdown_aloud(countdown))
            self.setToolTip(wording.countdown_aloud(countdown))
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Paint the track and what has passed, from the side where reading begins."""
        if self._shown is None:
            return
        theme, look, height = self._look.theme, self._look, float(self._look.px(4))
        left, width, top = float(look.px(14)), self.width() - 2.0 * look.px(14), float(look.px(3))
        passed = width * (1.0 - self._shown.left_s / max(1, self._shown.of_s))
        painter = _painter(self)
        painter.setBrush(QColor(theme.track))
        painter.drawRoundedRect(QRectF(left, top, width, height), height / 2, height / 2)
        if passed >= height:
            mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            painter.setBrush(QColor(theme.problem if self._shown.soon else theme.shapes[CueKind.PROMISE].edge))
            x = left + width - passed if mirrored else left
            painter.drawRoundedRect(QRectF(x, top, passed, height), height / 2, height / 2)


class BalanceBar(QWidget):
    """Who has spoken how much: your part first, theirs after a gap."""

    def __init__(self, look: Look) -> None:
        """Start with nothing to tell."""
        super().__init__()
        self._look = look
        self._percent: int | None = None
        self.set_look(look)

    def set_look(self, look: Look) -> None:
        """Take another theme or size."""
        self._look = look
        self.setFixedSize(32 + look.px(32), look.px(5))
        self.update()

    def show_percent(self, agent_percent: int | None) -> None:
        """Show the agent's share, 0 … 100."""
        self.setAccessibleName(wording.balance(agent_percent))
        self.setToolTip(wording.balance(agent_percent))
        if agent_percent != self._percent:
            self._percent = agent_percent
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Paint the two parts."""
        if self._percent is None:
            return
        theme, gap, height = self._look.theme, self._look.px(2), float(self.height())
        painter = _painter(self)
        yours = max(height, min(self.width() - gap - height, (self.width() - gap) * self._percent / 100))
        parts = [(theme.you, 0.0, yours), (theme.them, yours + gap, self.width() - gap - yours)]
        for colour, x, width in parts:
            left = self.width() - x - width if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else x
            painter.setBrush(QColor(colour))
            painter.drawRoundedRect(QRectF(left, 0, width, height), height / 2, height / 2)
